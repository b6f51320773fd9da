"""A tile service on this machine that behaves as a test wants it to, and remembers who asked."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage


def painted(colour: QColor, size: int = 256) -> bytes:
    """Return a picture of one colour as a PNG."""
    picture = QImage(size, size, QImage.Format.Format_RGB32)
    picture.fill(colour)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


@dataclass
class Service:
    """A tile service that behaves as a test wants it to, and remembers who asked."""

    behaviour: str = "serves"
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0
    template: str = ""
    elsewhere: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)
    over: threading.Event = field(default_factory=threading.Event)
    tile: bytes = b""


def answered(service: Service) -> type[BaseHTTPRequestHandler]:
    """Return what answers for a service."""

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with service.lock:
                service.asked.append(self.path)
                service.agents.add(self.headers.get("User-Agent", ""))
                service.at_once += 1
                service.most_at_once = max(service.most_at_once, service.at_once)
            try:
                self._answer()
            except ConnectionError:
                pass  # who asked has gone
            finally:
                with service.lock:
                    service.at_once -= 1

        def _answer(self) -> None:
            match service.behaviour:
                case "serves":
                    self._say(200, "image/png", service.tile, ("Cache-Control", "max-age=0"))
                case "hangs":
                    service.over.wait(20)
                case "signs in":
                    self._say(200, "image/png", b"<!DOCTYPE html><title>Sign in</title>")
                case "denies":
                    self._say(403, "text/plain", b"no")
                case "floods":
                    self._say(200, "image/png", service.tile.ljust(2_000_000, b"\0"))
                case "sends away":
                    self._say(302, "text/plain", b"", ("Location", service.elsewhere + self.path))

        def _say(self, status: int, kind: str, content: bytes, *headers: tuple[str, str]) -> None:
            self.send_response(status)
            for name, value in (("Content-Type", kind), ("Content-Length", str(len(content))), *headers):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Answer
