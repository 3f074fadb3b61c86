"""The engine as the window uses it: a library, a network, and the functions of core on them.

Methods run on pool threads and on the scan thread; the library locks for itself. What costs time to
import is imported where it is first used, after the window has been painted.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from simgui.core.errors import UserError
from simgui.core.files import formats
from simgui.core.task import Token
from simgui.core.types import Alignment, FileState, Group, Photo, PhotoId, Role
from simgui.store.db import LIBRARY_FILE
from simgui.ui import disposal, settings, wording
from simgui.ui.background.paint_priority import Courtesy
from simgui.ui.background.scan_thread import Job
from simgui.ui.platform import qimages
from simgui.ui.session.decisions import StoredDecisions
from simgui.ui.settings import Settings
from simgui.ui.snapshot import Folder, FolderState, SliderStop, Snapshot, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simgui.core.network.model import ModelInfo
    from simgui.core.removal.execute import Outcome
    from simgui.core.removal.journal import Action, ActionId, ActionRecord
    from simgui.core.removal.plan import Plan
    from simgui.core.removal.undo import Reversal
    from simgui.core.scanning.pipeline import Event
    from simgui.store.library import Library
    from simgui.ui.grouping import Grouping
    from simgui.ui.maintenance import LibraryFacts, ModelFacts
    from simgui.ui.query import Answer, Options, Query
    from simgui.ui.searching import Searcher

# Seconds of reading: soon enough to look at, and seldom enough to cost little in a large library.
_MATCH_EVERY = 250
_MB = 1_000_000
_CPU = "CPUExecutionProvider"
# Azure's sends pictures over the network, which simgui never does.
_NO_CHOICE = frozenset({_CPU, "AzureExecutionProvider"})


class LibraryEngine:
    """Everything the window asks for, on the library of one folder.

    Args:
        folder: Where the library lies.
        cache: Where its thumbnails lie.
        stored: The person's settings.
        match_every: Match after this many new photos, so that groups appear while a scan runs.
    """

    def __init__(
        self, folder: str, cache: str, stored: Settings, *, match_every: int = _MATCH_EVERY
    ) -> None:
        self._match_every = match_every
        self._folder = folder
        self._cache = cache
        self._settings = stored
        self._library: Library | None = None
        self._model: ModelInfo | None = None
        self._grouping: Grouping | None = None
        self._searcher: Searcher | None = None
        self._lock = threading.Lock()
        self.decisions = StoredDecisions(self)
        self.courtesy = Courtesy()

    @property
    def library(self) -> Library:
        """The open library.

        Raises:
            UserError: It is not open.
        """
        if self._library is None:
            raise UserError(wording.translate("Engine", "The library is not open."))
        return self._library

    def open(self) -> list[str]:
        """Open the library and settle what a kill has left open.

        Returns:
            Sentences a person should read.
        """
        from simgui.store.library import Library

        library = Library(
            self._folder, cache_dir=self._cache, thumbnail_bytes=self._thumbnail_bytes()
        )
        self._library = library
        from simgui.core.removal.recover import reconcile
        from simgui.ui import verdicts

        settled = reconcile(library.journal, disposal.trash)
        return [
            *(verdicts.notice(n) for n in library.notices),
            *(verdicts.settled(s) for s in settled),
        ]

    def has_library(self) -> bool:
        """Whether there is a library from an earlier run."""
        return os.path.exists(os.path.join(self._folder, LIBRARY_FILE))

    def close(self) -> None:
        """Let go of the library."""
        if self._library is not None:
            self._library.close()
            self._library = None

    def model(self) -> ModelInfo:
        """The network in use; loaded when first asked for.

        Raises:
            ModelError: Its file is missing or breaks the contract.
        """
        with self._lock:
            if self._model is None:
                from simgui import paths
                from simgui.core.network import precision
                from simgui.core.network.model import load

                chosen = self._settings.get(settings.MODEL)
                info = load(chosen or str(paths.model_file()))
                self._model = precision.settled(info, self.library)
            return self._model

    # -- what is there

    def refresh(self) -> None:
        """Read photos and pairs anew at the next snapshot."""
        grouping = self._grouping
        if grouping is not None:
            grouping.is_stale = True

    def snapshot(self, level: SliderStop) -> Snapshot:
        """Everything to show, grouped for a setting of the slider."""
        from simgui.ui.grouping import Grouping
        from simgui.ui.session.review import places

        if self._grouping is None:
            self._grouping = Grouping(self.library, self.model(), self._settings, self.courtesy)
        made = self._grouping.at(level)
        return Snapshot(
            level=level,
            photos=made.photos,
            groups=made.groups,
            moments=made.moments,
            group_of=places(made.groups, made.moments),
            folders=self._folders(made.counts),
            unreadable=tuple(Unreadable(*u) for u in self.library.unreadable()),
            expected_wrong=made.expected_wrong,
            is_whole=made.is_whole,
        )

    def _folders(self, counts: Mapping[str, int]) -> tuple[Folder, ...]:
        found = []
        for root in self.library.roots():
            state = FolderState.READY
            is_file = os.path.isfile(root.path)
            if not is_file and not os.path.isdir(root.path):
                is_file = formats.family(root.path) is not None  # by its name, for it is not there
                if root.role is not Role.EXCLUDED:
                    state = FolderState.OFFLINE
            photos = counts.get(root.path, 0)
            found.append(Folder(root.path, root.role, state, photos, is_file))
        return tuple(found)

    def marked(self) -> list[Photo]:
        """Photos that were marked in an earlier run."""
        from simgui.store.decisions import meant

        marks = self.library.decisions.marks()
        if not marks:
            return []
        contents = self.library.content_ids(mark.hash for mark in marks)
        photos = self.library.photos_of(contents.values())
        wanted = meant(marks, photos, any_copy=False)
        return [photo for photo in photos if photo.id in wanted]

    def set_role(self, path: str, role: Role) -> None:
        """Give a watched folder another role."""
        self.library.set_role(path, role)

    def forget(self, path: str) -> None:
        """Stop watching a folder."""
        self.library.forget(path)

    # -- scanning

    def scan_job(self, targets: Sequence[str]) -> Job:
        """The scan of some folders."""
        chosen = list(targets)

        def job(token: Token) -> Iterator[Event]:
            from simgui import paths
            from simgui.core.network.embed import Embedder
            from simgui.core.network.precision import LazyNetwork
            from simgui.core.scanning.pipeline import ScanOptions, scan_folders

            model = self.model()
            threads = self._settings.get(settings.THREADS) or os.cpu_count() or 1
            options = ScanOptions(
                threads=threads,
                excluded=(self._folder, str(paths.data_dir()), str(paths.cache_dir())),
                left_out=self._settings.left_out(),
                match_every=self._match_every,
                index_path=os.path.join(self._folder, "index"),
                opens_first=True,
            )
            return scan_folders(
                self.library,
                chosen,
                LazyNetwork(model),
                lambda: Embedder(model, providers=self._providers()),
                options,
                token,
            )

        return job

    def _providers(self) -> list[str] | None:
        chosen = self._settings.get(settings.PROVIDER)
        return [chosen, _CPU] if chosen in self.providers() else None

    # -- pictures

    def thumbnail(self, photo: Photo, px: int) -> QImage | None:
        """An upright picture of a photo, of about that long side; called on several threads."""
        from simgui.core.imaging.decode import THUMBNAIL_PX

        if self._library is None:
            return None
        stored = self._library.thumbnails([photo.content.id]).get(photo.content.id)
        if px > THUMBNAIL_PX or stored is None:
            image = self.picture(photo.path, px)
            if image is not None:
                return image
        if stored is None:
            return None
        return qimages.from_jpeg(stored, px)

    def picture(self, path: str, px: int) -> QImage | None:
        """The upright picture of a file, no larger than a long side of `px`; None if unreadable."""
        from simgui.core.imaging import decode

        try:
            array = decode.pixels(path, px)
        except UserError:
            return None
        height, width = array.shape[:2]
        data = array.tobytes()
        return QImage(data, width, height, width * 3, QImage.Format.Format_RGB888).copy()

    def align(self, a: Photo, b: Photo) -> Alignment | None:
        """How photo b lies on photo a, looked for now; None if it can't be found."""
        from simgui.core.imaging.decode import THUMBNAIL_PX
        from simgui.core.matching import align, copy_score
        from simgui.ui.compare.difference import array

        pictures = [self.thumbnail(p, THUMBNAIL_PX) for p in (a, b)]
        prepared = [align.features(array(p)) for p in pictures if p is not None]
        if len(prepared) < 2:
            return None
        of_a, of_b = prepared
        found = align.align(of_a, of_b) or align.align_whole(of_a, of_b)
        return None if found is None else copy_score.alignment(of_a, of_b, found)

    def keep_pasted(self, image: QImage) -> str:
        """Put a picture from the clipboard into a file of the cache."""
        path = os.path.join(self._cache, "pasted.png")
        settings.make_private(path)
        if not image.save(path):
            raise UserError(
                wording.translate("Engine", "The picture from the clipboard can't be stored."),
                path=path,
            )
        return path

    def search(self, query: Query, options: Options) -> Answer:
        """Find the photos most like a picture."""
        from simgui.ui.searching import Searcher

        if self._searcher is None:
            self._searcher = Searcher(self.library, self.model())
        return self._searcher.answer(query, options)

    # -- maintenance

    def model_facts(self) -> ModelFacts:
        """What is known of the network in use."""
        from simgui.ui.maintenance import ModelFacts

        info = self.model()
        return ModelFacts(info.id, info.path, info.licence, info.training_data)

    def providers(self) -> list[str]:
        """What the network can be computed on, besides the processor."""
        from simgui.core.network import onnx_session

        return [name for name in onnx_session.providers() if name not in _NO_CHOICE]

    def use_model(self, path: str) -> ModelFacts:
        """Use another network from now on; "" for the one that ships.

        Raises:
            ModelError: The file breaks the contract; the one before stays in use.
        """
        from simgui import paths
        from simgui.core.network import precision
        from simgui.core.network.embed import Embedder
        from simgui.core.network.model import load

        info = precision.settled(load(path or str(paths.model_file())), self.library)
        Embedder(info)  # refuses a file that breaks the contract, before it is taken
        with self._lock:
            self._model = info
            self._grouping = None
            self._searcher = None
        return self.model_facts()

    def library_facts(self) -> LibraryFacts:
        """What is known of the library."""
        from simgui.ui.maintenance import LibraryFacts

        stats = self.library.stats()
        present = stats.states.get(FileState.PRESENT, 0)
        return LibraryFacts(self._folder, present, stats.file_bytes)

    def limit_cache(self) -> None:
        """Let the thumbnails on disk take as much as the settings say."""
        self.library.limit_thumbnails(self._thumbnail_bytes())

    def _thumbnail_bytes(self) -> int:
        return self._settings.get(settings.DISK_MB) * _MB

    def check_library(self) -> list[str]:
        """Read the whole library; sentences about what is wrong."""
        return [str(finding) for finding in self.library.verify()]

    def rebuild_library(self) -> None:
        """Forget what a scan makes; decisions and the journal stay."""
        self.library.rebuild()
        self.refresh()

    # -- deleting

    def plan(
        self,
        groups: Sequence[Group],
        marked: frozenset[PhotoId],
        by_hand: frozenset[PhotoId],
        way: Action,
    ) -> Plan:
        """Decide what may go."""
        return disposal.plan(groups, marked, by_hand, way, self.library.roots())

    def execute(
        self, plan: Plan, target: str, token: Token, on_step: Callable[[int, int], None]
    ) -> Outcome:
        """Take away what a plan allows."""
        return disposal.execute(self.library, plan, target, token, on_step)

    def undo(self, action_id: ActionId, token: Token) -> Reversal:
        """Bring back what an action took."""
        return disposal.undo(self.library, action_id, token)

    def redo(self, action_id: ActionId, token: Token) -> Reversal:
        """Do an action again."""
        return disposal.redo(self.library, action_id, token)

    def actions(self) -> list[ActionRecord]:
        """The journal, newest first."""
        return self.library.journal.actions()
