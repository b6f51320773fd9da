"""Proves the Debian package on bare systems: ``python packaging/prove.py PACKAGE.deb --work FOLDER --pictures FOLDER``.

As root, on a Debian with debootstrap, Xvfb, openbox, xdotool and xrandr. For each suite: a bare root, apt install, a
start from the desktop entry, a briefing opened by its kind, a show on two monitors, purge, and what is left. It says
what it saw and keeps the pictures; the exit code is 1 if anything did not come.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from bare_root import HOME, UID, BareRoot, bare_root  # noqa: E402
from screen import Screen, colours, keep, wait_for  # noqa: E402

from data.version import VERSION  # noqa: E402

SHIPPED = HERE.parent / "data" / "files" / "central-asia.briefing"
DESKTOP = "/usr/share/applications/caspian-atlas.desktop"
MIME = "application/x-caspian-briefing"
AWKWARD = 'Bahan "rapat" 会議 n\'1.briefing'
"""A name with spaces, quotes and Japanese."""


class Proof:
    """One suite: what is done in it, step by step."""

    def __init__(self, root: BareRoot, screen: Screen, pictures: Path) -> None:
        """Take a root and a screen."""
        self._root = root
        self._screen = screen
        self._pictures = pictures
        self._before: set[str] = set()

    def install(self, package: Path) -> str:
        """Install the package by apt, in a system that knows of MIME types and nothing else of a desktop."""
        self._root.run("apt-get", "update", "-q")
        self._root.install("libglib2.0-bin", "shared-mime-info", "desktop-file-utils")
        self._before = self._root.files()
        shutil.copy(package, self._root.folder / "tmp")
        told = self._root.install(f"/tmp/{package.name}")  # noqa: S108  in the root
        (self._root.folder / "tmp" / package.name).unlink()
        new = next((line for line in told.splitlines() if "newly installed" in line), "")
        size = self._root.run("dpkg-query", "-W", "-f", "${Version}, ${Installed-Size} KiB", "caspian-atlas")
        return f"{new}; installed: {size}"

    def check(self) -> str:
        """Ask the program what is ready, as the user."""
        version = self._root.run_as_user("caspian-atlas", "--version").strip()
        assert version.endswith(VERSION), version
        told = self._root.run_as_user("caspian-atlas", "--check")
        return f"{version}; {told.count('ok  ')} things ready, {told.count('FAIL')} not"

    def start(self) -> str:
        """Start it from the desktop entry, as a click in a menu does."""
        self._launch("gio", "launch", DESKTOP)
        to_window = wait_for("the window", self._screen.windows)
        to_map = wait_for("the map", lambda: self._screen.has_map("LEFT"))
        came = f"window after {to_window:.1f} s, map drawn and at rest {to_map:.1f} s later"
        return f"{came}; titles {self._titles()}; {self._seen('start', 'LEFT')}"

    def open_in_running(self) -> str:
        """Open a briefing by its kind, as a double-click does, while the program runs."""
        self._place()
        kind = self._root.run_as_user("gio", "info", "-a", "standard::content-type", str(HOME / AWKWARD)).split()[-1]
        assert kind == MIME, kind
        handler = self._root.run_as_user("gio", "mime", MIME)
        assert "caspian-atlas.desktop" in handler, handler
        self._launch("gio", "open", str(HOME / AWKWARD))
        self._wait_for_title()
        wait_for("the map", lambda: self._screen.has_map("LEFT"))
        return f"content type {kind}; windows {self._titles()}; {self._seen('opened-in-running', 'LEFT')}"

    def open_cold(self) -> str:
        """Open a briefing by the desktop entry while the program does not run."""
        self._screen.quit()
        self._place()
        self._launch("gio", "launch", DESKTOP, str(HOME / AWKWARD))
        self._wait_for_title()
        wait_for("the map", lambda: self._screen.has_map("LEFT"))
        return f"titles {self._titles()}; {self._seen('opened', 'LEFT')}"

    def present(self) -> str:
        """Present it on both monitors, go on by one scene, and come back."""
        self._screen.focus(next(iter(self._screen.windows())))
        self._screen.press("F5")
        wait_for("a window for each monitor", lambda: len(self._titles()) > 2)
        wait_for("the title", lambda: self._screen.is_still("RIGHT") and colours(self._screen.picture("RIGHT")) > 9)
        titles, first = self._titles(), self._screen.picture("RIGHT")
        seen = [self._seen("stage-speaker", "LEFT"), self._seen("stage-audience", "RIGHT")]
        for _ in range(3):
            self._screen.press("Next")
        wait_for("another scene", lambda: self._screen.picture("RIGHT") != first and self._screen.has_map("RIGHT"))
        seen += [self._seen("stage-speaker-later", "LEFT"), self._seen("stage-audience-later", "RIGHT")]
        self._screen.press("Escape")
        self._screen.press("Return")
        wait_for("the end of the show", lambda: colours(self._screen.picture("RIGHT")) < 9)
        return f"titles {titles}; {'; '.join(seen)}"

    def remove(self) -> str:
        """Close it, purge it with what came along, and list what is left."""
        self._screen.quit()
        self._root.run("apt-get", "purge", "-y", "-q", "--autoremove", "caspian-atlas")
        left = sorted(self._root.files() - self._before)
        assert not left, f"left behind: {left}"
        own = self._root.of_user()
        assert AWKWARD in own, own
        return f"nothing left outside the user's home; there: {', '.join(own)}"

    def _launch(self, *command: str) -> None:
        log = self._root.folder / "tmp" / "launch.log"
        self._root.start_as_user(log, *command, DISPLAY=self._screen.name)

    def _place(self) -> None:
        target = self._root.folder / HOME.relative_to("/") / AWKWARD
        shutil.copy(SHIPPED, target)
        shutil.chown(target, UID, UID)

    def _wait_for_title(self) -> None:
        name = Path(AWKWARD).stem
        wait_for(f"a window with {name!r} in its title", lambda: any(name in title for title in self._titles()))

    def _titles(self) -> list[str]:
        return sorted(self._screen.windows().values())

    def _seen(self, name: str, monitor: str) -> str:
        return keep(self._screen.picture(monitor), self._pictures / f"{name}.png")


def main(arguments: list[str]) -> int:
    """Prove a package in each suite."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("package", type=Path)
    parser.add_argument("--suites", default="bookworm,trixie")
    parser.add_argument("--mirror", default="http://deb.debian.org/debian")
    parser.add_argument("--work", type=Path, required=True, help="where the bare roots are made")
    parser.add_argument("--pictures", type=Path, required=True)
    asked = parser.parse_args(arguments)
    is_proven = True
    for number, suite in enumerate(asked.suites.split(","), start=91):
        screen = Screen(number)
        try:
            with bare_root(suite, asked.mirror, asked.work) as root:
                is_proven = _prove(suite, Proof(root, screen, asked.pictures / suite), asked.package) and is_proven
        finally:
            screen.close()
    return 0 if is_proven else 1


def _prove(suite: str, proof: Proof, package: Path) -> bool:
    steps: tuple[tuple[str, Callable[[], str]], ...] = (
        ("install", lambda: proof.install(package)),
        ("check", proof.check),
        ("start from the desktop entry", proof.start),
        ("open by kind, running", proof.open_in_running),
        ("open by the desktop entry", proof.open_cold),
        ("present on two monitors", proof.present),
        ("remove", proof.remove),
    )
    for what, step in steps:
        try:
            print(f"{suite}: {what}: {step()}", flush=True)
        except (RuntimeError, AssertionError) as error:
            print(f"{suite}: {what}: FAILED: {error}", flush=True)
            return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
