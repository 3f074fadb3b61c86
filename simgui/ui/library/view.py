"""The library as it is reviewed: side panel, the place that is open, and the bar at the bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from simgui.core.types import Photo
from simgui.ui import settings
from simgui.ui.background.thumbnails import ThumbLoader
from simgui.ui.check.page import CheckPage
from simgui.ui.deletion.journal_page import JournalPage
from simgui.ui.deletion.page import DeletionPage
from simgui.ui.dense.view import DenseList
from simgui.ui.library.apart_page import ApartPage
from simgui.ui.library.browser import BrowserPage
from simgui.ui.library.commands import GroupCommands
from simgui.ui.library.deletion_flow import DeletionFlow
from simgui.ui.library.footer import Footer
from simgui.ui.library.group_views import GroupViews
from simgui.ui.library.sidebar import Place, Sidebar
from simgui.ui.library.unreadable import UnreadablePage
from simgui.ui.pairs.flow import DecisionFlow
from simgui.ui.pairs.page import PairsPage
from simgui.ui.pairs.preview import DecisionPage
from simgui.ui.platform.desktop import open_file, reveal
from simgui.ui.review.group_model import Order
from simgui.ui.review.group_panel import GroupPanel
from simgui.ui.review.page import ReviewPage
from simgui.ui.review.rules_page import RulesPage
from simgui.ui.session.deletions import Deletions
from simgui.ui.session.session import Session
from simgui.ui.widgets.controls import put_in_order
from simgui.ui.widgets.listening import listen
from simgui.ui.widgets.theme import Theme

if TYPE_CHECKING:
    from simgui.core.removal.journal import ActionRecord
    from simgui.engine.keep_rules import Ruling
    from simgui.engine.snapshot import SliderStop

_ROOMY_PX = 1100  # a window at least this wide has room for the places beside any page
_PARTS = (268, 388, 784)  # widths of side panel, groups and photos in pixels at the first start


class LibraryView(QWidget):
    """Everything about the photos that are there.

    Signals:
        menu_wanted: list of Photo, and the global position of a context menu.
        said: Message, the text of a button (or ""), and what the button does (or None).
    """

    menu_wanted = Signal(object, object)
    said = Signal(object, str, object)

    def __init__(
        self, session: Session, deletions: Deletions, theme: Theme, thumbs: ThumbLoader
    ) -> None:
        super().__init__()
        self._session = session
        self._deletions = deletions
        self._place = Place.DUPLICATES
        self._actions = 0
        self._level_shown: SliderStop | None = None
        marks = session.review.marks
        self.sidebar = Sidebar(theme)
        self.groups = GroupPanel(theme, thumbs, session.review)
        card_px = session.settings.get(settings.CARD_PX)
        self.review = ReviewPage(theme, thumbs, session.review, card_px)
        self.browser = BrowserPage(theme, thumbs, marks, session.pool)
        self.unreadable = UnreadablePage(theme)
        self.apart = ApartPage(theme, thumbs, session)
        self.journal = JournalPage(theme, session)
        self.check = CheckPage(theme, thumbs, session)
        self.pairs = PairsPage(theme, session)
        self.decision = DecisionPage(theme)
        self.decisions = DecisionFlow(session, self.pairs, self.decision)
        self.deletion = DeletionPage(theme, thumbs, session.settings)
        self.rules = RulesPage(theme, session)
        self.footer = Footer(theme, marks, session.review.undo_stack)
        panel = self.groups
        self.dense = DenseList(
            theme, thumbs, session.review, panel.model, panel.view.selectionModel()
        )
        self.group_views = GroupViews(panel, self.review, self.dense)
        self.commands = GroupCommands(
            panel, self.review, session.review, lambda: self.middle.currentWidget() is self.lanes
        )
        self._build()
        self._connect()
        self._restore()
        self._show_waiting()
        if session.is_open:  # the window is made again, in another language
            self.show_state()
            self.show_groups()
            deletions.read_journal()

    # -- places

    @property
    def place(self) -> Place:
        """The place that is open."""
        return self._place

    def show_place(self, place: Place) -> None:
        """Open another place."""
        self._place = place
        self.sidebar.show_place(place)
        self.middle.setCurrentWidget(self._page_of[place])
        if place is Place.ALL:
            self.browser.refresh()
        elif place is Place.JOURNAL:
            self._deletions.read_journal()
        elif place is Place.PAIRS:
            self.pairs.refresh()
        home = self._home_of.get(place)
        if home is not None:
            home.setFocus()
        elif place is Place.CHECK:
            self.check.take_focus()
        else:
            self.groups.show_slider(is_shown=place is Place.DUPLICATES)
            self._show_groups(keep_places=False)
            self.group_views.take_focus()

    def go_back(self) -> bool:
        """Leave what lies over the place; stop a deletion that runs.

        Returns:
            Whether there was anything to leave.
        """
        if self._deletions.is_busy:
            self._deletions.stop()
            return True
        if self.middle.currentWidget() in self._asking:
            self.show_place(self._place)
            return True
        return False

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        page = self.middle.currentWidget()
        if page is self.browser:
            self.browser.grid.setFocus()
        elif page is self.lanes:
            self.group_views.take_focus()

    # -- what the user asks for

    def chosen(self) -> list[Photo]:
        """The selected photos of the grid that is seen."""
        if self.middle.currentWidget() is self.browser:
            return [item.photo for item in self.browser.grid.selected_items()]
        return self.review.selected() if self.middle.currentWidget() is self.lanes else []

    def toggle_mark(self) -> None:
        """Mark the selected photos, or take their marks away."""
        if self.middle.currentWidget() is self.lanes:
            self.review.toggle_mark()
        else:
            for photo in self.chosen():
                self._session.review.toggle(photo)

    def open_rules(self, only_in: str = "") -> None:
        """Preview what keep rules would mark, in one folder or anywhere."""
        current = self.groups.current()
        self.rules.open_for(
            [current] if current is not None else [],
            self.groups.selected(),
            [g for g in self.groups.model.groups if g.tier.is_copy],
            self._session.folders(),
            only_in,
        )
        self._lay_over(self.rules)

    def plan_deletion(self) -> None:
        """Show what would go to the trash."""
        if len(self._session.review.marks) and not self._deletions.is_busy:
            self._deletions.plan()

    # -- what is shown

    def show_state(self) -> None:
        """Show the snapshot of the session."""
        session = self._session
        self.groups.slider.show_expectation(
            len(session.snapshot.groups), session.snapshot.expected_wrong
        )
        self._show_waiting()
        self.show_folders()

    def _show_waiting(self) -> None:
        session = self._session
        for part in (self.groups, self.review):
            part.show_waiting(is_reading=session.is_reading, is_scanning=session.is_scanning)

    def show_groups(self) -> None:
        """Show the groups of the lane that is open.

        Nothing moves under the user's hands: groups keep their places until another order, another
        place or another level is asked for; new ones come below.
        """
        self._show_groups(keep_places=self._level_shown is self._session.snapshot.level)

    def _show_groups(self, *, keep_places: bool) -> None:
        review = self._session.review
        self._level_shown = self._session.snapshot.level
        groups = review.moments if self._place is Place.MOMENTS else review.groups
        self.groups.show_groups(groups, keep_places=keep_places)
        current = self.groups.current()
        if current is not None:
            self.review.show_group(current)

    def show_folders(self) -> None:
        """Show the watched folders and what is in each place."""
        session = self._session
        self.sidebar.show_folders(
            session.folders(), session.snapshot.by_folder, session.watched.preferred()
        )
        counted = ((Place.CHECK, self.check), (Place.PAIRS, self.pairs))
        self.sidebar.show_counts(
            {}
            if session.is_reading
            else {
                Place.DUPLICATES: len(session.review.groups),
                Place.MOMENTS: len(session.review.moments),
                Place.ALL: session.snapshot.total,
                Place.UNREADABLE: len(session.unreadable),
                Place.APART: self.apart.count,
                Place.JOURNAL: self._actions,
                **{place: page.count for place, page in counted if page.count is not None},
            }
        )
        self.unreadable.show_files(session.unreadable)
        if session.snapshot.is_whole:
            self.browser.show_photos(session.snapshot.photos)

    # -- building

    def _build(self) -> None:
        self.lanes = QSplitter(Qt.Orientation.Horizontal)
        self.lanes.setChildrenCollapsible(False)
        self.lanes.setHandleWidth(1)
        self.lanes.addWidget(self.groups)
        self.lanes.addWidget(self.review)
        self.lanes.setStretchFactor(1, 1)
        self._page_of = {
            Place.DUPLICATES: self.lanes,
            Place.MOMENTS: self.lanes,
            Place.ALL: self.browser,
            Place.UNREADABLE: self.unreadable,
            Place.APART: self.apart,
            Place.JOURNAL: self.journal,
            Place.CHECK: self.check,
            Place.PAIRS: self.pairs,
        }
        self._home_of: dict[Place, QWidget] = {
            Place.ALL: self.browser.grid,
            Place.UNREADABLE: self.unreadable.table,
            Place.APART: self.apart.grid,
            Place.JOURNAL: self.journal.actions_table,
            Place.PAIRS: self.pairs.table,
        }
        self.middle = QStackedWidget()
        self._asking = {self.deletion, self.rules, self.decision}
        for page in (*dict.fromkeys(self._page_of.values()), *self._asking):
            self.middle.addWidget(page)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(self.sidebar)
        self.split.addWidget(self.middle)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([_PARTS[0], _PARTS[1] + _PARTS[2]])
        self.lanes.setSizes([_PARTS[1], _PARTS[2]])
        put_in_order(self.split)
        put_in_order(self.lanes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.split, 1)
        layout.addWidget(self.footer)
        self.group_views.tab_in_order(
            [*self.sidebar.places.values(), self.sidebar.tree],
            [self.footer.undo, self.footer.trash],
        )

    def _connect(self) -> None:
        session = self._session
        self.middle.currentChanged.connect(lambda _: self._show_footer())
        stored = session.settings
        side = self.sidebar
        side.place_chosen.connect(self.show_place)
        side.folder_chosen.connect(self._on_folder_chosen)
        watched = session.watched
        side.role_chosen.connect(watched.set_role)
        side.forget_wanted.connect(watched.forget)
        side.preferred.connect(lambda path, on: watched.prefer(path, is_preferred=on))
        side.mark_here_wanted.connect(self.open_rules)
        side.rescan_wanted.connect(session.scan_again)
        side.reveal_wanted.connect(reveal)
        self.groups.level_chosen.connect(session.set_level)
        self.groups.order_chosen.connect(lambda order: stored.set(settings.ORDER, order.value))
        self.groups.group_chosen.connect(self.review.show_group)
        self.review.link_wanted.connect(self.groups.choose)
        self.group_views.keys.kept.connect(self.commands.keep_number)
        self.group_views.dense_chosen.connect(lambda on: stored.set(settings.DENSE, on))
        self.dense.zoomed.connect(lambda px: stored.set(settings.DENSE_PX, px))
        self.review.accept_wanted.connect(self.commands.accept)
        self.review.menu_wanted.connect(self.menu_wanted)
        self.review.zoomed.connect(lambda px: stored.set(settings.CARD_PX, px))
        self.review.details_shown.connect(lambda on: stored.set(settings.SHOWS_DETAILS, on))
        self.browser.menu_wanted.connect(self.menu_wanted)
        self.browser.opened.connect(lambda photo: open_file(photo.path))
        self.unreadable.reveal_wanted.connect(reveal)
        self.unreadable.retry_wanted.connect(session.rescan)
        for page in (self.apart, self.check, self.pairs):
            page.counted.connect(self.show_folders)
        self.check.said.connect(self.said)
        for asking in (self.rules, self.decision, self.deletion):
            asking.cancelled.connect(self.go_back)
        self.rules.confirmed.connect(self._on_ruled)
        self.decisions.ruled.connect(self._on_ruled)
        self.decisions.opened.connect(lambda: self._lay_over(self.decision))
        session.changed.connect(self.show_state)
        session.folders_changed.connect(self.show_folders)
        session.scan_started.connect(self.show_state)
        listen(self, session.scan_ended, lambda _: self.show_state())
        session.review.groups_changed.connect(self.show_groups)
        session.review.group_changed.connect(self.groups.model.take)
        stored.changed.connect(self._on_setting)
        self.footer.trash_wanted.connect(self.plan_deletion)
        self._deletions.journal_read.connect(self._on_journal)
        session.opened.connect(self._deletions.read_journal)
        self._flow = DeletionFlow(self._deletions, self.deletion, self.journal, session.review)
        self._flow.opened.connect(lambda: self._lay_over(self.deletion))
        self._flow.ended.connect(lambda: self.show_place(self._place))
        self._flow.said.connect(self.said)

    def _restore(self) -> None:
        stored = self._session.settings
        splitter = stored.splitter()
        if splitter is not None:
            self.split.restoreState(splitter)
        self.groups.set_order(Order(stored.get(settings.ORDER)))
        self.groups.slider.show_level(self._session.level)
        self.dense.set_cell_px(stored.get(settings.DENSE_PX))
        self.group_views.set_dense(is_dense=stored.get(settings.DENSE))
        if stored.get(settings.SHOWS_DETAILS):
            self.review.info.setChecked(True)

    # -- what comes from elsewhere

    def _show_footer(self) -> None:
        """A page that asks for a decision has buttons of its own; two of a kind would confuse."""
        page = self.middle.currentWidget()
        self.footer.setVisible(page not in self._asking)
        self.footer.show_keys(is_shown=page is self.lanes)
        self._show_sidebar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_sidebar()

    def _show_sidebar(self) -> None:
        """A page that lies over the places takes their room where the window is narrow."""
        needs_room = self.middle.currentWidget() in self._asking
        self.sidebar.setVisible(not needs_room or self.width() >= _ROOMY_PX)

    def _lay_over(self, page: QWidget) -> None:
        self.middle.setCurrentWidget(page)
        self.sidebar.show_place(None)

    def _on_folder_chosen(self, path: str) -> None:
        self.sidebar.show_chosen_folder(path)
        self.groups.set_folder(path)
        if self.middle.currentWidget() is not self.lanes:
            self.show_place(Place.DUPLICATES)

    def _on_setting(self, name: str) -> None:
        if name == settings.CARD_PX.name:
            self.review.grid.set_card_px(self._session.settings.get(settings.CARD_PX))

    def _on_ruled(self, ruling: Ruling) -> None:
        self._session.review.apply_ruling(ruling)
        self._session.reload()
        self.show_place(Place.DUPLICATES)

    def _on_journal(self, records: list[ActionRecord]) -> None:
        self._actions = len(records)
        self.journal.show_journal(records)
        self.show_folders()
