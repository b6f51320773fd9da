"""The twenty questions of docs/questions.md: each answer there is what the shipped facts give, with its sources."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from data import formats
from data.atlas import Atlas
from data.claims import Claim
from data.texts import load_texts
from maps.cards import Card, card_of
from maps.measures import Measures
from maps.search import Finder
from maps.tables import TABLES, Line, Sheet, arranged, sheet_of
from maps.themes import theme_of
from ui.actions import ACTIONS
from ui.menus import shown_key

PAGE = Path(__file__).parent.parent / "docs" / "questions.md"
TODAY = datetime.date(2026, 6, 1)
"""The day on which the page counts a figure's age."""


@dataclass
class Desk:
    """What an analyst has: the tables and cards of the program, in English; notes which sources an answer needs."""

    atlas: Atlas
    measures: Measures
    cited: set[str] = field(default_factory=set)
    sheets: dict[str, Sheet] = field(default_factory=dict)

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table."""
        if table not in self.sheets:
            self.sheets[table] = sheet_of(self.atlas, table, load_texts("en"), self.measures, TODAY)
        return [Row(self.sheets[table], line) for line in self.sheets[table].lines]

    def row(self, table: str, key: str) -> Row:
        """Return one row of a table."""
        return next(row for row in self.rows(table) if row.key == key)

    def card(self, feature: str) -> Card:
        """Return a card and cite what it cites."""
        self.cite(self.atlas.features[feature].sources)
        return card_of(self.atlas, self.measures, feature, load_texts("en"), {}, TODAY)

    def claims(self, about: str, *measures: str) -> list[Claim]:
        """Return the claims about a feature, newest first, of some measures."""
        return [claim for claim in self.atlas.claims_about(about) if claim.measure in measures]

    def said(self, claim: Claim) -> str:
        """Return a figure with its date and who says it."""
        self.cite(claim.sources)
        dated = f"as of {formats.date(claim.asof, 'en')}" if claim.asof else "undated"
        marks = [dated, *(["older than 24 months"] if formats.is_stale(claim, TODAY) else [])]
        marks += ["not confirmed"] if claim.confidence == "unverified" else []
        who = "; ".join(self.atlas.sources[name].title for name in claim.sources)
        return f"{claim.text['en']} ({', '.join(marks)}). {who}"

    def cite(self, sources: Iterable[str]) -> None:
        """Note that an answer rests on sources."""
        self.cited.update(sources)


@dataclass(frozen=True)
class Row:
    """One row of a table, cell by column."""

    sheet: Sheet
    line: Line

    @property
    def key(self) -> str:
        """The id of what the row is about."""
        return self.line.key

    def __getitem__(self, column: str) -> str:
        """Return what a cell shows."""
        return self.line.cells[self.sheet.column(column)].shown

    def km(self, column: str) -> str:
        """Return a distance with what it may be off."""
        cell = self.line.cells[self.sheet.column(column)]
        return f"{cell.text} km ({cell.note})" if cell.note else f"{cell.text} km"

    def value(self, column: str) -> float:
        """Return a cell's number."""
        value = self.line.cells[self.sheet.column(column)].value
        assert isinstance(value, (int, float))
        return value


QUESTIONS: list[Callable[[Desk], list[str]]] = []


def question(answer: Callable[[Desk], list[str]]) -> Callable[[Desk], list[str]]:
    """Add a question in the order of the page."""
    QUESTIONS.append(answer)
    return answer


def deposit_sources(desk: Desk, key: str) -> None:
    """Cite what a deposit and its newest figure rest on."""
    deposit = desk.atlas.deposits[key]
    desk.cite((*deposit.sources, *deposit.status_sources))
    for claim in desk.atlas.claims_about(key)[:1]:
        desk.cite(claim.sources)


@question
def tungsten(desk: Desk) -> list[str]:
    found = []
    for row in desk.rows("deposits"):
        if desk.atlas.deposits[row.key].commodities[0] == "tungsten":
            deposit_sources(desk, row.key)
            figure = f"{row['newest']}, as of {row['asof']}" if row["newest"] else "no figure"
            found.append(
                f"{row['name']}, {row['country']}: {row['status']}; {row['operator'] or 'no operator'}; {figure}"
            )
    return found


@question
def undeveloped_rare_earths(desk: Desk) -> list[str]:
    found = []
    for row in desk.rows("deposits"):
        deposit = desk.atlas.deposits[row.key]
        if "rare-earths" in deposit.commodities and deposit.status in ("undeveloped", "exploration"):
            deposit_sources(desk, row.key)
            text = f"{row['name']}, {row['country']}: {row.km('railway_km')} from {row['railway']}; {row['status']}"
            found.append((row.value("railway_km"), text))
    return [text for _, text in sorted(found)]


