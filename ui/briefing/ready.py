"""Ready to brief? Looks at the document and, drawn out of sight, at its scenes; lists what was found and mends it.

The document is looked at again after each edit. The pictures take longer: they are looked at when asked for, and what
was found on one holds until its scene is edited.
"""

from __future__ import annotations

import datetime
import logging
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QMainWindow

from data.atlas import Atlas
from data.briefing.value import Briefing
from data.briefing.value import Scene as BriefingScene
from data.settings import folders
from data.texts import N_, Texts
from maps.cache import prepare
from maps.measures import Measures, kept
from ui.background import run_in_background
from ui.briefing.label_check import LabelCheck
from ui.briefing.ready_spots import go_to_spot
from ui.session import Session
from ui.theme import THEMES

if TYPE_CHECKING:
    from maps.ready.finding import Finding
    from ui.briefing.editor import Editor
    from ui.briefing.ready_panel import ReadyPanel

log = logging.getLogger(__name__)

AFTER_EDIT_MS = 300


class Ready(QObject):
    """Owns the check of one window; its panel is made when first asked for."""

    def __init__(self, window: QMainWindow, session: Session, editor: Editor, texts: Texts) -> None:
        """Look at nothing yet."""
        super().__init__(editor)
        self._window, self._session, self._editor, self._texts = window, session, editor, texts
        self._document = editor.document
        self.panel: ReadyPanel | None = None
        self.labels = LabelCheck(session.facts, self)
        self.labels.progressed.connect(self._on_progress)
        self.labels.ended.connect(self._on_drawn)
        self._found: tuple[Finding, ...] = ()
        self._drawn: tuple[Finding, ...] = ()
        self._drawn_of: dict[str, BriefingScene] = {}
        self._is_whole = self._is_busy = False
        self._run = 0
        self._rest = QTimer(self, singleShot=True, interval=AFTER_EDIT_MS)
        self._rest.timeout.connect(lambda: self._look(draw=False))
        self._document.changed.connect(self._on_document)
        self._document.opened.connect(self._forget)
        editor.files.closable.connect(self.labels.close)

    @property
    def found(self) -> tuple[Finding, ...]:
        """What is found now: in the document, and on pictures of scenes that are as they were drawn."""
        from maps.ready import ranked

        scenes = {scene.id: scene for scene in self._document.briefing.scenes}
        drawn = [one for one in self._drawn if scenes.get(one.spot.id) == self._drawn_of.get(one.spot.id)]
        return ranked(self._document.briefing, (*self._found, *drawn))

    @property
    def is_busy(self) -> bool:
        """Whether something is being looked at."""
        return self._is_busy or self.labels.is_running or self._rest.isActive()

    def check(self) -> None:
        """Show the panel and look at everything."""
        panel = self._made()
        panel.come_up()
        self._look(draw=True)

    def cancel(self) -> None:
        """Stop looking at pictures."""
        self.labels.cancel()
        self._show()

    def go_to(self, finding: Finding) -> None:
        """Show what a finding is about."""
        if not go_to_spot(self._editor, self._session, finding):
            self._editor.files.say(self._texts("That is not in the briefing any more."))

    def fix(self, finding: Finding) -> None:
        """Mend a finding, as one step of the undo history."""
        if finding.fix is None:
            return
        try:
            mended = finding.fix.mend(self._document.briefing)
        except KeyError:  # its part is gone since
            self._editor.files.say(self._texts("That is not in the briefing any more."))
        else:
            self._document.edit(finding.fix.name, mended)
        self._look(draw=False)

    def set_slot(self, minutes: int) -> None:
        """Say how many minutes the speaker has; 0 for no limit."""
        changed = replace(self._document.briefing, slot_minutes=minutes or None)
        self._document.edit(N_("Change the slot"), changed, merge="slot")

    def retext(self, texts: Texts) -> None:
        """Write everything in a language: findings are told anew."""
        is_other = texts.language != self._texts.language
        self._texts = texts
        if self.panel is None:
            return
        self.panel.retext(texts, THEMES[self._session.scene.theme])
        if is_other and self._is_shown:
            self._drawn = ()
            self._look(draw=self._is_whole or self.labels.is_running)
        self._show()

    # Inside

    @property
    def _is_shown(self) -> bool:
        return self.panel is not None and self.panel.isVisibleTo(self._window)

    def _made(self) -> ReadyPanel:
        from ui.briefing.ready_panel import ReadyPanel

        if self.panel is None:
            self.panel = panel = ReadyPanel(self._window)
            panel.asked.connect(self.check)
            panel.cancelled.connect(self.cancel)
            panel.closed.connect(self.cancel)
            queued = Qt.ConnectionType.QueuedConnection  # the list may be filled anew, and its buttons go
            panel.going.connect(self.go_to, queued)
            panel.fixing.connect(self.fix, queued)
            panel.slot_changed.connect(self.set_slot)
            panel.retext(self._texts, THEMES[self._session.scene.theme])
        return self.panel

    def _look(self, *, draw: bool) -> None:
        """Look at the document on another thread, and then at the pictures if wanted."""
        self._run += 1
        run, briefing, atlas, texts = self._run, self._document.briefing, self._session.atlas, self._texts
        facts, media, today = self._session.facts, frozenset(self._document.media), datetime.date.today()
        if draw:
            self._is_whole = False
            self.labels.cancel()
        self._is_busy = True
        self._show()

        def work() -> tuple[Finding, ...]:
            from maps.ready import findings

            return findings(briefing, atlas, media, today, texts, _measures(facts))

        def done(found: tuple[Finding, ...]) -> None:
            if run == self._run:
                self._found, self._is_busy = found, False
                if draw:
                    self._draw(briefing, atlas)
                self._show()

        def failed(error: Exception) -> None:
            if run == self._run:
                self._is_busy = False
                self._show()
            raise error

        run_in_background(work, done, failed, self)

    def _draw(self, briefing: Briefing, atlas: Atlas) -> None:
        self._drawn_of = {scene.id: scene for scene in briefing.scenes}
        self._drawn = ()
        self.labels.start(briefing, atlas, self._session.scene, self._texts)

    def _on_progress(self, done: int, count: int) -> None:
        if self.panel:
            self.panel.show_progress(done, count)

    def _on_drawn(self, found: tuple[Finding, ...], is_whole: bool) -> None:
        self._drawn, self._is_whole = found, is_whole
        self._show()

    def _on_document(self) -> None:
        if self._is_shown:
            self._rest.start()

    def _forget(self) -> None:
        """Another document is open."""
        self.labels.cancel()
        self._found = self._drawn = ()
        self._is_whole = False

    def _show(self) -> None:
        if self.panel is None:
            return
        from maps.ready import summary

        briefing, texts = self._document.briefing, self._texts
        found = self.found
        is_clear = not any(one.severity != "hint" for one in found)
        said = summary(briefing, found, texts)
        if self._is_busy:
            said = texts("Checking…")
        elif self.labels.is_running or not self._is_whole:
            said = said if not is_clear else texts.count("{n} hint.", "{n} hints.", len(found)) if found else ""
            more = texts("Letters at projector size are being checked.")
            said = f"{said} {more if self.labels.is_running else texts('Letters at projector size: not checked.')}"
        self.panel.show_slot(briefing.slot_minutes or 0)
        self.panel.show_found(found, said.strip(), is_clear=is_clear and self._is_whole and not self.is_busy)
        self.panel.show_running(is_running=self.labels.is_running)


def _measures(facts: Atlas) -> Measures:
    """Return the measures of this run; before the page was made they are made or read."""
    return kept() or prepare(facts, folders().cache).measures
