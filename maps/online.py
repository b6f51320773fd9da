"""Street tiles from the internet: whose they are, on what terms, and what of an answer is believed.

They are off until asked for. The settings show these texts; ``ui/map/online.py`` fetches by them. The page never learns
the service's address: it asks the program's own scheme.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from data.version import NAME, VERSION

SERVICE = "OpenStreetMap"
"""The name of the service, the same in every language."""
ATTRIBUTION = "© OpenStreetMap contributors"
"""What the map must say while tiles are shown, the same in every language."""
LICENCE = "ODbL"
"""The licence of the data that the tiles are drawn from: the Open Database License."""
ATTRIBUTION_URL = "https://www.openstreetmap.org/copyright"
"""Where the attribution leads."""
TERMS_URL = "https://operations.osmfoundation.org/policies/tiles/"
"""The policy that users of the service keep: what follows here is how it is kept."""

TEMPLATE = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
"""The one address that the policy names as right."""
USER_AGENT = f"{NAME.replace(' ', '')}/{VERSION} (interactive desktop map; PySide6)"
"""Names the program and its version, as the policy wants."""

HIGHEST_ZOOM = 19
CONNECTIONS = 2
"""So many tiles at most are under way at a time, for all maps of the program together."""
TIMEOUT_MS = 5_000
"""A tile that is not there by then will not come."""
LARGEST_BYTES = 256 * 1024
"""A tile that is larger is none: theirs have 5 to 60 kB."""
LARGEST_PX = 512
CACHE_DAYS = 7
"""A tile is kept at least so long before it is asked for again, longer where the service says so."""
CACHE_BYTES = 64 * 1024 * 1024
"""A few thousand tiles; those that were not used for longest go first."""
RETRY_MS = 60_000
"""The network is tried again this long after it failed."""
DENIED_RETRY_MS = 15 * 60_000
"""A service that refused us is left alone for longer."""

PATH = re.compile(r"online/(\d{1,2})/(\d{1,6})/(\d{1,6})\.png", re.ASCII)
"""What the page asks the program's own scheme for."""

SIGNATURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


class Spot(NamedTuple):
    """One tile of the world's grid."""

    zoom: int
    column: int
    row: int


def spot_of(path: str) -> Spot | None:
    """Return which tile a path of the page asks for; None for what is not in the grid."""
    found = PATH.fullmatch(path)
    if not found:
        return None
    spot = Spot(*(int(part) for part in found.groups()))
    across = 1 << spot.zoom
    return spot if spot.zoom <= HIGHEST_ZOOM and spot.column < across and spot.row < across else None


def address(template: str, spot: Spot) -> str:
    """Return where a tile is found at the service."""
    return template.format(z=spot.zoom, x=spot.column, y=spot.row)


def is_tile(content: bytes) -> bool:
    """Tell whether an answer is a PNG of a tile's size.

    A page that asks to sign in is none, nor a small file that unpacks to a huge picture.
    """
    if len(content) > LARGEST_BYTES or not content.startswith(SIGNATURE) or len(content) < len(SIGNATURE) + 8:
        return False
    start = len(SIGNATURE)
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (start, start + 4))
    return 0 < width <= LARGEST_PX and 0 < height <= LARGEST_PX
