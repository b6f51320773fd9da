"""Caspian Atlas: starts the program. The only file that knows all folders."""

from __future__ import annotations

import argparse
import builtins
import gc
import io
import logging
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.settings import Folders, Settings, folders, load_settings, system_language
from data.version import NAME, VERSION
from ui.arguments import parse
from ui.logs import start_log

if TYPE_CHECKING:
    from maps.scene import Scene
    from ui.graphics import StartFlag
    from ui.handover.door import Door
    from ui.handover.request import Request

log = logging.getLogger("main")


def main(arguments: list[str]) -> int:
    """Do what the command line asks for and return the exit code."""
    asked = parse(arguments)
    places = folders()
    start_log(places.state)
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
    from ui.memory import spare_memory

    spare_memory()
    if asked.still:
        return _draw_still(asked, places, settings)
    if asked.export:
        from ui.exports.command import run_export

        return run_export(asked, places, settings, _application)
    return _open_window(asked, places, settings, fault)


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
    from ui.application import Application

    # PySide's own import reads the source of every module, for the sake of a feature that is not used here.
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
    from PySide6.QtGui import QIcon

    from ui.fonts import load_fonts
    from ui.icons import PROGRAM_ICON
    from ui.map.scheme import register_scheme

    register_scheme()
    application = Application([NAME])
    application.setApplicationName("caspian-atlas")
    application.setApplicationDisplayName(NAME)
    application.setApplicationVersion(VERSION)
    application.setDesktopFileName("caspian-atlas")
    application.setWindowIcon(QIcon(str(PROGRAM_ICON)))
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
    gc.disable()  # a start makes much and drops little; Program switches it on again
    from ui.graphics import StartFlag, choose_graphics, start_again

    flag = StartFlag(places.state)
    graphics = choose_graphics(wants_safe=settings.safe_graphics, last_start_died=flag.was_left)
    log.info("Graphics: %s.", graphics)
    flag.set()
    application = _application()
    request, door = _meet(asked, places, settings, flag)
    if isinstance(door, int):
        return door
    from data.atlas import load_atlas
    from data.errors import AtlasError
    from data.texts import N_
    from data.tiles import Tiles
    from maps.layers import all_parts
    from ui.first_sight import FirstSight
    from ui.program import Program

    sys.excepthook = _on_exception
    threading.excepthook = lambda args: _on_exception(args.exc_type, args.exc_value, args.exc_traceback)  # type: ignore[arg-type]
    sys.unraisablehook = lambda args: _on_exception(args.exc_type, args.exc_value, args.exc_traceback)  # type: ignore[arg-type]
    try:
        atlas = load_atlas()
        program = Program(atlas, Tiles(), places, _first_scene(asked, settings, all_parts(atlas)), settings)
    except AtlasError as error:
        flag.clear()
        return _cannot_start(error)
    program.drawn.connect(flag.clear)
    if flag.was_left and graphics == "safe":
        fault = program.text(N_("The last start ended before the map was drawn. Safe graphics are used this time."))
    file, others = (request.files or (None,))[0], request.files[1:]
    program.open(fault, file, others, presents=request.presents)
    if flag.fault:
        program.tell_not_kept(places.state, flag.fault)
    program.receive(door, application)
    FirstSight(program)
    code: int = application.exec()
    flag.clear()
    program.close()
    return start_again(sys.argv) if program.wants_safe else code


def _meet(
    asked: argparse.Namespace, places: Folders, settings: Settings, flag: StartFlag
) -> tuple[Request, Door | int | None]:
    """Return what is asked for, and this program's door; or the exit code, if a running program does it."""
    from ui.handover.meeting import meet, wants_another
    from ui.handover.request import request_of

    files = [asked.present, *asked.files] if isinstance(asked.present, Path) else asked.files
    request = request_of(files, presents=bool(asked.present))
    met = meet(places.state, request)
    if not isinstance(met, str):
        return request, met
    if not flag.was_left:
        flag.clear()
    if met == "taken":
        return request, 0
    if not wants_another(settings.language or system_language()):
        return request, 4
    flag.set()
    return request, None


def _cannot_start(error: Exception) -> int:
    """Say on the screen, in the log and to the shell why there is no window."""
    from PySide6.QtWidgets import QMessageBox

    log.error("%s", error)
    QMessageBox.critical(None, NAME, str(error))
    return 1


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
