"""What is done for each picture, with keys, clicks and words as a user has them. Each script is a start of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog

from tests.pictures.sitting import Sitting
from ui.exports.dialog import ExportDialog
from ui.searching.tool import SearchTool
from ui.settings_dialog import SettingsDialog

Kind = TypeVar("Kind", bound=QDialog)

Taken = Iterator[tuple[str, QImage]]
"""Names of pictures and what is in them."""

CASPIAN_ROUTE, AKTAU = "caspian-route", "aktau"
"""Two scenes of the shipped briefing."""


@dataclass(frozen=True, slots=True)
class Script:
    """Names the pictures that a start gives, and how."""

    names: tuple[str, ...]
    run: Callable[[Sitting], Taken]


def window(sitting: Sitting) -> Taken:
    """Show the legend, and the card of a port that was clicked."""
    page = sitting.map.view.focusProxy()
    assert page
    sitting.click(page, QPoint(20, 20))  # the title of the legend, which is folded in a window of this width
    sitting.session.click_item("AKTAU")
    sitting.map.setFocus()
    yield "window", sitting.picture()


def phrase(sitting: Sitting) -> Taken:
    """Click underlined words."""
    sitting.press("Ctrl+1")
    sitting.click_words("e07-l2")
    yield "phrase", sitting.picture()


def search(sitting: Sitting) -> Taken:
    """Find a port, towns and sources by a name; the arrows show each on the map."""
    sitting.press("Ctrl+K")
    tool = sitting.window.tools.get("search")
    assert isinstance(tool, SearchTool)
    sitting.type("Aktau")
    sitting.until(lambda: tool.results.rowCount() > 1, "results")
    sitting.press("Down", "Up")
    sitting.until(lambda: sitting.session.scene.selected == ("AKTAU",), "a preview")
    yield "search", sitting.picture()


def filtering(sitting: Sitting) -> Taken:
    """Leave rare earths alone on the map."""
    sitting.press("F")
    tool = sitting.window.tools.get("filter")
    tree = tool.panel.tree  # type: ignore[attr-defined]
    tree.setFocus()
    tree.setCurrentIndex(tree.row("commodities", "rare-earths"))
    sitting.press("Space")
    sitting.until(lambda: sitting.session.scene.filters.commodities, "the filter")
    yield "filter", sitting.picture()


def compare(sitting: Sitting) -> Taken:
    """Compare the ways without Russia and Iran, and with Aktau closed."""
    sitting.press("R")
    assert sitting.window.reader.compare
    limits = sitting.window.reader.compare.limits
    for country in ("RU", "IR"):
        sitting.click(limits.avoid_chips[country])
    limits.field.setFocus()
    sitting.type("Aktau")
    sitting.press("Return", "Return")
    sitting.until(lambda: sitting.session.scene.routing.without, "the broken port")
    yield "compare", sitting.picture()


def scenes(sitting: Sitting) -> Taken:
    """Show a scene of the shipped briefing with its notes."""
    sitting.window.editor.scenes.go_to(CASPIAN_ROUTE)
    sitting.rest()
    sitting.press("F6")
    yield "scenes", sitting.picture()


def link(sitting: Sitting) -> Taken:
    """Select words of a passage and name the corridor; Enter would link them."""
    sitting.press("Ctrl+1")
    sitting.session.passage_asked.emit("e07", "")
    sitting.select_words("e07", "logistics network")
    sitting.press("Ctrl+L")
    box = sitting.window.editor.authoring.linking.box
    sitting.until(box.field.hasFocus, "the box")
    box.field.setText("Middle Corridor")
    sitting.press("Return")
    sitting.until(lambda: box.targets, "what the words lead to")
    yield "link", sitting.picture()


def stage(sitting: Sitting) -> Taken:
    """Show both screens of a show at one moment."""
    show, hall = sitting.window.stage, sitting.window.stage.hall
    sitting.press("F5")
    sitting.until(lambda: show.is_running and hall.console and hall.audience, "the show")
    number = 1 + [scene.id for scene in show.scenes].index(CASPIAN_ROUTE)
    sitting.press(*str(number), "Return")
    sitting.rest()
    sitting.press("PgDown")
    audience, console = hall.audience, hall.console
    assert audience and console
    sitting.until(lambda: not audience.card.isVisible() and not audience.is_starting, "the audience's picture")
    yield "console", sitting.picture(console)
    whole = sitting.picture(audience)
    yield "audience", whole.scaledToWidth(whole.width() * 2 // 3, Qt.TransformationMode.SmoothTransformation)
    show.end()


def export(sitting: Sitting) -> Taken:
    """Choose slides for a ministry, and wait for the preview."""
    sitting.window.editor.scenes.go_to(AKTAU)
    sitting.rest()
    sitting.press("Ctrl+E")
    dialog = shown(sitting, ExportDialog)
    dialog.audience.setCurrentIndex(dialog.audience.findData("slides"))
    dialog.audience.activated.emit(dialog.audience.currentIndex())
    dialog.target.scenes.setCurrentIndex(dialog.target.scenes.findData("current"))
    dialog.formats.setFocus()
    sitting.until(lambda: not dialog.preview.pixmap().isNull(), "the preview")
    dialog.target.file.setText("/home/speaker/Central Asia.pptx")
    yield "export", sitting.picture(dialog)
    dialog.close()


def settings(sitting: Sitting) -> Taken:
    """Show the settings as they are at first."""
    sitting.press("Ctrl+,")
    yield "settings", sitting.picture(shown(sitting, SettingsDialog))


def shown(sitting: Sitting, kind: type[Kind]) -> Kind:
    """Return the dialog of a kind once it is on screen."""
    sitting.until(lambda: any(each.isVisible() for each in sitting.window.findChildren(kind)), kind.__name__)
    return sitting.window.findChildren(kind)[-1]


SCRIPTS = (
    Script(("window",), window),
    Script(("phrase",), phrase),
    Script(("search",), search),
    Script(("filter",), filtering),
    Script(("compare",), compare),
    Script(("scenes",), scenes),
    Script(("link",), link),
    Script(("console", "audience"), stage),
    Script(("export",), export),
    Script(("settings",), settings),
)
PICTURES = tuple(name for script in SCRIPTS for name in script.names)
"""All that are made, by name."""
