"""The thin bar above the map that says what is filtered: a chip for everything that is on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QToolBar, QToolButton, QWidget

from data import formats
from data.atlas import Atlas
from data.texts import Texts
from maps.filtering import count_through, is_filtered, shown_despite
from maps.scene import Scene
from ui.filtering.words import Chip, chips_of
from ui.theme import THEMES

BAR_PX = 34
LEAST_PX = 90
"""The chips keep at least this width; those beyond it are scrolled to with Tab or the wheel."""


class ChipBar(QToolBar):
    """Shows the number of deposits let through and the chips; a click on one takes it off."""

    taken_off = Signal(str, object)
    """A facet, and its value or None for all of it."""
    clear_asked = Signal()

    def __init__(self, atlas: Atlas, parent: QWidget | None = None) -> None:
        """Make an empty bar."""
        super().__init__(parent)
        self.setObjectName("filterChips")
        self.setMovable(False)
        self.setFixedHeight(BAR_PX)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._atlas = atlas
        self._shown: tuple[Chip, ...] = ()
        self.chips: list[QToolButton] = []
        self.count, self.note = QLabel(), QLabel()
        self.note.setObjectName("filterNote")
        self.clear_button = QToolButton()
        self.clear_button.setObjectName("clearFilters")
        self.clear_button.clicked.connect(self.clear_asked)
        self._lay_out()

    def _lay_out(self) -> None:
        self._line = QWidget()
        self._row = QHBoxLayout(self._line)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._scroll = _Strip(self._line)
        self._scroll.setFixedHeight(BAR_PX - 8)
        page = QWidget()
        page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(page)
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(self.count)
        row.addWidget(self._scroll)
        row.addWidget(self.clear_button)
        row.addWidget(self.note)
        row.addStretch(1)
        self.addWidget(page)

    def retext(self, texts: Texts, scene: Scene) -> None:
        """Write everything in a language and in the theme's colours."""
        self.setWindowTitle(texts("Filter"))
        self.clear_button.setText(texts("Clear all"))
        self.clear_button.setToolTip(texts("Take all filters off"))
        colours = THEMES[scene.theme]
        self.setStyleSheet(
            f"QToolBar {{ background: {colours.accent_soft}; border-bottom: 1px solid {colours.line}; padding: 0; }}"
            f"QWidget {{ background: {colours.accent_soft}; }}"
            f"QLabel {{ color: {colours.text}; padding-right: 4px; }}"
            f"QLabel#filterNote {{ color: {colours.warn}; padding-left: 8px; }}"
            f"QLabel[isEmpty=true] {{ color: {colours.warn}; font-weight: bold; }}"
            "QToolButton { min-height: 16px; padding: 1px 8px; }"
            f"QToolButton#clearFilters {{ color: {colours.accent}; }}"
            f"QToolButton[role=chip] {{ background: {colours.card}; color: {colours.text}; font-size: 12px;"
            f" border: 1px solid {colours.muted}; border-radius: 10px; }}"
            f"QToolButton[role=chip]:hover {{ background: {colours.hover}; }}"
            f"QToolButton:focus {{ border: 2px solid {colours.accent}; padding: 0 7px; }}"
        )
        self._shown = ()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Give the chips the bar's whole height: the style would keep 8 px free above and below."""
        super().showEvent(event)
        layout = self.layout()
        if layout:
            layout.setContentsMargins(0, 0, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Let the chips have the room there is."""
        super().resizeEvent(event)
        self._scroll.fit()

    def show_scene(self, scene: Scene, texts: Texts) -> None:
        """Follow the scene."""
        through, total = count_through(self._atlas, scene.filters), len(self._atlas.deposits)
        number = partial(formats.number, language=texts.language)
        if is_filtered(scene):
            told = texts("{n} of {total} deposits match", n=number(through), total=number(total))
        else:
            told = texts("No filter is on.")
        self.count.setText(told)
        self.count.setProperty("isEmpty", not through)
        self.count.style().polish(self.count)
        self.clear_button.setVisible(is_filtered(scene))
        despite = len(shown_despite(self._atlas, scene))
        self.note.setText(
            texts.count(
                "{n} more is shown because it is selected.", "{n} more are shown because they are selected.", despite
            )
        )
        self.note.setVisible(bool(despite))
        wanted = chips_of(self._atlas, scene, texts)
        if wanted != self._shown:
            self._fill(wanted, texts)

    def texts_shown(self) -> list[str]:
        """Return the texts of the chips without their crosses."""
        return [chip.text for chip in self._shown]

    def _fill(self, wanted: tuple[Chip, ...], texts: Texts) -> None:
        """Replace the chips; one that had the focus hands it on to its neighbour."""
        focused = next((at for at, chip in enumerate(self.chips) if chip.hasFocus()), None)
        for button in self.chips:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.chips = []
        self._shown = wanted
        for chip in wanted:
            button = QToolButton()
            button.setProperty("role", "chip")
            button.setText(f"{chip.text}  ×")
            button.setToolTip(texts("Take this filter off"))
            button.setAccessibleName(texts("Take off: {filter}", filter=chip.text))
            button.clicked.connect(partial(self._take_off, chip))
            self._row.addWidget(button)
            button.show()
            button.installEventFilter(self._scroll)
            self.chips.append(button)
        self._scroll.fit()
        if focused is not None and self.chips:
            self.chips[min(focused, len(self.chips) - 1)].setFocus()

    def _take_off(self, chip: Chip, *_: object) -> None:
        self.taken_off.emit(chip.facet, chip.value)


class _Strip(QScrollArea):
    """As wide as its chips if there is room; what has the keyboard is scrolled into sight."""

    def __init__(self, line: QWidget) -> None:
        super().__init__()
        self._line = line
        self.setWidget(line)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def fit(self) -> None:
        """Take the chips' width."""
        wanted = self._line.sizeHint()
        self.setMinimumWidth(min(LEAST_PX, wanted.width()))
        self.setMaximumWidth(wanted.width())
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Prefer to show all."""
        return self._line.sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Scroll to the chip that gets the keyboard."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched, 8, 0)
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Scroll sideways."""
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - event.angleDelta().y() - event.angleDelta().x())
        event.accept()
