"""The own places of the facts, made ready for the page off the UI thread: geodesics take a while."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from data.own import OwnPlace
from maps.commands import DrawPlaces
from ui.background import run_in_background
from ui.session import Session


class OwnPlaces(QObject):
    """Follows the facts, and says what is to be drawn when the own places are others."""

    drawn = Signal(object)
    """The command that draws them."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Begin with no own places."""
        super().__init__(parent)
        self._session = session
        self._shown: Mapping[str, OwnPlace] = {}
        session.atlas_changed.connect(self._on_atlas)

    def tell(self) -> None:
        """Tell a page that has just come, which draws none, if there are any."""
        self._shown = {}
        self._on_atlas()

    def _on_atlas(self) -> None:
        atlas = self._session.atlas
        if atlas.own == self._shown:
            return
        self._shown = atlas.own
        if not atlas.own:
            self.drawn.emit(DrawPlaces(()))
            return

        def make() -> tuple[Mapping[str, OwnPlace], DrawPlaces]:
            from maps.drawing import own_places

            return atlas.own, own_places(atlas)

        run_in_background(make, self._take, _raise, self)

    def _take(self, made: tuple[Mapping[str, OwnPlace], DrawPlaces]) -> None:
        """Draw them, unless they have changed since."""
        places, command = made
        if places is self._shown:
            self.drawn.emit(command)


def _raise(error: Exception) -> None:
    """Let the crash dialog tell of what nobody foresaw."""
    raise error
