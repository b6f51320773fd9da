"""What only the drawn map can tell, at the size of projectors: letters too small, cards that overlap, faint colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from data.atlas import Atlas
from data.briefing import value
from data.briefing.value import Briefing
from data.texts import N_, Texts
from maps.messages import LabelsMeasured
from maps.missing import known_part
from maps.ready.finding import Finding, Kind, Spot
from maps.ready.review import called, cut
from maps.scene import Scene
from maps.staging import scene_from, view_at
from maps.titling import CALM, heading_of

SIZES = ((1920, 1080), (1280, 720))
"""Projectors' pictures, width and height in pixels."""

LEAST_PT = 20.0
PX_PER_PT = 96 / 72
DESIGN_HEIGHT = 1080
"""The height at which a pixel is a pixel; a lower picture is thrown on the same wall, so that its pixels are larger."""

LEAST_CONTRAST = 4.5
TOUCH_PX = 2.0
"""Boxes may lap over each other by so much: they have room around their letters."""
SHOWN_NAMES = 4
READ = frozenset({"name", "heading", "slide", "passage"})
"""What the audience reads from afar; legend and sources are for those who look closely."""

CARDS = {
    "heading": N_("the title"),
    "slide": N_("the slide"),
    "legend": N_("the legend"),
    "passage": N_("the passage"),
    "banner": N_("the banner"),
    "strip": N_("the sources"),
}
SMALL = N_("{scene}: smaller than 20 pt on a projector of {size}: {what}.")
OVERLAP = N_("{scene}: on a projector of {size}, {what} lie over each other.")
OUTSIDE = N_("{scene}: on a projector of {size}, {what} does not fit the picture.")
CONTRAST = N_("{scene}: too little contrast to be read (less than 4.5 : 1): {what}.")
NAME = N_("“{name}”")
PAIR = N_("{one} and {other}")


@dataclass(frozen=True, slots=True)
class Box:
    """One thing written on the page: a name or a card, in pixels of the picture."""

    kind: str
    text: str
    left: float
    top: float
    width: float
    height: float
    size: float
    contrast: float
    is_cut: bool

    def laps_over(self, other: Box) -> bool:
        """Tell whether two boxes lie over each other by more than their room."""
        wide = min(self.left + self.width, other.left + other.width) - max(self.left, other.left)
        high = min(self.top + self.height, other.top + other.height) - max(self.top, other.top)
        return wide > TOUCH_PX and high > TOUCH_PX

    def is_outside(self, width: int, height: int) -> bool:
        """Tell whether a card leaves the picture or hides the end of its text; names at the edge may be cut."""
        if self.kind == "name":
            return False
        right, bottom = self.left + self.width, self.top + self.height
        return self.is_cut or min(self.left, self.top, width - right, height - bottom) < -TOUCH_PX


def boxes_of(event: LabelsMeasured) -> tuple[Box, ...]:
    """Return what the page measured."""
    rows = zip(
        event.kinds,
        event.texts,
        event.lefts,
        event.tops,
        event.widths,
        event.heights,
        event.sizes,
        event.contrasts,
        (cut > 0 for cut in event.cuts),
        strict=True,
    )
    return tuple(Box(*row) for row in rows)


def staged(atlas: Atlas, briefing: Briefing, scene: value.Scene, step: int, base: Scene) -> Scene:
    """Return what the audience is shown of a scene after some steps, in the language and theme of ``base``."""
    view = known_part(atlas, view_at(scene, step) or CALM)
    heading = heading_of(atlas, briefing, scene, step)
    return replace(scene_from(view, base), heading=heading, look="projector", is_staged=True)


def drawn_findings(
    briefing: Briefing, scene: value.Scene, step: int, size: tuple[int, int], boxes: Sequence[Box], texts: Texts
) -> Iterator[Finding]:
    """Yield what is wrong with a scene as it was drawn at a size (width, height)."""
    name = called(briefing, scene, texts)

    def found(kind: Kind, text: str, what: str) -> Finding:
        told = texts(text, scene=name, size=f"{size[0]} × {size[1]}", what=what)
        return Finding(kind, "warning", told, Spot("scene", scene.id, step))

    least_px = LEAST_PT * PX_PER_PT * size[1] / DESIGN_HEIGHT
    small = [box for box in boxes if box.kind in READ and box.size < least_px - 0.05]
    if small:
        yield found("small", SMALL, _listed(small, texts))
    pairs = [(one, other) for at, one in enumerate(boxes) for other in boxes[at + 1 :] if one.laps_over(other)]
    if pairs:
        told = [texts(PAIR, one=_name(one, texts), other=_name(other, texts)) for one, other in pairs]
        yield found("overlap", OVERLAP, _cut_list(told))
    outside = [box for box in boxes if box.is_outside(*size)]
    if outside:
        yield found("overlap", OUTSIDE, _listed(outside, texts))
    faint = [box for box in boxes if box.contrast < LEAST_CONTRAST]
    if faint:
        yield found("contrast", CONTRAST, _listed(faint, texts))


def once(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings with one of a kind for each scene: the first, at the largest size and the earliest step."""
    kept: dict[tuple[Kind, str], Finding] = {}
    for one in found:
        kept.setdefault((one.kind, one.spot.id), one)
    return tuple(kept.values())


def _name(box: Box, texts: Texts) -> str:
    return texts(NAME, name=cut(box.text)) if box.kind == "name" else texts(CARDS[box.kind])


def _listed(boxes: Sequence[Box], texts: Texts) -> str:
    return _cut_list([_name(box, texts) for box in boxes])


def _cut_list(names: Sequence[str]) -> str:
    each = list(dict.fromkeys(names))
    return ", ".join(each[:SHOWN_NAMES]) + (f" … (+{len(each) - SHOWN_NAMES})" if len(each) > SHOWN_NAMES else "")
