"""The session: the one owner of the scene on show, and the user's verbs.

Panels and the map call verbs and follow the signals. ``scene_changed`` is never emitted
when nothing changed.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from data.atlas import Atlas
from maps.commands import DrawMeasure
from maps.drawn import camera_on, feature_of
from maps.scene import HOME, LANGUAGES, Camera, Filters, Routing, Scene, Theme
from maps.showing import known_scene, plain_scene, toggled_part, with_first_passage, with_parts_for
from maps.themes import theme_of

HISTORY_STEPS = 50
LINK = "link"
"""The tool that takes the features clicked on the map: ``item_picked`` tells which."""
BREAK = "break"
"""The tool that breaks the legs and nodes that are clicked."""


class Session(QObject):
    """Owns the scene on show; its methods are what a user can do."""

    scene_changed = Signal(Scene)
    atlas_changed = Signal()
    """The facts are others: the document added or removed some."""
    settled = Signal(Camera)
    """The page fitted the area that was wanted, and this came of it; told before the scene changes."""
    glow_changed = Signal(tuple)
    """Features that glow while a phrase is hovered."""
    hover_changed = Signal(str)
    """The feature under the pointer on the map, or an empty string."""
    item_picked = Signal(str)
    """The feature that was clicked on the map while the tool is LINK."""
    tool_clicked = Signal(float, float, bool)
    """The map was clicked for a tool: longitude, latitude, whether it was a double click."""
    tool_changed = Signal(str)
    """The tool that takes the clicks on the map, or an empty string."""
    measure_changed = Signal(DrawMeasure)
    """What is to be drawn as measured."""
    passage_asked = Signal(str, str)
    """Bring this excerpt into sight and flash this link's words (link may be empty)."""

    def __init__(self, atlas: Atlas, scene: Scene, parent: QObject | None = None) -> None:
        """Start with a scene."""
        super().__init__(parent)
        self.facts = atlas
        """What the program ships, without the document's own."""
        self.awaits_document = False
        """Whether a document is about to be opened: what it lacks is not yet said."""
        self._atlas = atlas
        self._scene = scene
        self._glow: tuple[str, ...] = ()
        self._back: list[Camera] = []
        self._forward: list[Camera] = []
        self._before_preview: Scene | None = None
        self._tool = ""

    @property
    def scene(self) -> Scene:
        """The scene on show."""
        return self._scene

    @property
    def atlas(self) -> Atlas:
        """The facts, joined with what the document adds."""
        return self._atlas

    def set_atlas(self, atlas: Atlas) -> None:
        """Take other facts: the document was edited. What is no longer known is no longer selected."""
        self.awaits_document = False
        self._atlas = atlas
        self.atlas_changed.emit()
        self._show(known_scene(atlas, self._scene))

    @property
    def glow(self) -> tuple[str, ...]:
        """The features that glow."""
        return self._glow

    @property
    def tool(self) -> str:
        """The tool that takes the clicks on the map, or an empty string."""
        return self._tool

    @property
    def can_go_back(self) -> bool:
        """Whether there is an earlier view."""
        return bool(self._back)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a later view to return to."""
        return bool(self._forward)

    # Camera

    def move_view(self, camera: Camera, *, by_user: bool) -> None:
        """Take note of where the page came to rest; a move of the user's own enters the history."""
        if by_user and not camera.is_close_to(self._scene.camera):
            self._remember(self._scene.camera)
        elif not by_user and camera != self._scene.camera:
            self.settled.emit(camera)
        self._show(self._scene.with_camera(camera))

    def fly_to(self, camera: Camera) -> None:
        """Show another area."""
        if not camera.is_close_to(self._scene.camera):
            self._remember(self._scene.camera)
        self._show(self._scene.with_camera(camera))

    def show_home(self) -> None:
        """Show the whole region."""
        self.fly_to(HOME)

    def go_back(self) -> None:
        """Show the view before."""
        if self._back:
            self._forward.append(self._scene.camera)
            self._return_to(self._back.pop())

    def go_forward(self) -> None:
        """Show the view that was left by going back."""
        if self._forward:
            self._back.append(self._scene.camera)
            self._return_to(self._forward.pop())

    # Search: looking without leaving

    def preview(
        self, features: tuple[str, ...], camera: Camera | None, pin: tuple[float, float, str] | None = None
    ) -> None:
        """Show features, or an area with a named pin (lon, lat, name), until ``end_preview``."""
        if self._before_preview is None:
            self._before_preview = self._scene
        scene = self._before_preview.with_selected(features).with_excerpt(None)
        area = camera_on(self.atlas, features) or camera
        self._show(with_parts_for(self.atlas, scene.with_camera(area) if area else scene))
        self._show_pin(pin)

    def end_preview(self, *, keep: bool) -> None:
        """Stay where the preview led, as one step of the view history, or return to the scene before."""
        before, self._before_preview = self._before_preview, None
        if before is None:
            return
        if keep:
            self._remember(before.camera)
            self._show(with_first_passage(self.atlas, self._scene))
            self._ask_for_passage()
        else:
            self._show_pin(None)
            self._show(before)

    def _show_pin(self, pin: tuple[float, float, str] | None) -> None:
        lons, lats, names = ((pin[0],), (pin[1],), (pin[2],)) if pin else ((), (), ())
        self.measure_changed.emit(DrawMeasure(lons, lats, names, (), (), False))

    # Passages and features

    def open_excerpt(self, excerpt: str) -> None:
        """Open an excerpt: its card is marked and everything it links to is shown."""
        links = self.atlas.excerpts[excerpt].links
        targets = tuple(dict.fromkeys(target for link in links for target in link.targets))
        self._go(self._scene.with_excerpt(excerpt).with_selected(targets))

    def open_link(self, excerpt: str, link: str) -> None:
        """Follow linked words: the map flies to what they name."""
        for known in self.atlas.excerpts[excerpt].links:
            if known.id == link:
                self._go(self._scene.with_excerpt(excerpt, link).with_selected(known.targets))

    def select(self, features: tuple[str, ...], *, fly: bool = False) -> None:
        """Select features; the first passage about a single one is brought into sight."""
        scene = with_first_passage(self.atlas, self._scene.with_selected(features))
        if fly:
            self._go(scene)
        else:
            self._show(with_parts_for(self.atlas, scene))
        self._ask_for_passage()

    def click_item(self, item: str, *, extend: bool = False) -> None:
        """Select what was clicked on the map, or add it to the selection."""
        feature = feature_of(item)
        if feature not in self.atlas.features:
            return
        if self._tool == LINK:
            self.item_picked.emit(feature)
            return
        if self._tool == BREAK:
            if feature in self.atlas.legs or feature in self.atlas.nodes:
                self.set_routing(self._scene.routing.toggled_broken(feature))
            return
        if extend:
            kept = tuple(name for name in self._scene.selected if name != feature)
            self.select(kept if feature in self._scene.selected else (*kept, feature))
        else:
            self.select((feature,))

    def step_passage(self, step: int) -> None:
        """Go to the next (1) or previous (-1) passage about the selected feature; it wraps."""
        if len(self._scene.selected) != 1:
            return
        passages = self.atlas.passages_about(self._scene.selected[0])
        if passages:
            at = self.passage_index(self._scene.selected[0])
            found = passages[(at + step) % len(passages)]
            self._show(self._scene.with_excerpt(found.excerpt.id, found.link.id))
            self.passage_asked.emit(found.excerpt.id, found.link.id)

    def passage_index(self, feature: str) -> int:
        """Return the place of the open passage among those about a feature, or 0."""
        passages = self.atlas.passages_about(feature)
        for index, passage in enumerate(passages):
            if passage.excerpt.id == self._scene.excerpt and passage.link.id == self._scene.link:
                return index
        return 0

    def clear_one_level(self) -> None:
        """Clear the selection and the open passage."""
        self._show(self._scene.with_selected(()).with_excerpt(None))

    def set_glow(self, features: tuple[str, ...]) -> None:
        """Let features glow while a phrase is hovered; the map does not move."""
        if features != self._glow:
            self._glow = features
            self.glow_changed.emit(features)

    def set_hover(self, item: str) -> None:
        """Tell the panels which feature the pointer is over on the map."""
        self.hover_changed.emit(feature_of(item))

    # Layers, language, theme

    def set_tool(self, tool: str) -> None:
        """Let clicks on the map serve a tool, or select features again (empty)."""
        if tool != self._tool:
            self._tool = tool
            self.tool_changed.emit(tool)

    def toggle_part(self, part: str, *, alone: bool = False) -> None:
        """Show or hide a part or, by its layer's id, a whole layer; ``alone`` hides all else but the ground."""
        self._show(toggled_part(self.atlas, self._scene, part, alone=alone))

    def set_filters(self, filters: Filters) -> None:
        """Let only some deposits and legs through."""
        self._show(self._scene.with_filters(filters))

    def set_period(self, period: tuple[str, str] | None) -> None:
        """Show dated features of a period only, or of any time."""
        self._show(self._scene.with_period(period))

    def set_indicator(self, indicator: str | None) -> None:
        """Colour the countries by an indicator, or leave them plain."""
        self._show(self._scene.with_indicator(indicator))

    def show_focus(self, focus: str) -> None:
        """Show a focus theme of the article: its layers, filters, colours, passage and deposits."""
        theme = theme_of(self.atlas, focus)
        if theme:
            if not theme.camera.is_close_to(self._scene.camera):
                self._remember(self._scene.camera)
            self._show(theme.shown_in(self._scene))

    def end_focus(self) -> None:
        """Show all layers as at first, without filters, colours and selection."""
        self._show(plain_scene(self.atlas, self._scene))

    def set_routing(self, routing: Routing) -> None:
        """Limit the network, or show other ways over it."""
        self._show(self._scene.with_routing(routing))

    def set_language(self, language: str) -> None:
        """Show everything in another language."""
        self._show(self._scene.with_language(language))

    def next_language(self) -> None:
        """Show everything in the next of the languages."""
        at = LANGUAGES.index(self._scene.language)
        self.set_language(LANGUAGES[(at + 1) % len(LANGUAGES)])

    def set_theme(self, theme: Theme) -> None:
        """Show everything in another theme."""
        self._show(self._scene.with_theme(theme))

    # Inside

    def _go(self, scene: Scene) -> None:
        """Show a scene with its selection in sight and its layers on."""
        camera = camera_on(self.atlas, scene.selected)
        if camera and not camera.is_close_to(self._scene.camera):
            self._remember(self._scene.camera)
        self._show(with_parts_for(self.atlas, scene.with_camera(camera) if camera else scene))

    def _ask_for_passage(self) -> None:
        """Ask the reader to bring the open passage into sight."""
        if self._scene.excerpt:
            self.passage_asked.emit(self._scene.excerpt, self._scene.link or "")

    def _show(self, scene: Scene) -> None:
        if scene != self._scene:
            self._scene = scene
            self.scene_changed.emit(scene)

    def show(self, scene: Scene) -> None:
        """Show a whole other scene; the area before it enters the history."""
        if not scene.camera.is_close_to(self._scene.camera):
            self._remember(self._scene.camera)
        self._show(scene)

    def _return_to(self, camera: Camera) -> None:
        self._show(self._scene.with_camera(camera))

    def _remember(self, camera: Camera) -> None:
        self._back.append(camera)
        del self._back[:-HISTORY_STEPS]
        self._forward.clear()
