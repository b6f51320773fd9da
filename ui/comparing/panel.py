"""The comparison in the reader: limits, own ways, followed goods; the table; two ways side by side; the volumes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from data.settings import folders
from data.texts import Texts
from maps.cache import prepare
from maps.charts.middle import TITLES
from maps.comparing.row import COMPARED
from maps.drawn import camera_on
from maps.measures import kept
from maps.scene import Routing, Scene
from ui.background import run_in_background
from ui.comparing.chart import VolumeChart
from ui.comparing.freight import FreightBar
from ui.comparing.hues import ASKED
from ui.comparing.limits import LimitsBar
from ui.comparing.lines import Line
from ui.comparing.side_by_side import SideBySide
from ui.comparing.table import WaysTable
from ui.comparing.ways import WaysBar
from ui.comparing.work import Compared, compare, whole_program
from ui.session import Session


@dataclass(frozen=True, slots=True)
class Asked:
    """What decides the rows and how they read."""

    routing: Routing
    language: str
    with_all: bool


class ComparePanel(QScrollArea):
    """One column that scrolls as a whole."""

    def __init__(self, session: Session, texts: Texts, parent: QWidget | None = None) -> None:
        """Make the panel; the rows come when they are reckoned."""
        super().__init__(parent)
        self._session, self._texts = session, texts
        self._shown: Scene | None = None
        self._asked: Asked | None = None
        self._is_at_work = False
        self.compared: Compared | None = None
        self.limits = LimitsBar(session, texts)
        self.ways = WaysBar(session, texts)
        self.freight = FreightBar(session, texts)
        self.table = WaysTable(session.scene.theme)
        self.all_corridors = QToolButton()
        self.all_corridors.setCheckable(True)
        self.all_corridors.setProperty("role", "toggle")
        self.note = QLabel(wordWrap=True)
        self.note.setProperty("role", "meta")
        self.pair = SideBySide(session, texts)
        self.charts = [VolumeChart(session.atlas, texts, session.scene.theme, unit) for unit in TITLES]
        self._lay_out()
        self.setFocusProxy(self.table)
        self.table.picked.connect(lambda way: self.choose(way, fly=False))
        self.table.acted.connect(self._act)
        self.all_corridors.toggled.connect(lambda _: self._ask())
        sort = QShortcut(QKeySequence("Alt+S"), self.table, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        sort.activated.connect(self.table.sort_here)
        self.retext(texts)
        self.show_scene(session.scene)

    @property
    def is_settled(self) -> bool:
        """Whether the rows on show are those asked for."""
        return not self._is_at_work and self.compared is not None

    def retext(self, texts: Texts) -> None:
        """Write everything in a language, and draw in the scene's theme."""
        self._texts = texts
        theme = self._session.scene.theme
        self.setAccessibleName(texts("Compare"))
        for bar in (self.limits, self.ways, self.freight):
            bar.retext(texts)
        countries = {name: texts.name(self._session.atlas.countries[name].names) for name in ASKED}
        self.table.retext(texts, theme, countries)
        self.pair.retext(texts)
        for chart in self.charts:
            chart.retext(texts, theme)
        self.note.setText(
            texts(
                "The disc beside a length is filled as far as it is published or derived; the rest is computed or "
                "estimated. Days are published ones, else by stated assumptions."
            )
        )
        count = len(self._session.atlas.corridors)
        self.all_corridors.setText(texts("Show all {n} corridors", n=count))
        self.all_corridors.setToolTip(texts("Adds the other variants and branches to the table"))
        self._ask()

    def show_scene(self, scene: Scene) -> None:
        """Follow the scene."""
        before, self._shown = self._shown, scene
        for bar in (self.limits, self.ways, self.freight):
            bar.show_scene(scene)
        self.table.show_pins(scene.routing.pinned)
        self.pair.show_scene(scene)
        if before is None or scene.routing != before.routing:
            self._ask()
        if before is None or (scene.selected, scene.routing.chosen) != (before.selected, before.routing.chosen):
            self._mark()
        if before and scene.selected != before.selected:
            QTimer.singleShot(0, self, self._follow_selection)

    def choose(self, way: str, *, fly: bool) -> None:
        """Make a way the one on show: a corridor is selected, others are only drawn."""
        session = self._session
        if way in session.atlas.corridors:
            session.select((way,), fly=fly)
        else:
            if session.scene.selected:
                session.select(())
            line = next((known for known in self.lines if known.id == way), None)
            plan = line.row.plan or line.row.asked if line else None
            camera = camera_on(session.atlas, plan.legs) if plan and fly else None
            if camera:
                session.fly_to(camera)
        session.set_routing(replace(session.scene.routing, chosen=way))

    def toggle_pin(self, way: str) -> None:
        """Pin a way, or take its pin out."""
        self._session.set_routing(self._session.scene.routing.toggled_pin(way))

    def remove(self, way: str) -> None:
        """Remove a way of the user's own, or the followed goods; shipped corridors stay."""
        routing = self._session.scene.routing
        kind, *ends = way.split("/", maxsplit=1)[0].split(":")
        if kind == "own" and len(ends) == 2:
            self._session.set_routing(routing.without_way(ends[0], ends[1]))
        elif kind == "freight":
            self._session.set_routing(routing.without_freight())

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows on show, in the order they came."""
        return self.compared.lines if self.compared else ()

    def _act(self, act: str, way: str) -> None:
        acts: dict[str, Callable[[str], None]] = {
            "fly": lambda name: self.choose(name, fly=True),
            "pin": self.toggle_pin,
            "remove": self.remove,
        }
        acts[act](way)

    def _follow_selection(self) -> None:
        """Let the way that is drawn follow a selection made elsewhere."""
        scene, corridors = self._session.scene, self._session.atlas.corridors
        chosen, selected = scene.routing.chosen, scene.selected
        if chosen is None or chosen not in corridors:
            return
        if not selected:
            self._session.set_routing(replace(scene.routing, chosen=None))
        elif len(selected) == 1 and selected[0] in corridors and selected[0] != chosen:
            self._session.set_routing(replace(scene.routing, chosen=selected[0]))

    def _mark(self) -> None:
        """Mark the rows of what is selected, else of the way that is chosen."""
        scene, atlas = self._session.scene, self._session.atlas
        ways: list[str] = []
        for feature in scene.selected:
            if feature in atlas.groups:
                ways += atlas.groups[feature].members
            elif feature in atlas.legs:
                ways += [corridor.id for corridor in atlas.groups_of(feature)]
            elif feature in atlas.corridors:
                ways.append(feature)
        if not ways and scene.routing.chosen:
            ways = [scene.routing.chosen]
        if self.table.marked() != tuple(ways):
            self.table.mark(tuple(ways))
            self._reveal()

    def _reveal(self) -> None:
        """Bring the first marked row into sight."""
        marked = self.table.marked()
        if marked and self.isVisible():
            box: QRect = self.table.row_box(marked[0])
            at = self.table.mapTo(self._inside, box.center())
            self.ensureVisible(0, at.y(), 0, box.height())

    def _ask(self) -> None:
        """Have the rows reckoned, unless those on show are the ones; one piece of work at a time."""
        scene = self._session.scene
        limits = replace(scene.routing, chosen=None)
        asked = Asked(limits, self._texts.language, self.all_corridors.isChecked())
        if asked == self._asked or self._is_at_work:
            return
        self._asked, self._is_at_work = asked, True
        atlas, texts, cache = self._session.atlas, self._texts, folders().cache
        corridors = tuple(dict.fromkeys((*COMPARED, *atlas.corridors))) if asked.with_all else COMPARED

        def work() -> Compared:
            measures = kept() or prepare(atlas, cache).measures
            return compare(atlas, measures, asked.routing, corridors, texts)

        run_in_background(work, self._take, self._fail, whole_program())

    def _take(self, compared: Compared) -> None:
        """Show what was reckoned, and ask again if something else is wanted by now."""
        self._is_at_work = False
        self.compared = compared
        self.table.show_lines(compared.lines)
        self.table.mark(())
        self._mark()
        self.pair.show_pair(compared.pair, compared.tracks, compared.differences)
        self._ask()

    def _fail(self, error: Exception) -> None:
        """Let the crash dialog tell of what nobody foresaw."""
        self._is_at_work = False
        raise error

    def _lay_out(self) -> None:
        self.setObjectName("comparePanel")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = self._inside = QWidget()
        inside.setObjectName("cards")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        for bar in (self.limits, self.ways, self.freight):
            column.addWidget(bar)
        column.addSpacing(4)
        column.addWidget(self.table)
        foot = QVBoxLayout()
        foot.setContentsMargins(10, 8, 10, 4)
        foot.addWidget(self.note)
        foot.addWidget(self.all_corridors, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(foot)
        for widget in (self.pair, *self.charts):
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(inside)
