"""A card laid out as a page of rich text. Every text is escaped: none becomes HTML.

Links in the page are ``feature:<id>``, ``passage:<excerpt>/<link>``, ``source:<number>`` and what is offered
to be done, ``do:<verb>``.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from data.texts import Texts
from maps.cards import Card, CardPassage, Figure, Pointers, Row, SourceLine
from ui.theme import Colours

AROUND = 36
"""How many letters of a passage that is not open are shown on each side of the linked words."""


class CardPage:
    """Writes cards in one language and theme."""

    def __init__(self, texts: Texts, colours: Colours) -> None:
        """Take the language and the colours."""
        self._texts = texts
        self._colours = colours

    def write(
        self,
        card: Card,
        open_passage: tuple[str | None, str | None],
        offers: Iterable[tuple[str, str]] = (),
    ) -> str:
        """Return the page of a card; ``open_passage`` is the open excerpt and link, ``offers`` are further links."""
        texts = self._texts
        parts = [
            f'<h2 style="margin:0">{escape(card.title)}</h2>',
            self._small(escape(card.subtitle) + self._numbers(card.cited)),
            self._names(card),
            self._offers(offers),
        ]
        if card.rows:
            parts.append(self._rows(card.rows))
        parts += [f'<p style="margin:6px 0">{escape(note)}</p>' for note in card.notes]
        if card.passages:
            parts.append(self._head(texts("Passages ({n})", n=len(card.passages))))
            parts += [self._passage(passage, open_passage) for passage in card.passages]
        if card.statements:
            parts.append(self._head(texts("Measured on the map")))
            parts += [self._statement(row) for row in card.statements]
        if card.figures:
            parts.append(self._head(texts("Figures")))
            parts += self._figures(card.figures)
        parts += [self._pointers(group) for group in card.pointers]
        if card.sources:
            parts.append(self._head(texts("Sources")))
            parts += [self._source(source) for source in card.sources]
        return "".join(parts)

    def write_choice(self, features: Iterable[tuple[str, str]]) -> str:
        """Return a page that lists several selected features to pick one of."""
        items = [f'<p style="margin:5px 0">{self._link("feature:" + name, title)}</p>' for name, title in features]
        return f'<h2 style="margin:0">{escape(self._texts("Selected"))}</h2>' + "".join(items)

    def write_sources(self, sources: Iterable[SourceLine]) -> str:
        """Return a page that lists sources with their numbers."""
        return "".join(self._source(source) for source in sources)

    def _names(self, card: Card) -> str:
        if not card.names:
            return ""
        named = " · ".join(f"{escape(language)}: {escape(name)}" for language, name in card.names)
        return self._small(named)

    def _offers(self, offers: Iterable[tuple[str, str]]) -> str:
        links = " · ".join(self._link(address, text) for address, text in offers)
        return f'<p style="margin:6px 0">{links}</p>' if links else ""

    def _rows(self, rows: tuple[Row, ...]) -> str:
        lines = "".join(
            f'<tr><td width="34%" style="color:{self._colours.muted};padding:3px 10px 3px 0">{escape(row.label)}</td>'
            f'<td style="padding:3px 0">{escape(row.value)}{self._marks(row.marks)}'
            f"{self._numbers(row.sources)}</td></tr>"
            for row in rows
        )
        return f'<table cellspacing="0" cellpadding="0" style="margin:6px 0" width="100%">{lines}</table>'

    def _statement(self, row: Row) -> str:
        label = f'<span style="color:{self._colours.muted}">{escape(row.label)}</span><br/>' if row.label else ""
        return f'<p style="margin:4px 0">{label}{escape(row.value)}{self._numbers(row.sources)}</p>'

    def _figures(self, figures: tuple[Figure, ...]) -> Iterable[str]:
        measure = ""
        for figure in figures:
            if figure.measure != measure:
                measure = figure.measure
                yield f'<p style="margin:8px 0 0 0;color:{self._colours.muted}">{escape(measure)}</p>'
            about = escape(" · ".join(figure.details))
            note = f"<br/><i>{escape(figure.note)}</i>" if figure.note else ""
            yield (
                f'<p style="margin:2px 0 6px 0">{escape(figure.text)}{self._numbers(figure.sources)}<br/>'
                f'<span style="color:{self._colours.muted};font-size:12px">{about}</span>'
                f"{self._marks(figure.marks)}{note}</p>"
            )

    def _passage(self, passage: CardPassage, open_passage: tuple[str | None, str | None]) -> str:
        is_open = open_passage == (passage.excerpt, passage.link)
        words = self._link(f"passage:{passage.excerpt}/{passage.link}", passage.words)
        before, after = passage.before, passage.after
        if not is_open:
            before, after = shortened(before, at_end=False), shortened(after, at_end=True)
        ground = f"background-color:{self._colours.accent_soft};" if is_open else ""
        quote = f"{escape(before)}{words}{escape(after)}"
        addition = f'<br/><i style="font-size:12px">{escape(passage.addition)}</i>' if passage.addition else ""
        return f'<p style="margin:4px 0;{ground}">{quote}{addition if is_open else ""}</p>'

    def _pointers(self, group: Pointers) -> str:
        items = "".join(
            f'<p style="margin:3px 0">{self._link("feature:" + item.feature, item.text)}'
            + (f' <span style="color:{self._colours.muted}">{escape(item.detail)}</span>' if item.detail else "")
            + "</p>"
            for item in group.items
        )
        count = f" ({len(group.items)})" if len(group.items) > 1 else ""
        return self._head(group.title + count) + items

    def _source(self, source: SourceLine) -> str:
        told = " · ".join(part for part in (source.date, source.licence) if part)
        address = ""
        if source.url:
            address = f"<br/>{self._link(f'source:{source.number}', source.url)}"
        return (
            f'<p style="margin:5px 0">[{source.number}] {escape(source.title)}<br/>'
            f'<span style="color:{self._colours.muted};font-size:12px">{escape(told)}</span>{address}</p>'
        )

    def _head(self, text: str) -> str:
        return f'<h4 style="margin:14px 0 4px 0">{escape(text)}</h4>'

    def _small(self, html: str) -> str:
        return f'<p style="margin:2px 0;color:{self._colours.muted};font-size:12px">{html}</p>'

    def _marks(self, marks: tuple[str, ...]) -> str:
        return "".join(
            f' <span style="color:{self._colours.warn};font-size:12px;font-weight:600">◇ {escape(mark)}</span>'
            for mark in marks
        )

    def _numbers(self, numbers: tuple[int, ...]) -> str:
        links = "".join(
            f'<a href="source:{number}" style="color:{self._colours.accent};text-decoration:none">[{number}]</a>'
            for number in numbers
        )
        return f" <small>{links}</small>" if links else ""

    def _link(self, address: str, text: str) -> str:
        return f'<a href="{escape(address)}" style="color:{self._colours.accent}">{escape(text)}</a>'


def shortened(text: str, *, at_end: bool) -> str:
    """Return the part of a text next to the linked words, cut between words where there are any."""
    if len(text) <= AROUND:
        return text
    kept = text[:AROUND] if at_end else text[-AROUND:]
    if " " in kept.strip():
        kept = kept[: kept.rindex(" ")] if at_end else kept[kept.index(" ") + 1 :]
    return f"{kept} …" if at_end else f"… {kept}"
