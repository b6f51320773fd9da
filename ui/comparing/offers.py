"""What a card offers to do with its feature in the network: close it, break it, avoid it, begin a way, follow goods.

An offer is an address ``do:<verb>`` and a text; the panel that shows the card acts on it.
"""

from __future__ import annotations

from data.atlas import Atlas
from data.countries import Country
from data.deposits import Deposit
from data.network import Leg, Node
from data.texts import N_, Texts
from maps.scene import Routing

Offer = tuple[str, str]

BREAK, AVOID, FROM, TO, FREIGHT = "do:break", "do:avoid", "do:from", "do:to", "do:freight"

OWN = {"do:own-claim": "claim", "do:own-change": "change", "do:own-delete": "delete"}
"""What can be done with the document's own, by offer."""

CLOSE_TEXTS = {
    "sea-port": N_("Close this port"),
    "ferry-terminal": N_("Close this port"),
    "dry-port": N_("Close this port"),
    "border-crossing": N_("Close this crossing"),
}


def offers_for(atlas: Atlas, feature: str, routing: Routing, texts: Texts) -> tuple[Offer, ...]:
    """Return what can be done with a feature under the limits in force; nothing for what is not in the network."""
    is_broken = feature in routing.without
    match atlas.features.get(feature):
        case Node() as node:
            close = CLOSE_TEXTS.get(node.kind, N_("Close this place"))
            return (
                (FROM, texts("Way from here")),
                (TO, texts("Way to here")),
                (BREAK, texts("Open it again") if is_broken else texts(close)),
            )
        case Leg():
            return ((BREAK, texts("Mend this leg") if is_broken else texts("Break this leg")),)
        case Country() if any(feature in leg.countries for leg in atlas.legs.values()):
            is_avoided = feature in routing.avoid
            return ((AVOID, texts("No longer avoid this country") if is_avoided else texts("Avoid this country")),)
        case Deposit():
            return ((FREIGHT, texts("Follow the goods")),)
    return ()


def own_offers(atlas: Atlas, feature: str, texts: Texts) -> tuple[Offer, ...]:
    """Return what can be added to a feature, and done with an own place."""
    claim, change, delete = OWN
    added = ((claim, texts("Add a claim…")),)
    if feature not in atlas.own:
        return added
    return (*added, (change, texts("Change the place…")), (delete, texts("Delete the place")))
