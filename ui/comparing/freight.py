"""Follow the tonne: a deposit and a market are chosen, and the goods' way is told with and without Russia."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from data.settings import folders
from data.texts import Texts
from maps.cache import prepare
from maps.comparing.freight import MARKETS, market_name
from maps.drawn import camera_on
from maps.measures import kept
from maps.scene import Scene
from ui.background import run_in_background
from ui.comparing.completing import Choices, NameField
from ui.comparing.folding import FoldButton
from ui.comparing.freight_told import Told, tell
from ui.comparing.freight_view import FreightView
from ui.comparing.limits import BROKEN
from ui.session import Session


class FreightBar(QWidget):
    """The form, and below it what is told of the goods that the scene follows."""

    def __init__(self, session: Session, texts: Texts, parent: QWidget | None = None) -> None:
        """Make the bar, folded unless goods are followed."""
        super().__init__(parent)
        self._session, self._texts = session, texts
        self._asked: object = None
        self._offered: str | None = None
        self._wants_flight = self._is_at_work = False
        self.told: Told | None = None
        self.choices = Choices(session.atlas, session.atlas.deposits, texts)
        self.deposit_label, self.market_label = QLabel(), QLabel()
        self.deposit, self.market = NameField(self.choices), QComboBox()
        self.follow_button, self.stop_button = QPushButton(), QPushButton()
        self.error, self.state = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.view = FreightView()
        self._body = QWidget()
        self.fold = FoldButton(self._body)
        self._lay_out()
        self.deposit.submitted.connect(self.follow)
        self.deposit.textEdited.connect(lambda _: self._say(""))
        self.follow_button.clicked.connect(self.follow)
        self.stop_button.clicked.connect(self._stop)
        self.market.activated.connect(self._on_market)
        session.scene_changed.connect(self.show_scene)
        self.retext(texts)

    @property
    def is_settled(self) -> bool:
        """Whether what is told is what the scene follows."""
        return not self._is_at_work

    def retext(self, texts: Texts) -> None:
        """Write everything in a language, in the colours of the theme."""
        self._texts = texts
        held, market = self.deposit.known(), self.market.currentData()
        self.choices.relabel(texts)
        if held:
            self.deposit.show_choice(held)
        self.fold.setText(texts("Follow the tonne"))
        self.deposit_label.setText(texts("Deposit"))
        self.market_label.setText(texts("Market"))
        self.deposit.retext(texts("Name of a deposit"), texts("Deposit whose goods are followed"))
        self.market.setAccessibleName(texts("Market"))
        self.market.clear()
        for slug in MARKETS:
            self.market.addItem(market_name(self._session.atlas, slug, texts), slug)
        self.market.setCurrentIndex(max(self.market.findData(market), 0))
        self.follow_button.setText(texts("Follow"))
        self.stop_button.setText(texts("Stop following"))
        self._say("")
        self.setStyleSheet(f"QLabel#freightError {{ color: {BROKEN[self._session.scene.theme]}; }}")
        self.show_scene(self._session.scene)
        self._show_told()

    def show_scene(self, scene: Scene) -> None:
        """Follow the scene: what goods it follows, under which limits, and which deposit is selected."""
        selected = next((name for name in scene.selected[:1] if name in self._session.atlas.deposits), None)
        if selected and selected != self._offered:
            self.deposit.show_choice(selected)
        self._offered = selected
        limits = replace(scene.routing, own=(), pinned=(), chosen=None)
        asked = (limits, self._texts.language, self._session.atlas) if scene.routing.freight else None
        if asked == self._asked or self._is_at_work:
            return
        self._asked = asked
        if asked is None:
            self.told = None
            self._show_told()
            return
        self._write_freight(scene)
        self._tell(scene)

    def offer(self, deposit: str) -> None:
        """Follow the goods of a deposit that was picked elsewhere to the market on show."""
        self.fold.open()
        self.deposit.show_choice(deposit)
        self.follow()

    def follow(self) -> None:
        """Follow the goods of the deposit that is named, or say why not."""
        written = self.deposit.text().strip()
        found = [choice.id for choice in self.choices.find(written)] if written else []
        deposit = self.deposit.known() or (found[0] if len(found) == 1 else None)
        if deposit is None:
            self._say(self._complaint(written, found))
            return
        self._say("")
        self.deposit.show_choice(deposit)
        self._wants_flight = True
        routing = self._session.scene.routing.with_freight(deposit, self.market.currentData())
        self._session.set_routing(routing)

    def _complaint(self, written: str, found: list[str]) -> str:
        texts = self._texts
        if not written:
            return texts("Name a deposit, or select one on the map.")
        if not found:
            return texts("There is no deposit {name} on this map.", name=written)
        comma = "、" if texts.language == "ja" else ", "
        shown = comma.join(self.choices.label(name) for name in found[:5])
        return texts("{name} may be any of these: {places}.", name=written, places=shown)

    def _stop(self) -> None:
        self._session.set_routing(self._session.scene.routing.without_freight())

    def _on_market(self, _: int) -> None:
        """Follow followed goods to the other market at once."""
        freight = self._session.scene.routing.freight
        if freight:
            self._wants_flight = True
            self._session.set_routing(self._session.scene.routing.with_freight(freight[0], self.market.currentData()))

    # What is told

    def _tell(self, scene: Scene) -> None:
        """Have the way told in the background, one piece of work at a time."""
        self._is_at_work = True
        atlas, texts, cache = self._session.atlas, self._texts, folders().cache

        def work() -> Told | None:
            return tell(atlas, kept() or prepare(atlas, cache).measures, scene, texts)

        self._show_told()
        run_in_background(work, self._take, self._fail, self)

    def _take(self, told: Told | None) -> None:
        """Show what is told, and ask again if something else is followed by now."""
        self._is_at_work = False
        self.told = told
        self._show_told()
        self.show_scene(self._session.scene)
        if told and self._wants_flight and not self._is_at_work:
            self._wants_flight = False
            camera = camera_on(self._session.atlas, told.features)
            if camera:
                self._session.fly_to(camera)

    def _fail(self, error: Exception) -> None:
        """Let the crash dialog tell of what nobody foresaw."""
        self._is_at_work = False
        raise error

    def _write_freight(self, scene: Scene) -> None:
        """Write what is followed into the form, and open it."""
        if scene.routing.freight:
            deposit, market = scene.routing.freight
            self.fold.open()
            self.deposit.show_choice(deposit)
            self.market.setCurrentIndex(max(self.market.findData(market), 0))

    def _show_told(self) -> None:
        texts, is_followed = self._texts, self._session.scene.routing.freight is not None
        self.stop_button.setVisible(is_followed)
        self.view.setVisible(is_followed and self.told is not None)
        if is_followed and self.told:
            self.view.show_told(self.told, texts, self._session.scene.theme)
        if not is_followed:
            self.state.setText(
                texts("Choose a deposit, on the map or by name, and a market: its goods are followed there.")
            )
        else:
            self.state.setText(texts("Reckoning the way…") if self._is_at_work else "")
        self.state.setVisible(bool(self.state.text()))

    def _say(self, text: str) -> None:
        """Say under the form what was not understood; nothing hides it."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.deposit.setAccessibleDescription(text)

    def _lay_out(self) -> None:
        self.error.setObjectName("freightError")
        self.state.setProperty("role", "meta")
        self.market.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.market.setMinimumContentsLength(12)
        self.deposit_label.setBuddy(self.deposit)
        self.market_label.setBuddy(self.market)
        grid, column, whole = QGridLayout(), QVBoxLayout(self._body), QVBoxLayout(self)
        grid.setSpacing(6)
        grid.setColumnStretch(1, 1)
        rows = (
            (self.deposit_label, self.deposit, self.follow_button),
            (self.market_label, self.market, self.stop_button),
        )
        for row, (label, field, button) in enumerate(rows):
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
            grid.addWidget(button, row, 2)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(6)
        column.addLayout(grid)
        for widget in (self.error, self.state, self.view):
            column.addWidget(widget)
        whole.setContentsMargins(10, 2, 10, 2)
        whole.setSpacing(2)
        whole.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignTop)
        whole.addWidget(self._body)
