"""The stage on two real screens under a window manager: every key of the table, and a screen that goes and comes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ui.stage.hall import BACK, GONE
from ui.stage.keys import STAGE_KEYS, StageKey

ROOT = Path(__file__).parent.parent.parent
NEEDED = ("Xvfb", "openbox", "xdotool", "xrandr")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

LEFT = ("LEFT", "1280/340x800/210+0+0", "screen")
RIGHT = ("RIGHT", "1280/340x720/190+1280+0", "none")
RIGHT_AREA = [1280, 0, 1280, 720]
LEFT_AREA = [0, 0, 1280, 800]
KEYSYMS = {
    "PgDown": "Next", "PgUp": "Prior", "Space": "space", "Enter": "KP_Enter", "Backspace": "BackSpace", "Esc": "Escape",
    ".": "period", ",": "comma", "/": "slash", "+": "plus", "=": "equal", "-": "minus", "?": "question",
}  # fmt: skip
State = dict[str, Any]


class Desk:
    """Two screens, a window manager, and the program on stage."""

    def __init__(self, home: Path) -> None:
        reader, writer = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", "2560x800x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=[writer],
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(writer)
        with os.fdopen(reader) as told:
            number = told.readline().strip()
        self.env = os.environ | {
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            "CASPIAN_ATLAS_HOME": str(home),
            "WAKEPY_FAKE_SUCCESS": "1",
            "PYTHONPATH": str(ROOT),
            "QT_LOGGING_RULES": "*=false",
        }
        self.plug_in(*LEFT)
        self.plug_in(*RIGHT)
        self.manager = subprocess.Popen(["openbox"], env=self.env, stderr=subprocess.DEVNULL)
        self.program = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.programs.presenting"], env=self.env, cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def plug_in(self, name: str, area: str, output: str) -> None:
        """Add a screen."""
        subprocess.run(["xrandr", "--setmonitor", name, area, output], env=self.env, check=True, capture_output=True)

    def unplug(self, name: str) -> None:
        """Take a screen away."""
        subprocess.run(["xrandr", "--delmonitor", name], env=self.env, check=True, capture_output=True)

    def wait_until_ready(self) -> None:
        """Wait until the program is on stage with all drawn."""
        self._read("ready")

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        subprocess.run(["xdotool", "key", *keys], env=self.env, check=True, capture_output=True)

    def ask(self, what: str = "state") -> State:
        """Let the program do something, and return how it stands."""
        assert self.program.stdin
        self.program.stdin.write(f"{what}\n")
        self.program.stdin.flush()
        found: State = json.loads(self._read("{"))
        return found

    def until(self, holds: Callable[[State], bool], why: str, seconds: float = 20.0) -> State:
        """Ask until something holds."""
        end = time.monotonic() + seconds
        state = self.ask()
        while not holds(state):
            assert time.monotonic() < end, f"{why}: {state}"
            state = self.ask()
        return state

    def close(self) -> None:
        """End everything that was started."""
        for process in (self.program, self.manager, self.server):
            process.kill()
            process.wait()
        for pipe in (self.program.stdin, self.program.stdout):
            if pipe:
                pipe.close()

    def _read(self, begins: str) -> str:
        assert self.program.stdout
        for line in self.program.stdout:
            if line.startswith(begins):
                return line
        raise AssertionError("the program has ended")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return the program started straight on stage, console on the left and audience on the right screen."""
    made = Desk(tmp_path_factory.mktemp("home"))
    try:
        made.wait_until_ready()
        made.until(lambda state: state["active"] == "console", "the show began", 60)
        yield made
    finally:
        made.close()


EFFECTS: dict[str, Callable[[State, State], bool]] = {
    "next": lambda _, now: now["place"] == [1, 1],
    "previous": lambda _, now: now["place"] == [0, 0],
    "enter": lambda _, now: now["place"] == [1, 1],
    "backspace": lambda _, now: now["place"] == [0, 0],
    "first": lambda _, now: now["place"] == [0, 0],
    "last": lambda _, now: now["place"] == [3, 0],
    "black": lambda _, now: now["state"] == "black" and now["colour"] == 0,
    "white": lambda _, now: now["state"] == "white" and now["colour"] == 0xFFFFFF,
    "freeze": lambda was, now: now["state"] == "frozen" and now["picture"] == was["picture"],
    "roam": lambda was, now: now["state"] == "roam" and now["picture"] == was["picture"],
    "ask": lambda _, now: now["types"],
    "overview": lambda _, now: now["overview"],
    "swap": lambda was, now: now["audience"] != was["audience"] and now["full"],
    "erase": lambda _, now: now["tool"] == "erase",
    "clear_ink": lambda was, now: now["place"] == was["place"],
    "language": lambda _, now: now["language"] == "id",
    "legend": lambda was, now: now["legend"] != was["legend"],
    "timer": lambda _, now: now["paused"],
    "reset_timer": lambda was, now: now["elapsed"] < was["elapsed"],
    "bigger": lambda _, now: now["scale"] > 1,
    "smaller": lambda _, now: now["scale"] < 1,
    "sources": lambda _, now: now["sources"],
    "edit_notes": lambda _, now: now["types"],
    "toggle_projector": lambda _, now: now["look"] == "projector",
    "toggle_console": lambda _, now: now["active"] == "console",
    "resume": lambda was, now: now["place"] == was["place"] and now["running"],
    "show_keys": lambda was, now: now["extra"] != was["extra"],
    "escape": lambda _, now: now["asks"],
}


