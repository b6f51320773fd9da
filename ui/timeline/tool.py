"""The timeline: events in time, a period to choose, steps and play. The map and the reader follow."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QMainWindow

from data import formats
from data.settings import folders, load_settings
from data.texts import Texts
from maps.scene import Scene
from ui.session import Session
from ui.theme import THEMES
from ui.timeline.brush import Days
from ui.timeline.marks import Mark, figures_of, marks_of
from ui.timeline.scale import first_day, iso_day, last_day
from ui.timeline.strip import TimeStrip

PLAY_MS = 2500
PART = "summits"
NOTICE_MS = 4000


class TimelineTool(QObject):
    """Owns the strip, and turns what is done on it into the session's verbs."""

    def __init__(self, window: QMainWindow, session: Session, texts: Texts) -> None:
        """Make the strip, put away."""
        super().__init__(window)
        self._window = window
        self._session = session
        self._texts = texts
        self._figures = figures_of(session.atlas)
        self._own_selection = ""
        self.is_still = load_settings(folders().config / "settings.json")[0].reduced_motion
        """Whether the user wants no flights that he did not ask for: then the reader follows, and the map stays."""
        self.timer = QTimer(self, interval=PLAY_MS)
        self.timer.timeout.connect(self._play_on)
        self.strip = TimeStrip(window, texts)
        axis = self.strip.axis
        axis.period_asked.connect(self.set_period)
        axis.event_asked.connect(self.select)
        for asked in (axis.step_asked, self.strip.step_asked):
            asked.connect(self.step)
        for asked in (axis.play_asked, self.strip.play_asked):
            asked.connect(self.toggle_play)
        self.strip.clear_asked.connect(lambda: self.set_period(None))
        self.strip.close_asked.connect(self.toggle)
        self.retext(texts)

    @property
    def is_shown(self) -> bool:
        """Whether the strip is there."""
        return not self.strip.isHidden()

    @property
    def is_playing(self) -> bool:
        """Whether it goes from event to event by itself."""
        return self.timer.isActive()

    @property
    def period(self) -> Days | None:
        """The first and the last day of the session's period."""
        asked = self._session.scene.period
        return (first_day(asked[0]), last_day(asked[1])) if asked else None

    def toggle(self) -> None:
        """Show the strip, with the events on the map, or put it away and show all time."""
        if self.is_shown:
            had_focus = self.strip.isAncestorOf(self._window.focusWidget() or self._window)
            self.stop()
            self.strip.hide()
            self.set_period(None)
            ground = self._window.centralWidget()
            if had_focus and ground:
                (getattr(ground, "view", None) or ground).setFocus()
        else:
            self._show()
            self.strip.axis.setFocus()

    def retext(self, texts: Texts) -> None:
        """Write everything in a language and in the theme's colours."""
        self._texts = texts
        theme = self._session.scene.theme
        self.strip.retext(texts, THEMES[theme])
        self.strip.axis.set_facts(marks_of(self._session.atlas, texts), self._figures, texts, theme)
        self.show_scene(self._session.scene)

    def show_scene(self, scene: Scene) -> None:
        """Follow period and selection; what someone else selects ends the play."""
        selected = scene.selected[0] if len(scene.selected) == 1 else ""
        if self.is_playing and selected != self._own_selection:
            self.stop()
        mark = next((mark for mark in self.strip.axis.marks if mark.id == selected), None)
        self.strip.axis.show_state(self.period, selected)
        self.strip.show_state(self._told_period(), f"{mark.when}: {mark.name}" if mark else "", self.is_playing)

    # Verbs

    def set_period(self, period: Days | None) -> None:
        """Show dated features of these days only, or of any."""
        self._session.set_period((iso_day(period[0]), iso_day(period[1])) if period else None)
        if period is None:
            self.strip.axis.show_state(None, self._selected())

    def select(self, event: str) -> None:
        """Select an event: the map goes there, the reader opens its first passage."""
        self._own_selection = event
        self._session.select((event,), fly=not self.is_still)
        mark = next(mark for mark in self.strip.axis.marks if mark.id == event)
        self._say(f"{mark.when}: {mark.name}")

    def step(self, step: int) -> bool:
        """Select the next or previous event within the period; tells whether there is one."""
        self._show()
        order = [mark for mark in self.strip.axis.marks if mark.is_shown and mark.is_within(self.period)]
        found = _next(order, self._selected(), step)
        if found is None:
            self._say(self._texts("No further event in this period.") if order else self._texts("No event then."))
            return False
        self.select(found.id)
        return True

    def toggle_play(self) -> None:
        """Go from event to event, from the first one if at the last, or stop."""
        if self.is_playing:
            self.stop()
            return
        order = [mark for mark in self.strip.axis.marks if mark.is_shown and mark.is_within(self.period)]
        if not order:
            self._say(self._texts("No event then."))
            return
        self.timer.start()
        if _next(order, self._selected(), 1) is None:
            self.select(order[0].id)
        else:
            self.step(1)
        self.show_scene(self._session.scene)

    def stop(self) -> None:
        """Go no further by itself."""
        if self.is_playing:
            self.timer.stop()
            self.show_scene(self._session.scene)

    # Inside

    def _show(self) -> None:
        self.strip.show()
        if PART not in self._session.scene.parts:
            self._session.toggle_part(PART)

    def _play_on(self) -> None:
        if not self.step(1):
            self.stop()

    def _selected(self) -> str:
        selected = self._session.scene.selected
        return selected[0] if len(selected) == 1 else ""

    def _told_period(self) -> str:
        asked = self._session.scene.period
        if asked is None:
            return ""
        start, end = (formats.date(day, self._texts.language) for day in asked)
        return f"{start} – {end}"

    def _say(self, text: str) -> None:
        """Say something in the status bar and to a screen reader."""
        self._window.statusBar().showMessage(text, NOTICE_MS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.strip.axis, text))


def _next(order: list[Mark], selected: str, step: int) -> Mark | None:
    """Return the mark after (or before) the selected one; the first (or last) where none of them is."""
    names = [mark.id for mark in order]
    at = names.index(selected) + step if selected in names else (0 if step > 0 else len(order) - 1)
    return order[at] if 0 <= at < len(order) else None
