"""The fonts of the web page: only the letters that it uses, as data addresses."""

from __future__ import annotations

import base64
import io
import logging
from collections.abc import Iterable
from pathlib import Path

from maps.address import FONTS, static_files

FACES = {
    "fonts/NotoSans.ttf": ("Noto Sans", "normal", "100 900"),
    "fonts/NotoSans-Italic.ttf": ("Noto Sans", "italic", "100 900"),
    "fonts/NotoSansJP-Regular.otf": ("Noto Sans JP", "normal", "400"),
}
LATIN_LAST = 0x2FFF
"""What the Latin fonts are asked for; later letters are the Japanese one's."""


def font_faces(letters: Iterable[str]) -> str:
    """Return the style rules that bring the fonts with these letters."""
    files = static_files()
    codes = {ord(letter) for letter in letters}
    rules = []
    for address in FONTS:
        family, slant, weight = FACES[address]
        wanted = codes if "JP" in address else {code for code in codes if code <= LATIN_LAST}
        data = base64.b64encode(subset(files[address], wanted)).decode()
        rules.append(
            f'@font-face {{ font-family: "{family}"; font-style: {slant}; font-weight: {weight}; '
            f'src: url("data:font/woff;base64,{data}") format("woff"); }}'
        )
    return "\n".join(rules)


def subset(path: Path, codes: Iterable[int]) -> bytes:
    """Return a font with these letters alone, packed for the web."""
    from fontTools import subset as cutting

    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it tells of every table it leaves out
    options = cutting.Options(flavor="woff", layout_features=[], hinting=False)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "vhea", "vmtx", "VORG", "BASE"]  # half of the time goes into these
    options.name_IDs = [0, 1, 2, 13, 14]
    options.notdef_outline = True
    with cutting.load_font(str(path), options) as font:
        cutter = cutting.Subsetter(options)
        cutter.populate(unicodes=codes)
        cutter.subset(font)
        out = io.BytesIO()
        cutting.save_font(font, out, options)
    return out.getvalue()
