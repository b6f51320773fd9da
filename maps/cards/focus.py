"""The card of a focus theme: what it shows, its deposits in order, and why in that order."""

from __future__ import annotations

from data.texts import N_
from maps.cards.card import Card, Pointer, Pointers
from maps.cards.desk import Desk, Draft
from maps.indicators import indicator_title
from maps.remoteness import rail_distances_km
from maps.themes import RANKING, Rank, Theme

RANKED, LISTED = N_("Ranked"), N_("Marked on the map")


def card_of_theme(desk: Desk, theme: Theme) -> Card:
    """Return the card of a theme; its features lead to their own cards."""
    texts, atlas = desk.texts, desk.atlas
    draft = Draft(texts(theme.title), texts("Focus theme"), {})
    if theme.indicator:
        draft.add(texts("Countries coloured by"), indicator_title(atlas, theme.indicator, texts))
    if theme.excerpt:
        quote = atlas.excerpts[theme.excerpt].texts[texts.language]
        draft.notes.append(texts("The article: “{quote}”", quote=quote))
        article = next(known for known in atlas.articles if known.id == atlas.excerpts[theme.excerpt].article)
        desk.cite((article.source,) if article.source in atlas.sources else ())
    draft.notes.append(texts(theme.note))
    if theme.ranks:
        draft.notes.append(texts(RANKING))
    items = [_ranked(desk, at, known) for at, known in enumerate(theme.ranks, 1)] or _listed(desk, theme)
    title = texts(RANKED if theme.ranks else LISTED)
    for name in theme.selected:
        desk.cite(atlas.features[name].sources)
    pointers = (Pointers(title, tuple(items)),) if items else ()
    return Card(
        "", draft.title, draft.subtitle, (), (), tuple(draft.rows), (), (), tuple(draft.notes), (), pointers,
        desk.sources_used(),
    )  # fmt: skip


def _ranked(desk: Desk, at: int, rank: Rank) -> Pointer:
    """Return a deposit with its place in the ranking and its points one by one."""
    texts, deposit = desk.texts, desk.atlas.deposits[rank.deposit]
    reasons = [f"{desk.term('commodity', deposit.commodities[0])} {rank.commodity}"]
    if rank.rail_km is not None:
        reasons.append(texts("{km} from a railway {points}", km=desk.km(rank.rail_km), points=rank.remoteness))
    reasons.append(f"{desk.confidence(deposit.confidence)} {rank.confidence}")
    if rank.status:
        reasons.append(texts("status confirmed {points}", points=rank.status))
    told = texts("Points: {points} ({reasons})", points=rank.points, reasons=desk.listed(reasons))
    return Pointer(deposit.id, f"{at}. {desk.name(deposit.id)}", told)


def _listed(desk: Desk, theme: Theme) -> list[Pointer]:
    """Return the features with what they are; deposits by country, then the nearer to a railway first."""
    atlas = desk.atlas
    distances = rail_distances_km(atlas) if any(name in atlas.deposits for name in theme.selected) else {}
    order = list(atlas.countries)
    named = []
    for name in theme.selected:
        deposit = atlas.deposits.get(name)
        if not deposit:
            named.append(((-1, 0.0), desk.point_to(name)))
            continue
        told = [desk.name(deposit.country), desk.term("commodity", deposit.commodities[0])]
        told.append(desk.term("status", deposit.status) + ("" if deposit.status_confirmed else " (?)"))
        if name in distances:
            told.append(desk.texts("{km} from a railway", km=desk.km(distances[name])))
        named.append(((order.index(deposit.country), distances.get(name, 0.0)), desk.point_to(name, desk.listed(told))))
    return [pointer for _, pointer in sorted(named, key=lambda item: item[0])]
