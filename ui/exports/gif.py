"""A film as GIF: small, with few frames, for where no film can be played. By Pillow."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from maps.exports.show import ExportShow
from maps.exports.writing import fresh_file
from ui.exports.film import film, said_of, size_of
from ui.exports.job import Job, Plan, Work

if TYPE_CHECKING:
    from pathlib import Path

    from ui.exports.film import Pixels

STEP_MS = 80
"""GIF counts in hundredths of a second, and many players show no frame shorter than this as it is meant."""
COLOURS = 255


class GifReel:
    """Keeps frames with a palette each, packed, until all are there: the format's writer wants them at once."""

    def __init__(self, size: tuple[int, int]) -> None:
        """Begin with no frame."""
        self.rate, self.size = 1000 / STEP_MS, size
        self.durations: list[int] = []
        self._frames: list[tuple[bytes, list[int]]] = []

    def add(self, picture: Pixels, count: int) -> None:
        """Keep a frame; one that stands is kept once."""
        from PIL import Image

        made = Image.fromarray(picture).quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        self._frames.append((zlib.compress(made.tobytes(), 1), made.getpalette() or []))
        self.durations.append(count * STEP_MS)

    def write(self, path: Path, show: ExportShow) -> None:
        """Write all frames."""
        frames = self._opened()
        first = next(frames)
        said = "\n".join(said_of(show).values()).encode("utf-8")
        first.save(
            path, "GIF", save_all=True, append_images=frames, duration=self.durations, loop=0, disposal=1, comment=said
        )

    def _opened(self) -> Iterator[Any]:
        from PIL import Image

        for packed, palette in self._frames:
            made = Image.frombytes("P", self.size, zlib.decompress(packed))
            made.putpalette(palette)
            yield made


def export(job: Job) -> Plan:
    """Take all frames, then write them."""
    with fresh_file(job.path, job.show.texts) as fresh:
        reel = GifReel(size_of(job.options))
        yield from film(job, reel)
        yield Work(lambda: reel.write(fresh, job.show))
    job.written.append(job.path)
