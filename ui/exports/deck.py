"""All slides of a show: a title first, a map a scene with its notes, sources last. Put together without a window."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.texts import N_
from maps.cards.desk import feature_name
from maps.exports.format import Options
from maps.exports.show import GENERATOR, ExportShow
from maps.titling import text_of
from ui.exports.drawing_shapes import (
    Scale,
    add_card,
    add_ground,
    add_line,
    add_picture,
    add_text,
    describe,
    style,
    tell_language,
    write,
)
from ui.exports.job import Shot
from ui.exports.paper import BORDERS, LICENCES, MADE, SOURCES, cited, day, plain_notes
from ui.exports.staged import sources_in
from ui.exports.template import check_template, layout_for, opened

if TYPE_CHECKING:
    from ui.exports.slides import Drawn

__all__ = ["check_template", "deck"]

MAP = N_("Map")
LEGEND = N_("Legend")
PASSAGE = N_("Passage")
BANNER = N_("Banner")
CAPTION = N_("Caption")
ON_SHOW = N_("On show: {rows}.")
CONTINUED = N_("{title} ({n}/{total})")
TITLE_PX = (1440.0, 810.0)
LINES_A_SLIDE = 40
LETTERS_A_LINE = 44.0
SOURCE_PX = 14.0


def deck(show: ExportShow, drawn: Sequence[tuple[Shot, Drawn | None]], options: Options) -> bytes:
    """Return the presentation as a file's bytes."""
    path = str(options["template"])
    made = opened(Path(path) if path else None, show.texts)
    slides = _Deck(made, show)
    shots = [shot for shot, _ in drawn]
    if not (shots and shots[0].scene.kind == "title"):
        slides.add_title(show.title, day(show), None)
    for shot, one in drawn:
        if one is not None:
            slides.add_map(shot, one)
        elif shot.scene.kind == "title":
            title, caption = (text_of(texts, show.language)[0] for texts in (shot.scene.title, shot.scene.caption))
            slides.add_title(title or show.title, caption, shot)
    slides.add_sources(next((shot for shot in shots if shot.scene.kind == "sources"), None))
    _tell(made.core_properties, show)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _tell(properties: Any, show: ExportShow) -> None:
    """Write what a file says about itself; a property holds 255 letters."""
    properties.title = show.title[:255]
    properties.language = show.language
    properties.author = GENERATOR
    properties.last_modified_by = GENERATOR
    properties.subject = show.border_policy[:255]
    properties.keywords = show.credits[:255]
    properties.comments = " ".join(show.licences)[:255]


