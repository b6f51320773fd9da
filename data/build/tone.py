"""Turns the shaded-relief picture into the two calm layers of the basemap: land and sea.

Rule kept here: the map's facts are drawn above this picture, so it stays light and low in colour;
mountains are read from their shadows, not from strong tints. Each layer is filled beyond its own coast
from its neighbourhood, so that a sharp coastline can be cut later at the tiles' own resolution.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

BLOCK = 8  # source pixels joined into one of the smooth layers
LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)
LIGHTEST, DARKEST = 239.0, 212.0  # land without its shadows: high plateau, lowland
SHADOW, GLOW = 0.66, 0.36  # share of the picture's relief that stays, darker and lighter
COLOUR = 0.46  # share of the picture's colour that stays
WARMTH = np.array([2.5, 1.0, -3.0], dtype=np.float32)
DEEP = np.array([177.0, 197.0, 211.0], dtype=np.float32)
SHALLOW = np.array([198.0, 213.0, 223.0], dtype=np.float32)


@dataclass(frozen=True)
class Layers:
    """Land in the picture's full size and sea in 1/`BLOCK` of it, both without the other's colours."""

    land: Bytes
    sea: Bytes


def tone_picture(picture: Bytes, is_land: NDArray[np.bool_]) -> Layers:
    """Return the calm layers of the picture (rows from north to south, RGB)."""
    is_clean = is_land & ~(_find_sea_blue(picture) & _grow(~is_land, 5))
    weight = is_clean.astype(np.float32)
    rgb = picture.astype(np.float32)
    luma = rgb @ LUMA
    smooth_land = _blur(_average(rgb, weight), 3)
    smooth_sea = _blur(_average(rgb, (~is_land).astype(np.float32)), 4)
    base = smooth_land @ LUMA
    height, width = is_land.shape
    relief = np.where(is_clean, luma - _enlarge(base, width, height), 0.0)
    relief = np.where(relief < 0, relief * SHADOW, relief * GLOW)
    light = np.interp(base, (140.0, 228.0), (DARKEST, LIGHTEST)).astype(np.float32)
    tint = (smooth_land - base[..., None]) * COLOUR + WARMTH
    land = np.empty_like(picture)
    for band in range(3):
        plain = _enlarge(light + tint[..., band], width, height)
        land[..., band] = np.clip(plain + relief, 0, 252).astype(np.uint8)
    depth = np.interp(smooth_sea @ LUMA, (150.0, 216.0), (0.0, 1.0)).astype(np.float32)[..., None]
    return Layers(land, (DEEP + (SHALLOW - DEEP) * depth).astype(np.uint8))


def _find_sea_blue(picture: Bytes) -> NDArray[np.bool_]:
    """Return the pixels in the picture's colour of the sea, and those next to them.

    The picture's coast is a little off and blurred: such pixels on land would show as bright specks.
    """
    red, green, blue = (picture[..., band].astype(np.int16) for band in range(3))
    return _grow((blue > green + 7) & (blue > red + 14), 1)


def _grow(mask: NDArray[np.bool_], pixels: int) -> NDArray[np.bool_]:
    """Return the mask grown by so many pixels in each direction."""
    for _ in range(pixels):
        tall = mask.copy()
        tall[1:] |= mask[:-1]
        tall[:-1] |= mask[1:]
        mask = tall.copy()
        mask[:, 1:] |= tall[:, :-1]
        mask[:, :-1] |= tall[:, 1:]
    return mask


def _average(rgb: Floats, weight: Floats) -> Floats:
    """Return block means of the weighted pixels, and nearby means where a block has none."""
    height, width = weight.shape
    shape = (height // BLOCK, BLOCK, width // BLOCK, BLOCK)
    total = (rgb * weight[..., None]).reshape(*shape, 3).sum(axis=(1, 3))
    count = weight.reshape(shape).sum(axis=(1, 3))
    filled: Floats = total / np.maximum(count, 1e-6)[..., None]
    known = count > BLOCK  # a block needs more than a coast pixel or two
    for radius in (2, 8, 32, 128):
        near = _blur(np.where(known[..., None], filled, 0.0).astype(np.float32), radius)
        share = _blur(known.astype(np.float32)[..., None], radius)
        fresh = ~known & (share[..., 0] > 1e-3)
        filled[fresh] = (near / np.maximum(share, 1e-6))[fresh]
        known = known | fresh
    return filled


def _blur(layer: Floats, radius: int) -> Floats:
    """Return the layer after three box means of `radius`; it wraps at 180 degrees."""
    for _ in range(3):
        layer = _box_mean(_box_mean(layer, radius, 1, "wrap"), radius, 0, "edge")
    return layer


def _box_mean(layer: Floats, radius: int, axis: int, edge: str) -> Floats:
    pad = [(0, 0)] * layer.ndim
    pad[axis] = (radius + 1, radius)
    padded = np.pad(layer, pad, mode="wrap" if edge == "wrap" else "edge").astype(np.float64)
    sums = np.cumsum(padded, axis=axis)
    size = 2 * radius + 1
    high = np.take(sums, range(size, sums.shape[axis]), axis=axis)
    low = np.take(sums, range(sums.shape[axis] - size), axis=axis)
    return ((high - low) / size).astype(np.float32)


def _enlarge(layer: Floats, width: int, height: int) -> Floats:
    image = Image.fromarray(layer.astype(np.float32))
    return np.asarray(image.resize((width, height), Image.Resampling.BICUBIC), dtype=np.float32)
