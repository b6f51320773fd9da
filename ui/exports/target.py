"""Which scenes, in which languages, to which file: what every format asks for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from data.texts import LANGUAGE_NAMES, Texts
from maps.exports.format import Format
from ui.exports.remembered import Remembered


class Target(QWidget):
    """Scenes, languages and file."""

    changed = Signal()
    """Other scenes, or other languages."""

    def __init__(self, kept: Remembered, name: str, current: int, texts: Texts, parent: QWidget | None = None) -> None:
        """Begin with the last choices; ``current`` is the number of the scene on show, or 0."""
        super().__init__(parent)
        self._texts, self._name, self._current = texts, name, current
        self._format: Format | None = None
        self._typed = False
        self.scenes = QComboBox()
        self.scenes.addItem(texts("All scenes on show"), "all")
        if current:
            self.scenes.addItem(texts("Scene {number}", number=current), "current")
        self.scenes.addItem(texts("These"), "list")
        self.scenes.setCurrentIndex(max(0, self.scenes.findData(kept.scenes)))
        self.scenes.setAccessibleName(texts("Scenes"))
        self.numbers = QLineEdit(kept.numbers)
        self.numbers.setPlaceholderText("1,3-5")
        self.numbers.setAccessibleName(texts("Numbers of the scenes"))
        self.languages = {language: QCheckBox(title) for language, title in LANGUAGE_NAMES.items()}
        for language, box in self.languages.items():
            box.setChecked(language in (kept.languages or [texts.language]))
        self.file = QLineEdit()
        self.file.setAccessibleName(texts("File"))
        self._folder = Path(kept.folder) if kept.folder and Path(kept.folder).is_dir() else Path.home()
        self._lay_out()
        self.scenes.currentIndexChanged.connect(lambda _: self._on_scenes())
        self.numbers.editingFinished.connect(self.changed)
        self.file.textEdited.connect(lambda _: setattr(self, "_typed", True))
        for box in self.languages.values():
            box.toggled.connect(lambda _: self.changed.emit())
        self.numbers.setVisible(self.scenes.currentData() == "list")

    @property
    def chosen_numbers(self) -> str:
        """The chosen scenes as a text such as 1,3-5; empty means all on show."""
        kind = self.scenes.currentData()
        return str(self._current) if kind == "current" else self.numbers.text() if kind == "list" else ""

    @property
    def chosen_languages(self) -> tuple[str, ...]:
        """The chosen languages, in their order."""
        return tuple(language for language, box in self.languages.items() if box.isChecked())

    @property
    def path(self) -> Path | None:
        """The file, if one is named."""
        text = self.file.text().strip()
        return Path(text).expanduser() if text else None

    def serve(self, format_: Format) -> None:
        """Ask for what a format needs: its ending, no scenes or languages where it takes all."""
        self._format = format_
        for box in self.languages.values():
            box.setVisible(not format_.is_for_all_languages)
        self._rows.setRowVisible(self._scenes_row, format_.is_by_scene)
        self._rows.setRowVisible(self._languages_row, not format_.is_for_all_languages)
        self.numbers.setVisible(format_.is_by_scene and self.scenes.currentData() == "list")
        path = self.path
        name = path.stem if path and self._typed else self._name
        folder = path.parent if path else self._folder
        self.file.setText(str(folder / f"{name}{format_.suffix}"))

    def _lay_out(self) -> None:
        self._rows = rows = QFormLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        self._scenes_row, self._languages_row, file = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self._scenes_row.addWidget(self.scenes, 1)
        self._scenes_row.addWidget(self.numbers, 1)
        for box in self.languages.values():
            self._languages_row.addWidget(box)
        self._languages_row.addStretch(1)
        self.browse = QPushButton(self._texts("Choose…"))
        self.browse.clicked.connect(self._ask)
        file.addWidget(self.file, 1)
        file.addWidget(self.browse)
        rows.addRow(self._texts("Scenes"), self._scenes_row)
        rows.addRow(self._texts("Languages"), self._languages_row)
        rows.addRow(self._texts("File"), file)

    def _on_scenes(self) -> None:
        self.numbers.setVisible(self.scenes.currentData() == "list")
        self.changed.emit()

    def _ask(self) -> None:
        path = self.path or self._folder
        dialog = QFileDialog(self, self._texts("Export to"), str(path.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(path.name)
        if self._format and self._format.suffix:
            dialog.setDefaultSuffix(self._format.suffix.lstrip("."))
        dialog.fileSelected.connect(self._take)
        dialog.open()

    def _take(self, file: str) -> None:
        self._typed = True
        self.file.setText(file)
