"""What we rely on in Qt for Python."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal


class Speaker(QObject):
    """Has a signal."""

    said = Signal(int)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="True is immortal there")
def test_signals_do_not_use_up_the_references_to_true() -> None:
    """PySide6 6.12.0 did, and ended the process after some hundred signals."""
    speaker = Speaker()
    before = sys.getrefcount(True)
    for number in range(100):
        speaker.said.emit(number)
    assert abs(sys.getrefcount(True) - before) < 50
