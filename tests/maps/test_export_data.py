"""GeoJSON, KML, GeoPackage, CSV and JSON-LD, opened by other programs' libraries: GDAL (pyogrio), csv, PyLD."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyogrio.raw
import pytest
import shapely

from data.atlas import Atlas
from data.briefing.joining import join
from data.version import NAME
from maps.exports import FORMATS, csv_tables, geojson, gpkg, kml, web_annotations
from maps.exports.features import LAYERS, features_of
from maps.exports.format import ExportError
from maps.exports.show import ExportShow, show_of
from maps.exports.touring import TOUR
from maps.measures import Measures
from maps.tables.csv_text import DANGEROUS, opened, sealed
from tests.maps.export_samples import BAD_TEXT, TODAY, own_briefing, show

KML = "{http://www.opengis.net/kml/2.2}"
GX = "{http://www.google.com/kml/ext/2.2}"
LANGUAGES = ("en", "id", "ja")


@pytest.fixture(scope="module")
def shows(atlas: Atlas, measures: Measures) -> Callable[[str], ExportShow]:
    """Return what is exported, by language."""
    made = {language: show(atlas, measures, language) for language in LANGUAGES}
    return made.__getitem__


@pytest.fixture(scope="module", params=LANGUAGES)
def files(
    shows: Callable[[str], ExportShow], tmp_path_factory: pytest.TempPathFactory, request: Any
) -> tuple[ExportShow, Path]:
    """Return a show and the folder with all its data files."""
    made = shows(request.param)
    folder = tmp_path_factory.mktemp(request.param)
    for module, name in ((geojson, "a.geojson"), (kml, "a.kml"), (gpkg, "a.gpkg"), (web_annotations, "a.jsonld")):
        module.write(folder / name, made, {})
    csv_tables.write(folder / "csv", made, {})
    return made, folder


def columns_of(path: Path, layer: str | None = None) -> tuple[dict[str, Any], Any]:
    """Return the columns and the geometries that GDAL reads."""
    meta, _, shapes, fields = pyogrio.raw.read(path, layer=layer)
    return dict(zip(meta["fields"], fields, strict=True)), shapely.from_wkb(shapes)


def test_gdal_reads_the_geojson_with_every_feature_in_its_place(files: tuple[ExportShow, Path]) -> None:
    made, folder = files
    written = features_of(made)
    assert pyogrio.read_info(folder / "a.geojson")["driver"] == "GeoJSON"
    columns, shapes = columns_of(folder / "a.geojson")
    assert list(columns["id"]) == [feature.id for feature in written]
    assert list(columns["layer"]) == [feature.layer for feature in written]
    for feature, shape in zip(written, shapes, strict=True):
        assert shape.bounds == pytest.approx(feature.geometry.bounds)


def test_the_geojson_keeps_to_rfc_7946(files: tuple[ExportShow, Path]) -> None:
    made, folder = files
    raw = json.loads((folder / "a.geojson").read_text(encoding="utf-8"))
    assert "crs" not in raw and raw["bbox"] == [-180, -85, 180, raw["bbox"][3]]
    for feature in raw["features"]:
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        west, south, east, north = shape.bounds
        assert -180 <= west <= east <= 180 and -90 <= south <= north <= 90
        for part in shapely.get_parts(shape):
            if part.geom_type == "Polygon":
                assert part.exterior.is_ccw and not any(hole.is_ccw for hole in part.interiors), feature["id"]
        assert set(feature["properties"]["names"]) - {"local", "ru"} <= set(LANGUAGES)
    by_id = {feature["id"]: feature["properties"] for feature in raw["features"]}
    assert by_id["gate"]["note"]["en"] == BAD_TEXT and by_id["gate"]["citations"] == ["Own notes, Aktau"]
    assert by_id["KZ-U-01"]["confidence"] == "medium" and by_id["KZ-U-01"]["status"] == "producing"
    assert raw["border_policy"] == made.border_policies and raw["date"] == "2026-11-24"
    assert {source["id"] for source in raw["sources"]} >= {"field-notes", "natural-earth-countries"}


def test_gdal_reads_the_kml_layer_by_layer_with_all_fields(files: tuple[ExportShow, Path]) -> None:
    made, folder = files
    listed = [str(name) for name, _ in pyogrio.list_layers(folder / "a.kml")]
    for layer, title in LAYERS.items():
        known = [feature for feature in features_of(made) if feature.layer == layer]
        assert made.texts(title) in listed
        columns, shapes = columns_of(folder / "a.kml", made.texts(title))
        assert len(shapes) == len(known)
        for feature, shape in zip(known, shapes, strict=True):
            assert shape.bounds == pytest.approx(feature.geometry.bounds)
    assert "Description" in columns or "description" in columns


def test_the_tour_flies_to_every_scene_and_shows_its_caption_in_the_language(files: tuple[ExportShow, Path]) -> None:
    made, folder = files
    root = ElementTree.parse(folder / "a.kml").getroot()  # noqa: S314  our own file
    tour = next(root.iter(f"{GX}Tour"))
    assert tour.findtext(f"{KML}name") or tour.findtext(f"{GX}name") == made.texts(TOUR)
    marks = {mark.get("id"): mark for mark in root.iter(f"{KML}Placemark") if mark.get("id")}
    shown = [change.get("targetId") for change in tour.iter(f"{KML}Placemark")]
    assert len(made.scenes) == 12 and list(dict.fromkeys(shown)) == list(marks)
    for number, scene in enumerate(made.scenes, 1):
        assert scene.title.get(made.language, "?") in str(marks[f"scene-{number}"].findtext(f"{KML}name"))  # type: ignore[call-overload]
    flights = list(tour.iter(f"{GX}FlyTo"))
    assert len(flights) >= 12
    for flight in flights:
        look = flight.find(f"{KML}LookAt")
        assert look is not None and 10_000 < float(look.findtext(f"{KML}range") or 0) < 30_000_000


def test_no_text_of_a_document_becomes_markup_in_kml_and_nothing_leads_to_the_network(
    files: tuple[ExportShow, Path],
) -> None:
    _, folder = files
    root = ElementTree.parse(folder / "a.kml").getroot()  # noqa: S314  our own file
    for mark in root.iter(f"{KML}Placemark"):
        said = mark.findtext(f"{KML}description") or ""
        assert "<script" not in said and "<b>" not in said
        assert said.replace("<br>", "").count("<") == 0
    assert not list(root.iter(f"{KML}href")) and not list(root.iter(f"{KML}NetworkLink"))
    used = {mark.findtext(f"{KML}styleUrl") for mark in root.iter(f"{KML}Placemark")} - {None}
    styles = {f"#{style.get('id')}" for style in root.iter(f"{KML}Style")}
    assert used <= styles and len(used) > 10


def test_gdal_reads_the_geopackage_layer_by_layer(files: tuple[ExportShow, Path]) -> None:
    made, folder = files
    path = folder / "a.gpkg"
    written = {feature.id: feature for feature in features_of(made)}
    spatial = [name for name, kind in pyogrio.list_layers(path) if kind]
    assert {"countries", "legs", "corridors", "nodes", "deposits", "events", "own_points", "own_areas"} <= set(spatial)
    seen = 0
    for layer in spatial:
        info = pyogrio.read_info(path, layer=layer)
        assert info["crs"] == "EPSG:4326" and info["features"] > 0
        columns, shapes = columns_of(path, layer)
        for name, title, shape in zip(columns["id"], columns["name"], shapes, strict=True):
            assert shape.bounds == pytest.approx(written[name].geometry.bounds)
            assert title == written[name].names.get(made.language, title)
            seen += 1
    assert seen == len(written)
    for table in ("claims", "links", "source_list", "about"):
        assert pyogrio.read_info(path, layer=table)["features"] > 0


def test_every_layer_of_the_geopackage_has_a_style_that_qgis_finds(files: tuple[ExportShow, Path]) -> None:
    _, folder = files
    connection = sqlite3.connect(folder / "a.gpkg")
    layers = [name for (name,) in connection.execute("SELECT table_name FROM gpkg_geometry_columns")]
    styles = dict(connection.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault"))
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not connection.execute("PRAGMA foreign_key_check").fetchall()
    indexed = {name for (name,) in connection.execute("SELECT table_name FROM gpkg_extensions")}
    connection.close()
    assert set(styles) == set(layers) == indexed
    for layer, qml in styles.items():
        root = ElementTree.fromstring(qml)  # noqa: S314  our own
        symbols = {symbol.get("name") for symbol in root.iter("symbol")}
        assert {category.get("symbol") for category in root.iter("category")} <= symbols
        assert symbols and root.find("renderer-v2") is not None, layer


def test_csv_cells_that_a_spreadsheet_would_run_are_defused(files: tuple[ExportShow, Path]) -> None:
    made, folder = files
    tables = sorted((folder / "csv").glob("*.csv"))
    assert len(tables) > 12
    for path in tables:
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
        assert len({len(row) for row in rows}) == 1
        for row in rows:
            for cell in row:
                is_number = cell[1:].replace(".", "", 1).replace(",", "").isdigit() if cell else True
                assert not cell or cell[0] not in DANGEROUS or is_number, (path.name, cell)
    text = (folder / "csv" / "claims.csv").read_text(encoding="utf-8-sig")
    claims = list(csv.DictReader(io.StringIO(text)))
    (mine,) = (row for row in claims if row["id"] == "own-berths")
    assert mine["text_en"] == "'=HYPERLINK(1)" and (mine["value_from"], mine["value_to"]) == ("3", "4.5")
    about = (folder / "csv" / "about.txt").read_text(encoding="utf-8")
    assert made.title in about and made.border_policy in about and "Own notes, Aktau" in about


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "''=x", "@a", "-5", "-5,5", "-a", "'a", "+1", "|x", "", "'", "a'"])
def test_a_sealed_text_opens_to_what_it_was(text: str) -> None:
    assert opened(sealed(text)) == text


TERMS: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    **{
        name: f"http://www.w3.org/ns/oa#{name}"
        for name in (
            *("Annotation", "SpecificResource", "TextualBody", "TextQuoteSelector", "TextPositionSelector", "linking"),
            *("start", "end", "exact", "prefix", "suffix"),
        )
    },
    **{
        name: {"@id": f"http://www.w3.org/ns/oa#{prop}", "@type": "@id"}
        for name, prop in (
            *(("body", "hasBody"), ("target", "hasTarget"), ("source", "hasSource"), ("selector", "hasSelector")),
            *(("via", "via"), ("canonical", "canonical")),
        )
    },
    "motivation": {"@id": "http://www.w3.org/ns/oa#motivatedBy", "@type": "@vocab"},
    "rights": {"@id": "http://purl.org/dc/terms/rights", "@type": "@id"},
    "generated": "http://purl.org/dc/terms/issued",
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "name": "http://xmlns.com/foaf/0.1/name",
    "Software": "https://www.w3.org/ns/activitystreams#Application",
    "Dataset": "http://purl.org/dc/dcmitype/Dataset",
    "AnnotationCollection": "https://www.w3.org/ns/activitystreams#OrderedCollection",
    "AnnotationPage": "https://www.w3.org/ns/activitystreams#OrderedCollectionPage",
    "items": {"@id": "https://www.w3.org/ns/activitystreams#items", "@container": "@list", "@type": "@id"},
    "first": {"@id": "https://www.w3.org/ns/activitystreams#first", "@type": "@id"},
    "generator": {"@id": "https://www.w3.org/ns/activitystreams#generator", "@type": "@id"},
    "total": "https://www.w3.org/ns/activitystreams#totalItems",
    "startIndex": "https://www.w3.org/ns/activitystreams#startIndex",
    "dc": "http://purl.org/dc/elements/1.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
"""Those of the terms of the Web Annotation vocabulary that we use, so that no network is needed to look them up."""


def test_a_json_ld_processor_understands_every_key_of_the_annotations(files: tuple[ExportShow, Path]) -> None:
    from pyld import jsonld

    made, folder = files
    raw = json.loads((folder / "a.jsonld").read_text(encoding="utf-8"))

    def load(url: str, options: Any) -> dict[str, Any]:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": TERMS}}

    (whole,) = jsonld.expand(raw, {"documentLoader": load, "base": ""})
    assert _count(whole) == _count({key: value for key, value in raw.items() if key != "@context"})
    (page,) = whole["https://www.w3.org/ns/activitystreams#first"]
    items = page["https://www.w3.org/ns/activitystreams#items"][0]["@list"]
    assert (
        len(items)
        == raw["total"]
        == sum(len(link.spans) for article in made.atlas.articles for part in article.excerpts for link in part.links)
    )
    oa = "http://www.w3.org/ns/oa#"
    for item in items:
        assert item[f"{oa}motivatedBy"] == [{"@id": f"{oa}linking"}]
        assert all(body["@id"].startswith(web_annotations.IRI) for body in item[f"{oa}hasBody"])


def _count(one: Any) -> int:
    """Count the keys of nested data that carry something, as our file and its expansion both have them."""
    if isinstance(one, dict):
        inner = {key: value for key, value in one.items() if key not in ("@value", "@list", "@type", "@id")}
        own = sum(key in ("id", "type", "@id", "@type") for key in one)
        is_wrapped = set(one) in ({"@id"}, {"@value"}, {"@type", "@value"}, {"@list"})
        return (
            (0 if is_wrapped else own)
            + sum((key not in ("id", "type")) + _count(value) for key, value in inner.items())
            + _count(one.get("@list"))
        )
    return sum(map(_count, one)) if isinstance(one, list) else 0


def test_the_words_of_an_annotation_stand_where_it_says(files: tuple[ExportShow, Path]) -> None:
    _, folder = files
    raw = json.loads((folder / "a.jsonld").read_text(encoding="utf-8"))
    for item in raw["first"]["items"]:
        text = item["target"]["source"]["value"]
        quote, place = item["target"]["selector"]
        start, end = place["start"], place["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"])
        assert item["target"]["source"]["dc:rights"] == "cited"


def test_every_file_names_sources_border_policy_date_and_licences(files: tuple[ExportShow, Path]) -> None:
    made, folder = files
    connection = sqlite3.connect(folder / "a.gpkg")
    about = "\n".join(line for (line,) in connection.execute("SELECT line FROM about"))
    about += "\n".join(title for (title,) in connection.execute("SELECT title FROM source_list"))
    connection.close()
    texts = {
        "gpkg": about,
        **{name: (folder / f"a.{name}").read_text(encoding="utf-8") for name in ("geojson", "kml", "jsonld")},
        "csv": (folder / "csv" / "about.txt").read_text(encoding="utf-8"),
    }
    for name, text in texts.items():
        assert made.border_policy in text, name
        assert "2026-11-24" in text and NAME in text and made.title in text, name
        assert "OpenStreetMap" in text, name
        assert "EGINDO" in text, name
        if name != "jsonld":
            assert "CC BY 4.0: GeoNames" in text, name


def test_the_same_show_gives_the_same_bytes(shows: Callable[[str], ExportShow], tmp_path: Path) -> None:
    for module, name in ((geojson, "a.geojson"), (kml, "a.kml"), (web_annotations, "a.jsonld")):
        module.write(tmp_path / name, shows("ja"), {})
        first = (tmp_path / name).read_bytes()
        module.write(tmp_path / name, shows("ja"), {})
        assert (tmp_path / name).read_bytes() == first


def test_what_cannot_be_written_is_said_and_leaves_nothing(shows: Callable[[str], ExportShow], tmp_path: Path) -> None:
    for module, name in ((geojson, "a.geojson"), (kml, "a.kml"), (gpkg, "a.gpkg"), (csv_tables, "csv")):
        with pytest.raises(ExportError, match=f"{name} was not written: the folder is not there"):
            module.write(tmp_path / "gone" / name, shows("en"), {})
    assert not list(tmp_path.iterdir())
    (tmp_path / "a.kml").mkdir()
    with pytest.raises(ExportError, match="something else has this name"):
        kml.write(tmp_path / "a.kml", shows("en"), {})
    assert [path.name for path in tmp_path.iterdir()] == ["a.kml"]


def test_scenes_are_chosen_as_the_panel_counts_them(atlas: Atlas, measures: Measures) -> None:
    briefing = own_briefing()

    def chosen(numbers: str) -> list[str]:
        return [scene.id for scene in show_of(atlas, briefing, measures, "en", TODAY, numbers=numbers).scenes]

    assert chosen("") == [scene.id for scene in briefing.scenes if not scene.is_hidden]
    assert chosen(" 1, 3-5 ") == [briefing.scenes[at].id for at in (0, 2, 3, 4)]
    assert chosen("12-13") == ["sources"]
    for numbers, said in (
        ("13", "hidden"),
        ("14", "no scene 14"),
        ("0", "no scene 0"),
        ("5-3", "no scenes"),
        ("x", "x"),
    ):
        with pytest.raises(ExportError, match=said):
            chosen(numbers)


def test_a_shows_sources_are_those_of_its_scenes_and_all_are_known(atlas: Atlas, measures: Measures) -> None:
    made = show(atlas, measures)
    joined = join(atlas, own_briefing())
    assert made.sources[0].id == "egindo-2025-12-19"
    assert all(joined.sources[source.id] == source for source in made.sources)
    assert any(line.startswith("CC BY 4.0: ") for line in made.licences)
    assert not any(line.startswith("cited") for line in made.licences)


def test_each_data_format_has_a_module_that_writes() -> None:
    data = [known for known in FORMATS if known.audience == "data"]
    assert [known.id for known in data] == ["geojson", "kml", "gpkg", "csv", "jsonld"]
    assert all(known.is_there for known in data)
