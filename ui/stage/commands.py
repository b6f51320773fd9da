"""The commands of the menu Present, which the editor's table of commands takes in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from data.texts import N_
from maps.scene import Scene

if TYPE_CHECKING:
    from ui.stage.stage import Stage


@dataclass(frozen=True, slots=True)
class StageCommand:
    """A command of the editor that concerns the stage."""

    id: str
    menu: str
    text: str
    keys: tuple[str, ...]
    verb: Callable[[Stage], object]
    is_on: Callable[[Scene], bool] | None = None


def toggle_look(stage: Stage) -> None:
    """Draw the editor's map for a room, or for a desk; the show begins with that look."""
    scene = stage.speaker.scene
    stage.speaker.show(replace(scene, look="plain" if scene.look == "projector" else "projector"))


PRESENT: tuple[StageCommand, ...] = (
    StageCommand("present.start", "present", N_("Present from start"), ("F5",), lambda stage: stage.start()),
    StageCommand("present.here", "present", N_("Present from here"), ("Shift+F5",), lambda stage: stage.start_here()),
    StageCommand("present.rehearse", "present", N_("Rehearse"), ("Alt+F5",), lambda stage: stage.rehearse()),
    StageCommand(
        "present.windows",
        "present",
        N_("Present in two windows (to share one)"),
        (),
        lambda stage: stage.start(layout="windows"),
    ),
    StageCommand(
        "view.projector",
        "view",
        N_("Projector look"),
        ("Ctrl+J",),
        toggle_look,
        lambda scene: scene.look == "projector",
    ),
)