def effect_of(known: StageKey) -> Callable[[State, State], bool]:
    """Return what tells that a key did its work."""
    match known.verb:
        case "digit":
            return lambda _, now: now["digits"] == known.given[0]
        case "tool":
            return lambda _, now: now["tool"] == known.given[0]
        case "pan":
            return lambda was, now: (now["west"], now["south"]) != (was["west"], was["south"])
        case verb:
            return EFFECTS[verb]


def keysym(key: str) -> str:
    """Return a key as xdotool calls it."""
    *held, name = key.split("+") if len(key) > 1 else [key]
    symbol = KEYSYMS.get(name, name.lower() if len(name) == 1 else name)
    return "+".join([*(part.lower() for part in held), symbol])


def test_the_audience_has_the_other_screen_as_a_whole(desk: Desk) -> None:
    state = desk.ask("reset")
    assert state["screens"] == 2
    assert (state["audience"], state["full"], state["active"]) == (RIGHT_AREA, True, "console")


@pytest.mark.parametrize("known", STAGE_KEYS, ids=lambda known: known.id)
def test_a_key_does_what_the_table_says(desk: Desk, known: StageKey) -> None:
    for key in known.keys:
        desk.ask("reset")
        was = desk.until(lambda state: state["rest"] and state["active"] == "console", "at rest")
        if known.verb == "pan":
            desk.press("v")
            was = desk.until(lambda state: state["state"] == "roam", "roaming")
        desk.press(keysym(key))
        desk.until(lambda now, was=was: effect_of(known)(was, now), f"{key} is {known.verb}")  # type: ignore[misc]
        if known.verb == "swap":
            desk.press(keysym(key))
            desk.until(lambda state: state["audience"] == RIGHT_AREA, "swapped back")
        if known.verb == "show_keys":
            desk.press("Escape")
            desk.until(lambda now, was=was: now["extra"] == was["extra"], "the sheet is put away")  # type: ignore[misc]


def test_typing_types_and_the_clicker_still_works(desk: Desk) -> None:
    desk.ask("reset")
    desk.ask("type")
    desk.press("b", "space", "7")
    desk.until(lambda state: state["text"] == "b 7", "typed")
    desk.press("Next")
    state = desk.until(lambda state: state["place"] == [1, 1], "the clicker works")
    assert state["state"] == "live" and state["digits"] == ""
    desk.press("BackSpace", "BackSpace", "BackSpace")
    desk.until(lambda state: state["text"] == "", "typed away")


def test_keys_work_in_the_editors_window_and_its_menus_do_not(desk: Desk) -> None:
    desk.ask("reset")
    desk.ask("editor")
    was = desk.until(lambda state: state["active"] == "editor", "the editor is in front")
    desk.press("F3", "F5", "ctrl+o", "Next")
    state = desk.until(lambda state: state["place"] == [1, 1], "the clicker works")
    assert state["reader"] is was["reader"] and state["extra"] == was["extra"]


def test_a_click_in_the_map_swallows_no_key(desk: Desk) -> None:
    desk.ask("reset")
    desk.until(lambda state: state["active"] == "console", "the console is in front")
    subprocess.run(["xdotool", "mousemove", "300", "400", "click", "1"], env=desk.env, check=True)
    desk.press("Next", "Next")
    desk.until(lambda state: state["place"] == [1, 2], "the clicker works")


def test_a_projector_that_is_unplugged_does_not_end_the_show(desk: Desk) -> None:
    desk.ask("reset")
    desk.press("Next")
    desk.until(lambda state: state["place"] == [1, 1] and state["rest"], "in the scene")
    desk.unplug("RIGHT")
    state = desk.until(lambda state: GONE in state["chips"], "the chip")
    state = desk.until(lambda state: not state["full"] and state["rest"], "the audience has a window")
    assert state["running"] and state["place"] == [1, 1] and state["screens"] == 1
    x, y, width, height = state["audience"]
    assert x >= 0 and x + width <= LEFT_AREA[2] and y + height <= LEFT_AREA[3]
    assert state["colour"] is None
    desk.press("Next")
    desk.until(lambda state: state["place"] == [1, 2], "the show goes on")
    desk.plug_in(*RIGHT)
    desk.until(lambda state: BACK in state["chips"], "the offer")
    desk.press("s")
    state = desk.until(lambda state: state["full"], "full again")
    state = desk.until(lambda state: state["audience"] == RIGHT_AREA, "on the projector")
    assert state["place"] == [1, 2] and GONE not in state["chips"]


def test_ending_leaves_the_editor_alone(desk: Desk) -> None:
    desk.ask("reset")
    desk.until(lambda state: state["active"] == "console", "the console is in front")
    desk.press("Escape")
    desk.until(lambda state: state["asks"], "asked")
    desk.press("Return")
    state = desk.until(lambda state: not state["running"], "ended")
    assert "audience" not in state
    desk.until(lambda state: state["active"] == "editor", "the editor is in front")
