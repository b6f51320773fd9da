"""The notes of the current scene, below the map: their source, how the speaker will see them, and the scene's form."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from data.texts import LANGUAGE_NAMES, Texts
from maps.scene import Camera
from maps.search import Finder
from maps.titling import text_of
from ui.background import run_in_background
from ui.briefing.cues import CueMarker, name_in, with_links
from ui.briefing.fields import DocumentText
from ui.briefing.heading import SceneForm
from ui.briefing.scenes import Scenes
from ui.icons import draw_icon
from ui.page_browser import PageBrowser
from ui.theme import THEMES

HEIGHT_PX = 236
SPAN_DEG = (2.4, 1.5)
"""Half of what is shown around a place that is no feature of the map."""
PLAIN = QTextDocument.MarkdownFeature.MarkdownNoHTML | QTextDocument.MarkdownFeature.MarkdownDialectCommonMark
"""How notes are read: what looks like HTML stays text."""


class NotesDock(QDockWidget):
    """Writes the notes in the language on show; a cue in the preview shows its place."""

    told = Signal(str)
    """What could not be done, in the language on show."""

    def __init__(self, window: QMainWindow, scenes: Scenes, texts: Texts) -> None:
        """Make the dock, put away until it is asked for."""
        super().__init__(window)
        self.setObjectName("notes")
        self._window, self._scenes, self._texts = window, scenes, texts
        self._finder: Finder | None = None
        self.form = SceneForm(scenes)
        self.source = DocumentText()
        self.preview = PageBrowser("notesPreview")
        self.preview.setProperty("takesMapKeys", True)
        self._marker = CueMarker(self.source.document(), THEMES[scenes.session.scene.theme].accent)
        self._title, self._words = QLabel(), QLabel()
        self.cue, self.close_button = QToolButton(), QToolButton()
        self._lay_out()
        self.setTitleBarWidget(QWidget(self))
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self)
        self.hide()
        self.source.written.connect(self._write)
        self.preview.anchorClicked.connect(self._follow_cue)
        self.cue.clicked.connect(lambda: self.source.wrap_selection("[[", "]]"))
        self.close_button.clicked.connect(self.toggle)
        scenes.went.connect(self.follow)
        scenes.document.changed.connect(self.follow)
        scenes.session.atlas_changed.connect(self._forget_names)
        self.retext(texts)

    def toggle(self) -> None:
        """Show the notes and take the focus, or put them away."""
        if self.isVisibleTo(self._window):
            self.hide()
            middle = self._window.centralWidget()
            if middle:
                middle.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.show()
        self._window.resizeDocks([self], [HEIGHT_PX], Qt.Orientation.Vertical)
        self.follow()
        self.source.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language, and in the colours of the theme."""
        self._texts = texts
        colours = THEMES[self._scenes.session.scene.theme]
        self.setWindowTitle(texts("Notes"))
        self.source.setAccessibleName(texts("Notes"))
        self.preview.setAccessibleName(texts("Notes as they are read"))
        self.cue.setText("[[ ]]")
        self.cue.setToolTip(texts("Make a cue of the selected words: a button that shows the place"))
        self.cue.setAccessibleName(texts("Make a cue"))
        self.close_button.setIcon(draw_icon("close", colours.text, colours.line))
        self.close_button.setToolTip(f"{texts('Close')} (F6)")
        self.close_button.setAccessibleName(texts("Close"))
        self._marker.recolour(colours.accent)
        self.form.retext(texts)
        self.follow()

    def follow(self) -> None:
        """Show the notes of the current scene."""
        if not self.isVisibleTo(self._window):
            return
        scene, texts = self._scenes.scene, self._texts
        notes = {str(key): text for key, text in scene.notes.items()} if scene else {}
        own = notes.get(texts.language, "")
        other, language = text_of(scene.notes, texts.language) if scene else ("", "")
        named = f"{texts('Notes')} · {self._scenes.at + 1} · {LANGUAGE_NAMES[texts.language]}"
        self._title.setText(named if scene else texts("Choose a scene first."))
        self.source.setEnabled(scene is not None)
        self.source.show_text(own)
        hint = texts("What to say, in Markdown. [[Aktau]] becomes a button that shows the place.")
        if other and not own:
            hint = texts("No notes in this language; shown are those in {language}.", language=LANGUAGE_NAMES[language])
        self.source.setPlaceholderText(hint)
        self._show_preview(own or other)
        words = len((own or other).split())
        self._words.setText("" if texts.language == "ja" else texts.count("{n} word", "{n} words", words))
        self.form.follow()

    def _show_preview(self, notes: str) -> None:
        """Show notes as they are read, with room between the paragraphs."""
        document = self.preview.document()
        document.setMarkdown(with_links(notes), PLAIN)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        room = QTextBlockFormat()
        room.setBottomMargin(8)
        room.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(room)

    def _write(self, text: str) -> None:
        self._scenes.write("notes", self._texts.language, text)

    def _forget_names(self) -> None:
        self._finder = None

    def _follow_cue(self, address: QUrl) -> None:
        """Show the place that a cue names; other links lead nowhere."""
        name = name_in(address.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        if name and self._finder:
            self._show(name)
        elif name:
            atlas = self._scenes.session.atlas

            def show(finder: Finder) -> None:
                self._finder = finder
                self._show(name)

            run_in_background(lambda: Finder(atlas), show, _raise, self)

    def _show(self, name: str) -> None:
        session = self._scenes.session
        hits = self._finder.find(name, self._texts.language) if self._finder else []
        hit = next((hit for hit in hits if hit.feature or hit.position), None)
        if hit and hit.feature:
            session.select((hit.feature,), fly=True)
        elif hit and hit.position:
            lon, lat = hit.position
            session.fly_to(Camera(lon - SPAN_DEG[0], lat - SPAN_DEG[1], lon + SPAN_DEG[0], lat + SPAN_DEG[1]))
        else:
            self.told.emit(self._texts("No place is called {name}.", name=name))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(10, 4, 6, 2)
        self._title.setProperty("role", "speaker")
        self._words.setProperty("role", "meta")
        head.addWidget(self._title)
        head.addWidget(self._words)
        head.addStretch(1)
        head.addWidget(self.cue)
        head.addWidget(self.close_button)
        middle = QSplitter(Qt.Orientation.Horizontal)
        for widget, share in ((self.form, 4), (self.source, 5), (self.preview, 5)):
            middle.addWidget(widget)
            middle.setStretchFactor(middle.count() - 1, share)
        middle.setSizes([320, 400, 400])
        middle.setChildrenCollapsible(False)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(middle, 1)
        self.setWidget(body)


def _raise(error: Exception) -> None:
    raise error