class _Deck:
    """Adds the slides one after another."""

    def __init__(self, made: Any, show: ExportShow) -> None:
        self.made, self.show = made, show
        self.size = (int(made.slide_width), int(made.slide_height))
        self.scale = Scale.of(TITLE_PX, self.size, show.language)

    def add_title(self, title: str, caption: str, shot: Shot | None) -> None:
        """Add a slide of a title alone; the template says how it looks."""
        slide = self.made.slides.add_slide(layout_for(self.made, is_title=True))
        if slide.shapes.title is not None:
            _fill(slide.shapes.title, title, self.show.language)
        rest = [one for one in slide.placeholders if one.placeholder_format.idx == 1]
        for place in rest:
            _fill(place, caption, self.show.language)
        if shot:
            self._note(slide, shot, ())

    def add_map(self, shot: Shot, drawn: Drawn) -> None:
        """Add a scene: the map, then lines, symbols, names and cards, each at its place."""
        show, read = self.show, drawn.read
        texts = show.texts
        scale = Scale.of(read["size"], self.size, show.language)
        slide = self.made.slides.add_slide(layout_for(self.made, is_title=False))
        shapes = slide.shapes
        picture = shapes.add_picture(io.BytesIO(drawn.picture), *scale.box((0, 0, *read["size"])))
        picture.name = texts(MAP)
        describe(picture, alt_text(show, shot, read))
        tree = shapes._spTree
        tree.remove(picture._element)
        tree.insert(2, picture._element)
        for line in read["lines"]:
            add_line(shapes, line, scale, self._name(line["id"]))
        for symbol in read["symbols"]:
            add_picture(shapes, symbol["data"], symbol["box"], scale, self._name(symbol["id"]))
        self._add_names(shapes, read["names"], scale)
        self._add_cards(slide, shot, read["cards"], scale)
        self._note(slide, shot, sources_in(show, drawn.scene))

    def _name(self, item: str) -> str:
        feature = item.split("/", maxsplit=1)[0]
        return feature_name(self.show.atlas, feature, self.show.texts) if feature in self.show.atlas.features else item

    def _add_names(self, shapes: Any, names: Sequence[dict[str, Any]], scale: Scale) -> None:
        for name in names:
            if name["is_led"]:
                x, y, wide, high = name["box"]
                at = name["at"]
                end = (max(x, min(x + wide, at[0])), max(y, min(y + high, at[1])))
                leader = {"strands": [[at, end]], "casing": "", "casing_width": 0, "mark": "", "dash": []}
                add_line(shapes, {**leader, "colour": name["colour"], "width": 1.2, "opacity": 1}, scale, name["text"])
            add_text(shapes, name, scale, align="center")

    def _add_cards(self, slide: Any, shot: Shot, cards: dict[str, Any], scale: Scale) -> None:
        texts = self.show.texts
        shapes = slide.shapes
        for key, title in (("legend", LEGEND), ("banner", BANNER), ("passage", PASSAGE)):
            if key in cards:
                add_card(shapes, cards[key], scale, texts(title))
        for key, title in (("notes", SOURCES), ("credit", LICENCES)):
            if key in cards:
                self._add_strip(shapes, cards[key], scale, texts(title))
        self._add_heading(slide, shot, cards.get("heading"), scale)

    def _add_strip(self, shapes: Any, card: dict[str, Any], scale: Scale, name: str) -> None:
        """Write the numbered sources, or the attribution, in the line they have below the map."""
        look = card["texts"][0] if card["texts"] else None
        if look:
            ground = {"box": (0, card["box"][1] - 2, scale.width_px, card["box"][3] + 4), "ground": "#ffffff"}
            add_ground(shapes, ground, scale, name).line.fill.background()
            words = "   ".join(text["text"] for text in card["texts"])
            words = shortened(words, card["box"][2] / look["size"])
            add_text(shapes, {**look, "text": words, "box": card["box"], "halo": ""}, scale, name=name)

    def _add_heading(self, slide: Any, shot: Shot, card: dict[str, Any] | None, scale: Scale) -> None:
        """Fill the title placeholder, at the place of the page's title; the caption below it."""
        language = self.show.language
        title = slide.shapes.title
        words = text_of(shot.scene.title, language)[0]
        if card and card["texts"]:
            ground = add_ground(slide.shapes, card, scale, self.show.texts(CAPTION))
            first, *rest = card["texts"]
            left, top, wide, high = scale.box(first["box"])
            title.left, title.top, title.width, title.height = left, top, wide, high
            title.text_frame.clear()
            write(title.text_frame, [words or first["text"]], scale, first)
            slide.shapes._spTree.remove(title._element)
            slide.shapes._spTree.append(title._element)
            for text in rest:
                add_text(slide.shapes, text, scale, name=self.show.texts(CAPTION))
            ground.name = self.show.texts(CAPTION)
        elif title is not None:  # for those who cannot see it: a slide without a title has no name
            _fill(title, words, language)
            title.left, title.top, title.width, title.height = 0, -self.size[1] // 8, self.size[0], self.size[1] // 10

    def _note(self, slide: Any, shot: Shot, sources: Sequence[str]) -> None:
        """Write the speaker's notes with the full citation of each source of the scene."""
        show = self.show
        by_title = {source.title: source for source in show.atlas.sources.values()}
        lines = plain_notes(text_of(shot.scene.notes, show.language)[0]).strip().splitlines()
        if sources:
            known = (cited(by_title[title], show.texts) if title in by_title else title for title in sources)
            lines += ["", show.texts(SOURCES), *(f"{at}. {text}" for at, text in enumerate(known, 1))]
        frame = slide.notes_slide.notes_text_frame
        frame.text = "\n".join(lines)
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                tell_language(run, show.language)

    def add_sources(self, shot: Shot | None) -> None:
        """Add the last slides: sources with licences, the border policy and the date."""
        show, texts = self.show, self.show.texts
        title = (text_of(shot.scene.title, show.language)[0] if shot else "") or texts(SOURCES)
        lines = [f"{at}. {cited(source, texts)}" for at, source in enumerate(show.sources, 1)]
        lines += ["", texts(LICENCES), show.credits, *show.licences, "", texts(BORDERS), show.border_policy]
        lines += ["", texts(MADE, date=day(show), program=GENERATOR)]
        pages = _pages(lines)
        for at, page in enumerate(pages, 1):
            slide = self.made.slides.add_slide(layout_for(self.made, is_title=False))
            total = len(pages)
            named = texts(CONTINUED, title=title, n=at, total=total) if total > 1 else title
            place = slide.shapes.title
            place.left, place.top, place.width, place.height = self.scale.box((60, 28, 1320, 70))
            _fill(place, named, show.language)
            style(place.text_frame.paragraphs[0].runs[0], self.scale, {"size": 36.0, "is_bold": True})
            box = slide.shapes.add_textbox(*self.scale.box((60, 112, 1320, 660)))
            write(box.text_frame, page, self.scale, {"size": SOURCE_PX})
            properties = box.text_frame._txBody.bodyPr
            properties.set("numCol", "2")
            properties.set("spcCol", str(self.scale.long(36)))
            if shot and at == 1:
                self._note(slide, shot, ())


