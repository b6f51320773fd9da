"""The route avoids Russia, and that is proven: lengths, shares and distances by geometry."""

import pytest

from data.atlas import Atlas
from maps.geodesy import densify, distance_km, inside_km, length_km, polygon_of
from maps.measures import Measures

TBILISI, KHASHURI = (44.7938, 41.6941), (43.5997, 41.9943)
TOKYO, WASHINGTON, ASTANA = (139.69171, 35.6895), (-77.03637, 38.89511), (71.44598, 51.1801)


def test_no_leg_of_the_middle_corridor_enters_russia_drawn_or_as_geodesic(atlas: Atlas, measures: Measures) -> None:
    legs = {leg for c in atlas.corridors.values() if c.id.startswith("middle") for leg in c.legs}
    assert len(legs) > 50
    for leg in legs:
        assert "RU" not in atlas.legs[leg].countries
        assert measures.legs[leg].russia_drawn_km == 0, leg
        assert measures.legs[leg].russia_straight_km == 0, leg
        assert measures.legs[leg].russia_nearest_km > 50, leg


def test_the_middle_corridor_comes_nearest_to_russia_in_georgia(measures: Measures) -> None:
    corridor = measures.corridors["middle-dostyk-black-sea"]
    assert corridor.russia_nearest_leg == "TBILISI-KHASHURI"
    assert corridor.russia_nearest_km == pytest.approx(58, abs=3)


def test_the_northern_corridor_runs_far_through_russia(atlas: Atlas, measures: Measures) -> None:
    northern = [measures.corridors[c.id] for c in atlas.corridors.values() if c.group == "northern"]
    assert max(corridor.russia_drawn_km for corridor in northern) == pytest.approx(2600, rel=0.1)


def test_skipping_nodes_would_cross_russia_so_the_check_can_fail(atlas: Atlas) -> None:
    russia = polygon_of(atlas.countries["RU"].polygons)
    aktau, poti = atlas.nodes["AKTAU"].position, atlas.nodes["POTI"].position
    assert inside_km(densify((aktau, poti)), russia) == pytest.approx(234, rel=0.05)


def test_a_geodesic_and_a_line_straight_on_the_map_differ(atlas: Atlas) -> None:
    russia = polygon_of(atlas.countries["RU"].polygons)
    ends = (atlas.nodes["XIAN"].position, atlas.nodes["ISTANBUL"].position)
    assert inside_km(densify(ends), russia) == pytest.approx(616, rel=0.05)
    assert inside_km(ends, russia) == 0


def test_corridor_sums_agree_with_their_legs(atlas: Atlas, measures: Measures) -> None:
    for corridor in atlas.corridors.values():
        measured = measures.corridors[corridor.id]
        assert measured.length_km == pytest.approx(sum(atlas.legs[leg].length_km for leg in corridor.legs), abs=1)
        assert sum(measured.country_km.values()) == pytest.approx(measured.drawn_km, abs=len(corridor.legs))


def test_shares_per_country_follow_the_curated_countries_of_long_legs(atlas: Atlas, measures: Measures) -> None:
    """Short border-hugging legs may differ: the borders are generalised.

    Astrakhan-Saratov is drawn through few via points and cuts a corner of Kazakhstan that the
    railway goes round; the curated countries hold.
    """
    for leg in atlas.legs.values():
        shares = {name: km for name, km in measures.legs[leg.id].country_km.items() if name}
        for name, km in shares.items():
            if km > 60 and (leg.id, name) != ("ASTRAKHAN-SARATOV", "KZ"):
                assert name in leg.countries, (leg.id, name, km)


def test_a_dense_line_keeps_its_length_and_its_ends() -> None:
    dense = densify((TBILISI, KHASHURI))
    assert dense[0] == TBILISI
    assert dense[-1] == pytest.approx(KHASHURI)
    assert length_km(dense) == pytest.approx(distance_km(TBILISI, KHASHURI), abs=1e-6)


def test_a_line_across_the_antimeridian_does_not_jump() -> None:
    dense = densify((TOKYO, WASHINGTON), 100)
    assert all(abs(b[0] - a[0]) < 180 for a, b in zip(dense, dense[1:], strict=False))
    assert max(lon for lon, _ in dense) > 180
    assert densify((WASHINGTON, ASTANA), 100)[-1][0] == pytest.approx(ASTANA[0])


def test_measures_survive_the_cache(measures: Measures) -> None:
    assert Measures.from_json(measures.to_json()) == measures
