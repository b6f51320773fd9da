"""The user's verbs: what they change, and that nothing is said when nothing changed."""

from typing import Any

import pytest

from maps.scene import HOME, Camera, Scene
from ui.session import HISTORY_STEPS, Session

AKTAU = Camera(50.0, 43.0, 52.5, 44.2, 8.0)
ALMATY = Camera(75.5, 42.6, 78.0, 44.0, 8.0)


@pytest.fixture
def heard(session: Session) -> list[Scene]:
    """Return a list that fills with the scenes that the session announces."""
    scenes: list[Scene] = []
    session.scene_changed.connect(scenes.append)
    return scenes


def test_what_changes_nothing_is_not_announced(session: Session, heard: list[Scene]) -> None:
    session.set_language(session.scene.language)
    session.set_theme(session.scene.theme)
    session.move_view(session.scene.camera, by_user=True)
    session.clear_one_level()
    session.toggle_part("no such part")
    assert heard == []


def test_a_phrase_selects_what_it_names_and_brings_it_into_sight(session: Session, heard: list[Scene]) -> None:
    excerpt = next(e for e in session.atlas.excerpts.values() if any("middle" in link.targets for link in e.links))
    link = next(link for link in excerpt.links if "middle" in link.targets)
    session.open_link(excerpt.id, link.id)
    assert len(heard) == 1
    assert session.scene.selected == link.targets
    assert (session.scene.excerpt, session.scene.link) == (excerpt.id, link.id)
    assert session.scene.camera.contains(51.2, 43.6), "Aktau is in sight"


def test_a_phrase_whose_layer_is_off_switches_it_on(session: Session) -> None:
    assert "summits" not in session.scene.parts
    excerpt, link = next(
        (e.id, link.id)
        for e in session.atlas.excerpts.values()
        for link in e.links
        if "summit-tokyo-2025" in link.targets
    )
    session.open_link(excerpt, link)
    assert "summits" in session.scene.parts


def test_a_clicked_item_is_found_in_the_text(session: Session) -> None:
    asked: list[tuple[Any, ...]] = []
    session.passage_asked.connect(lambda *what: asked.append(what))
    session.click_item("KZ")
    first = session.atlas.passages_about("KZ")[0]
    assert asked == [(first.excerpt.id, first.link.id)]
    assert session.scene.selected == ("KZ",)


def test_an_unknown_item_is_ignored(session: Session, heard: list[Scene]) -> None:
    session.click_item("<script>alert(1)</script>")
    assert heard == []


def test_ctrl_click_adds_and_removes(session: Session) -> None:
    session.click_item("KZ")
    session.click_item("UZ", extend=True)
    assert list(session.scene.selected) == ["KZ", "UZ"]
    session.click_item("KZ", extend=True)
    assert list(session.scene.selected) == ["UZ"]


def test_passages_about_a_place_are_stepped_through_and_wrap(session: Session) -> None:
    session.select(("KZ",))
    passages = session.atlas.passages_about("KZ")
    assert len(passages) > 1
    seen = []
    for _ in passages:
        seen.append((session.scene.excerpt, session.scene.link))
        session.step_passage(1)
    assert seen == [(passage.excerpt.id, passage.link.id) for passage in passages]
    assert session.passage_index("KZ") == 0
    session.step_passage(-1)
    assert session.passage_index("KZ") == len(passages) - 1


def test_views_are_walked_back_and_forward(session: Session) -> None:
    session.move_view(AKTAU, by_user=True)
    session.move_view(ALMATY, by_user=True)
    session.go_back()
    assert session.scene.camera == AKTAU
    session.go_back()
    assert session.scene.camera == HOME
    assert not session.can_go_back
    session.go_forward()
    session.go_forward()
    assert session.scene.camera == ALMATY
    assert not session.can_go_forward


def test_a_view_that_the_page_settled_on_by_itself_enters_no_history(session: Session) -> None:
    session.move_view(AKTAU, by_user=False)
    assert not session.can_go_back


def test_the_history_keeps_fifty_steps(session: Session) -> None:
    for step in range(HISTORY_STEPS + 20):
        session.move_view(Camera(step, 30.0, step + 5.0, 35.0), by_user=True)
    steps = 0
    while session.can_go_back:
        session.go_back()
        steps += 1
    assert steps == HISTORY_STEPS


def test_a_layer_is_hidden_shown_and_shown_alone(session: Session) -> None:
    everything = session.scene.parts
    session.toggle_part("deposits-gold")
    assert everything - session.scene.parts == {"deposits-gold"}
    session.toggle_part("deposits")
    assert "deposits-gold" in session.scene.parts, "a half visible layer becomes wholly visible"
    session.toggle_part("deposits")
    assert not any(part.startswith("deposits") for part in session.scene.parts)
    session.toggle_part("deposits-uranium", alone=True)
    assert session.scene.parts == {"deposits-uranium", "countries"}
    session.toggle_part("deposits-uranium", alone=True)
    assert session.scene.parts == everything


def test_languages_go_round(session: Session) -> None:
    seen = []
    for _ in range(3):
        seen.append(session.scene.language)
        session.next_language()
    assert seen == ["en", "id", "ja"]
    assert session.scene.language == "en"
    with pytest.raises(ValueError, match="unknown language"):
        session.set_language("xx")
