"""A bare Debian in a folder, made by debootstrap, in which the package is tried by a user who is not root."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "reader"
HOME = Path("/home") / USER
UID = 1000
CHANGES = ("proc", "sys", "dev", "run", "tmp", "home", "var/cache", "var/log", "var/lib/apt", "var/lib/dpkg")
"""Folders of a Debian that change by themselves, or are the user's own."""


class BareRoot:
    """A folder with a Debian."""

    def __init__(self, folder: Path) -> None:
        """Take the folder as it is."""
        self.folder = folder

    def run(self, *command: str, can_fail: bool = False, **environment: str) -> str:
        """Run a command as root in it and return what it said."""
        return self._run(["chroot", str(self.folder), *command], environment, can_fail=can_fail)

    def run_as_user(self, *command: str, can_fail: bool = False, **environment: str) -> str:
        """Run a command as the user in it and return what it said."""
        ids = ["setpriv", f"--reuid={UID}", f"--regid={UID}", "--clear-groups"]
        return self.run(*ids, *command, can_fail=can_fail, **self._of_user(environment))

    def start_as_user(self, log: Path, *command: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start a command as the user in it; what it says goes to ``log``."""
        ids = ["setpriv", f"--reuid={UID}", f"--regid={UID}", "--clear-groups"]
        full = ["chroot", str(self.folder), *ids, *command]
        with log.open("wb") as file:
            return subprocess.Popen(full, env=self._environment(self._of_user(environment)), stdout=file, stderr=file)

    def install(self, *packages: str) -> str:
        """Install packages, without what they only recommend."""
        return self.run(
            "apt-get", "install", "-y", "-q", "--no-install-recommends", *packages, DEBIAN_FRONTEND="noninteractive"
        )

    def files(self) -> set[str]:
        """Return the paths of everything in it that does not change by itself."""
        found = set()
        for place, folders, files in os.walk(self.folder):
            inside = Path(place).relative_to(self.folder)
            folders[:] = [name for name in folders if (inside / name).as_posix() not in CHANGES]
            found |= {(inside / name).as_posix() for name in (*folders, *files)}
        return found

    def of_user(self) -> list[str]:
        """Return what is in the user's home, down to the folders of each program."""
        home = self.folder / HOME.relative_to("/")
        found = (path.relative_to(home).parts for path in home.rglob("*") if path.is_file())
        return sorted({"/".join(parts[: 3 if parts[0] == ".local" else 2]) for parts in found})

    def _of_user(self, environment: dict[str, str]) -> dict[str, str]:
        return {"HOME": str(HOME), "USER": USER, "XDG_RUNTIME_DIR": f"/run/user/{UID}"} | environment

    def _environment(self, environment: dict[str, str]) -> dict[str, str]:
        return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8"} | environment

    def _run(self, command: list[str], environment: dict[str, str], *, can_fail: bool) -> str:
        done = subprocess.run(
            command,
            env=self._environment(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode and not can_fail:
            raise RuntimeError(f"{' '.join(command)} failed ({done.returncode}):\n{done.stdout[-3000:]}")
        return done.stdout


@contextmanager
def bare_root(suite: str, mirror: str, work: Path) -> Iterator[BareRoot]:
    """Make a bare root of a Debian suite, give it the kernel's folders and a user; take all away afterwards."""
    work = work.absolute()
    base = work / f"{suite}.base"
    if not base.is_dir():
        command = ["debootstrap", "--variant=minbase", suite, str(base), mirror]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    folder = work / suite
    remove(folder)
    subprocess.run(["cp", "-a", str(base), str(folder)], check=True)
    shutil.copyfile("/etc/resolv.conf", folder / "etc" / "resolv.conf")
    root = BareRoot(folder)
    mounts = (
        ("proc", "-t", "proc", "proc"),
        ("dev/shm", "-t", "tmpfs", "tmpfs"),
        ("tmp/.X11-unix", "--bind", "/tmp/.X11-unix"),  # noqa: S108  where X has its sockets
    )
    done = []
    try:
        for where, *how in mounts:
            target = folder / where
            target.mkdir(parents=True, exist_ok=True)
            subprocess.run(["mount", *how, str(target)], check=True)
            done.append(target)
        root.run("useradd", "--create-home", "--uid", str(UID), USER)
        root.run("install", "-d", "-o", USER, "-m", "700", f"/run/user/{UID}")
        yield root
    finally:
        for target in reversed(done):
            subprocess.run(["umount", "--lazy", str(target)], check=True)
        remove(folder)


def remove(folder: Path) -> None:
    """Remove a root, unless something of this machine is still mounted in it, which would be removed with it."""
    inside = f"{folder.absolute()}/"
    mounted = [line.split()[1] for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    still = [place for place in mounted if place.startswith(inside)]
    if still:
        raise RuntimeError(f"still mounted: {', '.join(still)}")
    if folder.exists():
        shutil.rmtree(folder)
