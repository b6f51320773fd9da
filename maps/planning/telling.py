"""Telling a plan: as lines for people, in their language, or as plain data for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.formats import percentages
from data.texts import N_
from maps.cards.desk import Desk
from maps.planning.plan import SEA, Contradiction, NoPath, Plan, Question, Span, Step

BEST = {
    "km": N_("shortest way"),
    "days": N_("fastest way"),
    "crossings": N_("way with the fewest border crossings"),
}

WHOLE_DAYS = 3.0
"""From so many days on, parts of a day say more than is known."""

PLACES_SHOWN = 3


def told(desk: Desk, question: Question, plans: tuple[Plan, ...]) -> list[str]:
    """Return the best plan in full and the others in a line each."""
    texts, best = desk.texts, plans[0]
    ends = f"{desk.name(question.start)} – {desk.name(question.end)}"
    lines = [f"{ends}: {texts(BEST[question.by])}", summary(desk, best), *_sums(desk, best), ""]
    width = len(str(len(best.steps)))
    lines += [f"{number:>{width}}. {_step(desk, step)}" for number, step in enumerate(best.steps, 1)]
    remarks = _remarks(desk, best)
    if remarks:
        lines += ["", *remarks]
    if len(plans) > 1:
        lines += ["", texts("Other ways")]
        lines += [f"{number}. {_other(desk, plan, best)}" for number, plan in enumerate(plans[1:], 2)]
    return lines


def plain(plan: Plan) -> dict[str, Any]:
    """Return what a program may want to know of a plan; the sea goes by the name of "sea"."""
    return {
        "legs": [_plain_step(step) for step in plan.steps],
        "km": round(plan.km, 1),
        "km_by_country": {country or "sea": round(km, 1) for country, km in plan.country_km.items()},
        "km_by_mode": {mode: round(km, 1) for mode, km in plan.mode_km.items()},
        "crossings": plan.crossings,
        "borders": [[border.before, border.after] for border in plan.borders],
        "gauge_changes": [change.node for change in plan.gauge_changes],
        "transfers": [change.node for change in plan.transfers],
        "days": [round(day, 1) for day in plan.days],
        "published_share": round(plan.published_share, 4),
        "inside": {
            known.country: {"drawn_km": known.drawn_km, "geodesic_km": known.straight_km} for known in plan.inside
        },
        "contradictions": [
            {"leg": found.leg, "country": found.country, "drawn_km": found.drawn_km} for found in plan.contradictions
        ],
    }


def plain_cut(cut: NoPath, language: str) -> dict[str, Any]:
    """Return what a program may want to know where there is no way."""
    return {
        "legs": None,
        "cut": {
            "legs": list(cut.legs),
            "nodes": list(cut.nodes),
            "barriers": list(cut.barriers),
            "opens_with_planned": cut.opens_with_planned,
            "sentence": cut.sentence[language],
        },
    }


def days_of(desk: Desk, days: Span) -> str:
    """Return a range of days as exactly as it is known."""
    low, high = (desk.number(round(day, 0 if day >= WHOLE_DAYS else 1)) for day in days)
    return desk.texts("{days} days", days=low if low == high else f"{low}–{high}")


def summary(desk: Desk, plan: Plan) -> str:
    """Return a way's length, days and border crossings in a line."""
    crossings = desk.texts("border crossings: {n}", n=plan.crossings)
    return " · ".join((desk.km(plan.km), days_of(desk, plan.days), crossings))


def _sums(desk: Desk, plan: Plan) -> list[str]:
    texts = desk.texts
    modes = {desk.term("mode", mode): km for mode, km in plan.mode_km.items()}
    countries = {country_name(desk, country): km for country, km in plan.country_km.items()}
    known = desk.number(round(plan.published_share * 100))
    timed = sum(step.is_timed for step in plan.steps)
    rows = [
        (texts("By mode"), _shares(desk, modes)),
        (texts("By country"), _shares(desk, countries)),
        (texts("Gauge changes"), desk.listed(desk.name(change.node) for change in plan.gauge_changes)),
        (texts("Transfers"), desk.listed(desk.name(change.node) for change in plan.transfers)),
        (texts("Length"), texts("{share} % published or derived, the rest computed or estimated", share=known)),
        (
            texts("Time"),
            texts("published for {n} of {total} legs, else by stated assumptions", n=timed, total=len(plan.steps)),
        ),
    ]
    rows += [
        (
            desk.name(known.country),
            texts(
                "{drawn} as drawn, {geodesic} as geodesic",
                drawn=desk.km(known.drawn_km),
                geodesic=desk.km(known.straight_km),
            ),
        )
        for known in plan.inside
    ]
    return [f"{label}: {value or '0'}" for label, value in rows]


def _shares(desk: Desk, parts: Mapping[str, float]) -> str:
    shown = percentages(parts)
    longest = sorted(parts.items(), key=lambda item: -item[1])
    return desk.listed(f"{name} {desk.km(km)} ({shown[name]} %)" for name, km in longest)


def _step(desk: Desk, step: Step) -> str:
    leg = step.leg
    basis = desk.term("length_basis", leg.length_basis)
    parts = [
        f"{desk.name(step.start)} – {desk.name(step.end)}",
        desk.term("mode", leg.mode),
        f"{desk.km(leg.length_km)} ({basis})",
        desk.listed(country_name(desk, country) for country in step.countries),
    ]
    if leg.status != "operating":
        parts.append(desk.term("leg_status", leg.status))
    return " · ".join(parts)


def _remarks(desk: Desk, plan: Plan) -> list[str]:
    """Return what is to be known before a plan is believed."""
    remarks = [_contradiction(desk, found) for found in plan.contradictions]
    if any(step.leg.mode == "pipeline" for step in plan.steps):
        remarks.append(desk.texts("A pipeline flows one way; which way it flows is not considered."))
    return remarks


def _contradiction(desk: Desk, found: Contradiction) -> str:
    leg, country = desk.name(found.leg), country_name(desk, found.country)
    if found.drawn_km:
        return desk.texts(
            "{leg}: the drawn line has {km} in {country}, which the facts do not name; the facts hold.",
            leg=leg,
            km=desk.km(found.drawn_km),
            country=country,
        )
    return desk.texts(
        "{leg}: the facts name {country}, which the drawn line does not enter; the facts hold.",
        leg=leg,
        country=country,
    )


def _other(desk: Desk, plan: Plan, best: Plan) -> str:
    """Return another way in a line: its sums, how much longer it is, and where it goes instead."""
    own = [node for node in plan.nodes if node not in best.nodes]
    places = own[:: max(1, -(-len(own) // PLACES_SHOWN))]
    more = plan.km - best.km
    sign = "+" if round(more) >= 0 else "−"
    parts = [summary(desk, plan), f"{sign}{desk.km(abs(more))}"]
    if places:
        parts.append(desk.texts("by way of {places}", places=desk.listed(desk.name(node) for node in places)))
    return " · ".join(parts)


def country_name(desk: Desk, country: str) -> str:
    """Return the name of a country of a way, or the word for the sea."""
    return desk.texts("sea") if country == SEA else desk.name(country)


def _plain_step(step: Step) -> dict[str, Any]:
    return {
        "id": step.leg.id,
        "from": step.start,
        "to": step.end,
        "mode": step.leg.mode,
        "km": step.leg.length_km,
        "length_basis": step.leg.length_basis,
        "countries": list(step.countries),
        "status": step.leg.status,
        "days": [round(day, 2) for day in step.days],
    }
