"""After a crash: what the last autosave holds is offered at the next start."""

from __future__ import annotations

import logging
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from data.texts import Texts
from ui.briefing.autosave import Autosave
from ui.briefing.files import Files, Then
from ui.briefing.keeping import Found, Kept, Left, claim, find, remove
from ui.briefing.notice import Notice, Written
from ui.briefing.saving import reason_of

if TYPE_CHECKING:
    from data.briefing.reading import Opened

log = logging.getLogger(__name__)


class Recovery(QObject):
    """Offers what earlier runs left; one at a time, the newest first."""

    def __init__(self, files: Files, autosave: Autosave) -> None:
        """Look for nothing yet."""
        super().__init__(files)
        self._files = files
        self._autosave = autosave
        self._offers: dict[Left, Written] = {}
        files.opening.stand_in = self._stand_in

    def look(self, then: Then) -> None:
        """Look in the background for what was left; then do what comes next, and then offer it."""

        def tell(found: Found) -> None:
            self._offers = {left: partial(self._offer, left) for left in found.left}
            then()
            for file in found.broken:
                log.info("A broken autosave was set aside: %s", file)
                self._files.notices.tell(partial(self._broken, file), stays=True)
            for offer in self._offers.values():
                self._files.notices.tell(offer, stays=True)

        def fail(error: Exception) -> None:
            log.warning("The folder of autosaves cannot be looked at: %s", error)
            then()

        self._files.lane.run(find, tell, fail)

    def restore(self, left: Left, notice: Written | None = None) -> None:
        """Open what was left, and show a notice with it; it stays unsaved, and its autosave goes on."""

        def work() -> tuple[Kept, Opened] | None:
            from data.briefing.reading import read_briefing

            kept = claim(left)
            return (kept, read_briefing(kept.file)) if kept else None

        self._files.when_settled(
            lambda: self._files.lane.run(
                work, lambda got: self._take(left, got, notice), lambda error: self._fail(left, error)
            )
        )

    def discard(self, left: Left) -> None:
        """Remove what was left."""

        def work() -> None:
            kept = claim(left)
            if kept:
                remove(kept)

        self._forget(left)
        self._files.lane.run(work, lambda _: None, lambda error: log.info("Not removed: %s", error))

    def _take(self, left: Left, got: tuple[Kept, Opened] | None, notice: Written | None) -> None:
        files, texts = self._files, self._files.texts
        self._forget(left)
        if got is None:
            files.say(texts("Another window has restored this autosave."))
            return
        kept, opened = got
        files.take(opened.briefing, opened.media, kept.original, read_only=kept.is_read_only)
        files.known = kept.known
        self._autosave.adopt(kept)
        files.document.mark_unsaved()
        files.say(texts("Recovered your last autosave ({time}).", time=_time(left)))
        if notice:
            files.notices.tell(notice)

    def _fail(self, left: Left, error: Exception) -> None:
        files, texts = self._files, self._files.texts
        log.warning("The autosave %s was not restored: %s", left.kept.file, error)
        files.say(texts("The autosave was not restored: {reason}.", reason=reason_of(error, texts)))

    def _forget(self, left: Left) -> None:
        offer = self._offers.pop(left, None)
        if offer:
            self._files.notices.drop(offer)

    def _offer(self, left: Left, texts: Texts) -> Notice:
        named = texts("Recovered your last autosave ({time}): {name}", time=_time(left), name=left.kept.name or "—")
        return Notice(
            named,
            (
                (texts("Restore"), lambda: self.restore(left)),
                (texts("Discard"), lambda: self.discard(left)),
                (texts("Later"), lambda: None),
            ),
        )

    def _broken(self, file: Path, texts: Texts) -> Notice:
        text = texts("An autosave is broken. It was set aside as {file}.", file=str(file))
        return Notice(
            text,
            (
                (texts("Open what can be saved"), lambda: self._files.open_path(file)),
                (texts("Close"), lambda: None),
            ),
        )

    def _stand_in(self, path: Path, reason: str) -> bool:
        """Open the autosave of a file that cannot be opened, if there is one, and say so."""
        left = next((one for one in self._offers if one.kept.original == path), None)
        if left is None:
            return False
        files = self._files

        def written(texts: Texts) -> Notice:
            text = texts(
                "Could not open {file}: {reason}. Opened your last autosave ({time}).",
                file=path.name,
                reason=reason,
                time=_time(left),
            )
            return Notice(
                text,
                (
                    (texts("Show file"), lambda: files.opening.show_in_folder(path)),
                    (texts("Start empty"), files.new),
                    (texts("Close"), lambda: None),
                ),
            )

        self.restore(left, written)
        return True


def _time(left: Left) -> str:
    """Return when an autosave was written, with the day if that is not today."""
    when, now = datetime.fromtimestamp(left.saved_at).astimezone(), datetime.now().astimezone()
    return f"{when:%H:%M}" if when.date() == now.date() else f"{when:%Y-%m-%d %H:%M}"
