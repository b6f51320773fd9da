"""After a rehearsal: what each scene took beside what was meant for it, and what was shown and searched when."""

from __future__ import annotations

import logging
from html import escape
from pathlib import Path

from PySide6.QtCore import QDir, QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QStandardItem, QStandardItemModel, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QMessageBox,
    QPushButton,
    QTableView,
    QWidget,
)

from data.texts import N_, Texts
from ui.briefing.document import Document
from ui.briefing.file_dialogs import as_file_name
from ui.briefing.saving import reason_of
from ui.sheet import Sheet
from ui.stage.rehearsal import SAID, ShowLog, Took, clock, sheet, took, with_times
from ui.table.export import write_csv
from ui.theme import FAMILIES

log = logging.getLogger(__name__)

RESOLUTION = 300
MUCH_S = 15
"""A scene that took so much more than was meant is marked."""


class TimingReport(Sheet):
    """Two tables, and what can be done with them."""

    def __init__(self, show_log: ShowLog, document: Document, texts: Texts, parent: QWidget | None = None) -> None:
        """Write the report in a language."""
        super().__init__(texts("Rehearsal") if show_log.is_rehearsal else texts("What was shown"), texts, parent)
        self._log = show_log
        self._document = document
        self._texts = texts
        self.total = QLabel()
        self.total.setProperty("role", "figure")
        self.scenes = _table(texts("Scenes"))
        self.events = _table(texts("What was shown and searched"))
        head = QLabel(texts("What was shown and searched"))
        head.setProperty("role", "figure")
        self.said = QLabel(wordWrap=True)
        self.said.setProperty("role", "meta")
        self.add(self.total)
        self.add(self.scenes, stretch=3)
        self.add(head)
        self.add(self.events, stretch=2)
        self.add(self.said)
        buttons = QDialogButtonBox()
        self.take = QPushButton(texts("Take these times as planned"))
        self.csv = QPushButton(texts("Save as CSV…"))
        self.pdf = QPushButton(texts("Save as PDF…"))
        for button, act in (
            (self.take, self.take_times),
            (self.csv, lambda: self._ask("csv")),
            (self.pdf, lambda: self._ask("pdf")),
        ):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.clicked.connect(act)
        self.add(buttons)
        self.resize(760, 680)
        self._write()

    def take_times(self) -> None:
        """Let the times that the scenes took be those that are meant for them: one step of the history."""
        briefing = self._document.briefing
        self._document.edit(N_("Take the rehearsed times"), with_times(briefing, self._log))
        self.said.setText(self._texts("The times were taken. Undo brings the others back."))
        self._write()

    def save_csv(self, path: Path) -> bool:
        """Write everything to a file that spreadsheets open; a failure is told."""
        made = sheet(self._log, self._document.briefing, self._texts)
        try:
            write_csv(path, made, range(len(made.lines)))
        except OSError as error:
            return self._tell_failure(path, error)
        return self._tell_written(path)

    def save_pdf(self, path: Path) -> bool:
        """Write everything as pages; a failure is told."""
        fresh = path.with_name(f".{path.name}.new")
        try:
            write_pdf(fresh, page_of(self._log, self._document, self._texts))
            fresh.replace(path)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            return self._tell_failure(path, error)
        return self._tell_written(path)

    def _write(self) -> None:
        texts, briefing = self._texts, self._document.briefing
        rows = took(self._log, briefing, texts.language)
        self.total.setText(total_line(self._log, self._document, texts))
        titles = [
            texts("Scene"),
            texts("Title"),
            texts("Planned time"),
            texts("Time taken"),
            texts("Difference"),
            texts("By step"),
        ]
        _fill(self.scenes, titles, [_cells(row) for row in rows], stretched=1)
        for at, row in enumerate(rows):
            item = self.scenes.model().item(at, 4)  # type: ignore[attr-defined]
            if row.planned_s is not None and row.used_s - row.planned_s > MUCH_S:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
        titles = [texts("At"), texts("What"), texts("Scene"), texts("Shown or searched")]
        _fill(self.events, titles, list(event_rows(self._log, rows, texts)), stretched=3)

    def _ask(self, kind: str) -> None:
        """Ask for a file and write to it."""
        title = self._texts("Save as CSV…") if kind == "csv" else self._texts("Save as PDF…")
        dialog = QFileDialog(self, title, QDir.homePath(), f"{kind.upper()} (*.{kind})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(f"{as_file_name(self.windowTitle())}.{kind}")
        save = self.save_csv if kind == "csv" else self.save_pdf
        dialog.fileSelected.connect(lambda file: save(Path(file)))
        dialog.open()

    def _tell_written(self, path: Path) -> bool:
        self.said.setText(self._texts("{file} was written.", file=path.name))
        return True

    def _tell_failure(self, path: Path, error: OSError) -> bool:
        log.info("The report was not written to %s: %s", path, error)
        told = self._texts("{file} was not written: {reason}.", file=path.name, reason=reason_of(error, self._texts))
        box = QMessageBox(QMessageBox.Icon.Warning, self.windowTitle(), told, QMessageBox.StandardButton.Ok, self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.open()
        return False


def total_line(show_log: ShowLog, document: Document, texts: Texts) -> str:
    """Return the whole time beside the slot."""
    slot = document.briefing.slot_minutes
    used = clock(show_log.total_s)
    if not slot:
        return texts("Time used: {used}", used=used)
    rest = slot * 60 - show_log.total_s
    if rest < 0:
        return texts("Time used: {used} of {slot}, {over} over", used=used, slot=clock(slot * 60), over=clock(-rest))
    return texts("Time used: {used} of {slot}, {left} left", used=used, slot=clock(slot * 60), left=clock(rest))


def event_rows(show_log: ShowLog, rows: tuple[Took, ...], texts: Texts) -> list[list[str]]:
    """Return what happened, in order: when, what, in which scene and step, and the words to it."""
    known = {row.scene: row for row in rows}
    made = []
    for entry in show_log.entries:
        row = known.get(entry.scene)
        place = str(row.number) if row else ""
        if entry.step:
            place = f"{place} · {texts('step {n}', n=entry.step)}"
        text = entry.text or (row.title if row and entry.kind == "scene" else "")
        made.append([clock(entry.at_s), texts(SAID[entry.kind]), place, text])
    return made


def _cells(row: Took) -> list[str]:
    planned = clock(row.planned_s) if row.planned_s is not None else "–"
    difference = row.used_s - row.planned_s if row.planned_s is not None else None
    shown = "–" if difference is None else f"+{clock(difference)}" if difference > 0 else clock(difference)
    steps = " · ".join(clock(seconds) for seconds in row.steps_s) if len(row.steps_s) > 1 else ""
    return [str(row.number), row.title, planned, clock(row.used_s), shown, steps]


def page_of(show_log: ShowLog, document: Document, texts: Texts) -> str:
    """Return the report as rich text; everything from outside is escaped."""
    rows = took(show_log, document.briefing, texts.language)
    title = texts("Rehearsal") if show_log.is_rehearsal else texts("What was shown")
    heads = [
        texts("Scene"),
        texts("Title"),
        texts("Planned time"),
        texts("Time taken"),
        texts("Difference"),
        texts("By step"),
    ]
    events = [texts("At"), texts("What"), texts("Scene"), texts("Shown or searched")]
    name = texts.name({"en": "", **{str(key): text for key, text in document.briefing.title.items()}})
    return "".join(
        (
            f"<h2>{escape(title)}</h2><p>{escape(name)} · {escape(show_log.began.replace('T', ' ')[:16])}</p>",
            f"<p><b>{escape(total_line(show_log, document, texts))}</b></p>",
            _html_table(heads, [_cells(row) for row in rows]),
            f"<h3>{escape(texts('What was shown and searched'))}</h3>",
            _html_table(events, event_rows(show_log, rows, texts)),
        )
    )


def write_pdf(path: Path, page: str) -> None:
    """Write rich text as A4 pages.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    path.touch()  # the writer itself tells of no failure
    writer = QPdfWriter(str(path))
    writer.setResolution(RESOLUTION)
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(15, 15, 15, 15))
    )
    document = QTextDocument()
    font = document.defaultFont()
    font.setFamilies(FAMILIES)
    font.setPointSizeF(9.0)
    document.setDefaultFont(font)
    document.setDefaultStyleSheet("* { color: #000000; }")
    document.setHtml(page)
    document.print_(writer)
    if path.stat().st_size == 0:
        raise OSError(5, "nothing was written")


def _html_table(heads: list[str], rows: list[list[str]]) -> str:
    top = "".join(f"<th align='left' bgcolor='#e6e9ee'>{escape(head)}</th>" for head in heads)
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return (
        f"<table width='100%' cellpadding='3' border='0'><tr>{top}</tr>"
        + "".join(f"<tr>{line}</tr>" for line in lines)
        + "</table>"
    )


def _table(name: str) -> QTableView:
    table = QTableView()
    table.setObjectName("took")
    table.setAccessibleName(name)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.setModel(QStandardItemModel(table))
    return table


def _fill(table: QTableView, titles: list[str], rows: list[list[str]], *, stretched: int) -> None:
    model = table.model()
    assert isinstance(model, QStandardItemModel)  # noqa: S101  made so above
    model.clear()
    model.setHorizontalHeaderLabels(titles)
    for row in rows:
        model.appendRow([QStandardItem(cell) for cell in row])
    table.resizeColumnsToContents()
    table.horizontalHeader().setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
