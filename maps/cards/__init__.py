"""Cards: all that is known of one feature, ready to be read, without Qt.

``card_of`` writes the card; a panel or an export only lays it out. Numbers in a card are
those of ``number_sources``, so that card, list of sources and footnotes agree.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from data.atlas import Atlas
from data.countries import Boundary, Capital, Country, Region, Water
from data.deposits import Deposit
from data.events import Event
from data.network import Corridor, CorridorGroup, Leg, Node
from data.own import OwnPlace
from data.texts import Texts
from maps.cards import ground, network
from maps.cards.around import figures_around
from maps.cards.card import Card, CardPassage, Figure, Pointer, Pointers, Row, SourceLine
from maps.cards.desk import Desk, Draft
from maps.cards.facts import facts_of_deposit, facts_of_event
from maps.cards.own import facts_of_own
from maps.cards.text import card_text
from maps.measures import Measures

__all__ = [
    "Card",
    "CardPassage",
    "Figure",
    "Pointer",
    "Pointers",
    "Row",
    "SourceLine",
    "card_of",
    "card_text",
]


def card_of(
    atlas: Atlas,
    measures: Measures,
    feature: str,
    texts: Texts,
    numbers: Mapping[str, int],
    today: datetime.date,
) -> Card:
    """Return the card of a feature in the language of the texts.

    ``numbers`` are the sources' numbers on screen; a source not among them gets the next one.
    """
    desk = Desk(atlas, measures, texts, numbers, today)
    known = atlas.features[feature]
    match known:
        case Deposit():
            draft = facts_of_deposit(desk, known)
        case Event():
            draft = facts_of_event(desk, known)
        case Country():
            draft = ground.facts_of_country(desk, known)
        case Capital():
            draft = ground.facts_of_capital(desk, known)
        case Region():
            draft = ground.facts_of_region(desk, known)
        case Water():
            draft = ground.facts_of_water(desk, known)
        case Boundary():
            draft = ground.facts_of_boundary(desk, known)
        case Node():
            draft = network.facts_of_node(desk, known)
        case Leg():
            draft = network.facts_of_leg(desk, known)
        case Corridor():
            draft = network.facts_of_corridor(desk, known)
        case CorridorGroup():
            draft = network.facts_of_group(desk, known)
        case OwnPlace():
            draft = facts_of_own(desk, known)
    return _finish(desk, feature, draft)


def _finish(desk: Desk, feature: str, draft: Draft) -> Card:
    """Return the card: the draft with figures, passages and the sources used so far."""
    cited = desk.cite(draft.sources)
    figures = (*desk.figures_about(feature), *figures_around(desk, feature))
    passages = desk.passages_about(feature)
    return Card(
        feature,
        draft.title,
        draft.subtitle,
        desk.other_names(draft.names, draft.title),
        cited,
        tuple(draft.rows),
        tuple(draft.statements),
        figures,
        tuple(draft.notes),
        passages,
        tuple(group for group in draft.pointers if group.items),
        desk.sources_used(),
    )
