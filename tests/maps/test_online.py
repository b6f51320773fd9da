"""Street tiles: what the page may ask for, and what of an answer is believed."""

from __future__ import annotations

import struct

import pytest

from data.version import VERSION
from maps import online
from maps.online import Spot, address, is_tile, spot_of


def png(width: int, height: int, length: int = 200) -> bytes:
    """Return the beginning of a PNG, filled up to a length."""
    start = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", width, height)
    return start.ljust(length, b"\0")


def test_a_tile_has_one_address_and_it_is_safe() -> None:
    assert spot_of("online/5/21/11.png") == Spot(5, 21, 11)
    found = address(online.TEMPLATE, Spot(5, 21, 11))
    assert found == "https://tile.openstreetmap.org/5/21/11.png"
    assert VERSION in online.USER_AGENT


@pytest.mark.parametrize(
    "path",
    [
        "online/20/1/1.png",
        "online/3/8/0.png",
        "online/3/0/8.png",
        "online/3/-1/0.png",
        "online/3/1/1.webp",
        "online/3/1/1.png/..",
        "online/3/../1.png",
        "online/٣/1/1.png",
        "online/3/1.png",
        "tiles/3/1/1.png",
    ],
)
def test_what_is_not_in_the_grid_is_not_asked_for(path: str) -> None:
    assert spot_of(path) is None


def test_only_a_picture_of_a_tiles_size_is_believed() -> None:
    assert is_tile(png(256, 256))
    assert is_tile(png(512, 512))
    for other in (
        b"",
        b"<!DOCTYPE html><title>Sign in</title>",
        png(256, 256)[:20],
        png(0, 256),
        png(30_000, 30_000),
        png(256, 256, online.LARGEST_BYTES + 1),
        b"\xff\xd8\xff" + png(256, 256),
    ):
        assert not is_tile(other)
