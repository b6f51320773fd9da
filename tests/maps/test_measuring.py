"""Measuring: lengths and areas against geographiclib and geopy, shares against the length."""

from __future__ import annotations

import pytest
from geographiclib.geodesic import Geodesic

from data.atlas import Atlas
from maps import geodesy
from maps.measuring import Grounds, Measured, area_km2, line_km, measured

AKTAU, BAKU, POTI = (51.1758, 43.6481), (49.8671, 40.4093), (41.6553, 42.1461)
SQUARE = ((60.0, 40.0), (62.0, 40.0), (62.0, 42.0), (60.0, 42.0))


@pytest.fixture(scope="module")
def grounds(atlas: Atlas) -> Grounds:
    return Grounds({country.id: country.polygons for country in atlas.countries.values()})


def test_lengths_are_those_of_geopy() -> None:
    for line in ((AKTAU, BAKU), (BAKU, POTI), (AKTAU, POTI), ((139.7, 35.7), (-77.0, 38.9))):
        assert line_km(*line) == pytest.approx(geodesy.length_km(line), abs=1e-6)


def test_from_aktau_by_baku_to_poti() -> None:
    found = measured((AKTAU, BAKU, POTI))
    assert found.length_km == pytest.approx(sum(found.segments_km))
    assert found.segments_km[0] == pytest.approx(375, abs=3)
    assert found.segments_km[1] == pytest.approx(714, abs=5)
    assert line_km(AKTAU, POTI) < found.length_km


def test_the_area_is_that_of_geographiclib_whichever_way_round() -> None:
    polygon = Geodesic.WGS84.Polygon()
    for lon, lat in SQUARE:
        polygon.AddPoint(lat, lon)
    wanted = abs(polygon.Compute()[2]) / 1e6
    assert area_km2(SQUARE) == pytest.approx(wanted)
    assert area_km2(SQUARE[::-1]) == pytest.approx(wanted)
    assert wanted == pytest.approx(37_300, rel=0.02)


def test_a_closed_line_has_a_perimeter_and_an_area(grounds: Grounds) -> None:
    found = measured(SQUARE, grounds, is_closed=True)
    assert len(found.segments_km) == 4
    assert found.area_km2 == pytest.approx(area_km2(SQUARE))
    assert not found.is_crossing


def test_an_area_whose_lines_cross_is_not_told(grounds: Grounds) -> None:
    found = measured((SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]), grounds, is_closed=True)
    assert found.is_crossing
    assert found.area_km2 is None


@pytest.mark.parametrize(
    "points",
    [
        (AKTAU, BAKU, POTI),
        (AKTAU, POTI),
        ((116.4, 39.9), (37.6, 55.75)),
        ((139.69, 35.69), (-77.04, 38.9)),
        ((179.0, 60.0), (195.0, 62.0)),
    ],
)
def test_the_shares_of_each_line_sum_to_its_length(grounds: Grounds, points: tuple[tuple[float, float], ...]) -> None:
    found = measured(points, grounds)
    for km, shares in zip(found.segments_km, found.shares, strict=True):
        assert sum(shares.values()) == pytest.approx(km, abs=0.3)
        assert list(shares.values()) == sorted(shares.values(), reverse=True)
    assert sum(found.shares_km.values()) == pytest.approx(found.length_km, abs=0.3 * len(found.segments_km))


def test_the_straight_line_from_aktau_to_poti_crosses_russia_the_way_by_baku_does_not(grounds: Grounds) -> None:
    assert measured((AKTAU, POTI), grounds).shares_km["RU"] > 200
    assert set(measured((AKTAU, BAKU, POTI), grounds).shares_km) == {"", "KZ", "AZ", "GE"}


def test_a_line_across_the_seam_finds_the_land_behind_it(grounds: Grounds) -> None:
    assert measured(((178.0, 66.0), (200.0, 66.0)), grounds).shares_km["US"] > 100


def test_one_point_has_no_length() -> None:
    assert measured((AKTAU,)) == Measured(())
