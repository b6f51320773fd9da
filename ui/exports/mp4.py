"""A film as MP4 (H.264) at 30 frames a second, by PyAV: an optional package that brings its own encoder."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maps.exports.show import ExportShow
from maps.exports.writing import fresh_file
from ui.exports.film import film, said_of, size_of
from ui.exports.job import Job, Plan, Work

if TYPE_CHECKING:
    from ui.exports.film import Pixels

RATE = 30
QUALITY = "20"
LANGUAGES = {"en": "eng", "id": "ind", "ja": "jpn"}


class Mp4Reel:
    """Encodes frames as they come."""

    def __init__(self, path: Path, size: tuple[int, int], show: ExportShow) -> None:
        """Open the file and the encoder."""
        import av

        self.rate, self.size, self.count = float(RATE), size, 0
        self._file: Any = av.open(str(path), "w", format="mp4", options={"movflags": "+faststart+use_metadata_tags"})
        self._file.metadata.update(said_of(show))
        stream: Any = self._file.add_stream("libx264", rate=RATE)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.time_base = Fraction(1, RATE)
        stream.options = {"crf": QUALITY, "preset": "veryfast", "tune": "animation"}
        stream.metadata["language"] = LANGUAGES.get(show.language, show.language)
        self._stream = stream

    def add(self, picture: Pixels, count: int) -> None:
        """Encode a frame as often as it is shown."""
        import av

        frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(format="yuv420p")
        for _ in range(count):
            frame.pts = self.count
            frame.time_base = Fraction(1, RATE)
            self._file.mux(self._stream.encode(frame))
            self.count += 1

    def finish(self) -> None:
        """Write what the encoder still holds."""
        self._file.mux(self._stream.encode(None))

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def export(job: Job) -> Plan:
    """Take all frames and encode them; a film that is not finished leaves no file."""
    with fresh_file(job.path, job.show.texts) as fresh:
        reel = yield Work(lambda: Mp4Reel(fresh, size_of(job.options), job.show))
        try:
            yield from film(job, reel)
            yield Work(reel.finish)
        finally:
            reel.close()
    job.written.append(job.path)
