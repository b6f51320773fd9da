"""The limits of the network: which countries are avoided, what is broken, and what the best way has least of."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from data.atlas import Atlas
from data.texts import N_, Texts
from maps.planning.plan import QuestionError
from maps.scene import By, Routing, Scene
from ui.comparing.completing import Choices, NameField, closable_name
from ui.comparing.flow import FlowLayout
from ui.filtering.tree import framed
from ui.icons import draw_icon
from ui.session import BREAK, Session
from ui.theme import THEMES, Colours

FIRST = ("RU", "IR", "CN", "BY")
"""The countries whose chips are always there; the others are in the menu until they are avoided."""

BROKEN = {"light": "#b3261e", "dark": "#ff8a80"}
"""The colour of what is broken."""

BY_TEXTS = {"km": N_("distance"), "days": N_("time"), "crossings": N_("crossings")}
BY_TIPS = {
    "km": N_("The shortest way is the best"),
    "days": N_("The fastest way is the best: published days where there are any, else stated assumptions"),
    "crossings": N_("The way with the fewest border crossings is the best"),
}


def transit_countries(atlas: Atlas) -> tuple[str, ...]:
    """Return the countries that legs of the network run through, by ISO code."""
    return tuple(sorted({country for leg in atlas.legs.values() for country in leg.countries}))


def opened(routing: Routing) -> Routing:
    """Return a routing with nothing avoided and nothing broken."""
    return replace(routing, avoid=frozenset(), without=frozenset())


class LimitsBar(QWidget):
    """Chips for what is closed, a field to close more, the scissors, and what is taken for the best way."""

    def __init__(self, session: Session, texts: Texts, parent: QWidget | None = None) -> None:
        """Make the bar; it follows the session by itself."""
        super().__init__(parent)
        self._session = session
        self._countries = transit_countries(session.atlas)
        self._drawn: tuple[object, ...] = ()
        self.avoid_chips: dict[str, QToolButton] = {}
        self.broken_chips: dict[str, QToolButton] = {}
        modes = dict.fromkeys(leg.mode for leg in session.atlas.legs.values())
        self.choices = Choices(
            session.atlas, (*self._countries, *session.atlas.nodes, *session.atlas.legs, *modes), texts
        )
        self.avoid_label, self.broken_label, self.nothing, self.by_label = QLabel(), QLabel(), QLabel(), QLabel()
        self.more = QToolButton()
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(QMenu(self.more))
        self.field = NameField(self.choices)
        self.error = QLabel(wordWrap=True)
        self.scissors = QToolButton()
        self.scissors.setCheckable(True)
        self.scissors.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.planned = QCheckBox()
        self.by: dict[By, QToolButton] = {}
        self.clear_button = QPushButton()
        self._lay_out()
        self._connect()
        self.retext(texts)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language, in the colours of the theme."""
        self._texts = texts
        held = self.field.known()
        self.choices.relabel(texts)
        if held:
            self.field.show_choice(held)
        self.avoid_label.setText(texts("Avoid:"))
        self.broken_label.setText(texts("Broken:"))
        self.nothing.setText(texts("nothing"))
        self.more.setText(texts("More ▾"))
        self.more.setAccessibleName(texts("Avoid another country"))
        self.field.retext(texts("Close a port, leg or country"), texts("Close a port, leg or country"))
        self.field.setToolTip(texts("Type a name in any of the languages and press Enter"))
        self.scissors.setText(texts("Break on the map"))
        self.scissors.setToolTip(f"{texts('Break a leg or a port')} (X)")
        self.planned.setText(texts("With planned legs"))
        self.planned.setToolTip(texts("Also take legs that are planned or under construction"))
        self.by_label.setText(texts("By:"))
        for by, button in self.by.items():
            button.setText(texts(BY_TEXTS[by]))
            button.setToolTip(texts(BY_TIPS[by]))
            button.setAccessibleName(texts(BY_TIPS[by]))
        self.clear_button.setText(texts("Clear"))
        self.clear_button.setToolTip(f"{texts('Open the whole network again')} (Shift+X)")
        self.clear_button.setAccessibleName(texts("Open the whole network again"))
        self._say("")
        self._colour(THEMES[self._session.scene.theme])
        self._drawn = ()
        self.show_scene(self._session.scene)

    def show_scene(self, scene: Scene) -> None:
        """Follow the scene."""
        routing = scene.routing
        drawn = (routing.avoid, routing.without, routing.with_planned, routing.by, scene.theme)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self._fill_avoid(routing)
        self._fill_broken(routing)
        self.planned.setChecked(routing.with_planned)
        self.by[routing.by].setChecked(True)
        self.clear_button.setEnabled(routing.is_limited)

    def close_named(self) -> None:
        """Close what the field names, or say why that cannot be."""
        written = self.field.text().strip()
        if not written:
            return
        try:
            name = self.field.known() or self._understood(written)
        except QuestionError as error:
            self._say(str(error))
            return
        routing = self._session.scene.routing
        if name in self._countries:
            self._session.set_routing(replace(routing, avoid=routing.avoid | {name}))
        else:
            self._session.set_routing(replace(routing, without=routing.without | {name}))
        self.field.clear()
        self._say("")

    def _understood(self, written: str) -> str:
        """Return the place, leg, mode or country that is meant, however it is spelled.

        Raises
        ------
        QuestionError
            If none is; the text says so in the language on show.
        """
        naming = self.choices.naming()
        try:
            return naming.broken(written)
        except QuestionError:
            try:
                country = naming.country(written)
            except QuestionError:
                country = ""
            if country in self._countries:
                return country
            if country:
                name = self._texts.name(self._session.atlas.countries[country].names)
                raise QuestionError(self._texts("No leg of this map runs through {country}.", country=name)) from None
            raise

    # What is closed

    def _fill_avoid(self, routing: Routing) -> None:
        shown = (*FIRST, *(country for country in self._by_name() if country in routing.avoid - set(FIRST)))
        for country in [known for known in self.avoid_chips if known not in shown]:
            self._drop(self.avoid_chips, country, self.more)
        for country in shown:
            if country not in self.avoid_chips:
                chip = self.avoid_chips[country] = QToolButton()
                chip.setCheckable(True)
                chip.setProperty("role", "toggle")
                chip.clicked.connect(partial(self._toggle_avoid, country))
                self._avoid_row.addWidget(chip)
                self._avoid_row.removeWidget(self.more)
                self._avoid_row.addWidget(self.more)
            name = self._name(country)
            chip = self.avoid_chips[country]
            chip.setText(name)
            chip.setAccessibleName(self._texts("Avoid {country}", country=name))
            chip.setChecked(country in routing.avoid)
        menu = self.more.menu()
        menu.clear()
        for country in self._by_name():
            action = menu.addAction(self._name(country))
            action.setCheckable(True)
            action.setChecked(country in routing.avoid)
            action.triggered.connect(partial(self._toggle_avoid, country))

    def _fill_broken(self, routing: Routing) -> None:
        for name in [known for known in self.broken_chips if known not in routing.without]:
            self._drop(self.broken_chips, name, self.field)
        for name in sorted(routing.without - set(self.broken_chips), key=self._name):
            chip = self.broken_chips[name] = QToolButton()
            chip.setProperty("role", "broken")
            chip.clicked.connect(partial(self._mend, name))
            self._broken_row.addWidget(chip)
        for name, chip in self.broken_chips.items():
            chip.setText(f"{self._name(name)}  ×")
            chip.setAccessibleName(self._texts("Open {name} again", name=self._name(name)))
            chip.setToolTip(self._texts("Open {name} again", name=self._name(name)))
        self.nothing.setVisible(not routing.without)

    def _drop(self, chips: dict[str, QToolButton], name: str, heir: QWidget) -> None:
        """Take a chip away; the keyboard goes to its neighbour, or to what is left."""
        order = list(chips)
        at, chip = order.index(name), chips.pop(name)
        if chip.hasFocus():
            order.remove(name)
            (chips[order[min(at, len(order) - 1)]] if order else heir).setFocus()
        chip.hide()
        chip.deleteLater()

    def _by_name(self) -> list[str]:
        return sorted(self._countries, key=self._name)

    def _name(self, name: str) -> str:
        return closable_name(self._session.atlas, name, self._texts)

    def _toggle_avoid(self, country: str, *_: object) -> None:
        self._session.set_routing(self._session.scene.routing.toggled_avoid(country))

    def _mend(self, name: str, *_: object) -> None:
        routing = self._session.scene.routing
        self._session.set_routing(replace(routing, without=routing.without - {name}))

    # The rest

    def _set_planned(self, is_wanted: bool) -> None:
        self._session.set_routing(replace(self._session.scene.routing, with_planned=is_wanted))

    def _set_by(self, by: By, *_: object) -> None:
        self._session.set_routing(replace(self._session.scene.routing, by=by))

    def _clear(self) -> None:
        self._session.set_routing(opened(self._session.scene.routing))

    def _on_tool(self, tool: str) -> None:
        self.scissors.setChecked(tool == BREAK)

    def _say(self, text: str) -> None:
        """Say under the field what was not understood; nothing hides it."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.field.setAccessibleDescription(text)

    def _connect(self) -> None:
        self.field.submitted.connect(self.close_named)
        self.field.textEdited.connect(lambda _: self._say(""))
        self.scissors.clicked.connect(lambda is_on: self._session.set_tool(BREAK if is_on else ""))
        self.planned.clicked.connect(self._set_planned)
        self.clear_button.clicked.connect(self._clear)
        for by, button in self.by.items():
            button.clicked.connect(partial(self._set_by, by))
        self._session.scene_changed.connect(self.show_scene)
        self._session.tool_changed.connect(self._on_tool)
        self._on_tool(self._session.tool)

    def _colour(self, colours: Colours) -> None:
        red = BROKEN[self._session.scene.theme]
        self.scissors.setIcon(draw_icon("scissors", colours.text, colours.line))
        self.planned.setPalette(framed(self.palette(), self._session.scene.theme))
        self.setStyleSheet(
            "QToolButton { padding: 1px 8px; min-height: 20px; }"
            f"QToolButton[role=broken] {{ background: {colours.card}; color: {red}; border: 1px solid {red};"
            " border-radius: 10px; font-weight: 600; }"
            f"QToolButton[role=broken]:hover {{ background: {colours.hover}; }}"
            f"QToolButton[role=broken]:focus {{ border: 2px solid {red}; padding: 0 7px; }}"
            f"QLabel#limitsError {{ color: {red}; }} QLabel#limitsNothing {{ color: {colours.muted}; }}"
        )

    def _lay_out(self) -> None:
        for widget in (self.more, self.scissors):
            widget.setProperty("role", "toggle")
        self.error.setObjectName("limitsError")
        self.nothing.setObjectName("limitsNothing")
        self._avoid_row, self._broken_row, below = FlowLayout(), FlowLayout(), FlowLayout(gap_px=6)
        self._avoid_row.addWidget(self.avoid_label)
        self._avoid_row.addWidget(self.more)
        self._broken_row.addWidget(self.broken_label)
        self._broken_row.addWidget(self.nothing)
        choice = QButtonGroup(self)
        below.addWidget(self.by_label)
        for by in get_args(By):
            button = self.by[by] = QToolButton()
            button.setCheckable(True)
            button.setProperty("role", "toggle")
            choice.addButton(button)
            below.addWidget(button)
        below.addWidget(self.planned)
        below.addWidget(self.clear_button)
        line, column = QHBoxLayout(), QVBoxLayout(self)
        line.addWidget(self.field, 1)
        line.addWidget(self.scissors)
        column.setContentsMargins(10, 8, 10, 2)
        column.setSpacing(6)
        column.addLayout(self._avoid_row)
        column.addLayout(self._broken_row)
        column.addLayout(line)
        column.addWidget(self.error)
        column.addLayout(below)
