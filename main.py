"""Caspian Atlas: starts the program. The only file that knows all folders."""

from __future__ import annotations

import argparse
import faulthandler
import io
import logging
import logging.handlers
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.settings import Folders, Settings, folders, load_settings, save_settings, system_language
from data.version import NAME, VERSION

if TYPE_CHECKING:
    from maps.scene import Scene

log = logging.getLogger("main")


def main(arguments: list[str]) -> int:
    """Do what the command line asks for and return the exit code."""
    asked = _parse(arguments)
    places = folders()
    _start_log(places.state)
    settings, fault = load_settings(places.config / "settings.json")
    if fault:
        log.warning(fault)
    if asked.find is not None:
        return _find(asked, settings)
    if asked.route:
        return _route(asked, places, settings)
    if isinstance(asked.check, Path):
        return _check_briefing(asked.check)
    if asked.check or asked.still or asked.export:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.preflight import complaint

    problem = complaint()
    if problem:
        log.error(problem)
        print(problem, file=sys.stderr)
        return 3
    if asked.check:
        return _check()
    if asked.still:
        return _draw_still(asked, places, settings)
    if asked.export:
        from ui.exports.command import run_export

        return run_export(asked, places, settings, _application)
    return _open_window(asked, places, settings, fault)


def _parse(arguments: list[str]) -> argparse.Namespace:
    from ui.exports.arguments import add_arguments

    parser = argparse.ArgumentParser(prog="main.py", description="A map explorer for briefings on Central Asia.")
    parser.add_argument("file", nargs="?", metavar="FILE", type=Path, help="a briefing to open; none: the shipped one")
    parser.add_argument("--version", action="version", version=f"{NAME} {VERSION}")
    says = "say what is ready, or what is wrong with a briefing FILE; exit 1 if it could not be presented"
    parser.add_argument("--check", nargs="?", const=True, type=Path, metavar="FILE", help=says)
    says = "go on stage at once, with a briefing FILE or the shipped one"
    parser.add_argument("--present", nargs="?", const=True, type=Path, metavar="FILE", help=says)
    parser.add_argument("--still", metavar="FILE.png", type=Path, help="draw the map to a picture, without a window")
    parser.add_argument("--size", metavar="WxH", type=_size, help="of the picture, in pixels")
    parser.add_argument("--find", metavar="TEXT", help="print what a search finds; - reads one search a line")
    parser.add_argument("--json", action="store_true", help="print what --find finds or --route plans as JSON")
    parser.add_argument("--route", nargs=2, metavar=("FROM", "TO"), help="print the way between two places of the map")
    parser.add_argument("--avoid", metavar="RU,IR", help="countries that --route keeps out of")
    parser.add_argument("--without", metavar="LEG_OR_NODE,…", help="what --route does without")
    parser.add_argument("--by", choices=("km", "days", "crossings"), default="km", help="what --route has least of")
    parser.add_argument("--planned", action="store_true", help="--route may take legs that are not yet built")
    parser.add_argument("--lang", choices=("en", "id", "ja"), help="language of the map and of what is found")
    parser.add_argument("--bounds", metavar="W,S,E,N", type=_bounds, help="area of the picture, in degrees")
    parser.add_argument("--theme", choices=("light", "dark"), help="theme of the map")
    add_arguments(parser)
    return parser.parse_args(arguments)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal() and 200 <= int(width) <= 7680 and 200 <= int(height) <= 4320):
        raise argparse.ArgumentTypeError(f"{text!r} is no size such as 1920x1080 (200 to 7680 by 200 to 4320)")
    return int(width), int(height)


def _bounds(text: str) -> tuple[float, float, float, float]:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not W,S,E,N in degrees") from None
    if not (-170 <= west < east <= 190 and -75 <= south < north <= 84):
        raise argparse.ArgumentTypeError(
            f"{text!r}: west before east within -170..190, south before north within -75..84"
        )
    return west, south, east, north


def _start_log(folder: Path) -> None:
    """Log to a file in the state folder, or to stderr alone where that cannot be written."""
    handlers: list[logging.Handler] = []
    stderr = logging.StreamHandler()
    stderr.setLevel(logging.ERROR)
    handlers.append(stderr)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handlers.append(
            logging.handlers.RotatingFileHandler(
                folder / "atlas.log", maxBytes=500_000, backupCount=2, encoding="utf-8"
            )
        )
        faulthandler.enable((folder / "fault.log").open("w", encoding="utf-8"))
    except OSError as error:
        print(f"No log can be written to {folder}: {error.strerror}.", file=sys.stderr)
    logging.basicConfig(level=logging.INFO, handlers=handlers, format="%(asctime)s %(levelname)s %(name)s: %(message)s")


def _first_scene(asked: argparse.Namespace, settings: Settings, parts: dict[str, bool]) -> Scene:
    from maps.scene import HOME, Camera, Scene

    camera = HOME
    if asked.bounds:
        west, south, east, north = asked.bounds
        # In the middle of the picture, as a reported area would be; the zoom is not read.
        camera = Camera(west, south, east, north, zoom=0.0)
    language = asked.lang or settings.language or system_language()
    theme = asked.theme or settings.theme
    on = frozenset(part for part, is_on in parts.items() if is_on)
    return Scene(camera, on, language=language, theme="dark" if theme == "dark" else "light")


def _application() -> Any:
    """Return the Qt application, with our scheme registered and our fonts loaded."""
    from PySide6.QtWidgets import QApplication

    from ui.fonts import load_fonts
    from ui.map.scheme import register_scheme

    register_scheme()
    application = QApplication([NAME])
    application.setApplicationName("caspian-atlas")
    application.setApplicationDisplayName(NAME)
    application.setApplicationVersion(VERSION)
    application.setDesktopFileName("caspian-atlas")
    load_fonts()
    return application


