"""What can be chosen about a format, as a form: made from its options, whatever they are."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from data.texts import Texts
from maps.exports.format import Format, Option, Options


class OptionsForm(QWidget):
    """A row for each option; switches stand together in the last."""

    changed = Signal()

    def __init__(self, format_: Format, options: Options, texts: Texts, parent: QWidget | None = None) -> None:
        """Show what is chosen, or the defaults."""
        super().__init__(parent)
        self._texts = texts
        self._fields: dict[str, QWidget] = {}
        self._options = format_.options
        chosen = format_.complete(options)
        rows = QFormLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        switches = [option for option in format_.options if option.kind == "switch"]
        for option in format_.options:
            if option.kind != "switch":
                field = self._field(option, chosen[option.name])
                rows.addRow(texts(option.title), field)
        for at in range(0, len(switches), 3):
            row = QHBoxLayout()
            for option in switches[at : at + 3]:
                box = QCheckBox(texts(option.title))
                box.setChecked(bool(chosen[option.name]))
                box.toggled.connect(lambda _: self.changed.emit())
                self._fields[option.name] = box
                row.addWidget(box)
            row.addStretch(1)
            rows.addRow(texts("On the page") if at == 0 else "", row)

    @property
    def options(self) -> dict[str, Any]:
        """What is chosen."""
        return {option.name: self._value(option) for option in self._options}

    def field(self, name: str) -> QWidget:
        """Return the field of an option."""
        return self._fields[name]

    def _value(self, option: Option) -> Any:
        field = self._fields[option.name]
        if isinstance(field, QCheckBox):
            return field.isChecked()
        if isinstance(field, QComboBox):
            return field.currentData()
        if isinstance(field, QSpinBox):
            return field.value()
        return field.text().strip() if isinstance(field, QLineEdit) else option.default

    def _field(self, option: Option, value: Any) -> QWidget:
        if option.kind in ("choice", "size"):
            combo = QComboBox()
            for known, title in option.choices:
                combo.addItem(self._texts(title), known)
            if combo.findData(value) < 0:
                combo.addItem(str(value).replace("x", " × "), value)
            combo.setCurrentIndex(combo.findData(value))
            combo.currentIndexChanged.connect(lambda _: self.changed.emit())
            field: QWidget = combo
        elif option.kind == "number":
            number = QSpinBox()
            number.setRange(option.least, option.most)
            number.setValue(int(value))
            number.valueChanged.connect(lambda _: self.changed.emit())
            field = number
        else:
            return self._file(option, str(value))
        field.setAccessibleName(self._texts(option.title))
        self._fields[option.name] = field
        return field

    def _file(self, option: Option, value: str) -> QWidget:
        line = QLineEdit(value)
        line.setAccessibleName(self._texts(option.title))
        line.textChanged.connect(lambda _: self.changed.emit())
        button = QPushButton(self._texts("Choose…"))

        def ask() -> None:
            endings = " ".join(f"*{ending}" for ending in option.endings.split())
            dialog = QFileDialog(self, self._texts(option.title), "", f"{endings or '*'}")
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            dialog.fileSelected.connect(line.setText)
            dialog.open()

        button.clicked.connect(ask)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(line, 1)
        row.addWidget(button)
        self._fields[option.name] = line
        return box