@question
def cargo_2022(desk: Desk) -> list[str]:
    return [desk.said(claim) for claim in desk.claims("middle", "cargo") if claim.asof == "2022"]


@question
def transit_time(desk: Desk) -> list[str]:
    return [desk.said(claim) for claim in desk.claims("middle", "time", "time-block-train")]


@question
def middle_without_russia(desk: Desk) -> list[str]:
    return [statement.value for statement in desk.card("middle").statements[:1]]


@question
def northern_through_russia(desk: Desk) -> list[str]:
    found = []
    for row in desk.rows("corridors"):
        if desk.atlas.corridors[row.key].group == "northern":
            desk.cite(desk.atlas.corridors[row.key].sources)
            found.append(f"{row['name']}: {row['russia']} km as drawn in Russia, of {row['length']} km")
    return found


@question
def uranium(desk: Desk) -> list[str]:
    found = []
    for country in ("KZ", "UZ", "KG", "TJ", "TM"):
        claims = desk.claims(country, "uranium-production", "uranium-share-of-world")
        found += [desk.said(claim) for claim in claims if claim.asof is None or claim.asof >= "2013"]
    return found


@question
def krasnovodsk(desk: Desk) -> list[str]:
    hit = Finder(desk.atlas).find("Krasnovodsk", "en")[0]
    card = desk.card(hit.id)
    legs = next(pointers for pointers in card.pointers if pointers.title == "Legs")
    return [
        f"{hit.name} ({hit.id}), {card.subtitle}",
        *(f"{pointer.text}: {pointer.detail}" for pointer in legs.items),
    ]


@question
def summits_of_2025(desk: Desk) -> list[str]:
    found = []
    for row in desk.rows("events"):
        if desk.atlas.events[row.key].date_start.startswith("2025"):
            desk.cite(desk.atlas.events[row.key].sources)
            found.append(f"{row['date']}, {row['city']}, with {row['host']}: {row['outcome']}")
    return found


@question
def cancelled_trip(desk: Desk) -> list[str]:
    found = []
    for row in desk.rows("events"):
        if desk.atlas.events[row.key].date_start.startswith("2024"):
            desk.cite(desk.atlas.events[row.key].sources)
            found.append(f"{row['date']}, {row['city']}: {row['name']}. {row['outcome']}".strip())
    return found


@question
def borders_with_china(desk: Desk) -> list[str]:
    rows = [row for row in desk.rows("countries") if desk.claims(row.key, "border-with-china")]
    for row in rows:
        desk.cite(desk.claims(row.key, "border-with-china")[0].sources)
    rows.sort(key=lambda row: (-row.value("border-with-china"), row["name"]))
    return [f"{row['name']}: {row['border-with-china']} km".replace(" (undated)", "") for row in rows]


@question
def trade_with_china(desk: Desk) -> list[str]:
    found = []
    for country in ("KZ", "KG", "TJ", "TM", "UZ"):
        for claim in desk.claims(country, "share-of-exports-china", "share-of-imports-china"):
            desk.cite(claim.sources)
            found.append(claim.text["en"])
    return found


@question
def gold(desk: Desk) -> list[str]:
    newest = [claims[0] for country in desk.atlas.countries if (claims := desk.claims(country, "gold-production"))]
    valued = [claim for claim in newest if isinstance(claim.value, (int, float))]
    valued.sort(key=lambda claim: -float(str(claim.value)))
    return [desk.said(claim) for claim in (*valued, *(claim for claim in newest if claim.value is None))]


@question
def gas_of_turkmenistan(desk: Desk) -> list[str]:
    measures = {claim.measure for claim in desk.atlas.claims_about("TM") if claim.measure.startswith("natural-gas")}
    return [desk.said(claim) for claim in desk.claims("TM", *measures)]


@question
def ai_partnership(desk: Desk) -> list[str]:
    theme = theme_of(desk.atlas, "ai-partnership")
    assert theme
    found = []
    for at, known in enumerate(theme.ranks[:5], 1):
        row = desk.row("deposits", known.deposit)
        deposit_sources(desk, known.deposit)
        found.append(
            f"{at}. {row['name']}, {row['country']}: {known.points} points; {row['commodities']}; "
            f"{row.km('railway_km')} to a railway; {row['confidence']}; {row['status']}"
        )
    return found


