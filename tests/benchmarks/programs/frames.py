"""The program's map alone, at the size of a projected one: its frames in flight, pan and redraw."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication

from data.atlas import load_atlas
from data.settings import folders
from data.tiles import Tiles
from maps.cache import prepare
from maps.layers import all_parts
from maps.scene import HOME, Camera, Scene
from tests.benchmarks.child import MAP, is_map, tell, when_seen
from tests.benchmarks.motions import Motions
from ui.map.scheme import register_scheme
from ui.map.view import MapView
from ui.session import Session

REDRAW = "() => { const sheet = atlas.page.sheet; sheet._redrawBounds = null; sheet._redraw(); }"


def main() -> int:
    """Show the map and tell its frames."""
    register_scheme()
    application = QApplication(["frames"])
    atlas = load_atlas()
    on = frozenset(part for part, is_on in all_parts(atlas).items() if is_on)
    session = Session(atlas, Scene(HOME, on))
    view = MapView(session, Tiles())
    view.resize(*MAP)
    view.show()

    def begin() -> None:
        view.drawn.disconnect(begin)
        when_seen(view.view, is_map, lambda: _count_frames(view, session), view)

    view.drawn.connect(begin)
    view.serve(prepare(atlas, folders().cache))
    return application.exec()


def _count_frames(view: MapView, session: Session) -> None:
    motions = Motions(view.web.page, "atlas.page.map")
    flights = motions.flights(lambda area: session.fly_to(Camera(*area)))
    tell(flight=flights, pan=motions.pan(), redraw=motions.redraw(REDRAW))


if __name__ == "__main__":
    sys.exit(main())
