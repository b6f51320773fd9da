"""The dialog of exports: what it offers, previews, remembers and says, and that nothing waits for it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from data.settings import folders
from data.texts import load_texts
from maps.cache import Prepared
from tests.ui.exporting import WAIT_MS, shipped
from ui.exports import formats
from ui.exports.dialog import ExportDialog
from ui.exports.opening import current_number
from ui.main_window import MainWindow
from ui.session import Session


def opened(qtbot: QtBot, session: Session, language: str = "en", current: int = 0) -> ExportDialog:
    """Return the dialog on the shipped briefing, ready to export."""
    dialog = ExportDialog(session, shipped(), {}, current, load_texts(language))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # the test's own hand deletes it
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.export_button.isEnabled, timeout=WAIT_MS)
    return dialog


@pytest.fixture(autouse=True)
def nothing_remembered(prepared: Prepared) -> Iterator[None]:
    """Begin and end without choices of before."""
    kept = folders().config / "exports.json"
    kept.unlink(missing_ok=True)
    yield
    kept.unlink(missing_ok=True)


def test_every_format_that_is_there_is_offered_with_its_options(qtbot: QtBot, session: Session) -> None:
    dialog = opened(qtbot, session)
    assert dialog.formats.count() == len(formats())
    for row, format_ in enumerate(formats()):
        dialog.formats.setCurrentRow(row)
        assert dialog.form is not None
        assert dialog.form.options == format_.complete({})
        assert dialog.target.file.text().endswith(format_.suffix)
    dialog.close()


@pytest.mark.parametrize("language", ["en", "id", "ja"])
def test_it_fits_a_low_screen_while_an_export_runs(language: str, qtbot: QtBot, session: Session) -> None:
    dialog = opened(qtbot, session, language)
    for part in (dialog.word, dialog.bar, dialog.cancel_button):
        part.show()
    for row, format_ in enumerate(formats()):
        dialog.formats.setCurrentRow(row)
        dialog.column.activate()
        assert dialog.minimumSizeHint().height() <= 690, format_.id  # 720 without the title bar
    dialog.close()


def test_the_first_page_is_previewed_as_it_will_be(qtbot: QtBot, session: Session) -> None:
    dialog = opened(qtbot, session)
    qtbot.waitUntil(lambda: not dialog.preview.pixmap().isNull(), timeout=WAIT_MS)
    first = dialog.preview.pixmap().toImage()
    dialog._choose("pdf")
    qtbot.waitUntil(lambda: dialog.preview.pixmap().toImage() != first, timeout=WAIT_MS)
    page = dialog.preview.pixmap().toImage()
    assert abs(page.width() / page.height() - 297 / 210) < 0.02
    dialog.close()


def test_an_export_tells_each_scene_and_its_file_and_is_remembered(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    dialog = opened(qtbot, session, "id", current=4)
    dialog.target.scenes.setCurrentIndex(dialog.target.scenes.findData("current"))
    dialog.target.languages["ja"].setChecked(True)
    dialog.target.file.setText(str(tmp_path / "gambar.png"))
    told: list[str] = []
    dialog.start()
    assert dialog.is_exporting
    assert dialog._batch is not None
    dialog._batch.progressed.connect(lambda done, total, title: told.append(f"{done}/{total} {title}"))
    qtbot.waitUntil(lambda: not dialog.is_exporting, timeout=WAIT_MS)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gambar-id.png", "gambar-ja.png"]
    assert [text.split()[0] for text in told] == ["0/2", "1/2"]
    assert dialog.show_button.isVisible()
    with Image.open(tmp_path / "gambar-ja.png") as picture:
        assert picture.info["Language"] == "ja"
    dialog.close()
    again = opened(qtbot, session, "en", current=4)
    assert again.target.chosen_languages == ("id", "ja")
    assert again.target.chosen_numbers == "4"
    again.close()


@pytest.mark.expects_log
def test_a_scene_that_fails_is_named_with_the_rest_and_can_be_tried_again(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    dialog = opened(qtbot, session)
    dialog._choose("pdf")
    dialog.target.scenes.setCurrentIndex(dialog.target.scenes.findData("list"))
    dialog.target.numbers.setText("2,4,8")
    dialog.target.file.setText(str(tmp_path / "handout.pdf"))
    dialog.start()
    batch = dialog._batch
    assert batch is not None

    def kill(done: int, total: int, title: str) -> None:
        if done == 1:
            batch.progressed.disconnect(kill)
            studio = next(iter(batch._runs.values()))._studio
            assert studio is not None
            assert studio._view is not None
            os.kill(studio._view.web.page.renderProcessPid(), signal.SIGKILL)

    batch.progressed.connect(kill)
    qtbot.waitUntil(lambda: not dialog.is_exporting, timeout=WAIT_MS)
    assert dialog.word.text() == "Scene 4 failed (the map's page ended). The other 2 are in handout.pdf."
    assert dialog.retry_button.text() == "Retry 4"
    dialog.retry_button.click()
    qtbot.waitUntil(lambda: not dialog.is_exporting, timeout=WAIT_MS)
    assert dialog.word.text() == "Written: handout.pdf."
    assert not dialog.retry_button.isVisible()
    dialog.close()


def test_closing_it_ends_the_export(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    dialog = opened(qtbot, session)
    dialog.target.file.setText(str(tmp_path / "slides.png"))
    dialog.start()
    batch = dialog._batch
    assert batch is not None
    dialog.cancel()
    qtbot.waitUntil(lambda: not dialog.is_exporting, timeout=WAIT_MS)
    assert batch.is_cancelled
    assert dialog.word.text().startswith("Cancelled")
    dialog.close()
    assert list(tmp_path.iterdir()) == []


def test_scenes_that_are_not_there_are_said_before_anything_is_done(qtbot: QtBot, session: Session) -> None:
    dialog = opened(qtbot, session)
    dialog.target.scenes.setCurrentIndex(dialog.target.scenes.findData("list"))
    dialog.target.numbers.setText("77")
    dialog.target.numbers.editingFinished.emit()
    assert "77" in dialog.word.text()
    dialog.close()


@pytest.mark.parametrize("content", ["{", "[]", '{"format": 3, "languages": "en", "options": []}', "[" * 5000])
@pytest.mark.expects_log
def test_choices_that_cannot_be_read_are_forgotten(qtbot: QtBot, session: Session, content: str) -> None:
    folders().config.mkdir(parents=True, exist_ok=True)
    (folders().config / "exports.json").write_text(content, encoding="utf-8")
    dialog = opened(qtbot, session)
    assert dialog.format is not None
    assert dialog.target.chosen_languages == ("en",)
    dialog.close()


def test_a_preset_chooses_format_and_options(qtbot: QtBot, session: Session) -> None:
    dialog = opened(qtbot, session)
    dialog.audience.setCurrentIndex(dialog.audience.findData("notes"))
    dialog.audience.activated.emit(dialog.audience.currentIndex())
    assert dialog.format is not None
    assert dialog.format.id == "pdf"
    assert dialog.form is not None
    assert dialog.form.options["notes"] is True
    dialog.close()


def test_the_command_opens_it_beside_the_map_and_only_once(qtbot: QtBot, window: MainWindow) -> None:
    window.editor.document.open(shipped(), {}, None)
    window.menus.actions["export.open"].trigger()
    window.menus.actions["export.open"].trigger()
    dialogs = [dialog for dialog in window.findChildren(ExportDialog) if dialog.isVisible()]
    assert len(dialogs) == 1
    assert not dialogs[0].isModal()
    dialogs[0].close()


def test_the_scene_on_show_is_counted_as_the_panel_does() -> None:
    briefing = shipped()
    assert current_number(briefing, "courted") == 3
    assert current_number(briefing, "unfinished") == 0
    assert current_number(briefing, "") == 0
