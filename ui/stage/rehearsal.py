"""What a show took and what was shown and asked in it: a log without Qt, and what is reckoned from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from msgspec.structs import replace

from data.briefing import value
from data.briefing.value import Briefing
from data.texts import N_, Texts
from maps.tables.sheet import Cell, Column, Line, Sheet
from maps.titling import text_of

Kind = Literal["scene", "live", "frozen", "black", "white", "roam", "pushed", "searched", "ended"]

SAID: dict[Kind, str] = {
    "scene": N_("Scene shown"),
    "live": N_("Audience follows"),
    "frozen": N_("Frozen"),
    "black": N_("Black screen"),
    "white": N_("White screen"),
    "roam": N_("Looked around"),
    "pushed": N_("Pushed to the audience"),
    "searched": N_("Searched"),
    "ended": N_("Show ended"),
}

MOST = 20_000
"""A log has no more entries; a show of a day with a key pressed every four seconds."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened, so many seconds after the start: in which scene (its id) after which of its steps."""

    at_s: float
    kind: Kind
    scene: str
    step: int
    text: str = ""


@dataclass(slots=True)
class ShowLog:
    """What happened in one show. ``began`` is when, as the clock on the wall has it (ISO)."""

    began: str = ""
    is_rehearsal: bool = False
    entries: list[Entry] = field(default_factory=list)

    @property
    def total_s(self) -> float:
        """How long the show took, or has taken so far as the last entry tells."""
        return self.entries[-1].at_s if self.entries else 0.0

    def note(self, at_s: float, kind: Kind, scene: str, step: int = 0, text: str = "") -> None:
        """Take note of something. Time never runs back: a clock that was reset goes on where it was."""
        if len(self.entries) < MOST:
            self.entries.append(Entry(max(at_s, self.total_s), kind, scene, step, text))

    def seconds(self) -> dict[str, float]:
        """Return how long each scene was on, by its id, in the order of the first showing."""
        used: dict[str, float] = {}
        for scene, _, seconds in self._spans():
            used[scene] = used.get(scene, 0.0) + seconds
        return used

    def step_seconds(self) -> dict[tuple[str, int], float]:
        """Return how long each scene was on after each of its steps."""
        used: dict[tuple[str, int], float] = {}
        for scene, step, seconds in self._spans():
            used[scene, step] = used.get((scene, step), 0.0) + seconds
        return used

    def _spans(self) -> Iterator[tuple[str, int, float]]:
        shown = [entry for entry in self.entries if entry.kind in ("scene", "ended")]
        for entry, after in zip(shown, (*shown[1:], None), strict=True):
            if entry.kind == "scene":
                yield entry.scene, entry.step, (after.at_s if after else self.total_s) - entry.at_s


@dataclass(frozen=True, slots=True)
class Took:
    """A scene of the show: its number and title, the seconds meant for it (None if none), and those it took."""

    number: int
    scene: str
    title: str
    planned_s: int | None
    used_s: int
    steps_s: tuple[int, ...] = ()


def took(log: ShowLog, briefing: Briefing, language: str) -> tuple[Took, ...]:
    """Return what each scene that is not hidden took, in the order of the briefing."""
    used, by_step = log.seconds(), log.step_seconds()
    shown = [scene for scene in briefing.scenes if not scene.is_hidden]
    return tuple(
        Took(
            number,
            scene.id,
            text_of(scene.title, language)[0],
            scene.seconds,
            round(used.get(scene.id, 0.0)),
            tuple(round(by_step.get((scene.id, step), 0.0)) for step in range(len(scene.steps) + 1)),
        )
        for number, scene in enumerate(shown, start=1)
    )


def with_times(briefing: Briefing, log: ShowLog) -> Briefing:
    """Return the briefing with the times that the show took as those that are meant; scenes not shown keep theirs."""
    used = {scene: max(1, round(seconds)) for scene, seconds in log.seconds().items() if seconds >= 0.5}
    scenes = tuple(_with_seconds(scene, used.get(scene.id)) for scene in briefing.scenes)
    return replace(briefing, scenes=scenes)


def _with_seconds(scene: value.Scene, seconds: int | None) -> value.Scene:
    return scene if seconds is None else replace(scene, seconds=seconds)


def clock(seconds: float) -> str:
    """Return a time as minutes and seconds, with hours where there are any; what is over has a minus."""
    whole = round(abs(seconds))
    minutes, rest = divmod(whole, 60)
    shown = f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if minutes >= 60 else f"{minutes}:{rest:02}"
    return f"−{shown}" if seconds < 0 and whole else shown


def sheet(log: ShowLog, briefing: Briefing, texts: Texts) -> Sheet:
    """Return all of it as one table for a file: first what each scene took, then what happened when."""
    columns = (
        Column("kind", texts("What")),
        Column("at", texts("At (s)"), is_number=True),
        Column("number", texts("Scene"), is_number=True),
        Column("title", texts("Title")),
        Column("step", texts("Step"), is_number=True),
        Column("planned", texts("Planned (s)"), is_number=True),
        Column("used", texts("Used (s)"), is_number=True),
        Column("text", texts("Shown or searched")),
    )
    known = took(log, briefing, texts.language)
    lines = [
        _line(texts("Time of a scene"), None, row.number, row.title, None, row.planned_s, row.used_s, "")
        for row in known
    ]
    titles = {row.scene: row for row in known}
    for entry in log.entries:
        row = titles.get(entry.scene)
        number, title = (row.number, row.title) if row else (None, "")
        lines.append(
            _line(texts(SAID[entry.kind]), round(entry.at_s), number, title, entry.step, None, None, entry.text)
        )
    return Sheet("show", texts("Rehearsal") if log.is_rehearsal else texts("What was shown"), columns, tuple(lines))


def _line(*fields: str | int | None) -> Line:
    cells = tuple(Cell(field, "" if field is None else str(field)) for field in fields)
    return Line("", (), cells, "")