def _check() -> int:
    """Print what is ready and return 1 if the program could not be presented."""
    from PySide6.QtGui import QGuiApplication

    from ui.graphics import choose_graphics
    from ui.readiness import Finding, findings

    graphics = choose_graphics(wants_safe=False, last_start_died=False)
    application = QGuiApplication([NAME])
    found = [*findings(), Finding("graphics", True, f"{graphics}, platform {application.platformName()}")]
    for finding in found:
        print(finding)
    return 0 if all(finding.is_ready for finding in found) else 1


def _check_briefing(path: Path) -> int:
    """Print what is wrong with a briefing and return 1 if anything is, without Qt."""
    from data.briefing.checking import print_check

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    return print_check(path, sys.stdout)


def _find(asked: argparse.Namespace, settings: Settings) -> int:
    """Print what a search finds, without Qt."""
    from data.atlas import load_atlas
    from data.errors import AtlasError
    from maps.finding import print_each, print_found
    from maps.search import Finder

    language = asked.lang or settings.language or system_language()
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        finder = Finder(load_atlas())
        if asked.find == "-":
            print_each(finder, sys.stdin, language, sys.stdout)
        else:
            print_found(finder, asked.find, language, sys.stdout, as_json=asked.json)
    except AtlasError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _route(asked: argparse.Namespace, places: Folders, settings: Settings) -> int:
    """Print the way between two places, without Qt."""
    from data.atlas import load_atlas
    from data.errors import AtlasError
    from maps.cache import prepare
    from maps.planning.plan import QuestionError
    from maps.routing import asked_question, print_route

    language = asked.lang or settings.language or system_language()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        atlas = load_atlas()
        question = asked_question(asked, atlas, language)
        print_route(atlas, prepare(atlas, places.cache).measures, question, language, sys.stdout, as_json=asked.json)
    except AtlasError as error:
        print(error, file=sys.stderr)
        return 2 if isinstance(error, QuestionError) else 1
    return 0


def _draw_still(asked: argparse.Namespace, places: Folders, settings: Settings) -> int:
    """Draw the map to a PNG file without a window on screen."""
    from ui.graphics import choose_graphics

    choose_graphics(wants_safe=settings.safe_graphics, last_start_died=False)
    from data.atlas import load_atlas
    from data.errors import AtlasError
    from maps.cache import prepare
    from maps.layers import all_parts
    from ui.map.picture import draw_picture
    from ui.session import Session

    application = _application()
    try:
        atlas = load_atlas()
        session = Session(atlas, _first_scene(asked, settings, all_parts(atlas)))
        draw_picture(session, prepare(atlas, places.cache), asked.size or (1280, 720), asked.still)
    except (AtlasError, OSError) as error:
        print(f"{asked.still} was not drawn: {error}", file=sys.stderr)
        return 1
    finally:
        application.processEvents()
    print(asked.still)
    return 0


def _open_window(asked: argparse.Namespace, places: Folders, settings: Settings, fault: str | None) -> int:
    """Open the window and run until it is closed."""
    from ui.graphics import StartFlag, choose_graphics

    flag = StartFlag(places.state)
    graphics = choose_graphics(wants_safe=settings.safe_graphics, last_start_died=flag.was_left)
    log.info("Graphics: %s.", graphics)
    flag.set()
    application = _application()
    from data.atlas import load_atlas
    from data.errors import AtlasError
    from data.texts import N_
    from data.tiles import Tiles
    from maps.layers import all_parts
    from ui.program import Program

    sys.excepthook = _on_exception
    threading.excepthook = lambda args: _on_exception(args.exc_type, args.exc_value, args.exc_traceback)  # type: ignore[arg-type]
    sys.unraisablehook = lambda args: _on_exception(args.exc_type, args.exc_value, args.exc_traceback)  # type: ignore[arg-type]
    try:
        atlas = load_atlas()
        program = Program(atlas, Tiles(), places, _first_scene(asked, settings, all_parts(atlas)))
    except AtlasError as error:
        flag.clear()
        return _cannot_start(error)
    program.drawn.connect(flag.clear)
    if flag.was_left and graphics == "safe":
        fault = program.text(N_("The last start ended before the map was drawn. Safe graphics are used this time."))
    file = asked.present if isinstance(asked.present, Path) else asked.file
    program.open(fault, file.absolute() if file else None, presents=bool(asked.present))
    code: int = application.exec()
    flag.clear()
    scene = program.close()
    language = scene.language if scene.language != system_language() or settings.language else ""
    save_settings(
        places.config / "settings.json",
        Settings(language, scene.theme, program.wants_safe or settings.safe_graphics, settings.reduced_motion),
    )
    return _again(arguments=sys.argv) if program.wants_safe else code


def _cannot_start(error: Exception) -> int:
    """Say on the screen, in the log and to the shell why there is no window."""
    from PySide6.QtWidgets import QMessageBox

    log.error("%s", error)
    QMessageBox.critical(None, NAME, str(error))
    return 1


def _again(arguments: list[str]) -> int:
    """Start the program anew, in safe graphics."""
    os.environ["QT_QUICK_BACKEND"] = "software"
    os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606  the same program again


def _on_exception(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    """Log what nobody caught and tell the user once."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    log.critical("Uncaught", exc_info=(kind, error, trace))
    from ui.crash import show_crash

    show_crash(kind, error, trace)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
