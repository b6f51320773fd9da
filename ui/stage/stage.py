"""The stage: runs a show over two windows. Its methods are the verbs of the speaker.

What follows from a verb is a new ``Show`` (``show.py``); ``giving.py`` shows both sessions what it asks for,
``hall.py`` places the windows. The speaker's map is the editor's own, moved into the console while the show runs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from data.briefing import value
from data.texts import N_, load_texts
from maps.cache import Prepared
from ui.session import Session
from ui.stage.awake import Awake
from ui.stage.chips import Chips
from ui.stage.clock import Clock, behind_s, pace_words
from ui.stage.ending import EditorState
from ui.stage.giving import Giving
from ui.stage.going import Going
from ui.stage.hall import Hall, Layout
from ui.stage.keys import StageKeys
from ui.stage.pointing import Pointing
from ui.stage.recorder import Recorder
from ui.stage.show import Show
from ui.stage.target import current_in, shown_scenes

if TYPE_CHECKING:
    from ui.main_window import MainWindow

NO_SCENES = N_("No scenes: showing the current map.")
SLEEPY = N_("The computer may go to sleep: switch that off yourself.")


class Stage(Going):
    """The show under way, or none. Made with the window, and costs nothing until ``start``."""

    ticked = Signal()
    """The clock goes on."""
    started = Signal()
    ended = Signal()
    console_asked = Signal(str)
    """The console is to show something: ask, overview, notes or keys."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        """Stand ready."""
        super().__init__(window)
        self.window = window
        self.speaker = session
        self.audience = Session(session.atlas, session.scene, self)
        self.scenes: tuple[value.Scene, ...] = ()
        self.escapes: list[Callable[[], bool]] = []
        """What of the console's Esc closes first; each tells whether it did. The last one is asked first."""
        self.marks = Chips(self)
        self.marks.changed.connect(self.changed)
        self.pointing = Pointing(self)
        self.pointing.changed.connect(self.changed)
        self.giving = Giving(self)
        self.hall = Hall(self)
        self._clock = Clock(self)
        self._clock.ticked.connect(self.ticked)
        self._keys = StageKeys(self)
        self._awake = Awake()
        self.recorder = Recorder(self)
        self._before: EditorState | None = None
        session.atlas_changed.connect(lambda: self.audience.set_atlas(session.atlas))

    # What the console shows

    @property
    def scene(self) -> value.Scene:
        """The scene that the show is at."""
        return self.scenes[self.show.scene]

    @property
    def elapsed_s(self) -> float:
        """How long the show runs, by the speaker's clock."""
        return self._clock.elapsed_s

    @property
    def slot_s(self) -> int | None:
        """How long it may run; None where nobody said."""
        minutes = self.window.editor.document.briefing.slot_minutes
        return minutes * 60 if minutes else None

    @property
    def is_paused(self) -> bool:
        """Whether the clock stands."""
        return self._clock.is_paused

    @property
    def behind_s(self) -> float | None:
        """How many seconds the show is behind (negative: ahead); None where no times are meant."""
        return behind_s(self.elapsed_s, self.slot_s, [scene.seconds for scene in self.scenes], self.show.scene)

    @property
    def pace(self) -> str:
        """Whether the show is on pace, in words of the speaker's language; perhaps empty."""
        return pace_words(load_texts(self.speaker.scene.language), self.behind_s)

    @property
    def chips(self) -> tuple[str, ...]:
        """What the speaker should know, in his language."""
        return self.marks.shown(load_texts(self.speaker.scene.language))

    @property
    def alarms(self) -> frozenset[str]:
        """Those of the chips that are red."""
        return self.marks.alarms(load_texts(self.speaker.scene.language))

    # Beginning and ending

    def serve(self, prepared: Prepared) -> None:
        """Take the page that the audience's map is made from."""
        self.hall.serve(prepared)

    def start(self, from_scene: int = 0, *, layout: Layout = "screens") -> None:
        """Begin the show at a scene (from 0), or go there if it runs."""
        if self.is_running:
            self.go_to(from_scene)
            return
        self.marks.clear()
        self._before = EditorState(self.window, self.speaker)
        self.is_running = True
        self._take_scenes()
        self.show = Show(tuple(len(scene.steps) for scene in self.scenes)).go_to(from_scene)
        self.giving.begin()
        self._keys.start()
        self._clock.start()
        self.window.editor.document.changed.connect(self._on_document)
        try:
            self.hall.open(layout)
        except Exception:
            self.end()  # nothing of a show that cannot be shown stays behind
            raise
        self._keys.look()
        if not self._awake.hold():
            self.marks.tell(SLEEPY, stays=False)
        self.giving.tell_scene()
        self.started.emit()
        self.changed.emit()

    def start_here(self) -> None:
        """Begin at the scene that is the editor's current one, or the next shown after it."""
        self.start(current_in(self.window.editor))

    def rehearse(self) -> None:
        """Begin a show of which the times are told afterwards."""
        if not self.is_running:
            self.recorder.wants_rehearsal = True
            self.start()

    def end(self) -> None:
        """End the show and put the editor back to where it was."""
        if not self.is_running:
            return
        self.is_running = False
        self._asking.stop()
        self.window.editor.document.changed.disconnect(self._on_document)
        self._keys.stop()
        self._clock.stop()
        self._awake.release()
        self.pointing.set_tool("")
        self.pointing.clear()
        self.giving.finish()
        self.hall.close()
        if self._before:
            self._before.restore()
            self._before = None
        self.ended.emit()
        self.changed.emit()

    # Around the scenes

    def escape(self) -> None:
        """Leave one level; at the outermost, ask whether to end."""
        if not self.is_running or self.hall.close_sheet() or any(close() for close in reversed(self.escapes)):
            return
        if self.pointing.tool:
            self.pointing.set_tool("")
        elif self.giving.shows_sources and not (self.show.asks or self.show.digits):
            self.sources()
        else:
            self._do(Show.escape)

    def pan(self, east: int, north: int) -> None:
        """Move the speaker's map by a part of its width while it is his own."""
        if self.show.state != "live":
            self.giving.pan(east, north)

    def tool(self, name: str) -> None:
        """Take up a tool of ``pointing.TOOLS``, or put it down."""
        self.pointing.toggle(name)

    def hold_dot(self, *, is_held: bool) -> None:
        """Point with a dot for as long as Ctrl is held."""
        self.pointing.hold_dot(is_held=is_held)

    def erase(self) -> None:
        """Take up the eraser, or put it down."""
        self.pointing.toggle("erase")

    def clear_ink(self) -> None:
        """Take all marks away."""
        self.pointing.clear()

    def language(self) -> None:
        """Show both maps in the next language."""
        self.giving.next_language()
        self.hall.retext()

    def legend(self) -> None:
        """Show the legend to the audience, or hide it."""
        self.giving.toggle_legend()

    def sources(self) -> None:
        """Show the sources of what is on show as a page to the audience, or put it away."""
        self.giving.toggle_sources()

    def bigger(self) -> None:
        """Enlarge all text of the audience's map."""
        self.giving.scale_text(1)

    def smaller(self) -> None:
        """Make all text of the audience's map smaller."""
        self.giving.scale_text(-1)

    def toggle_projector(self) -> None:
        """Draw the audience's map for a room, or for a desk."""
        self.giving.toggle_look()

    def timer(self) -> None:
        """Pause the clock, or let it go on."""
        self._clock.toggle()

    def reset_timer(self) -> None:
        """Set the clock to zero."""
        self._clock.reset()

    def swap(self) -> None:
        """Let console and audience change screens."""
        self.hall.swap()

    def toggle_console(self) -> None:
        """On one screen: bring the console to the front, or the audience's window."""
        self.hall.toggle_console()

    def ask(self) -> None:
        """Ask the map for a place, passage, scene or way."""
        self._ask_console("ask")

    def overview(self) -> None:
        """Show all scenes as a grid."""
        self._ask_console("overview")

    def edit_notes(self) -> None:
        """Edit the scene's notes."""
        self._ask_console("notes")

    def show_keys(self) -> None:
        """Show the keys of the stage."""
        self._ask_console("keys")

    # Inside

    def _ask_console(self, what: str) -> None:
        self.hall.show_console()
        self.console_asked.emit(what)

    def _follow(self, before: Show, *, tells: bool, pushes: bool) -> None:
        self.giving.follow(before, tells=tells, pushes=pushes)
        self.hall.follow(before)

    def _take_scenes(self) -> None:
        briefing = self.window.editor.document.briefing
        self.scenes = shown_scenes(self.speaker.atlas, briefing, self.speaker.scene)
        if not any(not scene.is_hidden for scene in briefing.scenes):
            self.marks.tell(NO_SCENES)

    def _on_document(self) -> None:
        """Follow an edit: notes are written live."""
        self._take_scenes()
        self.show = self.show.with_steps(tuple(len(scene.steps) for scene in self.scenes))
        self.changed.emit()
