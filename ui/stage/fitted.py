"""What a page makes of an area that it was to fit: remembered, so that the same area asked again moves nothing."""

from __future__ import annotations

from maps.scene import Camera, Scene
from ui.session import Session


class Fitted:
    """Shows scenes in a session. Two windows of other shapes show one area each in its own way."""

    def __init__(self, session: Session) -> None:
        """Begin with the area on show."""
        self._session = session
        self.wanted = self.got = session.scene.camera
        self._known: dict[Camera, Camera] = {}
        session.settled.connect(self._on_settled)

    def close(self) -> None:
        """Follow the session no longer."""
        self._session.settled.disconnect(self._on_settled)

    def asked(self, camera: Camera) -> Camera:
        """Return the area that was asked for, if this is what came of it."""
        return self.wanted if camera == self.got else camera

    def show(self, scene: Scene) -> None:
        """Show a scene; an area that was asked for before is the one that came of it."""
        if scene.camera != self.wanted:
            self.wanted, self.got = scene.camera, self._known.get(scene.camera, scene.camera)
        self._session.show(scene.with_camera(self.got))

    def _on_settled(self, camera: Camera) -> None:
        if self._session.scene.camera != self.got:
            return
        if self.got != self.wanted:
            self._known.clear()  # fitted anew: the window has another size
        self.got = self._known[self.wanted] = camera
