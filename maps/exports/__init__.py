"""What leaves the program without being drawn: one file per format, listed here.

To add one: a module with ``write(path, show, options)`` that raises ``ExportError``, and a line in FORMATS. See
``format.py`` for what a line says and ``show.py`` for what is handed over. A line whose module is not there is left
out.
"""

from __future__ import annotations

from data.texts import N_
from maps.exports.format import Audience, Format

_DATA: Audience = "data"

FORMATS: tuple[Format, ...] = (
    Format("html", N_("Web page"), ".html", "maps.exports.web_page", "web", is_for_all_languages=True),
    Format(
        "geojson",
        N_("GeoJSON"),
        ".geojson",
        "maps.exports.geojson",
        _DATA,
        is_for_all_languages=True,
        is_by_scene=False,
    ),
    Format("kml", N_("KML with a tour"), ".kml", "maps.exports.kml", _DATA),
    Format("gpkg", N_("GeoPackage"), ".gpkg", "maps.exports.gpkg", _DATA, is_for_all_languages=True),
    Format("csv", N_("Tables as CSV"), "", "maps.exports.csv_tables", _DATA, is_folder=True, is_by_scene=False),
    Format(
        "jsonld",
        N_("Web annotations (JSON-LD)"),
        ".jsonld",
        "maps.exports.web_annotations",
        _DATA,
        is_for_all_languages=True,
        is_by_scene=False,
    ),
)
"""The formats in the order of the dialog. Whoever writes a module corrects its line."""
