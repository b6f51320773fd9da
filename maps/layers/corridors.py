"""Corridors as legs by mode, one layer per group: the Middle Corridor on, the others for contrast.

Legs are drawn as densified geodesics through their via points: what is drawn is what was measured.
"""

from __future__ import annotations

from collections.abc import Callable

from data.atlas import Atlas
from data.network import Leg
from data.texts import N_, in_all_languages
from maps.layers.layer import Item, Key, Layer, Names, Part
from maps.styles import leg_style

MODE_TITLES = {
    "rail": N_("Rail"),
    "sea": N_("Sea, ferry"),
    "road": N_("Road"),
    "pipeline": N_("Pipeline"),
}
STATUS_TITLES = {"under-construction": N_("Under construction"), "planned": N_("Planned")}


def legs_of(atlas: Atlas, group: str) -> list[Leg]:
    """Return the legs of a corridor group, each once, in the corridors' order."""
    members = [corridor for corridor in atlas.corridors.values() if corridor.group == group]
    return [atlas.legs[leg] for leg in dict.fromkeys(leg for corridor in members for leg in corridor.legs)]


def _layer(group: str, title: str, *, on: bool) -> Layer:
    part = f"corridors-{group}"

    def titled() -> Names:
        return in_all_languages(title)

    def parts(atlas: Atlas) -> tuple[Part, ...]:
        return (Part(part, titled(), f"style:{group}-rail", on),)

    def keys(atlas: Atlas) -> tuple[Key, ...]:
        legs = legs_of(atlas, group)
        modes = [mode for mode in MODE_TITLES if any(leg.mode == mode and leg.status == "operating" for leg in legs)]
        states = [status for status in STATUS_TITLES if any(leg.status == status for leg in legs)]
        return (
            *(
                Key(in_all_languages(MODE_TITLES[mode]), f"style:{leg_style(group, mode, 'operating')}")
                for mode in modes
            ),
            *(
                Key(in_all_languages(STATUS_TITLES[status]), f"style:{leg_style(group, 'rail', status)}")
                for status in states
            ),
        )

    return Layer(part, titled, parts, _drawer(group, part), keys)


def _drawer(group: str, part: str) -> Callable[[Atlas], list[Item]]:
    def draw(atlas: Atlas) -> list[Item]:
        from maps.geodesy import densify  # slow to import, needed only when the drawing is made

        return [
            Item(
                f"{leg.id}/{group}",
                part,
                "line",
                [densify(leg.line)],
                leg_style(group, leg.mode, leg.status),
                names_of_leg(atlas, leg),
            )
            for leg in legs_of(atlas, group)
        ]

    return draw


def names_of_leg(atlas: Atlas, leg: Leg) -> Names:
    """Return a leg's two ends as its name, in each language."""
    start, end = atlas.nodes[leg.start].short, atlas.nodes[leg.end].short
    return {language: f"{start[language]} – {end[language]}" for language in ("en", "id", "ja")}


MIDDLE = _layer("middle", N_("Middle Corridor"), on=True)
NORTHERN = _layer("northern", N_("Northern Corridor (through Russia)"), on=False)
SOUTHERN = _layer("southern", N_("Southern Corridor (through Iran)"), on=False)
PLANNED = _layer("planned", N_("Planned and unfinished corridors"), on=False)
CONTRAST = _layer("contrast", N_("North–South through Russia"), on=False)
