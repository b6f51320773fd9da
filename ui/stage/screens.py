"""The screens: which one the audience has, remembered per set of monitors, and when one comes or goes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from data.settings import folders


class Screens(QObject):
    """Chooses screens for console and audience."""

    came = Signal()
    """A screen was plugged in."""
    went = Signal()
    """A screen was unplugged."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Watch the screens."""
        super().__init__(parent)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)  # noqa: S101  there are no windows without one
        application.screenAdded.connect(self.came)
        application.screenRemoved.connect(self.went)

    @property
    def all(self) -> list[QScreen]:
        """The screens that there are."""
        return QGuiApplication.screens()

    @property
    def are_two(self) -> bool:
        """Whether console and audience can have a screen each; two that show the same place are one."""
        return len({screen.geometry().topLeft().toTuple() for screen in self.all}) > 1

    def for_audience(self, home: QScreen) -> QScreen:
        """Return the audience's screen: the one remembered, else one that the editor's window is not on."""
        others = [screen for screen in self.all if screen.geometry().topLeft() != home.geometry().topLeft()]
        if not others:
            return home
        name = _kept().value(self._key())
        return next((screen for screen in self.all if name_of(screen) == name), others[0])

    def for_console(self, audience: QScreen, home: QScreen) -> QScreen:
        """Return the console's screen: where the editor is, unless the audience has that one."""
        if home.geometry().topLeft() != audience.geometry().topLeft():
            return home
        return self.other_than(audience)

    def other_than(self, screen: QScreen) -> QScreen:
        """Return a screen that is not this one; this one if there is no other."""
        place = screen.geometry().topLeft()
        return next((other for other in self.all if other.geometry().topLeft() != place), screen)

    def remember(self, audience: QScreen) -> None:
        """Keep which monitor of these the audience has."""
        _kept().setValue(self._key(), name_of(audience))

    def _key(self) -> str:
        names = "|".join(sorted(name_of(screen) for screen in self.all))
        return "monitors/" + names.replace("/", " ").replace("\\", " ")


def name_of(screen: QScreen) -> str:
    """Return what a monitor is called: maker, model and number where it tells them, else its plug."""
    told = " ".join(part for part in (screen.manufacturer(), screen.model(), screen.serialNumber()) if part)
    return told or screen.name()


def _kept() -> QSettings:
    return QSettings(str(folders().config / "stage.ini"), QSettings.Format.IniFormat)
