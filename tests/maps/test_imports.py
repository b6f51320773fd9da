"""What was written is read back as it was; what would do harm is refused with a sentence."""

from __future__ import annotations

import json
import sqlite3
import time
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from data.atlas import Atlas
from data.briefing.value import Briefing, Place
from data.briefing.writing import packed
from data.texts import load_texts
from maps.exports import csv_tables, geojson, gpkg, kml
from maps.exports.features import features_of, own_feature
from maps.exports.geometry import wound
from maps.exports.paths import scrubbed
from maps.exports.records import places_of, sources_table
from maps.exports.show import ExportShow
from maps.imports import NotImportedError, read_file
from maps.imports.adding import added
from maps.measures import Measures
from tests.maps.export_samples import CLAIM, NOTES, PLACES, TODAY, own_briefing, places, show

TEXTS = load_texts("en")
FORMATS: dict[str, ModuleType] = {".geojson": geojson, ".kml": kml, ".gpkg": gpkg}
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def canonical(place: Place) -> Place:
    """Return a place as files have it: without local paths in its texts, an area's corners anticlockwise."""
    place = scrubbed(place)
    if place.kind != "area":
        return place
    return replace(place, positions=wound((*place.positions, place.positions[0]))[:-1])


def write_own(path: Path, made: ExportShow) -> None:
    """Write a file with the own places alone, to be quick."""
    features = tuple(map(own_feature, made.briefing.places))
    match path.suffix:
        case ".geojson":
            path.write_text(geojson.collection(made, features), encoding="utf-8")
        case ".kml":
            path.write_bytes(kml.document(made, features))
        case ".gpkg":
            gpkg.write_features(path, made, features)
        case ".csv":
            path.write_bytes(csv_tables.text_of_records(places_of(made.briefing.places)))


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_feature_of_the_shipped_briefing_is_read_back_as_it_was_written(
    atlas: Atlas, measures: Measures, tmp_path: Path, ending: str, language: str
) -> None:
    made = show(atlas, measures, language)
    path = tmp_path / f"all{ending}"
    FORMATS[ending].write(path, made, {})
    found = read_file(path, TEXTS)
    written = {feature.id: feature for feature in features_of(made)}
    assert len(found.features) == len(written) > 1000
    for feature in found.features:
        assert feature == written[feature.id]
    assert not found.left_out
    known = {source.id: source for source in found.sources}
    assert known["field-notes"] == NOTES


@pytest.mark.parametrize("ending", FORMATS)
@FEW
@given(drawn=st.lists(places(), min_size=1, max_size=4, unique_by=lambda place: place.id))
def test_any_place_comes_back_into_an_empty_briefing_as_it_was(
    atlas: Atlas, measures: Measures, tmp_path: Path, ending: str, drawn: list[Place]
) -> None:
    briefing = Briefing(places=tuple(drawn), sources=(NOTES,))
    path = tmp_path / f"own{ending}"
    path.unlink(missing_ok=True)
    write_own(path, show(atlas, measures, "en", briefing))
    result = added(Briefing(), atlas, read_file(path, TEXTS), path, TEXTS, TODAY)
    back = {place.id: place for place in result.briefing.places}
    assert back == {place.id: canonical(place) for place in drawn}
    assert result.places == len(drawn)


@FEW
@given(drawn=st.lists(places(), min_size=1, max_size=4, unique_by=lambda place: place.id))
def test_a_table_of_places_comes_back(atlas: Atlas, measures: Measures, tmp_path: Path, drawn: list[Place]) -> None:
    briefing = Briefing(places=tuple(drawn), sources=(NOTES,))
    made = show(atlas, measures, "en", briefing)
    path = tmp_path / "own-places.csv"
    write_own(path, made)
    path.with_name("source-list.csv").write_bytes(
        csv_tables.text_of_records(sources_table([made.atlas.sources[NOTES.id]]))
    )
    result = added(Briefing(), atlas, read_file(path, TEXTS), path, TEXTS, TODAY)
    assert {place.id: place for place in result.briefing.places} == {place.id: canonical(place) for place in drawn}


def test_claims_and_links_of_the_shipped_briefing_come_back_from_their_tables(
    atlas: Atlas, measures: Measures, tmp_path: Path
) -> None:
    briefing = own_briefing()
    csv_tables.write(tmp_path / "csv", show(atlas, measures, "en", briefing), {})
    claims = read_file(tmp_path / "csv" / "claims.csv", TEXTS)
    links = read_file(tmp_path / "csv" / "links.csv", TEXTS)
    assert claims.claims == briefing.claims
    assert links.links == briefing.links
    emptied = replace(briefing, claims=(), links=())
    path = tmp_path / "csv" / "claims.csv"
    result = added(emptied, atlas, claims, path, TEXTS, TODAY)
    assert result.briefing.claims == briefing.claims
    result = added(result.briefing, atlas, links, path, TEXTS, TODAY)
    assert result.briefing == briefing
    again = added(result.briefing, atlas, links, path, TEXTS, TODAY)
    assert (again.links, again.briefing) == (0, briefing)


