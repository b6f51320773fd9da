"""What a table holds: columns, and lines of typed cells; sorting, filtering, and what of it the map shows.

Plain data without Qt. A sheet never changes; an *order* says which of its lines are on show, and how sorted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from data.atlas import Atlas
from data.countries import Boundary, Country, Water
from data.deposits import Deposit
from data.events import Event
from data.network import Node
from maps.drawn import items_of, parts_needed
from maps.filtering import hidden_items
from maps.scene import Scene
from maps.visible import is_in_view, visible_sources

GROUND_PARTS: dict[type, str] = {Country: "countries", Water: "water", Boundary: "boundaries"}
"""The layer parts of what is drawn without needing to be switched on first."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: ``value`` sorts, ``text`` shows; ``note`` says of when, or what to beware of."""

    value: float | str | None
    text: str
    note: str = ""

    @property
    def shown(self) -> str:
        """The text with its note, as a view writes it."""
        return f"{self.text} ({self.note})" if self.note else self.text


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Numbers stand to the right; ``note_title`` heads the notes where they are exported on their own."""

    id: str
    title: str
    is_number: bool = False
    note_title: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the features that it stands for on the map, its cells, and the words that a search finds it by."""

    key: str
    features: tuple[str, ...]
    cells: tuple[Cell, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table in one language."""

    id: str
    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    @property
    def is_linked(self) -> bool:
        """Whether its lines stand for something on the map."""
        return any(line.features for line in self.lines)

    def column(self, name: str) -> int:
        """Return the place of a column.

        Raises
        ------
        KeyError
            If there is none of that id.
        """
        for at, column in enumerate(self.columns):
            if column.id == name:
                return at
        raise KeyError(name)


def arranged(
    sheet: Sheet,
    *,
    text: str = "",
    shown: Collection[int] | None = None,
    column: int | None = None,
    descending: bool = False,
) -> list[int]:
    """Return the lines to show, in order: those with all words of a text and, if given, those in ``shown``.

    Lines without a value in the column come last, whichever way it is sorted.
    """
    words = text.casefold().split()
    order: list[int] = list(range(len(sheet.lines))) if shown is None else sorted(shown)
    for word in words:
        order = [at for at in order if word in sheet.lines[at].words]
    if column is None:
        return order
    keys = {at: _sort_key(sheet.lines[at].cells[column].value) for at in order}
    known = [at for at in order if keys[at] is not None]
    known.sort(key=keys.__getitem__, reverse=descending)  # type: ignore[arg-type]  # one kind of value per column
    return known + [at for at in order if keys[at] is None]


def lines_that(sheet: Sheet, are_seen: Callable[[Line], bool]) -> frozenset[int]:
    """Return the lines for which ``sight`` holds."""
    return frozenset(at for at, line in enumerate(sheet.lines) if are_seen(line))


def sight(atlas: Atlas, scene: Scene, sheet: Sheet) -> Callable[[Line], bool]:
    """Return a function that tells whether the map shows something of a line: its layer on, let through, in view.

    What is asked of the scene is asked here; the function itself may run on another thread.
    """
    if sheet.id == "sources":
        cited = frozenset(visible_sources(atlas, scene))
        return lambda line: line.key in cited
    hidden = frozenset(hidden_items(atlas, scene))
    on_corridors = frozenset(node for corridor in atlas.corridors.values() for node in corridor.nodes)
    known: dict[str, bool] = {}

    def is_seen(line: Line) -> bool:
        for feature in line.features:
            if feature not in known:
                known[feature] = _is_drawn(atlas, scene, feature, hidden, on_corridors)
            if known[feature]:
                return True
        return False

    return is_seen


def _is_drawn(atlas: Atlas, scene: Scene, feature: str, hidden: frozenset[str], on_corridors: frozenset[str]) -> bool:
    known = atlas.features.get(feature)
    if isinstance(known, Deposit):  # they can be many
        is_on = f"deposits-{known.family}" in scene.parts and feature not in hidden
        return is_on and scene.camera.contains(*known.position)
    if known is None or (isinstance(known, Event) and known.is_background):
        return False
    if isinstance(known, Node) and feature not in on_corridors:
        return False
    ground = GROUND_PARTS.get(type(known))
    needed = (ground,) if ground else parts_needed(atlas, feature)
    if needed and not scene.parts.intersection(needed):
        return False
    items = items_of(atlas, feature)
    return not (items and hidden.issuperset(items)) and is_in_view(atlas, scene, feature)


def words_of(cells: Iterable[Cell], names: Iterable[str]) -> str:
    """Return what a search looks through: all cells, and the names in the other languages."""
    return "\n".join((*(cell.shown for cell in cells), *names)).casefold()


def _sort_key(value: float | str | None) -> float | str | None:
    return value.casefold() if isinstance(value, str) else value
