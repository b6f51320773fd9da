"""What leaves the program as it is drawn, and the list of all formats.

To add one: a module with a generator ``export(job)`` (see ``job.py``), and a line in DRAWN. A line whose module is not
there is left out.
"""

from __future__ import annotations

from data.texts import N_
from maps.exports import FORMATS as UNDRAWN
from maps.exports.format import Format, Option

OVERLAYS = (
    Option("title", N_("Title"), "switch", True),
    Option("legend", N_("Legend"), "switch", True),
    Option("passage", N_("Passage"), "switch", True),
    Option("banner", N_("Banner"), "switch", True),
    Option("footnotes", N_("Sources"), "switch", True),
)
"""Which of what lies over the map is kept; what a scene itself does without stays away."""

STEPS = Option(
    "steps",
    N_("Steps"),
    "choice",
    "start",
    (
        ("start", N_("Each scene as it begins")),
        ("end", N_("Each scene after its last step")),
        ("all", N_("Every step")),
    ),
)

THEME = Option("theme", N_("Light or dark"), "choice", "light", (("light", N_("Light")), ("dark", N_("Dark"))))

LOOK = Option(
    "look",
    N_("Made for"),
    "choice",
    "plain",
    (("plain", N_("Reading at a desk")), ("projector", N_("A room that reads from eight metres"))),
)

SIZES = Option(
    "size",
    N_("Size"),
    "size",
    "1920x1080",
    (
        ("1920x1080", "1920 × 1080"),
        ("3840x2160", "3840 × 2160"),
        ("a4", N_("A4, 300 dpi")),
        ("2160x2160", "2160 × 2160"),
    ),
)

FILM = (
    Option("steps", STEPS.title, "choice", "all", STEPS.choices),
    Option("seconds", N_("Seconds a scene"), "number", 6, least=1, most=60),
    Option("look", LOOK.title, "choice", "projector", LOOK.choices),
    THEME,
)


def film_size(first: str, *others: str) -> Option:
    """Return the choice of a film's size, the first being what is taken unless another is chosen."""
    return Option(
        "size", SIZES.title, "size", first, tuple((size, size.replace("x", " × ")) for size in (first, *others))
    )


DRAWN: tuple[Format, ...] = (
    Format(
        "png", N_("Pictures (PNG)"), ".png", "ui.exports.png", "slides", (SIZES, STEPS, LOOK, THEME, *OVERLAYS), True
    ),
    Format(
        "pdf",
        N_("PDF"),
        ".pdf",
        "ui.exports.pdf",
        "print",
        (
            Option(
                "layout",
                N_("Pages"),
                "choice",
                "handout",
                (("handout", N_("Handout: map, passage, sources")), ("maps", N_("Maps only"))),
            ),
            Option("notes", N_("Speaker's notes"), "switch", False),
            STEPS,
            THEME,
            *OVERLAYS,
        ),
        True,
        needs=("pypdf",),
        install="pypdf",
    ),
    Format(
        "pptx",
        N_("PowerPoint"),
        ".pptx",
        "ui.exports.slides",
        "slides",
        (
            Option("template", N_("Template"), "file", "", endings=".pptx .potx"),
            STEPS,
            Option("look", LOOK.title, "choice", "projector", LOOK.choices),
            THEME,
            *OVERLAYS,
        ),
        True,
        needs=("pptx",),
        install="python-pptx",
    ),
    Format(
        "mp4",
        N_("Film (MP4)"),
        ".mp4",
        "ui.exports.mp4",
        "slides",
        (film_size("1920x1080", "1280x720", "3840x2160"), *FILM, *OVERLAYS),
        True,
        needs=("av",),
        install='"av"',
    ),
    Format(
        "gif",
        N_("Film (GIF)"),
        ".gif",
        "ui.exports.gif",
        "slides",
        (film_size("960x540", "1280x720", "640x360"), *FILM, *OVERLAYS),
        True,
        needs=("PIL",),
        install="pillow",
    ),
)
"""The formats that need the drawn page. Whoever writes a module corrects its line."""


def formats() -> tuple[Format, ...]:
    """Return all formats whose module is there, those that are drawn first."""
    return tuple(format_ for format_ in (*DRAWN, *UNDRAWN) if format_.is_there)
