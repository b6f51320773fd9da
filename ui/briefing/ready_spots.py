"""The way to what a finding is about: a scene on the map, a passage in the reader, a claim in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from data.briefing.edits import Kind, part_of
from data.briefing.value import Claim
from maps.ready.finding import Finding
from ui.session import Session

if TYPE_CHECKING:
    from ui.briefing.editor import Editor


def go_to_spot(editor: Editor, session: Session, finding: Finding) -> bool:
    """Show what a finding is about; tell whether it is still there."""
    spot = finding.spot
    match spot.subject:
        case "briefing":
            editor.panel.show()
            editor.panel.list.setFocus()
            return True
        case "scene":
            if _part(editor, "scene", spot.id) is None:
                return False
            editor.scenes.go_to(spot.id, spot.step)
        case "claim":
            return _go_to_claim(editor, spot.id)
        case "place":
            session.select((spot.id,), fly=True)
            return spot.id in session.atlas.features
        case "excerpt" | "link":
            return _go_to_passage(editor, session, finding)
        case _:
            return False
    return True


def _go_to_claim(editor: Editor, name: str) -> bool:
    claim = _part(editor, "claim", name)
    if not isinstance(claim, Claim):
        return False
    editor.authoring.ledger.open()
    editor.authoring.ledger.show_claim(claim)
    return True


def _go_to_passage(editor: Editor, session: Session, finding: Finding) -> bool:
    """Show a passage in the reader and, where words are lost or missing, the window that mends them."""
    spot = finding.spot
    link = _part(editor, "link", spot.id) if spot.subject == "link" else None
    name = link.excerpt if link else spot.id
    known = session.atlas.excerpts.get(name)
    if known is None:
        return False
    if link and any(one.id == link.id for one in known.links):
        session.open_link(name, link.id)
    else:
        session.open_excerpt(name)
    if finding.kind == "orphan":
        _come_up(editor.authoring.orphans)
    elif finding.kind == "translation":
        editor.authoring.translation.open(name, session.scene.language)
    return True


def _part(editor: Editor, kind: Kind, name: str) -> Any:
    try:
        return part_of(editor.document.briefing, kind, name)
    except KeyError:
        return None


def _come_up(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()
