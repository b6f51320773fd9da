"""What a check looks at: the document, the facts joined with it, today's date and the language."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from data.atlas import Atlas
from data.briefing.value import Briefing, Claim, Scene, View
from data.texts import LANGUAGE_NAMES, N_, Texts
from maps.measures import Measures
from maps.staging import view_at
from maps.titling import LANGUAGES, text_of

SHOWN_LETTERS = 60

SCENE = N_("Scene {number} “{title}”")
UNTITLED_SCENE = N_("Scene {number}")


@dataclass(frozen=True)
class Review:
    """A document under review. ``media`` are the names of the file's pictures; without measures nothing is computed."""

    briefing: Briefing
    atlas: Atlas
    media: Collection[str]
    today: datetime.date
    texts: Texts
    measures: Measures | None = None

    @cached_property
    def shown(self) -> tuple[Scene, ...]:
        """The scenes that the audience gets to see."""
        return tuple(scene for scene in self.briefing.scenes if not scene.is_hidden)

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """The document's claims by id."""
        return {claim.id: claim for claim in self.briefing.claims}

    def number(self, scene: Scene) -> int:
        """Return a scene's number as the panel has it, from 1."""
        return next(at for at, known in enumerate(self.briefing.scenes, 1) if known.id == scene.id)

    def name(self, scene: Scene) -> str:
        """Return what a scene is called in a finding: its number and title."""
        return called(self.briefing, scene, self.texts)

    def languages(self, missing: Collection[str]) -> str:
        """Return the names of languages, in a row."""
        return (", " if self.texts.language != "ja" else "、").join(
            name for language, name in LANGUAGE_NAMES.items() if language in missing
        )


def views_of(scene: Scene) -> Iterator[tuple[int, View]]:
    """Yield what a scene shows, before its first step and after each, with the number of the step."""
    for step in range(len(scene.steps) + 1):
        view = view_at(scene, step)
        if view:
            yield step, view


def called(briefing: Briefing, scene: Scene, texts: Texts) -> str:
    """Return what a scene is called in a finding: its number and title."""
    number = next(at for at, known in enumerate(briefing.scenes, 1) if known.id == scene.id)
    title, _ = text_of(scene.title, texts.language)
    return texts(SCENE, number=number, title=cut(title)) if title.strip() else texts(UNTITLED_SCENE, number=number)


def cut(text: str) -> str:
    """Return a text on one line, cut where it grows long."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_LETTERS else f"{line[: SHOWN_LETTERS - 1]}…"


def written_in(scene: Scene, language: str) -> str:
    """Return all that a scene says in a language."""
    texts = ((names or {}).get(language, "") for names in (scene.title, scene.caption, scene.notes))  # type: ignore[call-overload]
    return "\n".join(text for text in texts if text)


__all__ = ["LANGUAGES", "Review", "cut", "views_of", "written_in"]