def test_what_the_map_and_the_briefing_have_is_not_added_again(
    atlas: Atlas, measures: Measures, tmp_path: Path
) -> None:
    path = tmp_path / "all.geojson"
    geojson.write(path, show(atlas, measures), {})
    found = read_file(path, TEXTS)
    same = replace(own_briefing(), places=tuple(canonical(place) for place in PLACES[:3]))
    result = added(same, atlas, found, path, TEXTS, TODAY)
    assert result.places == 2  # the line across the antimeridian, in its two pieces
    assert [place.names["en"] for place in result.briefing.places[3:]] == ["Across (1)", "Across (2)"]
    assert "What the map already has was left out." in result.left_out
    fresh = added(Briefing(), atlas, found, path, TEXTS, TODAY)
    assert fresh.places == 5
    assert [source.id for source in fresh.briefing.sources] == ["field-notes"]
    packed(path, fresh.briefing, {})


def test_an_other_programs_file_is_cited_as_the_source_of_its_places(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "mines.geojson"
    area = [[[60, 40], [60, 41], [61, 41], [60, 40]], [[60.1, 40.5], [60.2, 40.5], [60.2, 40.6], [60.1, 40.5]]]
    path.write_text(
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "id": 7,
                        "properties": {"name": "Pit", "description": "<b>deep</b>"},
                        "geometry": {"type": "Point", "coordinates": [64.5, 41.2, 300]},
                    },
                    {
                        "type": "Feature",
                        "properties": {"name:ja": "区域"},
                        "geometry": {"type": "Polygon", "coordinates": area},
                    },
                    {"type": "Feature", "properties": {}, "geometry": None},
                ],
            }
        ),
        encoding="utf-8",
    )
    texts = load_texts("id")
    result = added(Briefing(), atlas, read_file(path, texts), path, texts, TODAY)
    pit, zone = result.briefing.places
    assert (pit.id, pit.names, pit.note, pit.confidence) == ("7", {"id": "Pit"}, {"id": "<b>deep</b>"}, "unverified")
    assert zone.kind == "area" and zone.names == {"ja": "区域"} and len(zone.positions) == 3
    assert "mines.geojson" in result.briefing.sources[0].title and pit.sources == (result.briefing.sources[0].id,)
    assert len(result.left_out) == 2


def test_a_plain_table_with_coordinates_is_imported(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text("Name;Latitude;Longitude\nDepot;43,65;51,2\nBroken;x;1\n", encoding="utf-8-sig")
    result = added(Briefing(), atlas, read_file(path, TEXTS), path, TEXTS, TODAY)
    assert [place.positions for place in result.briefing.places] == [((51.2, 43.65),)]
    assert result.left_out == ("A feature whose shape is broken was left out.",)


KML_HEAD = '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
POINT = "<Placemark><name>{name}</name>{more}<Point><coordinates>{at}</coordinates></Point></Placemark>"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><kml><Document><name>&j;</name></Document></kml>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]><kml><name>&x;</name></kml>'
LINKED = KML_HEAD + "<NetworkLink><Link><href>http://example.org/x.kml</href></Link></NetworkLink></Document></kml>"
NESTED = KML_HEAD + "<Folder>" * 200_000 + "</Folder>" * 200_000 + "</Document></kml>"

