"""All features of the map in a tree with a filter: every one is reachable without a mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QTreeView, QVBoxLayout, QWidget

from data.atlas import Atlas
from data.texts import Texts
from maps.cards.listing import list_features

FEATURE = Qt.ItemDataRole.UserRole


class FilterField(QLineEdit):
    """A field whose text Esc clears before Esc means anything else."""

    down_pressed = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Esc for itself while there is text."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._wants(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Clear with Esc; go down into the list with the arrow."""
        if self._wants(event):
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)

    def _wants(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and bool(self.text())


class FeatureList(QWidget):
    """The list; ``picked`` says which feature was chosen."""

    picked = Signal(str)

    def __init__(self, atlas: Atlas, parent: QWidget | None = None) -> None:
        """Make an empty list; ``retext`` fills it."""
        super().__init__(parent)
        self._atlas = atlas
        self.field = FilterField()
        self.field.setClearButtonEnabled(True)
        self.model = QStandardItemModel(self)
        self.filtered = QSortFilterProxyModel(self)
        self.filtered.setSourceModel(self.model)
        self.filtered.setRecursiveFilteringEnabled(True)
        self.filtered.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.tree = QTreeView()
        self.tree.setModel(self.filtered)
        self.tree.setHeaderHidden(True)
        self.tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.tree.setUniformRowHeights(True)
        self.tree.setExpandsOnDoubleClick(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 0, 10, 0)
        column.addWidget(self.field)
        column.addWidget(self.tree, 1)
        self.field.textChanged.connect(self._filter)
        self.field.down_pressed.connect(self._enter_tree)
        self.tree.clicked.connect(self._pick)
        self.tree.activated.connect(self._pick)

    def retext(self, texts: Texts) -> None:
        """Fill the list with the names in a language.

        The model makes its items itself: items made here would be owned twice, and end the process with the window.
        """
        self.field.setPlaceholderText(texts("Filter features"))
        self.field.setAccessibleName(texts("Filter features"))
        self.tree.setAccessibleName(texts("All features"))
        opened = {row for row in range(self.model.rowCount()) if self.tree.isExpanded(self._shown(row))}
        self.model.clear()
        self.model.insertColumn(0)
        groups = list_features(self._atlas, texts)
        self.model.insertRows(0, len(groups))
        for row, group in enumerate(groups):
            head = self.model.index(row, 0)
            self.model.setData(head, f"{group.title} ({len(group.features)})")
            self.model.insertColumn(0, head)
            self.model.insertRows(0, len(group.features), head)
            for at, (feature, name) in enumerate(group.features):
                index = self.model.index(at, 0, head)
                self.model.setData(index, name)
                self.model.setData(index, feature, FEATURE)
        for row in opened or {0}:
            self.tree.expand(self._shown(row))

    def set_atlas(self, atlas: Atlas, texts: Texts) -> None:
        """List the features of other facts."""
        self._atlas = atlas
        self.retext(texts)

    def _shown(self, row: int) -> QModelIndex:
        return self.filtered.mapFromSource(self.model.index(row, 0))

    def _filter(self, text: str) -> None:
        self.filtered.setFilterFixedString(text.strip())
        if text.strip():
            self.tree.expandAll()

    def _enter_tree(self) -> None:
        self.tree.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.tree.currentIndex().isValid():
            self.tree.setCurrentIndex(self.filtered.index(0, 0))

    def _pick(self, index: QModelIndex) -> None:
        feature = index.data(FEATURE)
        if feature:
            self.picked.emit(feature)
        else:
            self.tree.setExpanded(index, not self.tree.isExpanded(index))
