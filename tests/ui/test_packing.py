"""Packing for travel, the shareable copy and importing, in a window."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from data.briefing.reading import read_briefing
from data.briefing.value import Briefing, Place
from data.texts import load_texts
from maps.exports.packing import CHECKSUMS, REPORT
from maps.exports.paths import GONE
from tests.maps.export_samples import PLACES, SHIPPED, own_briefing
from ui.actions import ACTIONS
from ui.exports import packing as packing_module
from ui.exports.importing import import_file, summary
from ui.exports.packing_dialog import PackingDialog, open_packing
from ui.exports.sharing_dialog import open_sharing
from ui.main_window import MainWindow

WAIT_MS = 120_000


@pytest.fixture
def opened(window: MainWindow) -> MainWindow:
    """Return a window with the shipped briefing and own places open."""
    window.editor.document.open(own_briefing(), read_briefing(SHIPPED).media, None)
    return window


def run(window: MainWindow, name: str) -> None:
    """Do what the menu does."""
    next(action for action in ACTIONS if action.id == name).verb(window)


@pytest.mark.parametrize("kind", ["zip", "folder"])
def test_a_package_is_written_and_told_with_what_it_lacks(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Without the PDF, which the tests of the PDF make: as where its packages are not installed."""
    monkeypatch.setattr(packing_module, "formats", tuple)
    run(opened, "export.pack")
    (dialog,) = opened.findChildren(PackingDialog)
    assert open_packing(opened, opened.session, opened.editor) is dialog
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
    dialog.language.setCurrentIndex(dialog.language.findData("ja"))
    target = tmp_path / ("pack.zip" if kind == "zip" else "pack")
    dialog.pack_to(target)
    assert dialog.is_packing
    qtbot.waitUntil(lambda: not dialog.is_packing, timeout=WAIT_MS)
    assert target.name in dialog.said.text() and "PDF" in dialog.said.text()
    names = zipfile.ZipFile(target).namelist() if kind == "zip" else [path.name for path in target.iterdir()]
    held = {name.rpartition("/")[2] for name in names}
    assert {REPORT, CHECKSUMS} <= held and any(name.endswith(".briefing") for name in held)
    if kind == "folder":
        assert load_texts("ja")("Sources") in (target / REPORT).read_text(encoding="utf-8-sig")
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_closing_the_dialog_stops_the_packing_and_leaves_nothing(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = open_packing(opened, opened.session, opened.editor)
    dialog.pack_to(tmp_path / "pack.zip")
    packing = dialog._packing
    assert packing is not None
    dialog.reject()
    qtbot.waitUntil(lambda: not packing._folder.exists(), timeout=WAIT_MS)
    assert not list(tmp_path.iterdir())


def test_a_tick_keeps_a_place_from_the_audience_and_can_be_undone(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    document = opened.editor.document
    dialog = open_sharing(opened, opened.session, opened.editor)
    item = dialog.list.item(0)
    assert "The gate" in item.text() and item.checkState() == Qt.CheckState.Unchecked
    item.setCheckState(Qt.CheckState.Checked)
    assert document.briefing.places[0].is_private and document.stack.count() == 1
    path = tmp_path / "copy.briefing"
    dialog.save_to(path)
    qtbot.waitUntil(lambda: path.name in dialog.said.text(), timeout=WAIT_MS)
    copy = read_briefing(path).briefing
    assert [place.id for place in copy.places] == [place.id for place in PLACES[1:]]
    assert "own-berths" not in {claim.id for claim in copy.claims}
    assert not any(scene.notes for scene in copy.scenes) and GONE not in copy.title.values()
    document.stack.undo()
    assert not document.briefing.places[0].is_private
    assert dialog.list.item(0).checkState() == Qt.CheckState.Unchecked
    dialog.save_to(SHIPPED)
    assert "Choose another name" in dialog.said.text()
    dialog.close()


def test_importing_is_one_step_that_can_be_undone(opened: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    document = opened.editor.document
    document.open(Briefing(), {}, None)
    path = tmp_path / "depots.geojson"
    feature = {
        "type": "Feature",
        "properties": {"name": "Depot"},
        "geometry": {"type": "Point", "coordinates": [51, 43]},
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    import_file(opened, opened.session, opened.editor, path)
    qtbot.waitUntil(lambda: bool(document.briefing.places), timeout=WAIT_MS)
    (place,) = document.briefing.places
    assert place.names == {"en": "Depot"} and place.sources and place.id in opened.session.atlas.own
    assert opened.statusBar().currentMessage() == "Imported: 1 place."
    assert document.undo_title(load_texts("en")) == "Import depots.geojson"
    document.stack.undo()
    assert document.briefing == Briefing()


def test_a_file_that_cannot_be_imported_is_told_and_changes_nothing(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "net.kml"
    path.write_text("<kml><NetworkLink><href>http://example.org</href></NetworkLink></kml>", encoding="utf-8")
    before = opened.editor.document.briefing
    import_file(opened, opened.session, opened.editor, path)
    qtbot.waitUntil(lambda: bool(opened.findChildren(QMessageBox)), timeout=WAIT_MS)
    (box,) = opened.findChildren(QMessageBox)
    assert box.text().startswith("net.kml was not imported: it loads a part from elsewhere")
    assert box.textFormat() == Qt.TextFormat.PlainText
    box.reject()
    assert opened.editor.document.briefing is before


def test_a_place_keeps_its_flag_when_it_is_changed(opened: MainWindow) -> None:
    document = opened.editor.document
    gate = PLACES[0]
    private = Place(id="gate", kind="point", names=gate.names, positions=gate.positions, is_private=True)
    document.open(Briefing(places=(private,)), {}, None)
    places = opened.editor.authoring.places
    places.change("gate")
    places.box.fields["en"].setText("Another gate")
    places.keep()
    assert document.briefing.places[0].names["en"] == "Another gate" and document.briefing.places[0].is_private


def test_a_summary_counts_what_came() -> None:
    from maps.imports.adding import Added

    texts = load_texts("en")
    assert summary(Added(Briefing(), 2, 1, 0, ()), texts) == "Imported: 2 places, 1 claim."
    assert summary(Added(Briefing(), 0, 0, 0, ()), texts) == "Nothing new was in the file."
