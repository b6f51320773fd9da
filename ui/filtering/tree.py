"""The facets with their values in a tree: a click, Space or Enter anywhere on a row chooses it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from data import formats
from data.atlas import Atlas
from data.texts import Texts
from maps.facets import Facet, facets_of
from maps.scene import Scene, Theme
from ui.filtering.words import TITLES, value_name
from ui.theme import THEMES

VALUE = Qt.ItemDataRole.UserRole
"""A row's facet and value."""
OPEN_AT_FIRST = ("countries", "families", "statuses")
CHOOSING_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Select)


class FacetTree(QTreeView):
    """All facets; ``picked`` says which value of which facet was clicked."""

    picked = Signal(str, str)

    def __init__(self, atlas: Atlas, parent: QWidget | None = None) -> None:
        """Make an empty tree; it fills when it first follows a scene."""
        super().__init__(parent)
        self._atlas = atlas
        self.theme: Theme = "light"
        self._heads: dict[str, QStandardItem] = {}
        self._rows: dict[tuple[str, str], tuple[QStandardItem, QStandardItem]] = {}
        self._items = QStandardItemModel(self)
        self._items.setColumnCount(2)
        self.setModel(self._items)
        self.setItemDelegate(_Choosing(self))
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.clicked.connect(self._on_click)

    def retext(self, texts: Texts) -> None:
        """Write all names in a language."""
        self.setAccessibleName(texts("Filter"))
        for (facet, value), (name, _) in self._rows.items():
            name.setText(value_name(self._atlas, facet, value, texts))
            name.setToolTip(name.text())

    def show_scene(self, scene: Scene, texts: Texts) -> None:
        """Show the counts, and what is chosen."""
        facets = facets_of(self._atlas, scene)
        if not self._heads:
            self._fill(facets)
            self.retext(texts)
        self.theme = scene.theme
        colours = THEMES[scene.theme]
        ink, muted = QColor(colours.text), QColor(colours.muted)
        for facet in facets:
            number = sum(value.is_chosen for value in facet.values)
            head = self._heads[facet.id]
            title = texts(TITLES[facet.id])
            head.setText(f"{title} · {number}" if number else title)
            font = head.font()
            font.setBold(bool(number))
            head.setFont(font)
            for value in facet.values:
                name, count = self._rows[facet.id, value.slug]
                name.setCheckState(Qt.CheckState.Checked if value.is_chosen else Qt.CheckState.Unchecked)
                name.setForeground(ink if value.count or value.is_chosen else muted)
                count.setText(formats.number(value.count, texts.language))
                count.setForeground(muted)

    def row(self, facet: str, value: str) -> QModelIndex:
        """Return where a value stands."""
        return self._items.indexFromItem(self._rows[facet, value][0])

    def count_of(self, facet: str, value: str) -> str:
        """Return the count written beside a value."""
        return self._rows[facet, value][1].text()

    def begin(self) -> None:
        """Stand on the first row if on none."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._items.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Choose, or open a facet, with Enter as with Space."""
        index = self.currentIndex().siblingAtColumn(0)
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if index.isValid() and (is_enter or (event.key() == Qt.Key.Key_Space and index.data(VALUE) is None)):
            self.choose(index)
        else:
            super().keyPressEvent(event)

    def choose(self, index: QModelIndex | QPersistentModelIndex) -> None:
        """Say that a value was chosen, or open or close a facet."""
        first = self._items.index(index.row(), 0, index.parent())
        picked = first.data(VALUE)
        if picked is None:
            self.setExpanded(first, not self.isExpanded(first))
        else:
            self.picked.emit(*picked)

    def _on_click(self, index: QModelIndex) -> None:
        """Open or close a facet; clicks on values go through the delegate."""
        if index.siblingAtColumn(0).data(VALUE) is None:
            self.choose(index)

    def _fill(self, facets: tuple[Facet, ...]) -> None:
        for facet in facets:
            head = self._heads[facet.id] = QStandardItem()
            beside = QStandardItem()
            for item in (head, beside):
                item.setEditable(False)
            for value in facet.values:
                name, count = QStandardItem(), QStandardItem()
                name.setCheckable(True)
                name.setData((facet.id, value.slug), VALUE)
                count.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self._rows[facet.id, value.slug] = (name, count)
                head.appendRow([name, count])
            self._items.appendRow([head, beside])
            self.setFirstColumnSpanned(self._items.rowCount() - 1, QModelIndex(), True)
            self.setExpanded(head.index(), facet.id in OPEN_AT_FIRST)


def framed(palette: QPalette, theme: Theme) -> QPalette:
    """Return a palette with which empty boxes are seen: the style takes their frames from the window's colour."""
    found = QPalette(palette)
    found.setColor(QPalette.ColorRole.Window, QColor(THEMES[theme].muted))
    return found


class _Choosing(QStyledItemDelegate):
    """Lets a click anywhere on a row choose it; the box follows the scene, never the click itself."""

    def __init__(self, tree: FacetTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def initStyleOption(  # noqa: N802  Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Give the boxes a frame that is seen in both themes."""
        super().initStyleOption(option, index)
        option.palette = framed(option.palette, self._tree.theme)

    def editorEvent(  # noqa: N802  Qt's name
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Take the release of the button, and Space."""
        first = model.index(index.row(), 0, index.parent())
        if first.data(VALUE) is None:
            return False
        is_click = (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
        )
        if is_click or (isinstance(event, QKeyEvent) and event.key() in CHOOSING_KEYS):
            self._tree.choose(first)
            return True
        return False
