"""Does the process that wrote something still run? Its number alone does not tell: numbers are given out again."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Process:
    """A process: its number, when it began as its system writes that, and the name of the computer."""

    pid: int
    began: str
    computer: str


def this_process() -> Process:
    """Return the process that asks."""
    return _this(os.getpid())


def is_running(process: Process) -> bool:
    """Tell whether a process of this computer runs; one of another computer is taken to run."""
    if process.computer != platform.node():
        return True
    now = began(process.pid)
    return now is not None and (not now or not process.began or now == process.began)


def began(pid: int) -> str | None:
    """Return when a process began; None if there is none, an empty text if that cannot be told. May take a moment."""
    if pid <= 0:
        return None
    if sys.platform == "win32":
        return _began_on_windows(pid)
    if Path("/proc/self/stat").exists():
        return _began_on_linux(pid)
    try:
        told = subprocess.run(  # noqa: S603  a system program with a number
            ["/bin/ps", "-o", "lstart=", "-p", str(pid)],
            capture_output=True,
            text=True,
            timeout=5,
            check=False,
            env={"LC_ALL": "C"},
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return told.stdout.strip() or None


@cache
def _this(pid: int) -> Process:
    return Process(pid, began(pid) or "", platform.node())


def _began_on_linux(pid: int) -> str | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    except OSError:
        return ""
    if len(fields) < 20 or fields[0] in (b"Z", b"X"):
        return None  # it ended, and only its number is left
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        boot = ""
    return f"{boot} {fields[19].decode('ascii')}"


def _began_on_windows(pid: int) -> str | None:
    if sys.platform != "win32":
        return ""
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.OpenProcess.restype = wintypes.HANDLE
    handle = kernel.OpenProcess(0x1000, False, pid)
    if not handle:
        return None if ctypes.get_last_error() == 87 else ""  # 87: there is no such process
    try:
        code, times = wintypes.DWORD(), [wintypes.FILETIME() for _ in range(4)]
        found = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        if found and code.value != 259:  # 259: it still runs
            return None
        if not kernel.GetProcessTimes(handle, *(ctypes.byref(time) for time in times)):
            return ""
        return f"{times[0].dwHighDateTime} {times[0].dwLowDateTime}"
    finally:
        kernel.CloseHandle(handle)
