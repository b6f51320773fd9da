"""The door of the running program: a local socket that only its user reaches, and a lock that tells who holds it.

The socket alone does not tell: on Unix Qt's ``UserAccessOption`` never says that a name is taken, and would take a
running program's away. So whoever has the lock listens, and what socket is left then is a dead one's.
"""

from __future__ import annotations

import getpass
import hashlib
import logging
import os
import stat
import sys
import tempfile
import time
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from data.settings import NAME
from ui.handover.request import BYTES, Request, decode, encode

log = logging.getLogger(__name__)

TAKEN, REFUSED, AGREED = b"taken\n", b"refused\n", b"agreed\n"
"""The program that listens says one of the first two; it acts only if who asked still waits and agrees."""
IDLE_MS = 5_000
"""Who connects and says nothing for so long is sent away."""
GUESTS = 16
LONGEST_NAME = 100
"""Bytes; a Unix socket's path may not be much longer."""

Answer = Literal["taken", "silent", "nobody"]


def door_folder() -> Path | None:
    """Return a folder that only this user can enter, made if need be; None if there is none."""
    if sys.platform == "win32":
        return Path(tempfile.gettempdir())  # the user's own there; the pipe is no file
    user = os.geteuid()
    for base in (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir()):
        if not base or not Path(base).is_absolute():
            continue
        folder = Path(base) / f"{NAME}-{user}"
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            found = folder.lstat()
            if stat.S_ISDIR(found.st_mode) and found.st_uid == user:
                if stat.S_IMODE(found.st_mode) != 0o700:
                    folder.chmod(0o700)
                return folder
            log.warning("%s is another user's; a second start will not find this program.", folder)
        except OSError as error:
            log.info("%s cannot be used: %s.", folder, error.strerror)
    return None


class Door(QObject):
    """One program's door. Programs with another state folder, or on another display, have others."""

    asked = Signal(object)
    """Another start asks for something: a ``Request``."""

    def __init__(self, state: Path, parent: QObject | None = None) -> None:
        """Neither hold it nor knock yet."""
        super().__init__(parent)
        folder = door_folder()
        display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or ""
        told = "\0".join((os.path.abspath(state), display, getpass.getuser() if sys.platform == "win32" else ""))  # noqa: PTH100
        mark = hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self.name = ""
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None
        self._guests: dict[QLocalSocket, Request] = {}
        if folder is None or len(os.fsencode(folder)) + len(mark) > LONGEST_NAME:
            return
        self.name = f"{NAME}-{mark}" if sys.platform == "win32" else str(folder / mark)
        self._lock = QLockFile(str(folder / f"{mark}.lock"))
        self._lock.setStaleLockTime(0)  # only the holder's end makes it stale, however long the program runs

    @property
    def can_be_held(self) -> bool:
        """Whether there is a place for a door at all."""
        return self._lock is not None and self._lock.error() in (
            QLockFile.LockError.NoError,
            QLockFile.LockError.LockFailedError,
        )

    @property
    def is_held(self) -> bool:
        """Whether this program listens."""
        return self._server is not None

    def hold(self) -> bool:
        """Hold the door and listen, unless another program does."""
        if self._lock is None or not self._lock.tryLock(0):
            return False
        server = QLocalServer(self)
        if sys.platform == "win32":
            server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.setMaxPendingConnections(GUESTS)
        QLocalServer.removeServer(self.name)
        if not server.listen(self.name):
            log.warning("A second start will not find this program: %s", server.errorString())
            self._lock.unlock()
            self._lock = None
            return False
        server.newConnection.connect(self._let_in)
        self._server = server
        return True

    def close(self) -> None:
        """Let go: the next start is the first again."""
        if self._server:
            self._server.close()
            self._server = None
        if self._lock:
            self._lock.unlock()

    def knock(self, request: Request, patience_s: float) -> Answer:
        """Hand a request to the program that holds the door, and tell what it says."""
        until = time.monotonic() + patience_s
        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if not socket.waitForConnected(_left_ms(until)):
            error = QLocalSocket.LocalSocketError
            is_gone = socket.error() in (error.ServerNotFoundError, error.ConnectionRefusedError)
            return "nobody" if is_gone else "silent"
        _let_come_forward()
        socket.write(encode(request))
        socket.flush()
        while not socket.canReadLine():
            if time.monotonic() >= until:
                socket.abort()
                return "silent"
            is_there = socket.waitForReadyRead(_left_ms(until))
            if not is_there and socket.state() != QLocalSocket.LocalSocketState.ConnectedState:
                return "nobody"  # it ended, or lets nobody in
        said = bytes(socket.readLine(len(REFUSED) + 1).data())
        if said != TAKEN:
            return "nobody"
        socket.write(AGREED)
        socket.flush()
        socket.disconnectFromServer()
        if socket.state() != QLocalSocket.LocalSocketState.UnconnectedState:
            socket.waitForDisconnected(_left_ms(until))
        return "taken"

    def _let_in(self) -> None:
        while self._server and self._server.hasPendingConnections():
            guest = self._server.nextPendingConnection()
            guest.setReadBufferSize(BYTES + 1)
            guest.readyRead.connect(lambda guest=guest: self._listen(guest))
            guest.disconnected.connect(lambda guest=guest: self._forget(guest))
            QTimer.singleShot(IDLE_MS, guest, guest.abort)
            self._listen(guest)

    def _listen(self, guest: QLocalSocket) -> None:
        """Take in what a guest says: a request, and then that it agrees."""
        while guest.canReadLine():
            line = bytes(guest.readLine(BYTES + 1).data())
            request = self._guests.pop(guest, None)
            if request and line == AGREED:
                QTimer.singleShot(0, self, lambda request=request: self.asked.emit(request))
                return
            try:
                self._guests[guest] = decode(line)
            except ValueError as error:
                log.info("What another process said at the door was no request: %s.", error)
                guest.write(REFUSED)
                guest.disconnectFromServer()
                return
            guest.write(TAKEN)
            guest.flush()
        if guest.bytesAvailable() > BYTES:
            log.info("What another process said at the door was too long.")
            guest.abort()

    def _forget(self, guest: QLocalSocket) -> None:
        """Let a guest go; what it said last may still be there to be read."""
        self._listen(guest)
        self._guests.pop(guest, None)
        guest.deleteLater()


def _left_ms(until: float) -> int:
    return max(1, round((until - time.monotonic()) * 1000))


def _let_come_forward() -> None:
    """On Windows only the program in front may hand that place on."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
