"""``main.py --route``: plans for people and for programs, without a window, a display or Qt."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
WITHOUT_QT = (
    "import sys, main;"
    "code = main.main(sys.argv[1:]);"
    "sys.exit(99 if any(name.startswith('PySide6') for name in sys.modules) else code)"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home that keeps the measures from one start to the next."""
    return tmp_path_factory.mktemp("home")


def route(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Start the program without a display and return what it said; 99 if it imported Qt."""
    surroundings = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_QT, "--route", *arguments],
        cwd=ROOT,
        env={**surroundings, "CASPIAN_ATLAS_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def planned(home: Path, *arguments: str) -> dict[str, Any]:
    """Return the plan that the program prints as JSON."""
    done = route(home, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    plan: dict[str, Any] = json.loads(done.stdout)
    return plan


def test_the_plan_as_json_holds_legs_in_order_and_sums_that_add_up(home: Path) -> None:
    plan = planned(home, "DOSTYK", "POTI", "--avoid", "RU,IR")
    assert [plan["legs"][0]["from"], plan["legs"][-1]["to"]] == ["DOSTYK", "POTI"]
    for before, after in zip(plan["legs"], plan["legs"][1:], strict=False):
        assert before["to"] == after["from"]
    for leg in plan["legs"]:
        assert {"from", "to", "mode", "km", "countries", "status"} <= set(leg)
        assert not {"RU", "IR"} & set(leg["countries"])
    assert plan["km"] == pytest.approx(sum(leg["km"] for leg in plan["legs"]))
    assert sum(plan["km_by_country"].values()) == pytest.approx(plan["km"], abs=1)
    assert sum(plan["km_by_mode"].values()) == pytest.approx(plan["km"], abs=1)
    assert plan["crossings"] == len(plan["borders"]) == 2
    assert plan["days"][0] < plan["days"][1]
    assert plan["inside"]["RU"] == {"drawn_km": 0.0, "geodesic_km": 0.0}
    assert len(plan["alternatives"]) <= 2


def test_where_there_is_no_way_legs_are_null_and_the_cut_is_named(home: Path) -> None:
    plan = planned(home, "Uralsk", "Алматы", "--avoid", "Russia")
    assert plan["legs"] is None
    assert set(plan["cut"]["legs"]) == {"ILETSK-ORAL", "ORAL-SAYKYN"}
    assert plan["cut"]["barriers"] == ["RU"]
    assert "Iletsk" in plan["cut"]["sentence"]


def test_names_in_any_language_and_legs_in_either_direction_are_understood(home: Path) -> None:
    plan = planned(home, "アクタウ", "Tiflis", "--avoid", "ロシア,Iran", "--without", "ALAT-AKTAU,road", "--by", "days")
    assert (plan["from"], plan["to"], plan["by"]) == ("AKTAU", "TBILISI", "days")
    assert plan["avoid"] == ["IR", "RU"]
    assert plan["without"] == ["AKTAU-ALAT", "road"]
    assert "KURYK-ALAT" in {leg["id"] for leg in plan["legs"]}


def test_planned_legs_are_taken_when_asked_for(home: Path) -> None:
    assert planned(home, "TASHKENT", "PESHAWAR")["legs"] is None
    plan = planned(home, "TASHKENT", "PESHAWAR", "--planned")
    assert "planned" in {leg["status"] for leg in plan["legs"]}


def test_from_a_deposit_the_way_goes_straight_to_its_hub_and_says_so(home: Path) -> None:
    plan = planned(home, "Inkai", "japan", "--avoid", "RU")
    assert plan["deposit"] == "KZ-U-01"
    assert plan["straight"]["hub"] == plan["from"] == plan["legs"][0]["from"]
    assert plan["to"] == plan["legs"][-1]["to"] == "HAKATA"
    assert plan["whole"]["km"] == pytest.approx(plan["km"] + plan["straight"]["km"], abs=0.2)
    assert sum(plan["whole"]["percent_by_country"].values()) == 100
    assert plan["without_russia"]["legs"]
    done = route(home, "KZ-U-01", "Rotterdam", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "in a straight line; no road or track of its own is known" in done.stdout
    assert "without Russia" in done.stdout


def test_from_a_deposit_in_an_avoided_country_there_is_no_way(home: Path) -> None:
    plan = planned(home, "KZ-U-01", "MERSIN", "--avoid", "KZ")
    assert plan["legs"] is None
    assert plan["cut"]["barriers"] == ["KZ"]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Baku – Kars"), ("id", "Baku – Kars"), ("ja", "バクー – カルス")]
)
def test_people_read_it_in_their_language(home: Path, language: str, words: str) -> None:
    done = route(home, "BAKU", "KARS", "--lang", language)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(words)
    assert "824 km" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Poty", "Baku"), "POTI"),
        (("Astara", "Baku"), "ASTARA_IR"),
        (("Antwerp", "Baku"), "Antwerp"),
        (("Poti", "POTI"), "both ends"),
        (("Poti", "Baku", "--avoid", "Narnia"), "Narnia"),
        (("Poti", "Baku", "--without", "POTI-MARS"), "POTI-MARS"),
        (("Poti", "Baku", "--by", "price"), "--by"),
        (("Poti",), "--route"),
    ],
)
def test_what_is_unknown_is_said_with_what_may_be_meant(home: Path, arguments: tuple[str, ...], said: str) -> None:
    done = route(home, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout
