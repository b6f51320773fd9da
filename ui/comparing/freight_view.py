"""Followed goods on screen: two ways side by side, each with its bar of countries; what travels along; sources."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QCursor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from data.texts import Texts
from maps.cards.card import Figure
from maps.scene import Theme
from ui.comparing.bars import paint_parts, parts_laid_out
from ui.comparing.cell import Part
from ui.comparing.freight_told import Side, Told
from ui.comparing.hues import country_hue
from ui.theme import THEMES, Colours

BAR_PX = 18


class CountryBar(QWidget):
    """The countries of a way as parts of one bar."""

    def __init__(self) -> None:
        """Be empty."""
        super().__init__()
        self._parts: tuple[Part, ...] = ()
        self._theme: Theme = "light"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: tuple[Part, ...], theme: Theme) -> None:
        """Show other parts; a screen reader is told them in words."""
        self._parts, self._theme = parts, theme
        self.setAccessibleName(", ".join(part.tip for part in parts))
        self.setVisible(bool(parts))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Be as high as a line of text."""
        return QSize(120, BAR_PX)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint the parts."""
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_parts(painter, self._parts, self._box(), self._theme)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tell of the country under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = event.pos().x()
            here = [
                part.tip for part, box in parts_laid_out(self._parts, self._box()) if box.left() <= at < box.right()
            ]
            QToolTip.showText(event.globalPos(), here[0] if here else "", self)
            return True
        return super().event(event)

    def _box(self) -> QRectF:
        return QRectF(0.5, 0.5, self.width() - 1, self.height() - 1)


class SideView(QWidget):
    """One of the two ways."""

    def __init__(self) -> None:
        """Be empty."""
        super().__init__()
        self.head, self.shares = _text(), _text()
        self.bar = CountryBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.head, self.bar, self.shares):
            column.addWidget(widget)
        column.addStretch(1)

    def show_side(self, side: Side, theme: Theme) -> None:
        """Show a way, or why there is none."""
        colours = THEMES[theme]
        more = f' <span style="color:{colours.warn}">{escape(side.more)}</span>' if side.more else ""
        told = f'<p style="margin:0"><b style="font-size:16px">{escape(side.km)}</b>{more}</p>' if side.km else ""
        told += f'<p style="margin:0;color:{colours.warn}">{escape(side.message)}</p>' if side.message else ""
        lines = "<br/>".join(escape(line) for line in side.lines)
        self.head.setText(
            f'<p style="margin:0;color:{colours.muted}"><b>{escape(side.heading)}</b></p>{told}'
            f'<p style="margin:0;font-size:12px">{lines}</p>'
        )
        self.bar.show_parts(side.parts, theme)
        rows = "".join(
            f'<tr><td style="color:{country_hue(share.country, theme, turn)};padding-right:4px">■</td>'
            f'<td style="padding-right:8px">{escape(share.name)}</td>'
            f'<td align="right" style="padding-right:8px">{_whole(share.percent)}</td>'
            f'<td align="right" style="color:{colours.muted}">{_whole(share.km)}</td></tr>'
            for turn, share in enumerate(side.shares)
        )
        self.shares.setText(f'<table cellspacing="0" cellpadding="0" style="font-size:12px">{rows}</table>')
        self.shares.setVisible(bool(side.shares))


class FreightView(QWidget):
    """All that is told of followed goods."""

    def __init__(self) -> None:
        """Be empty."""
        super().__init__()
        self.head, self.figures, self.sources = _text(), _text(), _text()
        self.sides = (SideView(), SideView())
        self._tips: dict[str, str] = {}
        for page in (self.figures, self.sources):
            page.setTextInteractionFlags(
                Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.TextSelectableByMouse
            )
            page.linkHovered.connect(self._tip)
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.setSpacing(12)
        for side in self.sides:
            row.addWidget(side, 1, Qt.AlignmentFlag.AlignTop)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addLayout(row)
        column.addWidget(self.figures)
        column.addWidget(self.sources)

    def show_told(self, told: Told, texts: Texts, theme: Theme) -> None:
        """Show goods on their way, in a language and the colours of a theme."""
        colours = THEMES[theme]
        notes = "".join(f'<p style="margin:2px 0;font-size:12px">{escape(note)}</p>' for note in told.notes)
        self.head.setText(
            f'<p style="margin:0"><b>{escape(told.title)}</b></p>'
            f'<p style="margin:0;color:{colours.muted}">{escape(told.goods)}</p>{notes}'
        )
        for at, view in enumerate(self.sides):
            view.setVisible(at < len(told.sides))
            if at < len(told.sides):
                view.show_side(told.sides[at], theme)
        heading = f'<p style="margin:0;color:{colours.muted}"><b>{escape(texts("What travels along"))}</b></p>'
        figures = "".join(self._figure(figure, colours) for figure in told.figures)
        if not figures:
            figures = f'<p style="margin:0">{escape(texts("No figures are known of this deposit."))}</p>'
        self.figures.setText(heading + figures)
        self._tips = {str(line.number): f"{line.title} · {line.date}" for line in told.sources}
        self.sources.setText(
            "".join(
                f'<p style="margin:0;color:{colours.muted};font-size:11px">'
                f"[{line.number}] {escape(line.title)} · {escape(line.date)}</p>"
                for line in told.sources
            )
        )
        self.sources.setVisible(bool(told.sources))

    def _figure(self, figure: Figure, colours: Colours) -> str:
        marks = "".join(f' <span style="color:{colours.warn}">◇ {escape(mark)}</span>' for mark in figure.marks)
        numbers = "".join(
            f'<a href="{number}" style="color:{colours.accent};text-decoration:none">[{number}]</a>'
            for number in figure.sources
        )
        details = f' <span style="color:{colours.muted}">{escape(" · ".join(figure.details))}</span>'
        return f'<p style="margin:2px 0;font-size:12px">{escape(figure.text)} {numbers}{details}{marks}</p>'

    def _tip(self, number: str) -> None:
        """Tell which source is under the pointer."""
        QToolTip.showText(QCursor.pos(), self._tips.get(number, ""), self)


def _whole(text: str) -> str:
    """Return a figure as HTML that is not broken before its unit."""
    return escape(text).replace(" ", "&nbsp;")


def _text() -> QLabel:
    label = QLabel(wordWrap=True)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
