"""Follows every show and keeps its log: which scene and step was on when, what was pushed, what was searched."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from data.texts import load_texts
from maps.cards.desk import feature_name
from ui.stage.rehearsal import ShowLog
from ui.stage.show import Show

if TYPE_CHECKING:
    from ui.stage.stage import Stage


class Recorder(QObject):
    """Owns the log of the show under way, or of the last one."""

    finished = Signal()
    """A show has ended; its log is whole."""

    def __init__(self, stage: Stage) -> None:
        """Follow a stage."""
        super().__init__(stage)
        self._stage = stage
        self.log = ShowLog()
        self.wants_rehearsal = False
        """Whether the next show is a rehearsal, after which what it took is told."""
        self._noted: tuple[int, int] | None = None
        self._state = ""
        self._is_on = False
        self._counted_s = self._before_s = 0.0
        stage.started.connect(self._on_started)
        stage.changed.connect(self._on_changed)
        stage.ended.connect(self._on_ended)

    def show_report(self) -> None:
        """Tell what the last show took, and what was shown and searched in it."""
        from ui.stage.timing_report import TimingReport

        window = self._stage.window
        texts = load_texts(self._stage.speaker.scene.language)
        TimingReport(self.log, window.editor.document, texts, window).show_alone()

    def note_search(self, text: str) -> None:
        """Take note of what was searched and looked at."""
        last = self.log.entries[-1] if self.log.entries else None
        if self._is_on and not (last and last.kind == "searched" and last.text == text):
            self._note("searched", text)

    def _on_started(self) -> None:
        began = datetime.now().astimezone().isoformat(timespec="seconds")
        self.log = ShowLog(began, self.wants_rehearsal)
        self.wants_rehearsal = False
        self._is_on, self._noted, self._state = True, None, "live"
        self._counted_s = self._before_s = 0.0
        self._on_changed()

    def _on_changed(self) -> None:
        if not self._is_on:
            return
        show = self._stage.show
        place = (show.scene, show.step)
        if place != self._noted and self._scene(show):
            self._noted = place
            self._note("scene")
        if show.state != self._state or show.state == "pushed":
            self._note_state(show)

    def _note_state(self, show: Show) -> None:
        if show.state == "pushed":
            text = self._on_show()
            last = self.log.entries[-1] if self.log.entries else None
            if last and last.kind == "pushed" and last.text == text:
                return
            self._note("pushed", text)
        elif show.state != self._state:
            self._note(show.state)
        self._state = show.state

    def _on_ended(self) -> None:
        if self._is_on:
            self._note("ended")
            self._is_on = False
            self.finished.emit()
            if self.log.is_rehearsal:
                self.show_report()

    def _note(self, kind: str, text: str = "") -> None:
        show = self._stage.show
        self.log.note(self._seconds(), kind, self._scene(show), show.step, text)  # type: ignore[arg-type]

    def _seconds(self) -> float:
        """Return the seconds since the start, pauses left out; a clock set to zero goes on from where it was."""
        counted = self._stage.elapsed_s
        if counted < self._counted_s:
            self._before_s += self._counted_s
        self._counted_s = counted
        return self._before_s + counted

    def _scene(self, show: Show) -> str:
        scenes = self._stage.scenes
        return scenes[show.scene].id if 0 <= show.scene < len(scenes) else ""

    def _on_show(self) -> str:
        """Return in words what the speaker's map is about."""
        session = self._stage.speaker
        texts = load_texts(session.scene.language)
        names = [name for name in session.scene.selected if name in session.atlas.features]
        return ", ".join(feature_name(session.atlas, name, texts) for name in names[:5])
