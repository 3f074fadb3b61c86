"""Search by example: the picture on the left, the photos most like it on the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QCursor, QImage
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from simgui.core.errors import UserError
from simgui.core.types import Alignment, Photo, PhotoId
from simgui.engine.queries import Answer, Query, SearchOptions
from simgui.engine.relations import Relation, relation, relation_of
from simgui.engine.snapshot import Folder
from simgui.text import display, errors
from simgui.text.translation import translate
from simgui.ui.background.jobs import Pool
from simgui.ui.background.pictures import Pictures
from simgui.ui.background.thumbnails import ThumbLoader
from simgui.ui.grid.card_delegate import CardDelegate, CardKind
from simgui.ui.grid.grid import PhotoGrid
from simgui.ui.grid.item_roles import ItemRole
from simgui.ui.grid.model import Item, PhotoModel
from simgui.ui.messages import MessageKind
from simgui.ui.session.session import Session
from simgui.ui.similar.query_panel import QueryPanel
from simgui.ui.similar.results import arranged
from simgui.ui.widgets.controls import Button, ElidedLabel, label, set_kind
from simgui.ui.widgets.placement import Laid, is_whole, of_alignment
from simgui.ui.widgets.theme import Theme

_SURE = 0.9  # cosine: what “Select all above 90%” selects
_ALIGNED = 8  # results of a picture from outside on which it is laid
_WORTH_A_LOOK = 0.5  # cosine: what is less similar is not laid on it
_PICTURE_PX = 640
"""Long side of the picture that is shown beside the answers."""


class SimilarPage(QWidget):
    """The page.

    Signals:
        left: Go back to where it was opened.
        compare_wanted: list of Photo; the first is the query.
        reveal_wanted: Path to show in the file manager.
        menu_wanted: list of Photo, and the global position of a context menu.
    """

    left = Signal()
    compare_wanted = Signal(object)
    reveal_wanted = Signal(object)
    menu_wanted = Signal(object, object)

    def __init__(
        self, theme: Theme, thumbs: ThumbLoader, pictures: Pictures, session: Session
    ) -> None:
        super().__init__()
        set_kind(self, "page")
        self._pictures = pictures
        self._session = session
        self._pool = Pool(1, self)
        self._aligning = Pool(1, self)
        self._matched: dict[PhotoId, Relation] = {}
        self._outlined: PhotoId | None = None
        self._history: list[Query] = []
        self._answer: Answer | None = None
        self.model = PhotoModel(session.review.marks, self)
        self.grid = PhotoGrid(theme, CardDelegate(theme, thumbs, CardKind.RESULT, self))
        self.grid.setModel(self.model)
        self.grid.setAccessibleName(translate("Similar", "Photos found, most similar first"))
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.side = QueryPanel(theme, session.settings)
        self._empty = label(kind="dim")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._chosen = ElidedLabel(kind="dim")
        self._build(theme)
        self._show(None)
        thumbs.arrived.connect(self.grid.thumbs_arrived)
        self.grid.opened.connect(lambda _: self.compare())
        self.grid.entered.connect(self._on_entered)
        self.grid.mark_toggled.connect(self._on_mark)
        self.grid.customContextMenuRequested.connect(self._on_menu)
        self.grid.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self.grid.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        self.side.changed.connect(self._search)

    # -- what is looked for

    @property
    def query(self) -> Query | None:
        """What is looked for."""
        return self._history[-1] if self._history else None

    def look_for(self, query: Query) -> None:
        """Look for a picture; the one before can be gone back to."""
        if not self._history or self._history[-1] != query:
            self._history.append(query)
        self._search()

    def look_again(self) -> None:
        """Show the query that was looked for last, or the invitation to give one."""
        self._search()

    def go_back(self) -> None:
        """Go back to the query before, or leave the page."""
        if len(self._history) > 1:
            self._history.pop()
            self._search()
        else:
            self.left.emit()

    def forget(self) -> None:
        """Start over when the page is opened the next time."""
        self._history.clear()

    def show_folders(self, folders: Sequence[Folder]) -> None:
        """Offer these folders to look in."""
        self.side.show_folders(folders)

    def selected(self) -> list[Photo]:
        """The selected photos, or the current one."""
        return [item.photo for item in self.grid.selected_items()]

    def search_on(self) -> None:
        """Look for photos like the chosen one."""
        photos = self.selected()
        if photos:
            self.look_for(Query(photos[0].path, photos[0]))

    def compare(self) -> None:
        """Compare the chosen photos with the query."""
        answer = self._answer
        if answer is not None and answer.query_photo is not None:
            self.compare_wanted.emit([answer.query_photo, *self.selected()])

    def toggle_mark(self) -> None:
        """Mark the chosen photos, or take their marks away."""
        for photo in self.selected():
            self._session.review.toggle(photo)

    def select_sure(self) -> None:
        """Select all that are more than 90 % alike."""
        selection = QItemSelection()
        for row, item in enumerate(self.model.items):
            if (item.similarity or 0.0) >= _SURE:
                selection.select(self.model.index(row), self.model.index(row))
        self.grid.selectionModel().select(
            selection, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.grid.setFocus()

    def open_picture(self) -> None:
        """Let the user choose a picture to look for."""
        path, _ = QFileDialog.getOpenFileName(self, translate("Similar", "Choose an image"))
        if path:
            self.look_for(Query(path))

    def close_pool(self) -> None:
        """Wait for the search that runs."""
        for pool in (self._pool, self._aligning):
            pool.drop()
            pool.close()

    def _search(self) -> None:
        query = self.query
        if query is None:
            self._show(None)
            return
        options = self.side.options()
        self._pool.drop()
        self._empty.setText(translate("Similar", "Searching…"))
        self._pool.run(
            lambda: self._find(query, options), lambda found: self._show(*found), self._on_failed
        )

    def _find(self, query: Query, options: SearchOptions) -> tuple[Answer, QImage | None]:
        answer = self._session.workspace.search(query, options)
        self._matched = {}
        if query.photo is None and answer.query_photo is not None:
            outside = answer.query_photo
            self._matched = {
                hit.photo.id: relation_of(
                    outside, hit.photo, self._pictures.align(outside, hit.photo)
                )
                for hit in answer.hits[:_ALIGNED]
                if hit.similarity >= _WORTH_A_LOOK
            }
        return answer, self._pictures.picture(query.path, _PICTURE_PX)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._session.tell(MessageKind.PROBLEM, errors.told(error))
        self._history.pop()
        self._empty.setText(errors.told(error))

    # -- what is shown

    def _show(self, answer: Answer | None, picture: QImage | None = None) -> None:
        self._answer = answer
        hits = () if answer is None else answer.hits
        items, sections = arranged(hits, self._relations(answer))
        self.model.set_items(items, sections)
        self._stack.setCurrentIndex(0 if items else 1)
        if items:
            self.grid.setCurrentIndex(self.model.index(0))
        self.sure.setEnabled(bool(items))
        if answer is None:
            self.side.show_nothing()
            self._empty.setText(
                translate("Similar", "Open an image, or drop or paste one anywhere here.")
            )
        else:
            self.side.show_query(answer, picture)
            self._empty.setText(translate("Similar", "Your library is empty. Add a folder first."))
        self._show_chosen()

    def _relations(self, answer: Answer | None) -> dict[PhotoId, Relation]:
        """What the photos found are to the search image."""
        if answer is None:
            return {}
        query = answer.query.photo
        if query is None:
            return self._matched
        group = self._session.review.group_of(query.id)
        return {hit.photo.id: relation(query, hit.photo, group) for hit in answer.hits}

    def _want_outline(self, photo: Photo | None) -> None:
        """Show which part of the search image a photo shows, where that can be found."""
        self.side.picture.show_outline(None)
        query = self._answer.query_photo if self._answer is not None else None
        if query is None or photo is None:
            return
        self._outlined = photo.id
        self._aligning.drop()
        self._aligning.run(
            lambda: self._pictures.align(query, photo),
            lambda found: self._on_aligned(photo, found),
        )

    def _on_aligned(self, photo: Photo, found: Alignment | None) -> None:
        if found is not None and self._outlined == photo.id:
            outline = Laid(photo, of_alignment(found), is_found=True).outline()
            if not is_whole(outline):
                self.side.picture.show_outline(outline)

    def _on_entered(self, index: QModelIndex) -> None:
        item = index.data(ItemRole.ITEM)
        self._want_outline(item.photo if isinstance(item, Item) else None)

    def _show_chosen(self) -> None:
        photos = self.selected() if self.model.rowCount() else []
        self._want_outline(photos[0] if len(photos) == 1 else None)
        can_compare = bool(photos) and self._answer is not None
        self.compared.setEnabled(can_compare)
        self.revealed.setEnabled(len(photos) == 1)
        self.onward.setEnabled(len(photos) == 1)
        if not photos:
            self._chosen.set_text(translate("Similar", "Nothing selected"))
        elif len(photos) == 1:
            item = self.grid.selected_items()[0]
            text = f"{display.name(photos[0].path)} \N{MIDDLE DOT} {display.place(photos[0])}"
            hit = self._hit(photos[0].id)
            if hit is not None:
                figure = translate("Similar", "cosine {cosine}, distance {distance}").format(
                    cosine=display.decimal(item.similarity or 0.0, 3),
                    distance=display.decimal(hit, 3),
                )
                text = f"{text} \N{MIDDLE DOT} {figure}"
            self._chosen.set_text(text)
        else:
            self._chosen.set_text(translate("Similar", "%Ln photos selected", "", len(photos)))

    def _hit(self, photo_id: PhotoId) -> float | None:
        hits = () if self._answer is None else self._answer.hits
        return next((h.distance for h in hits if h.photo.id == photo_id), None)

    def _on_mark(self, photo_id: PhotoId) -> None:
        photo = self.model.photo(self.model.row(photo_id))
        if photo is not None:
            self._session.review.toggle(photo)

    def _on_menu(self, _: object) -> None:
        photos = self.selected()
        if photos:
            self.menu_wanted.emit(photos, QCursor.pos())

    def _on_reveal(self) -> None:
        for photo in self.selected()[:1]:
            self.reveal_wanted.emit(photo.path)

    # -- building

    def _build(self, theme: Theme) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._build_top(theme))
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.side)
        middle.addWidget(self._build_results(theme), 1)
        layout.addLayout(middle, 1)
        layout.addWidget(self._build_foot(theme))

    def _build_top(self, theme: Theme) -> QFrame:
        bar = QFrame()
        set_kind(bar, "topbar")
        bar.setFixedHeight(52)
        self.back = Button(
            theme, translate("Similar", "Back"), icon="back", key="Esc", on_click=self.go_back
        )
        self.open = Button(
            theme, translate("Similar", "Open image…"), icon="image", on_click=self.open_picture
        )
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 16, 1)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self.open)
        row.addSpacing(4)
        row.addWidget(ElidedLabel(translate("Similar", "or drop or paste one anywhere"), "dim"))
        row.addStretch(1)
        return bar

    def _build_results(self, theme: Theme) -> QWidget:
        head = QFrame()
        set_kind(head, "head")
        head.setFixedHeight(64)
        self.sure = Button(
            theme,
            translate("Similar", "Select all above {share}").format(share=display.percent(_SURE)),
            on_click=self.select_sure,
        )
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 0, 16, 1)
        row.addWidget(label(translate("Similar", "Most similar photos"), "title"))
        row.addStretch(1)
        row.addWidget(self.sure)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._empty)
        results = QWidget()
        column = QVBoxLayout(results)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(holder, 1)
        return results

    def _build_foot(self, theme: Theme) -> QFrame:
        foot = QFrame()
        set_kind(foot, "footer")
        foot.setFixedHeight(56)
        self.onward = Button(
            theme,
            translate("Similar", "Find similar to this photo"),
            icon="search",
            on_click=self.search_on,
        )
        self.compared = Button(
            theme,
            translate("Similar", "Compare with search image"),
            key=translate("Key", "Enter"),
            on_click=self.compare,
        )
        self.revealed = Button(
            theme, translate("Similar", "Show in folder"), icon="reveal", on_click=self._on_reveal
        )
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 1, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._chosen, 1)
        for button in (self.onward, self.compared, self.revealed):
            row.addWidget(button)
        return foot
