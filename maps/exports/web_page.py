"""The briefing as one HTML file: map, scenes with their steps, reader, search and legend, with no network at all.

It is the program's own page with everything it needs inside: scripts, drawing, relief, letters. What Python would tell
it scene by scene (``maps/transition.py``) is told beforehand, in every language, and replayed by ``standalone.js``.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from pathlib import Path
from typing import Any

from data.settings import folders
from data.texts import LANGUAGE_NAMES, N_
from maps.address import LEAFLET_SCRIPT, LEAFLET_STYLE, SCRIPTS, STYLES, WEB, static_files
from maps.cache import kept
from maps.exports.format import ExportError, Options
from maps.exports.show import GENERATOR, ExportShow
from maps.exports.web_content import content
from maps.exports.web_letters import font_faces
from maps.exports.web_relief import relief
from maps.exports.writing import write_whole

LARGEST_BYTES = 12_000_000
OWN_SCRIPTS = ("standalone.js", "standalone-reader.js")
OWN_STYLES = ("standalone.css",)
NOT_NEEDED = {"measured.js", "paper.js", "shapes.js", "film.js"}
TOO_LARGE = N_("The web page would be larger than 12 MB. Choose fewer scenes.")

_FACE = re.compile(r"@font-face\s*\{[^}]*\}")


def write(path: Path, show: ExportShow, options: Options) -> None:
    """Write the page.

    Raises
    ------
    ExportError
        If it cannot be written, or is too large.
    """
    data = page(show).encode()
    if len(data) > LARGEST_BYTES:
        raise ExportError(show.texts(TOO_LARGE))
    write_whole(path, data, show.texts)


def page(show: ExportShow) -> str:
    """Return the whole file."""
    start, drawn = _map(show)
    told = content(show)
    blocks = {"atlas-drawing": _safe(drawn), "atlas-content": _data(told)}
    letters = set("".join(blocks.values())) | {chr(code) for code in range(32, 127)}
    script = _script(start)
    faces = font_faces(letters)
    room = (
        LARGEST_BYTES
        - len(script.encode())
        - len(faces)
        - sum(len(text.encode()) for text in blocks.values())
        - 200_000
    )
    blocks["atlas-relief"] = _data(relief(show, room))
    style = "\n".join((faces, *(_FACE.sub("", text) for text in _styles())))
    return _laid_out(show, script, style, blocks)


def _map(show: ExportShow) -> tuple[str, str]:
    """Return folium's script and the drawing as JSON: what the program has at hand, or made anew."""
    found = kept(folders().cache)
    if found:
        return found.script, found.drawing
    from maps.drawing import drawing
    from maps.page import render_page

    drawn = drawing(show.atlas)
    for layer in drawn["layers"]:
        if layer["id"] == "own":
            layer["items"] = []  # they come with a command, as in the program
    return render_page().script, json.dumps(drawn, ensure_ascii=False, separators=(",", ":"))


def _styles() -> list[str]:
    files = static_files()
    leaflet = re.sub(r"url\([^)]*\)", "none", files[LEAFLET_STYLE].read_text("utf-8"))
    own = [(WEB / name).read_text("utf-8") for name in (*STYLES, *OWN_STYLES)]
    return [leaflet, *own]


def _script(start: str) -> str:
    """Return all scripts as one, in their order; folium's own comes last and starts the page."""
    files = static_files()
    first = files[LEAFLET_SCRIPT].read_text("utf-8")
    own = [(WEB / name).read_text("utf-8") for name in (*SCRIPTS, *OWN_SCRIPTS) if name not in NOT_NEEDED]
    joined = "\n;\n".join((first, *own, start))
    return re.sub(r"//# sourceMappingURL=\S*", "", joined).replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _data(value: Any) -> str:
    return _safe(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _safe(text: str) -> str:
    """Return JSON as it may stand between tags."""
    return text.replace("<", "\\u003c")


def _policy(script: str) -> str:
    """Return what the page may do: run this one script, and ask for nothing."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'sha256-{digest}'",
            "style-src 'unsafe-inline'",
            "img-src data:",
            "font-src data:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _laid_out(show: ExportShow, script: str, style: str, blocks: dict[str, str]) -> str:
    sources = "; ".join(source.title for source in show.sources)
    about = {
        "generator": GENERATOR,
        "date": show.date.isoformat(),
        "description": sources[:2000],
        "copyright": "; ".join((show.credits, *show.licences)),
        "disclaimer": show.border_policy,
    }
    metas = "\n".join(f'<meta name="{name}" content="{html.escape(text)}">' for name, text in about.items())
    data = "\n".join(f'<script type="application/json" id="{name}">{text}</script>' for name, text in blocks.items())
    languages = "".join(
        f'<option value="{key}"{" selected" if key == show.language else ""}>{name}</option>'
        for key, name in LANGUAGE_NAMES.items()
    )
    return f"""<!DOCTYPE html>
<html lang="{show.language}" class="is-standalone">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
{metas}
<title>{html.escape(show.title)}</title>
<style>
{style}
</style>
</head>
<body>
<main class="folium-map" id="map"></main>
<aside id="reader">
<header><h1 id="reader-show"></h1><select id="reader-language">{languages}</select></header>
<nav id="reader-steps"></nav>
<input id="reader-search" type="search" autocomplete="off">
<ul id="reader-found" hidden></ul>
<div id="reader-body" tabindex="0"></div>
</aside>
<noscript>{html.escape(sources)}</noscript>
{data}
<script>{script}</script>
</body>
</html>
"""
