"""The commands of the scenes, for the table in ``ui/actions.py``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from data.texts import N_

if TYPE_CHECKING:
    from ui.briefing.editor import Editor


class SceneCommand(NamedTuple):
    """One command; ``list_keys`` act while the list of scenes has the focus."""

    id: str
    text: str
    verb: Callable[[Editor], object]
    keys: tuple[str, ...] = ()
    list_keys: tuple[str, ...] = ()
    menu: str = "scene"


def _only(part: str) -> Callable[[Editor], object]:
    return lambda editor: editor.scenes.update_only([part])


COMMANDS = (
    SceneCommand("view.scenes", N_("Scenes"), lambda editor: editor.panel.toggle(), ("F2",), menu="view"),
    SceneCommand(
        "scene.add",
        N_("Add a scene from this view"),
        lambda editor: editor.scenes.add_from_view(),
        ("Ctrl+Return", "Ctrl+Enter"),
    ),
    SceneCommand("scene.add_title", N_("Add a title slide"), lambda editor: editor.scenes.add_slide("title")),
    SceneCommand("scene.add_sources", N_("Add a sources slide"), lambda editor: editor.scenes.add_slide("sources")),
    SceneCommand("scene.update", N_("Update scene"), lambda editor: editor.scenes.update(), ("Ctrl+U",)),
    SceneCommand("scene.update_part", N_("Update only…"), lambda editor: editor.show_differences(), ("Ctrl+Shift+U",)),
    SceneCommand("update.camera", N_("Camera"), _only("camera"), menu="update"),
    SceneCommand("update.layers", N_("Layers"), _only("layers"), menu="update"),
    SceneCommand("update.filters", N_("Filters"), _only("filters"), menu="update"),
    SceneCommand("update.text", N_("Text"), _only("text"), menu="update"),
    SceneCommand("update.time", N_("Time"), _only("time"), menu="update"),
    SceneCommand("scene.show", N_("Show the scene as saved"), lambda editor: editor.scenes.again(), (), ("Backspace",)),
    SceneCommand("scene.notes", N_("Notes"), lambda editor: editor.notes.toggle(), ("F6",)),
    SceneCommand("scene.rename", N_("Rename"), lambda editor: editor.panel.write_title(), (), ("Return", "Enter")),
    SceneCommand("scene.duplicate", N_("Duplicate"), lambda editor: editor.scenes.duplicate(), ("Ctrl+D",)),
    SceneCommand("scene.hide", N_("Hide from the show"), lambda editor: editor.scenes.toggle_hidden(), (), ("H",)),
    SceneCommand("scene.up", N_("Move up"), lambda editor: editor.scenes.move_by(-1), (), ("Alt+Up",)),
    SceneCommand("scene.down", N_("Move down"), lambda editor: editor.scenes.move_by(1), (), ("Alt+Down",)),
    SceneCommand("scene.delete", N_("Delete the scene"), lambda editor: editor.scenes.delete(), (), ("Del",)),
    SceneCommand("scene.next", N_("Next scene"), lambda editor: editor.scenes.go_by(1), (), ("PgDown",)),
    SceneCommand("scene.previous", N_("Previous scene"), lambda editor: editor.scenes.go_by(-1), (), ("PgUp",)),
    SceneCommand("scene.play", N_("Preview step by step"), lambda editor: editor.scenes.play_step(), (), ("Space",)),
    SceneCommand(
        "step.add",
        N_("Add a step"),
        lambda editor: editor.scenes.add_step(),
        ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
        menu="steps",
    ),
    SceneCommand("step.earlier", N_("Move the step earlier"), lambda e: e.scenes.move_step(-1), menu="steps"),
    SceneCommand("step.later", N_("Move the step later"), lambda e: e.scenes.move_step(1), menu="steps"),
    SceneCommand("step.delete", N_("Delete the step"), lambda editor: editor.scenes.delete_step(), menu="steps"),
)
