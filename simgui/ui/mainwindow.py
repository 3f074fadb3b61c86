"""The one window: its pages, its keys, drops, and how one page leads to another."""

from __future__ import annotations

import os

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeySequence,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QListView,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from simgui.core.errors import UserError
from simgui.core.types import Photo
from simgui.engine.queries import Query
from simgui.text import errors
from simgui.text.translation import translate
from simgui.ui import settings
from simgui.ui.background.paint_priority import PaintWatch
from simgui.ui.background.pictures import Pictures
from simgui.ui.background.thumbnails import ThumbLoader
from simgui.ui.compare.page import ComparePage
from simgui.ui.library.drop_area import DropArea, local_paths
from simgui.ui.library.scan_report import ScanReport
from simgui.ui.library.sidebar import Place
from simgui.ui.library.top_bar import TopBar
from simgui.ui.library.view import LibraryView
from simgui.ui.messages import Message, MessageKind
from simgui.ui.platform.desktop import reveal
from simgui.ui.session.deletions import Deletions
from simgui.ui.session.session import Session
from simgui.ui.settings_page.page import SettingsPage
from simgui.ui.similar.page import SimilarPage
from simgui.ui.widgets.drop_veil import DropVeil
from simgui.ui.widgets.listening import listen
from simgui.ui.widgets.message_bar import MessageBar
from simgui.ui.widgets.theme import Theme
from simgui.ui.widgets.wheel_guard import WheelGuard
from simgui.ui.window_actions import build_actions, open_photo_menu
from simgui.ui.window_drops import WindowDrops

_SIZE = (1440, 900)  # pixels at the first start
_MIN_SIZE = (900, 500)  # pixels: a netbook's screen without its bars
_BORDER = QSize(16, 48)  # pixels that window managers add around
_MB = 1_000_000  # bytes
_UNPAINTED_MS = 400  # after which unpainted parts are given up waiting for