@question
def across_the_caspian(desk: Desk) -> list[str]:
    row = desk.row("legs", "AKTAU-ALAT")
    leg = desk.atlas.legs["AKTAU-ALAT"]
    desk.cite(leg.sources)
    note = leg.length_note["en"] if leg.length_note else ""
    claims = [desk.said(claim) for claim in desk.atlas.claims_about("AKTAU-ALAT")]
    return [f"{row['name']}: {row['length']} km, {row['basis'].lower()}. {note}", *claims]


@question
def water_level(desk: Desk) -> list[str]:
    return [desk.said(claim) for claim in desk.atlas.claims_about("caspian") if "water-level" in claim.measure]


@question
def under_construction(desk: Desk) -> list[str]:
    found = []
    for row in desk.rows("legs"):
        leg = desk.atlas.legs[row.key]
        if leg.status == "under-construction":
            desk.cite(leg.sources)
            found.append(f"{row['name']}: {row['mode'].lower()}, {row['length']} km ({row['basis'].lower()})")
    return found


@question
def newly_opened(desk: Desk) -> list[str]:
    excerpt = desk.atlas.excerpts["e12"]
    desk.cite(article.source for article in desk.atlas.articles if article.id == excerpt.article)
    link = next(link for link in excerpt.links if link.id == "e12-l3")
    assert link.addition
    found = [f"“{excerpt.texts['en']}”", link.addition["en"]]
    for name in link.targets:
        row = desk.row("deposits", name)
        deposit_sources(desk, name)
        found.append(f"{row['name']}, {row['country']}: {row['commodities']}; {row['status']}")
    return found


@question
def uncertain_places(desk: Desk) -> list[str]:
    found = []
    for row in desk.rows("deposits"):
        if desk.atlas.deposits[row.key].confidence == "low":
            desk.cite(desk.atlas.deposits[row.key].sources)
            found.append(f"{row['name']}, {row['country']}: within {row['precision']} km")
    return found


# The page


@dataclass(frozen=True)
class Section:
    """One question of the page."""

    title: str
    steps: str
    answer: list[str]
    sources: list[str]


def sections() -> list[Section]:
    """Return the questions that the page holds."""
    parts = re.split(r"^## \d+\. ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    found = []
    for part in parts:
        head, _, rest = part.partition("\n")
        steps, _, rest = rest.partition("**Answer.**")
        answer, _, sources = rest.partition("**Sources.**")
        lines = [" ".join(line.split()) for line in re.split(r"^- ", answer, flags=re.MULTILINE)[1:]]
        found.append(Section(head.strip(), steps, lines, re.findall(r"`([\w.-]+)`", sources)))
    return found


def test_there_are_twenty_questions_each_with_steps_and_sources(atlas: Atlas) -> None:
    known = sections()
    assert len(known) == len(QUESTIONS) == 20
    for section in known:
        assert section.title.endswith("?")
        assert "**Steps.**" in section.steps
        assert section.answer
        assert section.sources
        assert set(section.sources) <= set(atlas.sources)


def test_the_keys_and_commands_that_the_page_names_are_there() -> None:
    keys = {shown_key(key) for action in ACTIONS for key in action.shortcuts}
    own = {"Enter", "Esc", "Click"}
    for section in sections():
        for key in re.findall(r"<kbd>(.+?)</kbd>", section.steps):
            assert key in keys | own, key


TABLE_FILTERS = re.compile(r"(Deposits|Figures|Legs|Corridors|Summits and events), (?:type|filter) “(.+?)”")


def test_the_filters_that_the_page_names_find_what_it_answers(atlas: Atlas, measures: Measures) -> None:
    tried = 0
    for section in sections():
        for title, text in TABLE_FILTERS.findall(section.steps):
            table = next(table.id for table in TABLES if table.title == title)
            sheet = sheet_of(atlas, table, load_texts("en"), measures, TODAY)
            at = sheet.column("text" if table == "figures" else "name")
            found = {sheet.lines[line].cells[at].text for line in arranged(sheet, text=text)}
            named = {line.cells[at].text for line in sheet.lines if _is_told(line.cells[at].text, section.answer)}
            assert named, section.title
            assert named <= found, f"{section.title}: “{text}” does not find {sorted(named - found)}"
            tried += 1
    assert tried > 8


def _is_told(name: str, answer: list[str]) -> bool:
    return any(f"{name}{more}" in f"{line}\n" for line in answer for more in (",", ":", ".", " (", "\n"))


@pytest.mark.parametrize("at", range(20), ids=lambda at: QUESTIONS[at].__name__)
def test_the_answer_is_what_the_facts_give(atlas: Atlas, measures: Measures, at: int) -> None:
    desk = Desk(atlas, measures)
    answer = QUESTIONS[at](desk)
    section = sections()[at]
    assert section.answer == [" ".join(line.split()) for line in answer]
    assert section.sources == sorted(desk.cited)
