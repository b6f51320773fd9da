"""The card over the map that says what was measured."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from data.texts import Texts
from maps.measuring import Measured
from ui.icons import draw_icon
from ui.measuring.wording import Wording
from ui.theme import Colours

WIDTH_PX = 290
MARGIN_PX = 12
FOOT_PX = 58
"""Room for the page's foot with the sources."""
MOST_PART = 0.52
"""Of the map's height; longer figures scroll."""


class MeasurePanel(QFrame):
    """Lies on the map's lower right corner; the map keeps the keyboard."""

    copy_asked = Signal()
    clear_asked = Signal()
    close_asked = Signal()

    def __init__(self, ground: QWidget) -> None:
        """Make the card on a widget, hidden."""
        super().__init__(ground)
        self._ground = ground
        self.setObjectName("measure")
        self.setFixedWidth(WIDTH_PX)
        self.title, self.page = QLabel(), QLabel()
        self.title.setObjectName("measureTitle")
        self.close_button = QToolButton()
        self.copy_button, self.clear_button = QPushButton(), QPushButton()
        self.page.setWordWrap(True)
        self.page.setTextFormat(Qt.TextFormat.RichText)
        self.page.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.page.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body = QScrollArea()
        self.body.setWidgetResizable(True)
        self.body.setWidget(self.page)
        self.body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.setFrameShape(QFrame.Shape.NoFrame)
        self._lay_out()
        self.copy_button.clicked.connect(self.copy_asked)
        self.clear_button.clicked.connect(self.clear_asked)
        self.close_button.clicked.connect(self.close_asked)
        ground.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        head, foot, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        foot.addWidget(self.copy_button)
        foot.addWidget(self.clear_button)
        foot.addStretch(1)
        column.setContentsMargins(14, 8, 8, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.body, 1)
        column.addLayout(foot)

    def retext(self, texts: Texts, colours: Colours) -> None:
        """Write what does not depend on the measure, in a language and the colours of a theme."""
        self._texts, self._colours = texts, colours
        self.title.setText(texts("Measure"))
        self.setAccessibleName(texts("Measure"))
        self.copy_button.setText(texts("Copy"))
        self.clear_button.setText(texts("Clear"))
        self.close_button.setIcon(draw_icon("close", colours.text, colours.line))
        self.close_button.setToolTip(texts("Close"))
        self.close_button.setAccessibleName(texts("Close"))
        self.setStyleSheet(
            f"QFrame#measure {{ background: {colours.card}; border: 1px solid {colours.line}; border-radius: 8px; }}"
            f"QScrollArea, QScrollArea QLabel {{ background: {colours.card}; color: {colours.text}; }}"
            f"QLabel#measureTitle {{ font-weight: bold; color: {colours.text}; }}"
        )

    def show_measure(self, found: Measured | None, wording: Wording, *, is_closed: bool, is_pending: bool) -> None:
        """Show what was measured, or how to begin; ``is_pending`` says that the shares are on their way."""
        has_line = bool(found and found.segments_km)
        self.copy_button.setEnabled(has_line and not is_pending)
        self.clear_button.setEnabled(found is not None)
        if found and has_line:
            self.page.setText(self._written(found, wording, is_closed, is_pending))
            total = wording.total(found, is_closed=is_closed)
            self.say(", ".join(f"{label} {value}" for label, value in total))
        else:
            self.page.setText(f"<p>{escape(self._hint())}</p>")
        self.place()

    def say(self, text: str) -> None:
        """Let a screen reader say something."""
        if text == self.accessibleDescription():
            return
        self.setAccessibleDescription(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def place(self) -> None:
        """Lie in the corner, as high as needed."""
        ground = self._ground
        width = WIDTH_PX - 24
        wanted = self.page.heightForWidth(width) + 4
        others = self.title.sizeHint().height() + self.copy_button.sizeHint().height() + 52
        height = max(170, min(wanted + others, int(MOST_PART * ground.height())))
        self.setGeometry(ground.width() - WIDTH_PX - MARGIN_PX, ground.height() - FOOT_PX - height, WIDTH_PX, height)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Keep to the corner of the map."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def _hint(self) -> str:
        return self._texts(
            "Click on the map, point by point, or press Enter for its middle. "
            "A double click ends the line; a click on the first point closes an area. Esc clears."
        )

    def _written(self, found: Measured, wording: Wording, is_closed: bool, is_pending: bool) -> str:
        muted = self._colours.muted
        parts = [
            f'<p style="margin:0"><span style="color:{muted}">{escape(label)}</span> '
            f'<b style="font-size:17px">{escape(value)}</b></p>'
            for label, value in wording.total(found, is_closed=is_closed)
        ]
        if is_pending:
            parts.append(f'<p style="color:{muted}">{escape(self._texts("Looking up the countries…"))}</p>')
        rows = "".join(
            f'<tr><td style="padding:1px 10px 1px 0">{escape(name)}</td><td align="right">{escape(value)}</td></tr>'
            for name, value in wording.shares(found.shares_km)
        )
        parts.append(f'<table cellspacing="0" width="100%" style="margin-top:6px">{rows}</table>' if rows else "")
        for name, length, told in wording.lines(found) if len(found.segments_km) > 1 else ():
            parts.append(
                f'<p style="margin:6px 0 0 0"><b>{escape(name)}</b> {escape(length)}'
                + (f'<br/><span style="color:{muted};font-size:12px">{escape(told)}</span>' if told else "")
                + "</p>"
            )
        return "".join(parts)
