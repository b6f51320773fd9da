"""The table twin: every layer as a table below the map, whose selection is the map's."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDockWidget, QFileDialog, QMainWindow, QMessageBox, QWidget

from data.settings import folders
from data.texts import Texts
from maps.cache import prepare
from maps.measures import kept
from maps.scene import Scene
from maps.tables import Sheet, lines_that, sheet_of, sight
from ui.background import run_in_background
from ui.session import Session
from ui.table.export import as_tab_separated, write_csv
from ui.table.panel import TablePanel
from ui.theme import THEMES

log = logging.getLogger(__name__)

HEIGHT_PX = 260
AFTER_MOVE_MS = 250
"""The rows follow the map when it has been at rest this long."""
NOTICE_MS = 6000


class TableTool(QDockWidget):
    """A dock below the map."""

    def __init__(self, window: QMainWindow, session: Session, texts: Texts) -> None:
        """Make the dock, put away until it is asked for."""
        super().__init__(window)
        self.setObjectName("table")
        self._window, self._session, self._texts = window, session, texts
        self._wanted: tuple[str, str] | None = None
        self._asked = 0
        self._is_following = False
        self.panel = TablePanel(self)
        self.setWidget(self.panel)
        self.setTitleBarWidget(QWidget(self))
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self)
        window.restoreDockWidget(self)
        self.hide()
        self._height = HEIGHT_PX
        self._rest = QTimer(self, singleShot=True, interval=AFTER_MOVE_MS)
        self._rest.timeout.connect(self._look)
        self._connect()
        self.retext(texts)

    @property
    def sheet(self) -> Sheet:
        """The table on show."""
        return self.panel.model.sheet

    def toggle(self) -> None:
        """Show the table and take the focus, or put it away."""
        if self.isVisibleTo(self._window):
            self._height = self.height()
            self.hide()
            middle = self._window.centralWidget()
            if middle:
                middle.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.show()
        self._window.resizeDocks([self], [self._height], Qt.Orientation.Vertical)
        self._make()
        self.panel.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.setWindowTitle(texts("Table"))
        self.panel.retext(texts, THEMES[self._session.scene.theme])
        if self.isVisibleTo(self._window):
            self._make()

    def show_scene(self, scene: Scene) -> None:
        """Follow the selection at once, and what the map shows when it has come to rest."""
        if not self.isVisibleTo(self._window):
            return
        if self.panel.only_seen.isChecked():
            self._rest.start()
        self._mark(scene.selected)

    def show_table(self, table: str) -> None:
        """Choose a table."""
        self.panel.choice.setCurrentIndex(self.panel.choice.findData(table))

    def copy(self) -> None:
        """Copy the selected rows, or all that are shown, as tab-separated text."""
        rows = self.panel.selected_rows() or range(self.panel.model.rowCount())
        order = [self.panel.model.order[row] for row in rows]
        QGuiApplication.clipboard().setText(as_tab_separated(self.sheet, order))
        self._say(self._texts.count("{n} row was copied.", "{n} rows were copied.", len(order)))

    def ask_and_export(self) -> None:
        """Ask for a file and write the rows shown to it."""
        name = f"{self.sheet.title or 'table'}.csv".replace("/", "-")
        asked, _ = QFileDialog.getSaveFileName(
            self, self._texts("Export CSV…"), str(Path(QDir.homePath()) / name), "CSV (*.csv)"
        )
        if asked:
            self.export_to(Path(asked if Path(asked).suffix else f"{asked}.csv"))

    def export_to(self, path: Path) -> bool:
        """Write the rows shown to a file; a failure is told, with what to do."""
        try:
            write_csv(path, self.sheet, self.panel.model.order)
        except OSError as error:
            log.info("The table was not written to %s: %s", path, error)
            reason = error.strerror or str(error)
            told = self._texts(
                "{file} was not written: {reason}. Choose another folder, or close the program that has it open.",
                file=path.name,
                reason=reason,
            )
            QMessageBox.warning(self, self._texts("Export CSV…"), told)
            return False
        count = self.panel.model.rowCount()
        self._say(
            self._texts.count(
                "{n} row was written to {file}.", "{n} rows were written to {file}.", count, file=path.name
            )
        )
        return True

    def _connect(self) -> None:
        panel = self.panel
        panel.choice.currentIndexChanged.connect(self._make)
        panel.field.textChanged.connect(self._filter)
        panel.field.down_pressed.connect(lambda: panel.view.setFocus(Qt.FocusReason.TabFocusReason))
        panel.only_seen.toggled.connect(self._look)
        panel.copy.clicked.connect(self.copy)
        panel.export.clicked.connect(self.ask_and_export)
        panel.close_button.clicked.connect(self.toggle)
        panel.view.horizontalHeader().sortIndicatorChanged.connect(self._sort)
        panel.view.selectionModel().selectionChanged.connect(self._pick)
        panel.view.doubleClicked.connect(self._fly)
        for key, act in zip(panel.keys, (self.copy, self._fly, self._fly, self._sort_here), strict=True):
            key.activated.connect(act)

    def _make(self) -> None:
        """Have the chosen table written in the background, unless it is on show already."""
        table, texts = str(self.panel.choice.currentData()), self._texts
        if (table, texts.language) == self._wanted:
            self._look()
            return
        self._wanted = (table, texts.language)
        self._asked += 1
        self.panel.count.setText(texts("Writing the table…"))
        atlas, cache, asked = self._session.atlas, folders().cache, self._asked

        def work() -> Sheet:
            return sheet_of(atlas, table, texts, kept() or prepare(atlas, cache).measures)

        run_in_background(work, lambda sheet: self._take(sheet, asked), self._fail, self)

    def _take(self, sheet: Sheet, asked: int) -> None:
        """Show a table that was written, unless another was asked for meanwhile."""
        if asked != self._asked:
            return
        is_new = sheet.id != self.sheet.id
        self.panel.model.show_sheet(sheet, None)
        if is_new:
            self.panel.view.scrollToTop()
        self.panel.fit_columns()
        self.panel.show_sorting()
        self._look()

    def _look(self, *_: object) -> None:
        """Find out in the background which rows the map shows, if only those are wanted."""
        if not self.sheet.id:
            return  # it is still being written
        if not self.panel.only_seen.isChecked():
            self._show_rows(None)
            return
        sheet, asked = self.sheet, self._asked
        are_seen = sight(self._session.atlas, self._session.scene, sheet)

        def take(seen: frozenset[int]) -> None:
            if asked == self._asked and sheet is self.sheet and self.panel.only_seen.isChecked():
                self._show_rows(seen)

        run_in_background(lambda: lines_that(sheet, are_seen), take, self._fail, self)

    def _filter(self, *_: object) -> None:
        self._show_rows(self.panel.model.seen)

    def _show_rows(self, seen: frozenset[int] | None) -> None:
        model = self.panel.model
        self._rearrange(lambda: model.show_only(self.panel.field.text(), seen))
        shown, total = model.rowCount(), len(self.sheet.lines)
        self.panel.count.setText(self._texts("{n} of {total} rows", n=shown, total=total))

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self._rearrange(lambda: self.panel.model.sort(column, order))

    def _sort_here(self) -> None:
        """Sort by the column of the current cell; a second time the other way."""
        column, model = self.panel.view.currentIndex().column(), self.panel.model
        if column >= 0:
            is_turned = model.column == column and not model.descending
            self._sort(column, Qt.SortOrder.DescendingOrder if is_turned else Qt.SortOrder.AscendingOrder)
            self.panel.show_sorting()

    def _rearrange(self, act: Callable[[], None]) -> None:
        """Change which rows are where; the selected lines stay selected, in their new places."""
        keys = self.panel.selected_keys()
        self._is_following = True
        act()
        if keys and not self.panel.selected_rows():
            self.panel.mark_rows(self.panel.model.rows_with(keys))
        self._is_following = False
        self._mark(self._session.scene.selected)

    def _pick(self, *_: object) -> None:
        """Select on the map what is selected in the table."""
        features = self._picked()
        if self._is_following or not self.sheet.is_linked or set(features) == set(self._session.scene.selected):
            return
        self._select(features, fly=False)

    def _fly(self, *_: object) -> None:
        """Show on the map what is selected in the table."""
        features = self._picked()
        if features:
            self._select(features, fly=True)

    def _select(self, features: tuple[str, ...], *, fly: bool) -> None:
        self._is_following = True
        self._session.select(features, fly=fly)
        self._is_following = False

    def _picked(self) -> tuple[str, ...]:
        lines = (self.panel.model.line(row) for row in self.panel.selected_rows())
        return tuple(dict.fromkeys(feature for line in lines for feature in line.features))

    def _mark(self, selected: tuple[str, ...]) -> None:
        """Select in the table what is selected on the map."""
        if self._is_following or not self.sheet.is_linked or set(self._picked()) == set(selected):
            return
        self._is_following = True
        self.panel.mark_rows(self.panel.model.rows_of(frozenset(selected)))
        self._is_following = False

    def _say(self, text: str) -> None:
        self._window.statusBar().showMessage(text, NOTICE_MS)

    def _fail(self, error: Exception) -> None:
        """Let the crash dialog tell of what nobody foresaw."""
        raise error
