"""Search, filter and table with the shipped facts and with generated deposits beside them.

Argument: how many deposits there shall be in all. Tells milliseconds: the filter until the map is
drawn, its part on the UI thread, the first and the later searches, the table's writing and sorting.
"""

from __future__ import annotations

import datetime
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from data.atlas import Atlas, load_atlas
from data.texts import load_texts
from data.tiles import Tiles
from maps.cache import Prepared
from maps.layers import all_parts
from maps.measure import measure
from maps.measures import Measures
from maps.scene import HOME, NO_FILTERS, Filters, Scene
from maps.search import Finder
from maps.tables import sheet_of
from maps.tables.sheet import arranged
from tests.benchmarks.child import MAP, tell
from ui.map.scheme import register_scheme
from ui.map.view import MapView
from ui.session import Session

QUERIES = ("a", "ak", "akt", "tungsten", "wolfram", "ташкент", "アルマトイ", "inkai", "middle cor", "krasnovodsk")
COUNTRIES = ("KZ", "UZ", "KG", "TJ", "TM")


def main(arguments: list[str]) -> int:
    """Measure and tell."""
    register_scheme()
    application = QApplication(["exploring"])
    shipped = load_atlas()
    known = measure(shipped)
    atlas, measures = _grown(shipped, known, int(arguments[0]))
    drawn = _filters(atlas, _prepared(atlas, measures))
    tell(**drawn, **_searches(atlas), **_table(atlas, measures))
    return application.exec()


def _grown(atlas: Atlas, measures: Measures, total: int) -> tuple[Atlas, Measures]:
    """Return the facts with copies of the deposits strewn over the five countries' box, and their measures."""
    chance = random.Random(1)  # noqa: S311  no secret
    deposits, remoteness = dict(atlas.deposits), dict(measures.remoteness)
    models = list(atlas.deposits.values())
    for number in range(total - len(models)):
        model, name = models[number % len(models)], f"GEN-{number}"
        at = (round(chance.uniform(47.0, 87.0), 4), round(chance.uniform(36.0, 55.0), 4))
        names = {language: f"{text} {number}" for language, text in model.names.items()}
        deposits[name] = replace(model, id=name, names=names, position=at, country=chance.choice(COUNTRIES))
        remoteness[name] = measures.remoteness[model.id]
    return replace(atlas, deposits=deposits), replace(measures, remoteness=remoteness)


def _prepared(atlas: Atlas, measures: Measures) -> Prepared:
    from maps.drawing import drawing
    from maps.page import render_page

    page = render_page()
    return Prepared(page.html, page.script, json.dumps(drawing(atlas), ensure_ascii=False), measures)


def _filters(atlas: Atlas, prepared: Prepared) -> dict[str, list[float]]:
    """Return how long a filter takes until the map is drawn, and how long it holds the UI thread."""
    on = frozenset(part for part, is_on in all_parts(atlas).items() if is_on)
    session = Session(atlas, Scene(HOME, on))
    view = MapView(session, Tiles())
    view.resize(*MAP)
    view.show()
    view.serve(prepared)
    _until_drawn(view)
    drawn, held = [], []
    for country in COUNTRIES:
        for filters in (Filters(countries=frozenset({country})), NO_FILTERS):
            started = time.perf_counter()
            session.set_filters(filters)
            held.append((time.perf_counter() - started) * 1000)
            _until_drawn(view)
            drawn.append((time.perf_counter() - started) * 1000)
    view.close_page()
    return {"filter": drawn, "filter_held": held}


def _until_drawn(view: MapView) -> None:
    loop = QEventLoop()
    view.drawn.connect(loop.quit)
    loop.exec()
    view.drawn.disconnect(loop.quit)


def _searches(atlas: Atlas) -> dict[str, list[float]]:
    finder = Finder(atlas)
    first = _ms(lambda: finder.find("akt"))
    return {"search_first": [first], "search": [_ms(lambda query=query: finder.find(query)) for query in QUERIES]}  # type: ignore[misc]


def _table(atlas: Atlas, measures: Measures) -> dict[str, list[float]]:
    """Return how long the table of deposits takes to be written, sorted and filtered."""
    texts, today = load_texts("en"), datetime.date(2026, 1, 1)
    started = time.perf_counter()
    sheet = sheet_of(atlas, "deposits", texts, measures, today)
    written = (time.perf_counter() - started) * 1000
    columns = range(len(sheet.columns))
    sorts = [_ms(lambda column=column: arranged(sheet, column=column)) for column in columns]  # type: ignore[misc]
    return {
        "table_written": [written],
        "table_sorted": sorts,
        "table_typed": [_ms(lambda: arranged(sheet, text="gold"))],
    }


def _ms(work: Callable[[], Any]) -> float:
    """Return the median of three runs, in milliseconds; the first of a search is run once."""
    times = []
    for _ in range(3):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
