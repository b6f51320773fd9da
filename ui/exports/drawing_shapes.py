"""Native shapes of a slide: lines, texts, pictures and the legend, at the places they have on the page."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

EMU_PER_PT = 12_700
THINNED_PX = 0.6
MARGIN_PX = 40.0
ROOM_SHARE = 1.25
"""Another font may be wider than the page's: a text gets so much more room, on both sides alike."""
EAST_ASIAN = "Yu Gothic"
LANGUAGES = {"en": "en-GB", "id": "id-ID", "ja": "ja-JP"}
GLOW_EMU = 31_750

Box = Sequence[float]


@dataclass(frozen=True, slots=True)
class Scale:
    """From pixels of the page to a slide: the page's window is laid into the slide, whole and in its middle."""

    emu_per_px: float
    left: float
    top: float
    width_px: float
    height_px: float
    language: str

    @classmethod
    def of(cls, size_px: Box, size_emu: tuple[int, int], language: str) -> Scale:
        """Return the scale of a window on a slide."""
        factor = min(size_emu[0] / size_px[0], size_emu[1] / size_px[1])
        left, top = ((size_emu[axis] - factor * size_px[axis]) / 2 for axis in (0, 1))
        return cls(factor, left, top, size_px[0], size_px[1], language)

    def x(self, px: float) -> int:
        """Return a place on the slide from the left."""
        return round(self.left + px * self.emu_per_px)

    def y(self, px: float) -> int:
        """Return a place on the slide from the top."""
        return round(self.top + px * self.emu_per_px)

    def long(self, px: float) -> int:
        """Return a length on the slide."""
        return max(1, round(px * self.emu_per_px))

    def points(self, px: float) -> float:
        """Return a size of letters in points."""
        return max(1.0, round(px * self.emu_per_px / EMU_PER_PT * 2) / 2)

    def box(self, box: Box) -> tuple[int, int, int, int]:
        """Return a box on the slide."""
        return self.x(box[0]), self.y(box[1]), self.long(box[2]), self.long(box[3])


def parsed_colour(text: str) -> tuple[str, float]:
    """Return a colour of CSS as six hexadecimal digits and its opacity."""
    text = text.strip()
    if text.startswith("#"):
        digits = text[1:7] if len(text) >= 7 else "".join(2 * digit for digit in text[1:4])
        return digits.upper(), 1.0
    numbers = [float(part) for part in re.findall(r"[\d.]+", text)]
    if len(numbers) < 3:
        return "1B1F27", 1.0
    factor = 255 if text.startswith("color(") else 1
    digits = "".join(f"{min(255, round(part * factor)):02X}" for part in numbers[:3])
    return digits, numbers[3] if len(numbers) > 3 else 1.0


def add_line(shapes: Any, line: dict[str, Any], scale: Scale, name: str) -> Any | None:
    """Draw a line through its thinned points, on its casing, as one group; None where none of it is in sight."""
    strands = thinned(line["strands"], scale)
    if not strands:
        return None
    group = shapes.add_group_shape()
    group.name = name
    passes = [(line["casing"], line["casing_width"], (), 0.85)] if line["casing"] else []
    if line["mark"]:
        passes.insert(0, ("#0b57d0" if line["mark"] == "selected" else "#f2a100", line["width"] + 8, (), 0.7))
    passes.append((line["colour"], line["width"], line["dash"], line["opacity"]))
    for colour, width, dash, opacity in passes:
        shape = _freeform(group.shapes, strands, scale)
        shape.name = name
        shape.fill.background()
        shape.shadow.inherit = False
        _stroke(shape, colour, width, dash, opacity, scale)
    group.shapes._recalculate_extents()  # python-pptx does it for all kinds of shapes but these
    return group


def thinned(strands: Iterable[Sequence[Box]], scale: Scale) -> list[list[tuple[float, float]]]:
    """Return the parts of a line within the slide, without points that nobody sees."""
    import shapely

    window = shapely.box(-MARGIN_PX, -MARGIN_PX, scale.width_px + MARGIN_PX, scale.height_px + MARGIN_PX)
    found = []
    for strand in strands:
        if len(strand) < 2:
            continue
        cut = shapely.LineString(strand).intersection(window).simplify(THINNED_PX)
        for part in getattr(cut, "geoms", [cut]):
            if part.geom_type == "LineString" and len(part.coords) > 1:
                found.append([(x, y) for x, y, *_ in part.coords])
    return found


def _freeform(shapes: Any, strands: list[list[tuple[float, float]]], scale: Scale) -> Any:
    places = [[(scale.x(x), scale.y(y)) for x, y in strand] for strand in strands]
    builder = shapes.build_freeform(*places[0][0], scale=1.0)
    for at, strand in enumerate(places):
        if at:
            builder.move_to(*strand[0])
        builder.add_line_segments(strand[1:], close=False)
    return builder.convert_to_shape()


def _stroke(shape: Any, colour: str, width: float, dash: Sequence[float], opacity: float, scale: Scale) -> None:
    from pptx.dml.color import RGBColor
    from pptx.util import Emu

    digits, alpha = parsed_colour(colour)
    shape.line.color.rgb = RGBColor.from_string(digits)
    shape.line.width = Emu(scale.long(width))
    element = shape.line._get_or_add_ln()
    _fade(element, alpha * opacity)
    if dash:
        least = max(width, 0.5)
        custom = etree.SubElement(element, _tag("a:custDash"))
        for at in range(0, len(dash) - 1, 2):
            on, off = (max(0.1, dash[at + part] / least) for part in (0, 1))
            etree.SubElement(custom, _tag("a:ds"), d=str(round(on * 100_000)), sp=str(round(off * 100_000)))
    element.set("cap", "flat" if dash and dash[0] > 1 else "rnd")
    etree.SubElement(element, _tag("a:round"))


def add_text(shapes: Any, text: dict[str, Any], scale: Scale, *, align: str = "left", name: str = "") -> Any:
    """Write a text as the page does: at its box, with its size, weight and colour."""
    box = text["box"]
    is_line = box[3] < 1.9 * text["size"]
    extra = box[2] * (ROOM_SHARE - 1) if is_line else 0.0
    shift = extra / 2 if align == "center" else 0.0
    shape = shapes.add_textbox(*scale.box((box[0] - shift, box[1], box[2] + extra, box[3])))
    shape.name = name or text["text"][:60]
    write(shape.text_frame, [text["text"]], scale, text, align=align, wraps=align != "center")
    return shape


def write(
    frame: Any, lines: Sequence[str], scale: Scale, look: dict[str, Any], *, align: str = "left", wraps: bool = True
) -> None:
    """Write paragraphs into a frame without margins, each run with its language."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = wraps
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if align == "center" else MSO_ANCHOR.TOP
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = {"center": PP_ALIGN.CENTER, "left": PP_ALIGN.LEFT}[align]
        run = paragraph.add_run()
        run.text = line
        style(run, scale, look)


def style(run: Any, scale: Scale, look: dict[str, Any]) -> None:
    """Give a run the look of a text of the page; where one has no size, that of the template stays."""
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    font = run.font
    if look.get("size"):
        font.size = Pt(scale.points(look["size"]))
    if "is_bold" in look:
        font.bold, font.italic = look["is_bold"], look.get("is_italic", False)
    if look.get("colour"):
        font.color.rgb = RGBColor.from_string(parsed_colour(look["colour"])[0])
    tell_language(run, scale.language)
    if look.get("halo"):
        _glow(run, look["halo"])


def tell_language(run: Any, language: str) -> None:
    """Set the language of a run, and a font that has its letters."""
    properties = run._r.get_or_add_rPr()
    properties.set("lang", LANGUAGES.get(language, language))
    if language == "ja":
        properties.set("altLang", "en-GB")
        etree.SubElement(properties, _tag("a:ea"), typeface=EAST_ASIAN)


def _glow(run: Any, colour: str) -> None:
    """Give letters a halo; it stands before the fonts, as the schema wants it."""
    properties = run._r.get_or_add_rPr()
    digits, alpha = parsed_colour(colour)
    effects = etree.Element(_tag("a:effectLst"))
    glow = etree.SubElement(effects, _tag("a:glow"), rad=str(GLOW_EMU))
    made = etree.SubElement(glow, _tag("a:srgbClr"), val=digits)
    etree.SubElement(made, _tag("a:alpha"), val=str(round(alpha * 100_000)))
    fill = properties.find(_tag("a:solidFill"))
    properties.insert(0 if fill is None else list(properties).index(fill) + 1, effects)


def add_picture(shapes: Any, data: str, box: Box, scale: Scale, name: str) -> Any:
    """Place a small picture given as a data address."""
    content = base64.b64decode(data.partition(",")[2])
    shape = shapes.add_picture(io.BytesIO(content), *scale.box(box))
    shape.name = name
    return shape


def add_card(shapes: Any, card: dict[str, Any], scale: Scale, name: str) -> Any:
    """Draw a card with its small pictures and texts as one group."""
    group = shapes.add_group_shape()
    group.name = name
    add_ground(group.shapes, card, scale, name)
    for picture in card["pictures"]:
        add_picture(group.shapes, picture["data"], picture["box"], scale, name)
    for text in card["texts"]:
        add_text(group.shapes, text, scale)
    return group


def add_ground(shapes: Any, card: dict[str, Any], scale: Scale, name: str) -> Any:
    """Draw a card's ground: a box with round corners and a hairline."""
    from pptx.dml.color import RGBColor
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Pt

    shape = shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *scale.box(card["box"]))
    shape.name = name
    shape.adjustments[0] = min(0.5, 8 / max(1.0, min(card["box"][2], card["box"][3])))
    shape.shadow.inherit = False
    digits, alpha = parsed_colour(card["ground"])
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(digits)
    _fade(shape.fill._xPr, alpha)
    shape.line.width = Pt(0.5)
    shape.line.color.rgb = RGBColor(0xB8, 0xBD, 0xC6)
    return shape


def _fade(element: Any, opacity: float) -> None:
    if opacity < 1:
        colour = element.find(f"{_tag('a:solidFill')}/{_tag('a:srgbClr')}")
        if colour is not None:
            etree.SubElement(colour, _tag("a:alpha"), val=str(round(opacity * 100_000)))


def describe(shape: Any, text: str) -> None:
    """Give a shape its alternative text."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", text)


def _tag(name: str) -> str:
    from pptx.oxml.ns import qn

    tag: str = qn(name)
    return tag