def length_of(words: str) -> float:
    """Return about how long words are, in widths of a square letter."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.53 for letter in words)


def shortened(words: str, room: float) -> str:
    """Return words cut to a room, in widths of a square letter."""
    if length_of(words) <= room:
        return words
    while words and length_of(words) > room - 1:
        words = words[:-1]
    return f"{words.rstrip()}…"


def _pages(lines: Sequence[str]) -> list[list[str]]:
    """Return lines in pages of two columns, by how many lines they will take."""
    pages: list[list[str]] = [[]]
    taken = 0
    for line in lines:
        needed = 1 + int(length_of(line) / LETTERS_A_LINE)
        if taken + needed > 2 * LINES_A_SLIDE - 4:
            pages.append([])
            taken = 0
        if line or pages[-1]:
            pages[-1].append(line)
            taken += needed
    return pages


def alt_text(show: ExportShow, shot: Shot, read: dict[str, Any]) -> str:
    """Return what a map shows, for those who cannot see it: title, caption, the legend's rows with their counts."""
    texts = show.texts
    title, caption = (text_of(known, show.language)[0] for known in (shot.scene.title, shot.scene.caption))
    stop = "。" if show.language == "ja" else "."
    parts = [f"{part.rstrip('.。')}{stop}" for part in (title, caption) if part]
    rows = read["cards"].get("legend", {}).get("rows", ())
    if rows:
        parts.append(texts(ON_SHOW, rows="; ".join(dict.fromkeys(rows))))
    parts.append(texts.count("{n} name stands on the map.", "{n} names stand on the map.", len(read["names"])))
    return ("" if show.language == "ja" else " ").join(parts)


def _fill(place: Any, words: str, language: str) -> None:
    frame = place.text_frame
    frame.clear()
    run = frame.paragraphs[0].add_run()
    run.text = words
    tell_language(run, language)
