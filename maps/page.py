"""The folium page: a map, its basemap and a start of our own script, without any remote address.

Later changes never come through here: the page is rendered once and then told what to show
by commands. Importing this module imports folium, which takes a second: do it late.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import folium
from branca.element import Figure, MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from maps.address import CHANNEL_SCRIPT, LEAFLET_SCRIPT, LEAFLET_STYLE, ROOT, SCRIPTS, STYLES
from maps.scene import HOME

TITLE = "Caspian Atlas"
MAP_SCRIPT = "map.js"
TILES = f"{ROOT}tiles/{{z}}/{{x}}/{{y}}.webp"

LOWEST_ZOOM, HIGHEST_ZOOM = 1, 11
TILE_ZOOMS = (2, 7)
"""The zoom levels for which there are tiles; others are scaled from them."""

WORLD = [[-75.0, -170.0], [84.0, 190.0]]
"""South-west and north-east corner of what can be seen: the seam lies in the Bering Strait."""

REMOTE = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[\w.-]+\.\w+")


class RemoteAddressError(RuntimeError):
    """The rendered page holds an address that is not the program's own."""


@dataclass(frozen=True, slots=True)
class Page:
    """The page as two files: ``html`` for the address itself, ``script`` for MAP_SCRIPT beside it."""

    html: str
    script: str


class OfflineFigure(Figure):
    """A figure whose scripts are a file of their own, so that inline script can be forbidden."""

    _template = Template(
        "<!DOCTYPE html>\n"
        '<html lang="en">\n'
        "<head>\n"
        "<title>{{ this.title }}</title>\n"
        "{{ this.header.render(**kwargs) }}\n"
        "</head>\n"
        "<body>\n"
        "{{ this.html.render(**kwargs) }}\n"
        f'<script src="{ROOT}{MAP_SCRIPT}"></script>\n'
        "</body>\n"
        "</html>\n"
    )


class OfflineMap(folium.Map):
    """A folium map that fills the window, is called ``map``, and loads nothing from elsewhere.

    folium's own header holds inline script and the size of a notebook's cell; ours does not.
    """

    default_js = [
        ("leaflet", f"{ROOT}{LEAFLET_SCRIPT}"),
        ("qwebchannel", f"{ROOT}{CHANNEL_SCRIPT}"),
    ]
    default_css = [("leaflet_css", f"{ROOT}{LEAFLET_STYLE}")]

    _template = Template(
        """
        {% macro header(this, kwargs) %}
            <meta name="viewport" content="width=device-width, initial-scale=1.0" />
        {% endmacro %}

        {% macro html(this, kwargs) %}
            <main class="folium-map" id="{{ this.get_name() }}"></main>
        {% endmacro %}

        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
                center: {{ this.location|tojson }},
                crs: L.CRS.{{ this.crs }},
                ...{{ this.options|tojavascript }}
            });
        {% endmacro %}
        """
    )

    def get_name(self) -> str:
        """Return the fixed name of the variable and of the element; folium's would be random."""
        return "map"


class Basemap(folium.TileLayer):
    """The relief as tiles of the program's own scheme.

    It is laid twice: as it should be, and under it as the whole world's coarsest tiles, which
    stay, so that a flight never passes over land that is not there yet.
    """

    def __init__(self, variable: str, zooms: tuple[int, int], keep_buffer: int, z_index: int) -> None:
        """Lay the tiles of these zoom levels; ``variable`` is its name in the script."""
        self.variable = variable
        super().__init__(
            tiles=TILES,
            attr="Natural Earth",
            name=variable,
            min_zoom=LOWEST_ZOOM,
            max_zoom=HIGHEST_ZOOM,
            max_native_zoom=zooms[1],
            min_native_zoom=zooms[0],
            keep_buffer=keep_buffer,
            update_interval=120,
            z_index=z_index,
            control=False,
        )

    def get_name(self) -> str:
        """Return the fixed name of the variable."""
        return self.variable


class OwnFiles(JSCSSMixin, MacroElement):
    """The page's own scripts and styles, after Leaflet's."""

    _template = Template("")
    default_js = [(name, f"{ROOT}web/{name}") for name in SCRIPTS]
    default_css = [(name, f"{ROOT}web/{name}") for name in STYLES]


class Start(MacroElement):
    """The call that hands folium's map and basemap over to our script."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            atlas.start({{ this._parent.get_name() }}, {{ this.basemap.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, basemap: Basemap) -> None:
        """Hand over this basemap with the map that the element is added to."""
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self.basemap = basemap


def render_page() -> Page:
    """Return the page, rendered anew.

    Raises
    ------
    RemoteAddressError
        If a remote address got into it, by an update of folium for instance.
    """
    figure = OfflineFigure(title=TITLE)
    figure.add_child(_draw_map())
    html = figure.render()
    script = figure.script.render()
    for text in (html, script):
        if found := REMOTE.search(text):
            raise RemoteAddressError(f"the page would ask {found.group()}")
    return Page(html=html, script=script)


def _draw_map() -> OfflineMap:
    """Return the map with everything on it."""
    drawn = OfflineMap(
        location=((HOME.south + HOME.north) / 2, (HOME.west + HOME.east) / 2),
        zoom_start=TILE_ZOOMS[0],
        tiles=None,
        zoom_control=False,
        attribution_control=False,
        zoom_snap=0.25,
        zoom_delta=0.5,
        wheel_px_per_zoom_level=110,
        keyboard_pan_delta=90,
        fade_animation=False,
        box_zoom=False,
        max_bounds_viscosity=1.0,
    )
    drawn.options |= {"minZoom": LOWEST_ZOOM, "maxZoom": HIGHEST_ZOOM, "maxBounds": WORLD}
    drawn.add_child(Basemap("ground", (TILE_ZOOMS[0], TILE_ZOOMS[0]), keep_buffer=8, z_index=0))
    basemap = Basemap("basemap", TILE_ZOOMS, keep_buffer=1, z_index=1)
    drawn.add_child(basemap)
    drawn.add_child(OwnFiles())  # type: ignore[no-untyped-call]
    drawn.add_child(Start(basemap))
    return drawn
