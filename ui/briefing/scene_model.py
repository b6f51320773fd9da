"""The scenes as rows of a list: what each shows beside its picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from data.atlas import Atlas
from data.briefing import value
from data.texts import LANGUAGE_NAMES, Texts
from maps.missing import missing_from, sentence
from maps.staging import view_at
from maps.titling import text_of
from ui.briefing.scenes import Scenes

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """One scene as it is listed. ``fallback`` is the language of its title where it has none in the one on show."""

    scene: value.Scene
    number: int
    title: str
    fallback: str
    warnings: tuple[str, ...]
    is_changed: bool

    @property
    def has_notes(self) -> bool:
        """Whether the speaker has notes to it."""
        return any(self.scene.notes.values())


class SceneModel(QAbstractListModel):
    """The rows, in step with the document; ``moved`` and ``renamed`` say what the user did in the list."""

    moved = Signal(str, int)
    renamed = Signal(str, str)

    def __init__(self, scenes: Scenes) -> None:
        """Make no rows yet; ``retext`` does."""
        super().__init__(scenes)
        self._scenes = scenes
        self._texts: Texts | None = None
        self._rows: list[Row] = []
        self._warned: dict[str, tuple[value.Scene, Atlas, str, tuple[str, ...]]] = {}

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.follow()

    def follow(self) -> None:
        """Bring the rows up to date with as few signals as that takes."""
        if self._texts is None:
            return
        wanted = [self._row(at, scene) for at, scene in enumerate(self._scenes.all)]
        old, new = [row.scene.id for row in self._rows], [row.scene.id for row in wanted]
        if old != new:
            self._restructure(old, new, wanted)
        changed = [at for at, pair in enumerate(zip(self._rows, wanted, strict=True)) if pair[0] != pair[1]]
        self._rows = wanted
        for at in changed:
            index = self.index(at)
            self.dataChanged.emit(index, index)

    def row_of(self, name: str) -> int:
        """Return the row of a scene, or -1."""
        return next((at for at, row in enumerate(self._rows) if row.scene.id == name), -1)

    def refresh(self, name: str) -> None:
        """Have a scene's row painted again."""
        at = self.row_of(name)
        if at >= 0:
            self.dataChanged.emit(self.index(at), self.index(at), [Qt.ItemDataRole.DecorationRole])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008  Qt's name
        """Return how many scenes there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row, or what is read or heard of it."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return row.title
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join((row.title, *self._remarks(row))).replace("<", "‹")
            case Qt.ItemDataRole.AccessibleTextRole:
                return ". ".join((f"{row.number}", row.title, *self._remarks(row)))
        return None

    def setData(self, index: Index, text: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802  Qt's name
        """Give a scene another title in the language on show."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        row = self._rows[index.row()]
        if text != row.title:
            self.renamed.emit(row.scene.id, str(text))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let scenes be dragged between each other, and their titles be written."""
        flags = Qt.ItemFlag
        if not index.isValid():
            return flags.ItemIsDropEnabled
        return flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsDragEnabled | flags.ItemIsEditable

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802  Qt's name
        """Scenes are moved, not copied."""
        return Qt.DropAction.MoveAction

    def moveRows(  # noqa: N802  Qt's name
        self, parent: Index, first: int, count: int, target_parent: Index, before: int
    ) -> bool:
        """Move a scene before another: the drop of a drag."""
        del parent, target_parent
        if count != 1 or not 0 <= first < len(self._rows) or before in (first, first + 1):
            return False
        self.moved.emit(self._rows[first].scene.id, before - 1 if before > first else before)
        return True

    def _restructure(self, old: list[str], new: list[str], wanted: list[Row]) -> None:
        """Tell views of one row that came, went or moved; of more, that all is new."""
        nowhere = QModelIndex()
        came, gone = [name for name in new if name not in old], [name for name in old if name not in new]
        if len(came) == 1 and not gone and [name for name in new if name != came[0]] == old:
            at = new.index(came[0])
            self.beginInsertRows(nowhere, at, at)
            self._rows.insert(at, wanted[at])
            self.endInsertRows()
        elif len(gone) == 1 and not came and [name for name in old if name != gone[0]] == new:
            at = old.index(gone[0])
            self.beginRemoveRows(nowhere, at, at)
            del self._rows[at]
            self.endRemoveRows()
        elif not came and not gone and (move := _one_move(old, new)):
            at, to = move
            self.beginMoveRows(nowhere, at, at, nowhere, to + 1 if to > at else to)
            self._rows.insert(to, self._rows.pop(at))
            self.endMoveRows()
        else:
            self.beginResetModel()
            self._rows = wanted
            self.endResetModel()

    def _row(self, at: int, scene: value.Scene) -> Row:
        assert self._texts is not None  # noqa: S101  asked by the caller
        title, language = text_of(scene.title, self._texts.language)
        is_changed = scene.id == self._scenes.current and self._scenes.is_changed
        fallback = "" if language in ("", self._texts.language) else language
        return Row(scene, at + 1, title, fallback, self._warnings(scene), is_changed)

    def _warnings(self, scene: value.Scene) -> tuple[str, ...]:
        """Return what the scene names and nobody knows, in sentences."""
        assert self._texts is not None  # noqa: S101  asked by the caller
        atlas, texts = self._scenes.session.atlas, self._texts
        known = self._warned.get(scene.id)
        if known and known[0] is scene and known[1] is atlas and known[2] == texts.language:
            return known[3]
        found: dict[tuple[str, str], None] = {}
        for step in range(len(scene.steps) + 1):
            view = view_at(scene, step)
            found.update(dict.fromkeys(missing_from(atlas, view) if view else ()))
        told = tuple(sentence(texts, kind, name) for kind, name in found)
        self._warned[scene.id] = (scene, atlas, texts.language, told)
        return told

    def _remarks(self, row: Row) -> tuple[str, ...]:
        """Return what is to be said of a scene beside its title."""
        texts, scene = self._texts, row.scene
        if texts is None:
            return ()
        said = [
            (bool(row.fallback), texts("Title in {language}", language=LANGUAGE_NAMES.get(row.fallback, ""))),
            (bool(scene.steps), texts.count("{n} step", "{n} steps", len(scene.steps))),
            (row.has_notes, texts("Has notes")),
            (scene.is_hidden, texts("Hidden from the show")),
            (row.is_changed, texts("Changed since saved: Ctrl+U updates it")),
        ]
        return (*(text for is_so, text in said if is_so), *row.warnings)


def _one_move(old: list[str], new: list[str]) -> tuple[int, int] | None:
    """Return from where to where one row must move to lead from an order to another, if one is enough."""
    for at, name in enumerate(old):
        rest = [*old[:at], *old[at + 1 :]]
        to = new.index(name)
        if to != at and [*rest[:to], name, *rest[to:]] == new:
            return at, to
    return None