class MainWindow(QMainWindow):
    """The window of a session.

    Attributes:
        keyed: The actions by their key, such as "Space" or "Ctrl+O".

    Signals:
        remake_wanted: The language changed: everything must be made again.
    """

    remake_wanted = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._came_from: QWidget | None = None
        self._had_library = False
        self._has_begun = False
        with theme.without_stylesheet():
            self.setWindowTitle("simgui")
            self.setWindowIcon(theme.icon("simgui"))
            self.setMinimumSize(*_MIN_SIZE)
            # Room is left for the title bar and the border, which are not known yet.
            self.resize(QSize(*_SIZE).boundedTo(self.screen().availableSize() - _BORDER))
            pictures = self._pictures = Pictures(session.workspace)
            budget = session.settings.get(settings.THUMB_MB) * _MB
            self.thumbs = ThumbLoader(pictures.thumbnail, budget, self)
            self.deletions = Deletions(session, self)
            self.top = TopBar(theme)
            self.message = MessageBar(theme)
            self._report = ScanReport(session, self.top, self.message)
            self.drop = DropArea(theme)
            self.library = LibraryView(session, self.deletions, theme, self.thumbs)
            self.compare = ComparePage(theme, pictures, session.review)
            self.similar = SimilarPage(theme, self.thumbs, pictures, session)
            self.prefs = SettingsPage(theme, session)
            self._build()
            self._build_actions()
            self._connect()
            WheelGuard(self)
            geometry = session.settings.geometry()
            if geometry is not None:
                self.restoreGeometry(geometry)
            self._show_state()

    # -- pages

    @property
    def session(self) -> Session:
        """The session that is shown."""
        return self._session

    @property
    def has_library(self) -> bool:
        """Whether there is a library to work with, or one is being read."""
        return self._had_library

    @property
    def page(self) -> QWidget | None:
        """The page that fills the window below its bars."""
        return self.pages.currentWidget()

    def open_compare(self, photos: list[Photo]) -> None:
        """Lay photos side by side."""
        if len(photos) < 2:
            return
        if self.page is not self.compare:
            self._came_from = self.page
        group = self._session.review.group_of(photos[0].id)
        members = {m.photo.id for m in group.members} if group is not None else set()
        is_group = {p.id for p in photos} <= members
        self._open(self.compare)
        self.compare.compare(photos, group if is_group else None)

    def open_similar(self, query: Query | None = None) -> None:
        """Open the search by example, with a picture if there is one."""
        if self.page is not self.similar:
            self.similar.forget()
            self.similar.show_folders(self._session.folders())
            self._open(self.similar)
            self.similar.grid.setFocus()
        if query is not None:
            self.similar.look_for(query)
        else:
            self.similar.look_again()

    def open_settings(self) -> None:
        """Open the settings."""
        self._open(self.prefs)
        self.prefs.refresh()
        self.prefs.back.setFocus()

    def open_rules(self) -> None:
        """Preview what keep rules would mark."""
        if self._had_library:
            self.close_page()
            self.library.open_rules()

    def close_page(self) -> None:
        """Leave a page that takes the whole window."""
        if self.page is self.compare and self._came_from is self.similar:
            self._open(self.similar)
            self.similar.grid.setFocus()
            return
        self._open(self.library if self._had_library else self.drop)
        self.library.take_focus()

    def go_back(self) -> None:
        """Leave the page that is open, or the message."""
        if self.compare.is_full:
            self.compare.set_full(is_full=False)
        elif self.page is self.similar:
            self.similar.go_back()
        elif self.page in {self.compare, self.prefs}:
            self.close_page()
        elif not self.library.go_back():
            self.message.dismiss()

    def step_group(self, by: int) -> None:
        """Go to the next group, and compare it if one is compared now."""
        has_stepped = self.library.groups.step(by)
        if self.page is self.compare:
            self._compare_next(has_one=has_stepped)

    def accept(self) -> None:
        """Take the proposal and go to the next open group; compare that if one is compared now."""
        before = self.library.groups.current()
        self.library.commands.accept()
        if self.page is self.compare:
            self._compare_next(has_one=self.library.groups.current() is not before)

    def _compare_next(self, *, has_one: bool) -> None:
        if has_one:
            self.library.review.open_compare()
        else:
            self.close_page()

    def _fill_screen(self, is_full: bool) -> None:
        state = Qt.WindowState.WindowFullScreen
        now = self.windowState()
        self.setWindowState(now | state if is_full else now & ~state)

    def _open(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self.top.setVisible(page in {self.library, self.drop})

    # -- what the user asks for

    def choose_folder(self) -> None:
        """Let the user choose a folder to scan."""
        path = QFileDialog.getExistingDirectory(
            self, translate("Action", "Choose a folder of photos")
        )
        if path:
            self._session.add([path])

    def toggle_mark(self) -> None:
        """Mark what is chosen on the page that is open, or take its mark away."""
        if self.page is self.compare:
            self.compare.toggle_mark()
        elif self.page is self.similar:
            self.similar.toggle_mark()
        elif self.page is self.library:
            self.library.toggle_mark()

    def find_similar(self) -> None:
        """Look for photos like the chosen one."""
        if self.page is self.compare:
            self.compare.stage.fit()  # the same key
            return
        if self.page is self.similar:
            self.similar.search_on()
            return
        chosen = self.library.chosen() if self.page is self.library else []
        if chosen:
            self.open_similar(Query(chosen[0].path, chosen[0]))

    def paste(self) -> None:
        """Look for the picture on the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        files = [p for p in local_paths(data) if os.path.isfile(p)]
        if files:
            self.open_similar(Query(files[0]))
        elif data.hasImage():
            image = QGuiApplication.clipboard().image()
            try:
                path = self._pictures.keep_pasted(image)
            except UserError as problem:
                self._session.tell(MessageKind.PROBLEM, errors.told(problem))
            else:
                self.open_similar(Query(path, is_pasted=True))

    def check_folder(self, path: str) -> None:
        """Find out which photos of a card or folder the library has."""
        self.close_page()
        self.library.show_place(Place.CHECK)
        self._session.checks.check(path)

    # -- building

    def _build(self) -> None:
        self.pages = QStackedWidget()
        for page in (self.drop, self.library, self.compare, self.similar, self.prefs):
            self.pages.addWidget(page)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top)
        layout.addWidget(self.message)
        layout.addWidget(self.pages, 1)
        self.setCentralWidget(centre)
        self.veil = DropVeil(self._theme, centre)
        self._drops = WindowDrops(self)
        self.drops = self._drops.filter
        painting = PaintWatch(self._session.courtesy, self)
        for view in self.views():
            self.drops.watch(view.viewport())
            painting.watch(view.viewport())

    def views(self) -> tuple[QListView, ...]:
        """The lists and grids in which keys mark photos."""
        library = self.library
        lists = (library.groups.view, library.dense)
        return (*lists, library.review.grid, library.browser.grid, self.similar.grid)

    def _build_actions(self) -> None:
        self.keyed = build_actions(self)
        stack = self._session.review.undo_stack
        self.undo_action = stack.createUndoAction(self, translate("Action", "Undo"))
        self.undo_action.setShortcut(QKeySequence.StandardKey.Undo)
        self.redo_action = stack.createRedoAction(self, translate("Action", "Redo"))
        self.redo_action.setShortcut(QKeySequence.StandardKey.Redo)
        self.addActions([self.undo_action, self.redo_action])

    def _connect(self) -> None:
        session, top = self._session, self.top
        top.add_wanted.connect(self.choose_folder)
        top.similar_wanted.connect(lambda: self.open_similar())
        top.rules_wanted.connect(self.open_rules)
        top.settings_wanted.connect(self.open_settings)
        self.drop.folder_wanted.connect(self.choose_folder)
        self.drop.paths_given.connect(session.add)
        self.library.menu_wanted.connect(self._open_photo_menu)
        self.library.said.connect(self.message.show_message)
        for page in (self.library.review, self.library.check):
            page.compare_wanted.connect(self.open_compare)
        self.compare.left.connect(self.close_page)
        self.compare.full_wanted.connect(self._fill_screen)
        self.compare.next_wanted.connect(lambda: self.step_group(1))
        self.similar.left.connect(self.close_page)
        self.similar.compare_wanted.connect(self.open_compare)
        self.similar.reveal_wanted.connect(reveal)
        self.similar.menu_wanted.connect(self._open_photo_menu)
        self.prefs.left.connect(self.close_page)
        self.prefs.rescan_wanted.connect(session.rescan)
        self.prefs.rules_wanted.connect(self.open_rules)
        self.prefs.language_changed.connect(self.remake_wanted)
        session.changed.connect(self._show_state)
        session.folders_changed.connect(self._show_state)
        session.scan_started.connect(self._show_state)
        listen(self, session.scan_ended, lambda _: self._show_state())
        session.told.connect(self.message.show_message)
        listen(
            self,
            session.review.refused,
            lambda text: self.message.show_message(Message(MessageKind.NOTICE, text)),
        )
        session.settings.changed.connect(self._on_setting)

    # -- what comes from elsewhere

    def _show_state(self) -> None:
        session = self._session
        has_library = session.is_reading or bool(session.folders())
        if has_library != self._had_library or self.pages.currentIndex() < 0:
            self._had_library = has_library
            if self.page in {self.drop, self.library}:
                self._open(self.library if has_library else self.drop)
                self.library.take_focus()
        self.top.show_library(has_any=has_library)
        self._report.show_state()

    def _open_photo_menu(self, photos: list[Photo], position: QPoint) -> None:
        open_photo_menu(self, photos, position)

    def _on_setting(self, name: str) -> None:
        if name == settings.THUMB_MB.name:
            self.thumbs.set_budget(self._session.settings.get(settings.THUMB_MB) * _MB)

    # -- the window itself

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.page is self.drop:
            self.drop.choose.setFocus()
        else:
            self.library.take_focus()
        # A window that starts minimised is not painted, but still scans.
        QTimer.singleShot(_UNPAINTED_MS, self, self._open_session)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._has_begun:
            # After the first paint: opening the library loads modules that take their time, and
            # beside them painting takes twice its own.
            QTimer.singleShot(0, self, self._open_session)

    def _open_session(self) -> None:
        if not self._has_begun:
            self._has_begun = True
            if not self._session.is_open:
                self._session.open()

    def come_forward(self) -> None:
        """Show the window to a user who started the program again."""
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
        split = self.library.split.saveState()
        self._session.settings.set_window(self.saveGeometry(), split)
        super().closeEvent(event)
