"""Comparing corridors and ways: what a routing's limits close, what goes on, and how that is drawn and said."""

from __future__ import annotations

from maps.comparing.banner import banner
from maps.comparing.drawing import ways_shown

__all__ = ["banner", "ways_shown"]
