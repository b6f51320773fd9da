"""A card as plain text, for copying: nothing that the card says is left out."""

from __future__ import annotations

from data.texts import Texts
from maps.cards.card import Card, Figure, Row, SourceLine


def numbered(sources: tuple[int, ...]) -> str:
    """Return source numbers as they are written on screen: ``[1][2]``."""
    return "".join(f"[{number}]" for number in sources)


def card_text(card: Card, texts: Texts) -> str:
    """Return a card as plain text with its sources at the end."""
    lines = [_line(card.title, card.cited), card.subtitle]
    lines += [f"{language}: {name}" for language, name in card.names]
    lines += ["", *(_row(row) for row in card.rows), *(_row(row) for row in card.statements)]
    if card.figures:
        lines += ["", texts("Figures"), *(_figure(figure) for figure in card.figures)]
    if card.notes:
        lines += ["", *card.notes]
    if card.passages:
        lines += ["", texts("Passages")]
        for passage in card.passages:
            lines += [f"“{passage.quote}”", *([passage.addition] if passage.addition else [])]
    for group in card.pointers:
        lines += ["", group.title]
        lines += [f"- {item.text}{f' ({item.detail})' if item.detail else ''}" for item in group.items]
    if card.sources:
        lines += ["", texts("Sources")]
        lines += [_source(source) for source in card.sources]
    return "\n".join(lines).strip() + "\n"


def _row(row: Row) -> str:
    marks = f" ({', '.join(row.marks)})" if row.marks else ""
    return _line(f"{row.label}: {row.value}{marks}", row.sources)


def _figure(figure: Figure) -> str:
    about = ", ".join((*figure.details, *figure.marks))
    line = _line(f"- {figure.text}{f' ({about})' if about else ''}", figure.sources)
    return f"{line}\n  {figure.note}" if figure.note else line


def _source(source: SourceLine) -> str:
    told = (source.title, source.date, source.licence, source.url)
    return f"[{source.number}] " + " · ".join(part for part in told if part)


def _line(text: str, sources: tuple[int, ...]) -> str:
    return f"{text} {numbered(sources)}" if sources else text
