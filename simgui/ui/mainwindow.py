"""The one window: its parts, what they tell each other, and its keys. No logic of its own."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDesktopServices,
    QGuiApplication,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from simgui.core.types import Photo
from simgui.ui import display, settings, verdicts
from simgui.ui.browser import BrowserPage
from simgui.ui.compare import ComparePage
from simgui.ui.deletion import Deletions, Remover
from simgui.ui.deletionpage import DeletionPage
from simgui.ui.droparea import DropArea, DropFilter, local_paths
from simgui.ui.footer import Footer
from simgui.ui.groupmodel import Order
from simgui.ui.grouppanel import GroupPanel
from simgui.ui.journalpage import JournalPage
from simgui.ui.messagebar import MessageBar
from simgui.ui.prefs import Maintenance, SettingsPage
from simgui.ui.query import Query
from simgui.ui.reviewpage import ReviewPage
from simgui.ui.rulespage import RulesPage
from simgui.ui.ruling import Ruling
from simgui.ui.session import Message, MessageKind, Session
from simgui.ui.sidebar import Place, Sidebar
from simgui.ui.similar import SimilarPage
from simgui.ui.theme import Theme
from simgui.ui.thumbs import ThumbLoader
from simgui.ui.topbar import TopBar
from simgui.ui.unreadable import UnreadablePage
from simgui.ui.wording import translate

if TYPE_CHECKING:
    from simgui.core.execution import Outcome
    from simgui.core.journal import ActionRecord
    from simgui.core.removal import Plan

_SIZE = (1440, 900)
_PARTS = (240, 388, 812)


class MainWindow(QMainWindow):
    """The window of a session."""

    def __init__(
        self, session: Session, remover: Remover, maintenance: Maintenance, theme: Theme
    ) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self.deletions = Deletions(session, remover, self)
        self._place = Place.DUPLICATES
        self._actions = 0
        self._came_from: QWidget | None = None
        self.setWindowTitle("simgui")
        self.setWindowIcon(theme.icon("simgui"))
        self.setMinimumSize(880, 560)
        self.resize(*_SIZE)
        self.thumbs = ThumbLoader(
            session.engine.thumbnail, session.settings.get(settings.THUMB_MB) * 1_000_000, self
        )
        self._build(maintenance)
        self._build_actions()
        self._connect()
        self._restore()
        self._show_state()

    # -- building

    def _build(self, maintenance: Maintenance) -> None:
        session, theme = self._session, self._theme
        self.top = TopBar(theme)
        self.message = MessageBar(theme)
        self.sidebar = Sidebar(theme)
        self.groups = GroupPanel(theme, self.thumbs, session.review.marks)
        self.review = ReviewPage(
            theme, self.thumbs, session.review, session.settings.get(settings.CARD_PX)
        )
        self.footer = Footer(theme, session.review.marks, session.review.undo_stack)
        self.drop = DropArea(theme)
        self.lanes = QSplitter(Qt.Orientation.Horizontal)
        self.lanes.setChildrenCollapsible(False)
        self.lanes.setHandleWidth(1)
        self.lanes.addWidget(self.groups)
        self.lanes.addWidget(self.review)
        self.lanes.setStretchFactor(1, 1)
        self.browser = BrowserPage(theme, self.thumbs, session.review.marks)
        self.unreadable = UnreadablePage(theme)
        self.journal = JournalPage(theme)
        self.deletion = DeletionPage(theme, self.thumbs)
        self.rules = RulesPage(theme, session)
        self.middle = QStackedWidget()
        for page in (
            self.lanes,
            self.browser,
            self.unreadable,
            self.journal,
            self.deletion,
            self.rules,
        ):
            self.middle.addWidget(page)
        self._page_of = {
            Place.DUPLICATES: self.lanes,
            Place.MOMENTS: self.lanes,
            Place.ALL: self.browser,
            Place.UNREADABLE: self.unreadable,
            Place.JOURNAL: self.journal,
        }
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(self.sidebar)
        self.split.addWidget(self.middle)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([_PARTS[0], _PARTS[1] + _PARTS[2]])
        self.lanes.setSizes([_PARTS[1], _PARTS[2]])
        library = QWidget()
        inner = QVBoxLayout(library)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.split, 1)
        inner.addWidget(self.footer)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.drop)
        self.pages.addWidget(library)
        self._library_page = library
        self.compare = ComparePage(theme, session.engine, session.review)
        self.pages.addWidget(self.compare)
        self.similar = SimilarPage(theme, self.thumbs, session.engine, session)
        self.pages.addWidget(self.similar)
        self.prefs = SettingsPage(theme, session, maintenance)
        self.pages.addWidget(self.prefs)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top)
        layout.addWidget(self.message)
        layout.addWidget(self.pages, 1)
        self.setCentralWidget(centre)
        self.drops = DropFilter(self)
        for view in (self.groups.view, self.review.grid, self.browser.grid, self.similar.grid):
            self.drops.watch(view.viewport())

    def _build_actions(self) -> None:
        """Keys that work anywhere in the window, each an action so that menus can show it."""
        review = self._session.review
        page, compare = self.review, self.compare
        keys: tuple[tuple[str, str, Callable[[], object]], ...] = (
            (translate("Action", "Add a folder…"), "Ctrl+O", self.choose_folder),
            (translate("Action", "Look through all folders again"), "F5", self._session.rescan),
            (
                translate("Action", "Mark or unmark"),
                "Space",
                self._either(page.toggle_mark, compare.toggle_mark),
            ),
            (
                translate("Action", "Keep this photo"),
                "K",
                self._either(page.keep, compare.keep_chosen),
            ),
            (translate("Action", "Keep this one and mark the others"), "Shift+K", page.keep_only),
            (translate("Action", "Mark the others of the group"), "A", page.mark_others),
            (
                translate("Action", "Not duplicates"),
                "X",
                self._either(page.set_apart, compare.set_apart),
            ),
            (translate("Action", "Next group"), "N", lambda: self.step_group(1)),
            (translate("Action", "Previous group"), "P", lambda: self.step_group(-1)),
            (translate("Action", "Find similar photos"), "F", self.find_similar),
            (translate("Action", "Find photos like a picture…"), "Ctrl+F", self.open_similar),
            (translate("Action", "Find photos like the copied picture"), "Ctrl+V", self.paste),
            (translate("Action", "Keep rules…"), "Ctrl+R", self.open_rules),
            (translate("Action", "Settings"), "Ctrl+,", self.open_settings),
            (translate("Action", "Show details"), "I", self.review.info.toggle),
            (translate("Action", "Find in the list"), "/", self.groups.search.setFocus),
            (translate("Action", "Move what is marked to the trash"), "Del", self.plan_deletion),
            (translate("Action", "Back"), "Esc", self.go_back),
        )
        self.keyed: dict[str, QAction] = {}
        for text, key, do in keys:
            action = QAction(text, self)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(self._guarded(key, do))
            self.addAction(action)
            self.keyed[key] = action
        self.undo_action = review.undo_stack.createUndoAction(self, translate("Action", "Undo"))
        self.undo_action.setShortcut(QKeySequence.StandardKey.Undo)
        self.redo_action = review.undo_stack.createRedoAction(self, translate("Action", "Redo"))
        self.redo_action.setShortcut(QKeySequence.StandardKey.Redo)
        self.addActions([self.undo_action, self.redo_action])

    def _either(
        self, here: Callable[[], object], compared: Callable[[], object]
    ) -> Callable[[], None]:
        """What a key does on the place that is open, and on the compare page."""

        def run() -> None:
            is_compared = self.pages.currentWidget() is self.compare
            (compared if is_compared else here)()

        return run

    def _guarded(self, key: str, do: Callable[[], object]) -> Callable[[], None]:
        """Letters typed into a field are text, not commands."""

        def run() -> None:
            field = QGuiApplication.focusObject()
            if isinstance(field, QLineEdit) and "Ctrl" not in key and not key.startswith("F"):
                field.insert(" " if key == "Space" else key.lower())
                return
            do()

        return run

    def _connect(self) -> None:
        session = self._session
        self.top.add_wanted.connect(self.choose_folder)
        self.top.progress.pause_toggled.connect(self._toggle_pause)
        self.top.progress.stop_wanted.connect(session.cancel)
        self.drop.folder_wanted.connect(self.choose_folder)
        self.drop.paths_given.connect(session.add)
        self.drops.dropped.connect(self.take_drop)
        self.drops.entered.connect(lambda: self.drop.set_target(is_target=True))
        self.drops.left.connect(lambda: self.drop.set_target(is_target=False))
        self.sidebar.place_chosen.connect(self.show_place)
        self.sidebar.folder_chosen.connect(self._on_folder_chosen)
        self.sidebar.role_chosen.connect(session.set_role)
        self.sidebar.forget_wanted.connect(session.forget)
        self.sidebar.rescan_wanted.connect(lambda path: session.add([path]))
        self.sidebar.reveal_wanted.connect(reveal)
        self.groups.level_chosen.connect(session.set_level)
        self.groups.order_chosen.connect(
            lambda order: session.settings.set(settings.ORDER, order.value)
        )
        self.groups.group_chosen.connect(self.review.show_group)
        self.review.compare_wanted.connect(self.open_compare)
        self.compare.left.connect(self.close_page)
        self.similar.left.connect(self.close_page)
        self.similar.compare_wanted.connect(self.open_compare)
        self.similar.reveal_wanted.connect(reveal)
        self.similar.menu_wanted.connect(self.open_photo_menu)
        self.top.settings_wanted.connect(self.open_settings)
        self.prefs.left.connect(self.close_page)
        self.prefs.rescan_wanted.connect(session.rescan)
        session.settings.changed.connect(self._on_setting)
        self.top.rules_wanted.connect(self.open_rules)
        self.rules.cancelled.connect(self.go_back)
        self.rules.confirmed.connect(self._on_ruled)
        self.top.similar_wanted.connect(lambda: self.open_similar())
        self.compare.next_wanted.connect(lambda: self.step_group(1))
        self.review.link_wanted.connect(self.groups.choose)
        self.review.menu_wanted.connect(self.open_photo_menu)
        self.review.zoomed.connect(lambda px: session.settings.set(settings.CARD_PX, px))
        self.review.details_shown.connect(
            lambda on: session.settings.set(settings.SHOWS_DETAILS, on)
        )
        session.changed.connect(self._show_state)
        session.folders_changed.connect(self._show_folders)
        session.review.groups_changed.connect(self._show_groups)
        session.review.refused.connect(self._on_refused)
        session.scan_started.connect(self._show_state)
        session.scan_ended.connect(self._on_scan_ended)
        session.scan_progressed.connect(self.top.progress.show_progress)
        session.scan_paused.connect(self.top.progress.show_paused)
        session.told.connect(self._on_told)
        self.browser.menu_wanted.connect(self.open_photo_menu)
        self.browser.opened.connect(lambda photo: open_file(photo.path))
        self.unreadable.reveal_wanted.connect(reveal)
        self.unreadable.retry_wanted.connect(session.rescan)
        self._connect_deletions()

    def _connect_deletions(self) -> None:
        deletions = self.deletions
        self.footer.trash_wanted.connect(self.plan_deletion)
        deletions.planned.connect(self._on_planned)
        deletions.progressed.connect(self.deletion.show_progress)
        deletions.finished.connect(self._on_deleted)
        deletions.journal_read.connect(self._on_journal)
        deletions.busy_changed.connect(lambda busy: self.undo_action.setDisabled(busy))
        self.deletion.confirmed.connect(deletions.execute)
        self.deletion.cancelled.connect(self.go_back)
        self.journal.undo_wanted.connect(deletions.undo)
        self.journal.reveal_wanted.connect(reveal)
        self._session.opened.connect(deletions.read_journal)

    def _restore(self) -> None:
        stored = self._session.settings
        geometry = stored.geometry()
        if geometry is not None:
            self.restoreGeometry(geometry)
        splitter = stored.splitter()
        if splitter is not None:
            self.split.restoreState(splitter)
        self.groups.set_order(Order(stored.get(settings.ORDER)))
        self.groups.slider.show_level(self._session.level)
        if stored.get(settings.SHOWS_DETAILS):
            self.review.info.setChecked(True)

    # -- what is shown

    @property
    def place(self) -> Place:
        """The place that is open."""
        return self._place

    def show_place(self, place: Place) -> None:
        """Open another place."""
        self._place = place
        self.sidebar.show_place(place)
        self.middle.setCurrentWidget(self._page_of[place])
        if self._page_of[place] is self.lanes:
            self.groups.show_slider(is_shown=place is Place.DUPLICATES)
            self._show_groups()
            self.groups.view.setFocus()
        elif place is Place.ALL:
            self.browser.refresh()
            self.browser.grid.setFocus()
        elif place is Place.JOURNAL:
            self.deletions.read_journal()

    def open_compare(self, photos: list[Photo]) -> None:
        """Lay photos side by side."""
        if len(photos) > 1:
            self._came_from = self.pages.currentWidget()
            group = self._session.review.group_of(photos[0].id)
            if group is not None and not {p.id for p in photos} <= {
                m.photo.id for m in group.members
            }:
                group = None
            self.pages.setCurrentWidget(self.compare)
            self.top.hide()
            self.compare.compare(photos, group)

    def open_settings(self) -> None:
        """Open the settings."""
        self.pages.setCurrentWidget(self.prefs)
        self.top.hide()
        self.prefs.refresh()
        self.prefs.back.setFocus()

    def toggle_mark(self) -> None:
        """Mark what is chosen on the page that is open, or take its mark away."""
        page = self.pages.currentWidget()
        if page is self.compare:
            self.compare.toggle_mark()
        elif page is self.similar:
            self.similar.toggle_mark()
        elif self.middle.currentWidget() is self.lanes:
            self.review.toggle_mark()
        elif self.middle.currentWidget() is self.browser:
            for item in self.browser.grid.selected_items():
                self._session.review.toggle(item.photo)

    def open_similar(self, query: Query | None = None) -> None:
        """Open the search by example, with a picture if there is one."""
        if self.pages.currentWidget() is not self.similar:
            self.similar.forget()
            self.similar.show_folders(self._session.folders())
            self.pages.setCurrentWidget(self.similar)
            self.top.hide()
            self.similar.grid.setFocus()
        if query is not None:
            self.similar.look_for(query)
        else:
            self.similar.look_again()

    def find_similar(self) -> None:
        """Look for photos like the chosen one."""
        page = self.pages.currentWidget()
        if page is self.similar:
            self.similar.search_on()
        elif page is self._library_page:
            photos = self.review.selected()
            if self.middle.currentWidget() is self.browser:
                photos = [item.photo for item in self.browser.grid.selected_items()]
            if photos:
                self.open_similar(Query(photos[0].path, photos[0]))

    def paste(self) -> None:
        """Look for the picture on the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        files = [p for p in local_paths(data) if os.path.isfile(p)]
        if files:
            self.open_similar(Query(files[0]))
        elif data.hasImage():
            path = self._session.engine.keep_pasted(QGuiApplication.clipboard().image())
            self.open_similar(Query(path, is_pasted=True))

    def take_drop(self, paths: list[str]) -> None:
        """Scan what was dropped; one picture dropped on a library is looked for instead."""
        is_picture = len(paths) == 1 and os.path.isfile(paths[0])
        has_library = bool(self._session.snapshot.photos)
        is_searching = self.pages.currentWidget() is self.similar
        if is_picture and (is_searching or has_library):
            self.open_similar(Query(paths[0]))
        else:
            self._session.add(paths)

    def step_group(self, by: int) -> None:
        """Go to the next group, and compare it if one is compared now."""
        is_compared = self.pages.currentWidget() is self.compare
        has_stepped = self.groups.step(by)
        if not is_compared:
            return
        if has_stepped:
            self.review.open_compare()
        else:
            self.close_page()

    def close_page(self) -> None:
        """Leave a page that takes the whole window."""
        if self.pages.currentWidget() is self.compare and self._came_from is self.similar:
            self.pages.setCurrentWidget(self.similar)
            self.similar.grid.setFocus()
            return
        self.top.show()
        self._show_state()
        self.review.grid.setFocus()

    def go_back(self) -> None:
        """Leave the page that lies over the place; stop a deletion that runs."""
        if self.pages.currentWidget() in {self.compare, self.prefs}:
            self.close_page()
        elif self.pages.currentWidget() is self.similar:
            self.similar.go_back()
        elif self.deletions.is_busy:
            self.deletions.stop()
        elif self.middle.currentWidget() in {self.deletion, self.rules}:
            self.show_place(self._place)
        else:
            self.message.dismiss()

    def open_rules(self) -> None:
        """Preview what keep rules would mark."""
        current = self.groups.current()
        self.rules.open_for(
            [current] if current is not None else [],
            self.groups.selected(),
            list(self.groups.model.groups),
            self._session.folders(),
        )
        self.middle.setCurrentWidget(self.rules)
        self.sidebar.show_place(None)

    def _on_setting(self, name: str) -> None:
        stored = self._session.settings
        if name == settings.THUMB_MB.name:
            self.thumbs.set_budget(stored.get(settings.THUMB_MB) * 1_000_000)
        elif name == settings.CARD_PX.name:
            self.review.grid.set_card_px(stored.get(settings.CARD_PX))

    def _on_ruled(self, ruling: Ruling) -> None:
        self._session.review.apply_ruling(ruling)
        self._session.reload()
        self.show_place(Place.DUPLICATES)

    def plan_deletion(self) -> None:
        """Show what would go to the trash."""
        if len(self._session.review.marks) and not self.deletions.is_busy:
            self.deletions.plan()

    def _on_planned(self, plan: Plan) -> None:
        self.deletion.show_plan(plan)
        self.middle.setCurrentWidget(self.deletion)
        self.sidebar.show_place(None)

    def _on_deleted(self, outcome: Outcome) -> None:
        self.show_place(self._place)
        count = len(outcome.removed)
        freed = sum(r.removal.victim.total_size for r in outcome.removed)
        text = translate("Deletion", "%Ln photos moved to the trash.", "", count)
        text = f"{text} {translate('Deletion', '{size} freed.').format(size=display.size(freed))}"
        kind = MessageKind.NOTICE
        if outcome.refused:
            kind = MessageKind.WARNING
            first = outcome.refused[0]
            why = translate("Deletion", "{name} stays: {reason}").format(
                name=display.name(first.photo.path), reason=verdicts.refusal(first.refusal)
            )
            more = len(outcome.refused) - 1
            if more:
                why = f"{why} {translate('Deletion', 'and %Ln more', '', more)}"
            text = f"{text} {why}."
        if count:
            self.message.show_message(
                Message(kind, text),
                translate("Deletion", "Bring back"),
                self._session.review.undo_stack.undo,
            )
        else:
            self.message.show_message(Message(kind, text))

    def _on_journal(self, records: list[ActionRecord]) -> None:
        self._actions = len(records)
        self.journal.show_journal(records)
        self._show_folders()

    def _show_state(self) -> None:
        session = self._session
        has_any = bool(session.folders())
        if self.top.isVisible() or not self.isVisible():
            self.pages.setCurrentWidget(self._library_page if has_any else self.drop)
        self.top.show_library(has_any=has_any)
        self.top.progress.setVisible(session.is_scanning)
        if session.progress is not None:
            self.top.progress.show_progress(session.progress)
        self.top.progress.show_paused(session.is_paused)
        self.groups.slider.show_expectation(
            len(session.snapshot.groups), session.snapshot.expected_wrong
        )
        self._show_folders()

    def _show_groups(self) -> None:
        review = self._session.review
        groups = review.moments if self._place is Place.MOMENTS else review.groups
        self.groups.show_groups(groups, keep_places=self._session.is_scanning)
        current = self.groups.current()
        if current is not None:
            self.review.show_group(current)

    def _show_folders(self) -> None:
        session = self._session
        self.sidebar.show_folders(session.folders())
        self.sidebar.show_counts(
            {
                Place.DUPLICATES: len(session.review.groups),
                Place.MOMENTS: len(session.review.moments),
                Place.ALL: len(session.snapshot.photos),
                Place.UNREADABLE: len(session.unreadable),
                Place.JOURNAL: self._actions,
            }
        )
        self.unreadable.show_files(session.unreadable)
        self.browser.show_photos(session.snapshot.photos)

    def _on_folder_chosen(self, path: str) -> None:
        self.sidebar.show_chosen_folder(path)
        self.groups.set_folder(path)

    def _on_scan_ended(self, stats: object) -> None:
        self._show_state()

    def _on_refused(self, text: str) -> None:
        self.message.show_message(Message(MessageKind.NOTICE, text))

    def _on_told(self, message: Message) -> None:
        self.message.show_message(message)

    # -- what a person asks for

    def choose_folder(self) -> None:
        """Let a person choose a folder to look through."""
        path = QFileDialog.getExistingDirectory(
            self, translate("Action", "Choose a folder of photos")
        )
        if path:
            self._session.add([path])

    def open_photo_menu(self, photos: list[Photo], position: QPoint) -> QMenu:
        """Open the menu of some photos."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        photo = photos[0]
        keys: tuple[str, ...] = ("Space", "K", "Shift+K", "A", "X", "F")
        if self.pages.currentWidget() is self.similar or self._place is Place.ALL:
            keys = ("Space", "F")
        for key in keys:
            menu.addAction(self.keyed[key])
        menu.addSeparator()
        menu.addAction(translate("Menu", "Open"), lambda: open_file(photo.path))
        menu.addAction(translate("Menu", "Show in the file manager"), lambda: reveal(photo.path))
        menu.addAction(
            translate("Menu", "Copy the path"),
            lambda: QGuiApplication.clipboard().setText(display.plain(photo.path)),
        )
        menu.popup(position)
        return menu

    def _toggle_pause(self) -> None:
        if self._session.is_paused:
            self._session.resume()
        else:
            self._session.pause()

    # -- the window itself

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # After the first paint: opening the library loads modules that take their time.
        if not self._session.is_open:
            QTimer.singleShot(0, self, self._session.open)

    def come_forward(self) -> None:
        """Show the window to a person who started the program again."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def shut_down(self) -> None:
        """Stop what the window itself runs; a file that is being moved is moved first."""
        self.deletions.close()
        self.compare.close_pools()
        self.similar.close_pool()
        self.prefs.close_pool()
        self.thumbs.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._session.settings.set_window(self.saveGeometry(), self.split.saveState())
        super().closeEvent(event)


def reveal(path: str) -> None:
    """Show a file or folder in the file manager."""
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    QDesktopServices.openUrl(QUrl.fromLocalFile(folder))


def open_file(path: str) -> None:
    """Open a photo in the program that is set for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
