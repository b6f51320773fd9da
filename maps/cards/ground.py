"""The facts on the cards of countries, capitals, regions, waters and disputed boundaries."""

from __future__ import annotations

from data.countries import Boundary, Capital, Country, Region, Water
from maps.cards.card import Pointers, Row
from maps.cards.desk import Desk, Draft
from maps.cards.words import WATER_KINDS
from maps.sea import SEA_METHOD


def facts_of_country(desk: Desk, country: Country) -> Draft:
    """Return what is known of a country, with what the atlas holds in it."""
    texts, atlas = desk.texts, desk.atlas
    draft = Draft(
        texts.name(country.names),
        texts("Country of Central Asia") if country.is_focus else texts("Country"),
        country.names,
        country.sources,
    )
    deposits = [deposit for deposit in atlas.deposits.values() if deposit.country == country.id]
    draft.add(texts("Deposits on the map"), desk.number(len(deposits)) if deposits else "")
    _add_sea(desk, draft, country)
    if country.capital:
        draft.pointers.append(Pointers(texts("Capital"), (desk.point_to(country.capital.id),)))
    held = [event for event in atlas.events.values() if country.id in (event.country, event.host)]
    draft.pointers.append(
        Pointers(texts("Summits and events"), tuple(desk.point_to(e.id, desk.date(e.date_start)) for e in held))
    )
    draft.pointers.append(
        Pointers(
            texts("Deposits"),
            tuple(desk.point_to(d.id, desk.term("family", d.family)) for d in deposits),
        )
    )
    return draft


def _add_sea(desk: Desk, draft: Draft, country: Country) -> None:
    """Write down how far the capital lies from the open sea, and how that was measured."""
    texts, known = desk.texts, desk.measures.sea.get(country.id)
    if not known:
        return
    told = texts("{km}, coast of {country}", km=desk.km(known.km), country=desk.name(known.country))
    draft.statements.append(Row(texts("Capital to the open sea"), told, desk.cite(country.sources)))
    draft.statements.append(Row(texts("How this was measured"), texts(SEA_METHOD)))


def facts_of_capital(desk: Desk, capital: Capital) -> Draft:
    """Return what is known of a capital."""
    texts, atlas = desk.texts, desk.atlas
    country = desk.name(capital.country)
    draft = Draft(
        texts.name(capital.names),
        texts("Capital of {country}", country=country),
        capital.names,
        atlas.countries[capital.country].sources,
    )
    draft.add(texts("Position"), desk.place(capital.position))
    draft.pointers.append(Pointers(texts("Lies in"), (desk.point_to(capital.country),)))
    near = [event for event in atlas.events.values() if texts.name(event.city) == texts.name(capital.names)]
    draft.pointers.append(
        Pointers(texts("Summits and events"), tuple(desk.point_to(e.id, desk.date(e.date_start)) for e in near))
    )
    return draft


def facts_of_region(desk: Desk, region: Region) -> Draft:
    """Return what is known of a group of countries."""
    texts = desk.texts
    draft = Draft(texts.name(region.names), texts("Group of countries"), region.names, region.sources)
    draft.add(texts("Members"), desk.number(len(region.members)))
    if region.note:
        draft.notes.append(texts.name(region.note))
    draft.pointers.append(Pointers(texts("Countries"), tuple(desk.point_to(name) for name in region.members)))
    return draft


def facts_of_water(desk: Desk, water: Water) -> Draft:
    """Return what is known of a sea or lake."""
    texts = desk.texts
    return Draft(texts.name(water.names), texts(WATER_KINDS.get(water.kind, water.kind)), water.names, water.sources)


def facts_of_boundary(desk: Desk, boundary: Boundary) -> Draft:
    """Return what is known of a disputed boundary."""
    texts = desk.texts
    draft = Draft(
        texts.name(boundary.names), texts("Disputed or indefinite boundary"), boundary.names, boundary.sources
    )
    draft.notes.append(texts("Drawn as the source draws it; the map takes no position on its legal status."))
    return draft
