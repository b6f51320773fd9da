"""From every deposit the shortest way to an operating railway of the map, as the crow flies, and those railways.

A line's item is ``<deposit>/rail``: a click selects the deposit, and what hides a deposit hides its line.
A railway's is ``<leg>/measured``: thin, for corridors have layers of their own and some railways are in none.
"""

from __future__ import annotations

from data.atlas import Atlas
from data.deposits import Deposit
from data.texts import N_, in_all_languages
from maps.layers.corridors import names_of_leg
from maps.layers.layer import Item, Key, Layer, Names, Part
from maps.remoteness import Remoteness, operating_rails, remoteness_of

LINE_STEP_KM = 50.0


def _title() -> Names:
    return in_all_languages(N_("From deposits to the nearest railway"))


def _parts(atlas: Atlas) -> tuple[Part, ...]:
    return (Part("remoteness", _title(), "style:remoteness-line", on=False),)


def _keys(atlas: Atlas) -> tuple[Key, ...]:
    return (
        Key(in_all_languages(N_("Shortest way, geodesic")), "style:remoteness-line"),
        Key(in_all_languages(N_("Operating railway that counts")), "style:remoteness-rail"),
    )


def _draw(atlas: Atlas) -> list[Item]:
    from maps.geodesy import densify  # slow to import, needed only when the drawing is made

    rails = [
        Item(
            f"{leg.id}/measured", "remoteness", "line", [densify(leg.line)], "remoteness-rail", names_of_leg(atlas, leg)
        )
        for leg in operating_rails(atlas)
    ]
    near = remoteness_of(atlas).items()
    return [*rails, *(_line(atlas.deposits[name], known) for name, known in near if known.rail_km > 0)]


def _line(deposit: Deposit, known: Remoteness) -> Item:
    from maps.geodesy import densify  # slow to import, needed only when the drawing is made

    line = densify((deposit.position, known.rail_point), LINE_STEP_KM)
    return Item(
        f"{deposit.id}/rail",
        "remoteness",
        "line",
        [line],
        "remoteness-line",
        deposit.names,
        with_part=f"deposits-{deposit.family}",
    )


LAYER = Layer("remoteness", _title, _parts, _draw, _keys)
