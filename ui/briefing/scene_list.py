"""The list of scenes: going to one is choosing it; keys of its own do what the menu *Scene* does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from ui.briefing.scene_delegate import SceneDelegate, Thumbnail
from ui.briefing.scene_model import ROW, Index, Row, SceneModel
from ui.briefing.scenes import Scenes

Verb = Callable[[], object]


class SceneList(QListView):
    """Shows the scenes one below the other."""

    def __init__(self, scenes: Scenes, thumbnail: Thumbnail, parent: QWidget | None = None) -> None:
        """Show the scenes of the document."""
        super().__init__(parent)
        self.setObjectName("sceneList")
        self._scenes = scenes
        self._is_following = False
        self._keys: dict[str, Verb] = {}
        self.scene_model = SceneModel(scenes)
        self.delegate = SceneDelegate(thumbnail, self)
        self.setModel(self.scene_model)
        self.setItemDelegate(self.delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.scene_model.moved.connect(scenes.move_to)
        self.scene_model.renamed.connect(self._rename)
        self.clicked.connect(self._return)
        scenes.went.connect(self.follow)

    def take_key(self, key: str, verb: Verb) -> None:
        """Let a key act while the list has the focus, before it means anything else."""
        self._keys[QKeySequence(key).toString()] = verb

    def follow(self) -> None:
        """Mark the current scene and bring it into sight."""
        at = self.scene_model.row_of(self._scenes.current)
        index = self.scene_model.index(at) if at >= 0 else QModelIndex()
        if index != self.currentIndex():
            self._is_following = True
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect if index.isValid() else flags.Clear)
            self._is_following = False
        if index.isValid():
            self.scrollTo(index)

    def write_title(self) -> None:
        """Begin to write the current scene's title."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
            self.edit(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802  Qt's name
        """Go to the scene that was chosen with the mouse or an arrow."""
        super().currentChanged(current, previous)
        row = current.data(ROW)
        if not self._is_following and isinstance(row, Row) and row.scene.id != self._scenes.current:
            self._scenes.go_to(row.scene.id)

    def event(self, event: QEvent) -> bool:
        """Claim the list's own keys before the window's shortcuts get them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._verb(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Do what a key of the list's own means."""
        verb = self._verb(event)
        if verb:
            verb()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Let the pictures be as wide as the list."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _verb(self, event: QKeyEvent) -> Verb | None:
        if self.state() == QAbstractItemView.State.EditingState:
            return None
        keypad = Qt.KeyboardModifier.KeypadModifier
        pressed = QKeySequence(event.key() | (event.modifiers() & ~keypad).value)
        return self._keys.get(pressed.toString())

    def _return(self, *_: object) -> None:
        """Show the current scene again when it is clicked and the map was explored freely meanwhile."""
        if not self._scenes.is_on_show:
            self._scenes.again()

    def _rename(self, name: str, text: str) -> None:
        self._scenes.write("title", self._scenes.session.scene.language, text, name=name)