HOSTILE = {
    "laughs.kml": (LAUGHS, "it defines entities"),
    "outside.kml": (OUTSIDE, "it defines entities"),
    "linked.kml": (LINKED, "it loads a part from elsewhere (http://example.org/x.kml)"),
    "nested.kml": (NESTED, "its folders are nested too deep"),
    "huge.kml": (KML_HEAD + POINT.format(name="A", more="", at="1e300,5") + "</Document></kml>", "no place on Earth"),
    "nan.kml": (KML_HEAD + POINT.format(name="A", more="", at="nan,5") + "</Document></kml>", "no place on Earth"),
    "inf.kml": (KML_HEAD + POINT.format(name="A", more="", at="5,-inf") + "</Document></kml>", "no place on Earth"),
    "cut.kml": (KML_HEAD, "it is broken"),
    "page.kml": ("<html><body/></html>", "it is no KML"),
    "zip.kmz": ("PK\x03\x04", "Unpack it"),
    "nan.geojson": ('{"type": "Point", "coordinates": [NaN, 5]}', "it is no JSON"),
    "huge.geojson": ('{"type": "Point", "coordinates": [1e999, 5]}', "out of range"),
    "far.geojson": ('{"type": "Point", "coordinates": [5, 1e300]}', "no place on Earth"),
    "deep.geojson": ('{"type":"GeometryCollection","geometries":[' * 100_000, "nested too deep"),
    "twice.geojson": ('{"type": "Point", "type": "Point", "coordinates": [1, 2]}', "twice"),
    "metres.geojson": (
        '{"type": "Point", "coordinates": [500000, 4800000],'
        ' "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32639"}}}',
        "Save it in WGS 84",
    ),
    "none.geojson": ('{"a": 1}', "it is no GeoJSON"),
    "latin.csv": ("name,lat,lon\nÅ,1,2\n", "it is not UTF-8"),
    "none.csv": ("a,b\n1,2\n", "it has no columns"),
    "quote.csv": ('lat,lon\n"1"x,2\n', "it is broken"),
    "none.gpkg": ("not a database", "it is no GeoPackage"),
    "what.shp": ("", "only .geojson"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_broken_file_is_refused_with_a_sentence_that_names_it(tmp_path: Path, name: str) -> None:
    text, reason = HOSTILE[name]
    path = tmp_path / name
    path.write_text(text, encoding="latin-1" if name == "latin.csv" else "utf-8")
    began = time.monotonic()
    with pytest.raises(NotImportedError) as caught:
        read_file(path, TEXTS)
    assert reason in str(caught.value) and name in str(caught.value)
    assert str(caught.value).endswith((".", ")")) and time.monotonic() - began < 10


def test_html_in_a_description_is_taken_as_its_text(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "html.kml"
    html = "<description><![CDATA[<h1>Depot</h1><script>alert(1)</script><p>three &amp; four</p>]]></description>"
    marks = POINT.format(name="&lt;b&gt;A&lt;/b&gt;", more=html, at="51.2,43.6,10")
    path.write_text(f"{KML_HEAD}<Folder>{marks}</Folder></Document></kml>", encoding="utf-8")
    (place,) = added(Briefing(), atlas, read_file(path, TEXTS), path, TEXTS, TODAY).briefing.places
    assert place.names == {"en": "<b>A</b>"} and place.note == {"en": "Depot\nthree & four"}


def test_a_file_with_more_points_than_a_briefing_can_keep_is_refused(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "long.geojson"
    line = [[50 + n / 1e6, 40] for n in range(100_001)]
    path.write_text(json.dumps({"type": "LineString", "coordinates": line}), encoding="utf-8")
    with pytest.raises(NotImportedError, match="100000 points"):
        added(Briefing(), atlas, read_file(path, TEXTS), path, TEXTS, TODAY)


def test_many_features_are_added_within_seconds(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    rows = "".join(f"Point {n},{40 + n / 10_000},{50 + n / 10_000}\n" for n in range(15_000))
    path.write_text(f"name,lat,lon\n{rows}", encoding="utf-8")
    began = time.monotonic()
    result = added(Briefing(), atlas, read_file(path, TEXTS), path, TEXTS, TODAY)
    assert result.places == 15_000 and time.monotonic() - began < 15
    packed(path, result.briefing, {})


def test_a_package_whose_layer_is_a_view_that_never_ends_is_not_run(
    atlas: Atlas, measures: Measures, tmp_path: Path
) -> None:
    path = tmp_path / "view.gpkg"
    write_own(path, show(atlas, measures, "en", Briefing(places=PLACES[:1])))
    connection = sqlite3.connect(path)
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS fid, NULL AS geom FROM c"
    connection.execute("ALTER TABLE own RENAME TO old_own")
    connection.execute(f"CREATE VIEW own AS {endless}")
    connection.commit()
    connection.close()
    began = time.monotonic()
    found = read_file(path, TEXTS)
    assert time.monotonic() - began < 5
    assert "The layer own is no plain table and was left out." in found.left_out


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), ending=st.sampled_from([".kml", ".geojson", ".csv", ".gpkg"]))
def test_any_bytes_give_features_or_a_sentence(tmp_path: Path, data: bytes, ending: str) -> None:
    path = tmp_path / f"any{ending}"
    path.write_bytes(data)
    try:
        read_file(path, TEXTS)
    except NotImportedError as error:
        assert path.name in str(error)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1), byte=st.integers(0, 255), ending=st.sampled_from([".kml", ".geojson", ".gpkg"]))
def test_a_damaged_file_of_our_own_gives_features_or_a_sentence(
    atlas: Atlas, measures: Measures, tmp_path: Path, at: float, byte: int, ending: str
) -> None:
    path = tmp_path / f"own{ending}"
    if not (tmp_path / f"whole{ending}").exists():
        small = show(atlas, measures, "en", Briefing(places=PLACES, sources=(NOTES,), claims=(CLAIM,)))
        write_own(tmp_path / f"whole{ending}", small)
    data = bytearray((tmp_path / f"whole{ending}").read_bytes())
    data[min(int(at * len(data)), len(data) - 1)] = byte
    path.write_bytes(bytes(data))
    try:
        found = read_file(path, TEXTS)
    except NotImportedError as error:
        assert path.name in str(error)
    else:
        added(Briefing(), atlas, found, path, TEXTS, TODAY)
