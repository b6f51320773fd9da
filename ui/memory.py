"""Keeps the memory small: tells the allocators, before the engine starts, to give back what is freed.

Pictures come and go by the dozen of megabytes. glibc would keep each thread's share of them, and V8 a large nursery,
in every process. Measured: tests/benchmarks, *memory* and *exports*; frames per second stay the same.
"""

from __future__ import annotations

import ctypes
import os
import sys

V8_FLAGS = "--max-semi-space-size=1,--expose-gc"
"""A nursery of so many MB, as the page makes little that dies young; and the page may say when it dropped much."""
SETTINGS = {
    "MALLOC_MMAP_THRESHOLD_": (-3, 1 << 20),
    "MALLOC_TRIM_THRESHOLD_": (-1, 1 << 18),
    "MALLOC_ARENA_MAX": (-8, 2),
}
"""glibc's settings: the variable, its number (mallopt(3)), and the bytes or the count."""


def spare_memory() -> None:
    """Set the environment of the engine's processes and, with glibc, this process; what the user set stays."""
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    if "--js-flags" not in flags:
        os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{flags} --js-flags={V8_FLAGS}".strip()
    if not sys.platform.startswith("linux"):
        return
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    for name, (number, value) in SETTINGS.items():
        if os.environ.setdefault(name, str(value)) == str(value) and set_option:
            set_option(number, value)
