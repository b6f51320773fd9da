"""The panel of the check: what it comes to, how far it is, and each finding with *Go to* and *Fix*."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDockWidget,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMainWindow,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from data.texts import N_, Texts
from maps.ready.finding import Finding, Severity
from ui.icons import draw_icon
from ui.theme import Colours

HEIGHT_PX = 260
ROW_PX = 40
MOST = 200
"""So many findings are listed; who has more begins with these."""
LONGEST_SLOT = 1_440
WORDS: dict[Severity, str] = {"error": N_("Error"), "warning": N_("Warning"), "hint": N_("Hint")}
MARKS: dict[Severity, str] = {"error": "■", "warning": "▲", "hint": "○"}


class ReadyPanel(QDockWidget):
    """A dock below the map; ``Ready`` says what it shows."""

    asked = Signal()
    """Look at everything again."""
    cancelled = Signal()
    closed = Signal()
    going = Signal(object)
    fixing = Signal(object)
    slot_changed = Signal(int)

    def __init__(self, window: QMainWindow) -> None:
        """Make the dock, put away until it is asked for."""
        super().__init__(window)
        self.setObjectName("ready")
        self._window = window
        self._texts: Texts | None = None
        self._colours: Colours | None = None
        self._said = ""
        self._found: tuple[Finding, ...] = ()
        self.title, self.summary, self.slot_label = QLabel(), QLabel(), QLabel()
        self.progress = QProgressBar(textVisible=False)
        self.cancel, self.again, self.close_button = QPushButton(), QPushButton(), QToolButton()
        self.slot = QSpinBox(minimum=0, maximum=LONGEST_SLOT)
        self.list = QTreeWidget()
        self._lay_out()
        self.setTitleBarWidget(QWidget(self))
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self)
        window.restoreDockWidget(self)
        self.hide()
        self.cancel.clicked.connect(self.cancelled)
        self.again.clicked.connect(self.asked)
        self.close_button.clicked.connect(self.put_away)
        self.slot.valueChanged.connect(self.slot_changed)
        self.list.itemActivated.connect(lambda _: self._tell(self.going))
        fix = QShortcut(QKeySequence("Alt+Return"), self.list, context=Qt.ShortcutContext.WidgetShortcut)
        fix.activated.connect(lambda: self._tell(self.fixing))

    @property
    def row(self) -> int:
        """The row of the list that is current, from 0; -1 for none."""
        return self.list.currentIndex().row()

    def come_up(self) -> None:
        """Show the panel and take the focus."""
        if not self.isVisibleTo(self._window):
            self.show()
            self._window.resizeDocks([self], [HEIGHT_PX], Qt.Orientation.Vertical)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_away(self) -> None:
        """Hide the panel; the map has the focus again."""
        self.hide()
        self.closed.emit()
        middle = self._window.centralWidget()
        if middle:
            middle.setFocus(Qt.FocusReason.OtherFocusReason)

    def retext(self, texts: Texts, colours: Colours) -> None:
        """Write everything in a language, in the colours of a theme."""
        self._texts, self._colours = texts, colours
        self.setWindowTitle(texts("Ready to brief?"))
        self.title.setText(texts("Ready to brief?"))
        self.cancel.setText(texts("Cancel"))
        self.again.setText(texts("Check again"))
        self.slot_label.setText(texts("Slot"))
        self.slot.setSpecialValueText("–")
        self.slot.setSuffix(f" {texts('min')}")
        self.slot.setAccessibleName(texts("Minutes that the speaker has"))
        self.slot.setToolTip(texts("Minutes that the speaker has"))
        self.progress.setAccessibleName(texts("Pictures looked at"))
        self.list.setAccessibleName(texts("Findings"))
        self.list.setAccessibleDescription(texts("Enter goes to what a finding is about, Alt+Enter mends it."))
        self.close_button.setIcon(draw_icon("close", colours.text, colours.line))
        self.close_button.setToolTip(texts("Close"))
        self.close_button.setAccessibleName(texts("Close"))
        found, self._found = self._found, ()
        self._fill(found)

    def show_found(self, found: Sequence[Finding], said: str, *, is_clear: bool) -> None:
        """List what was found, and say what it comes to."""
        self._fill(tuple(found))
        self.summary.setText(said)
        if self._colours:
            colour = self._colours.ok if is_clear else self._colours.text
            self.summary.setStyleSheet(f"color: {colour};" + ("font-weight: bold;" if is_clear else ""))
        if said != self._said:
            self._said = said
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.list, said))

    def show_progress(self, done: int, count: int) -> None:
        """Show how many of so many pictures were looked at."""
        self.progress.setMaximum(count)
        self.progress.setValue(done)
        if self._texts:
            self.progress.setToolTip(self._texts("Picture {n} of {count}", n=done, count=count))
            self.counter.setText(f"{done} / {count}")

    def show_running(self, *, is_running: bool) -> None:
        """Show whether pictures are being looked at."""
        for widget in (self.progress, self.counter, self.cancel):
            widget.setVisible(is_running)
        self.again.setVisible(not is_running)

    def show_slot(self, minutes: int) -> None:
        """Show the time the speaker has."""
        with QSignalBlocker(self.slot):
            self.slot.setValue(minutes)

    # Inside

    def _fill(self, found: tuple[Finding, ...]) -> None:
        """List findings anew if they are others; the row stays where it was."""
        texts = self._texts
        if texts is None or (found == self._found and found):
            return
        at = max(self.row, 0)
        self._found = found
        self.list.clear()
        for one in found[:MOST]:
            item = QTreeWidgetItem([f"{MARKS[one.severity]}  {texts(WORDS[one.severity])}", one.text])
            item.setToolTip(1, one.text)
            item.setData(1, Qt.ItemDataRole.AccessibleTextRole, one.text)
            self.list.addTopLevelItem(item)
            buttons = self._buttons(one, texts)
            item.setSizeHint(2, QSize(buttons.sizeHint().width(), ROW_PX))
            self.list.setItemWidget(item, 2, buttons)
        if found:
            last = self.list.topLevelItemCount() - 1
            self.list.setCurrentIndex(self.list.model().index(min(at, last), 0))

    def _buttons(self, finding: Finding, texts: Texts) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 1, 6, 1)
        row.setSpacing(6)
        row.addStretch(1)
        if finding.fix:
            fix = QPushButton(finding.fix.title)
            fix.setObjectName("fix")
            fix.setToolTip(texts("Mend it; Ctrl+Z takes that back"))
            fix.setAccessibleDescription(finding.text)
            fix.clicked.connect(lambda: self.fixing.emit(finding))
            row.addWidget(fix)
        go = QPushButton(texts("Go to"))
        go.setObjectName("goTo")
        go.setAccessibleDescription(finding.text)
        go.clicked.connect(lambda: self.going.emit(finding))
        row.addWidget(go)
        return box

    def _tell(self, signal: SignalInstance) -> None:
        """Let a finding's row be gone to, or mended."""
        if 0 <= self.row < len(self._found):
            signal.emit(self._found[self.row])

    def _lay_out(self) -> None:
        self.title.setProperty("role", "speaker")
        self.counter = QLabel()
        self.counter.setProperty("role", "meta")
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.progress.setFixedSize(120, 6)
        self.slot.setFixedWidth(84)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 8, 6)
        bar.setSpacing(10)
        bar.addWidget(self.title)
        bar.addWidget(self.summary, 1)
        for widget in (self.progress, self.counter, self.cancel, self.slot_label, self.slot, self.again):
            bar.addWidget(widget)
        bar.addWidget(self.close_button)
        self.list.setColumnCount(3)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        header.sectionResized.connect(lambda *_: self.list.scheduleDelayedItemsLayout())
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.list, 1)
        self.setWidget(body)
