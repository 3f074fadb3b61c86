"""The library remembers what it was told, across sessions, damage and other processes."""

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose

from simgui.core.catalog import LocalBackground, Reading, Root
from simgui.core.errors import LibraryError
from simgui.core.task import Cancelled, Token
from simgui.core.types import FileState, PhotoFiles, Role, Tier
from simgui.store.database.lock import LockedError
from simgui.store.decisions import meant
from simgui.store.library import Library
from simgui.store.notices import NoticeKind
from tests.core.builders import MODEL, content, digest, file, pair, reading, unit_vector
from tests.core.removal_fixtures import ODD


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library") as library:
        yield library


def fill(library, count, root="/p"):
    return library.record(MODEL, [reading(f"{root}/{n}.jpg", n, root=root) for n in range(count)])


def states(library, root="/p"):
    return {path: known.state for path, known in library.known(root).items()}


def test_what_was_recorded_is_known_in_another_session(tmp_path):
    companions = (file("/p/1.xmp", inode=77),)
    given = reading("/p/1.jpg", 1, companions=companions)
    with Library(tmp_path) as library:
        (content_id,) = library.record(MODEL, [given])
    with Library(tmp_path) as library:
        known = library.known("/p")["/p/1.jpg"]
        assert known.stat == given.unit.primary
        assert known.companions == companions
        assert (known.content_id, known.state, known.reason) == (content_id, FileState.PRESENT, "")
        (photo,) = library.photos()
        assert photo.content == content(1, id=content_id, luma=b"", dhash=0)
        assert library.contents([content_id]) == {content_id: content(1, id=content_id)}
        assert photo.root == "/p"


def test_identical_files_share_one_content(library):
    ids = library.record(MODEL, [reading("/p/a.jpg", 1), reading("/p/b.jpg", 1)])
    assert ids[0] == ids[1]
    assert [p.content.id for p in library.photos()] == ids


def test_an_unreadable_file_has_a_reason_and_no_content(library):
    reason = "can't be read: \udcff"
    library.record(MODEL, [Reading(PhotoFiles(file("/p/x.jpg")), "/p", None, reason=reason)])
    assert library.unreadable() == [("/p/x.jpg", reason)]
    assert library.photos() == []
    known = library.known("/p")["/p/x.jpg"]
    assert (known.content_id, known.state, known.reason) == (None, FileState.UNREADABLE, reason)


def test_known_holds_only_what_lies_at_or_under_the_root(library):
    for path in ("/p/a.jpg", "/p0/a.jpg", "/p/sub/a.jpg", "/p.jpg", "/q/a.jpg"):
        library.record(MODEL, [reading(path, 1)])
    assert set(library.known("/p")) == {"/p/a.jpg", "/p/sub/a.jpg"}
    assert set(library.known("/p.jpg")) == {"/p.jpg"}
    assert len(library.known("/")) == 5


def test_paths_and_numbers_survive_whatever_they_are(library):
    path = f"/p/{ODD}'\"%_.jpg"
    huge = file(path, device=(1 << 64) - 1, inode=(1 << 128) - 1)
    library.record(MODEL, [Reading(PhotoFiles(huge), "/p", content(1), unit_vector(1))])
    assert library.known("/p")[path].stat == huge
    assert library.photos()[0].stat == huge


def test_vectors_come_back_nearly_as_given_and_of_unit_length(library):
    ids = fill(library, 5)
    found, halves = library.vectors(MODEL)
    vectors = halves[:]
    assert found.tolist() == ids
    assert vectors.dtype == np.float32
    assert_allclose(vectors, [unit_vector(n) for n in range(5)], atol=1e-3)
    assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_one_vector_is_the_one_of_all(library):
    ids = fill(library, 3)
    _, vectors = library.vectors(MODEL)
    for content_id, vector in zip(ids, vectors, strict=True):
        assert_allclose(library.vector(MODEL, content_id), vector, atol=1e-6)
    assert library.vector(MODEL, 99) is None
    assert library.vector("another", ids[0]) is None
    with library._db.writing() as run:
        run.execute("UPDATE vector SET data = x'00' WHERE content_id = ?", (ids[0],))
        run.execute("UPDATE vector SET data = zeroblob(16) WHERE content_id = ?", (ids[1],))
    assert library.vector(MODEL, ids[0]) is None
    assert library.vector(MODEL, ids[1]) is None


def test_reading_all_of_a_library_can_be_cancelled(library):
    fill(library, 3)
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        library.vectors(MODEL, token)
    with pytest.raises(Cancelled):
        list(library.looks(None, token))
    with pytest.raises(Cancelled):
        list(library.looks([1], token))
    assert len(library.vectors(MODEL, Token())[0]) == len(list(library.looks())) == 3


def test_looks_of_some_are_those_among_all(library):
    first, second, third = fill(library, 3)
    everything = list(library.looks())
    assert [look.id for look in everything] == [first, second, third]
    assert list(library.looks([third, first, 999])) == [everything[0], everything[2]]
    library.set_state([library.photos()[0].id], FileState.GONE)
    assert [look.id for look in library.looks([first, second])] == [second]


def test_networks_never_mix(library):
    fill(library, 2)
    library.record("other", [reading("/p/0.jpg", 0, vector=unit_vector(9, 16))])
    assert library.vectors("other")[1].shape == (1, 16)
    assert library.vectors(MODEL)[1].shape == (2, 8)
    assert library.vectors("never seen")[1].shape[0] == 0
    with pytest.raises(ValueError, match="dimensions"):
        library.record("other", [reading("/p/1.jpg", 1, vector=unit_vector(1, 8))])
    assert library.contents_with_vector("other") == {digest(0)}
    (missing,) = library.missing_vectors("other")
    assert library.photos()[1].id == missing


@pytest.mark.parametrize("bad", [np.zeros(8), np.full(8, np.nan), np.ones(8)])
def test_a_vector_that_is_not_of_unit_length_is_refused_with_its_batch(library, bad):
    with pytest.raises(ValueError, match="unit"):
        library.record(
            MODEL, [reading("/p/0.jpg", 0), reading("/p/1.jpg", 1, vector=bad.astype(np.float32))]
        )
    assert library.known("/p") == {}


def test_a_moved_photo_keeps_id_content_and_vector(library):
    fill(library, 1)
    before = library.photos()[0]
    library.move([(before.id, PhotoFiles(file("/q/new.jpg", inode=5)), "/q")])
    after = library.photos()[0]
    assert (after.id, after.content, after.path) == (before.id, before.content, "/q/new.jpg")
    assert Root("/q") in library.roots()


def test_two_photos_can_swap_their_names(library):
    fill(library, 2)
    a, b = library.photos()
    library.move([(a.id, PhotoFiles(b.stat), "/p"), (b.id, PhotoFiles(a.stat), "/p")])
    assert [p.id for p in library.photos()] == [b.id, a.id]


def test_a_photo_moved_onto_a_remembered_path_replaces_it(library):
    fill(library, 2)
    a, b = library.photos()
    library.set_state([b.id], FileState.GONE)
    library.move([(a.id, PhotoFiles(b.stat), "/p")])
    assert [p.id for p in library.photos()] == [a.id]
    assert set(library.known("/p")) == {b.path}


def test_ids_are_never_used_again(library):
    (first,) = library.record(MODEL, [reading("/p/a.jpg", 1)])
    photo = library.photos()[0].id
    library.forget("/p")
    (second,) = library.record(MODEL, [reading("/p/b.jpg", 2)])
    assert second > first
    assert library.photos()[0].id > photo


def test_gone_photos_leave_vectors_and_pairs_and_come_back_unmatched(library):
    a, b = fill(library, 2)
    library.save_matches(MODEL, [a, b], [pair(a, b)])
    photos = library.photos()
    library.set_state([photos[0].id], FileState.GONE)
    assert library.vectors(MODEL)[0].tolist() == [b]
    assert library.pairs(MODEL) == []
    library.set_state([photos[0].id], FileState.PRESENT)
    assert library.pairs(MODEL) == [pair(a, b)]
    # What came in meanwhile has never met it.
    assert library.unmatched(MODEL).tolist() == [a]


def test_offline_photos_keep_everything(library):
    a, b = fill(library, 2)
    library.save_matches(MODEL, [a, b], [pair(a, b)])
    library.set_state([p.id for p in library.photos()], FileState.OFFLINE)
    assert library.photos() == []
    assert library.pairs(MODEL) == [pair(a, b)]
    assert library.unmatched(MODEL).tolist() == []


def test_pairs_come_back_as_given_and_newer_evidence_replaces_older(library):
    a, b, c = fill(library, 3)
    plain = pair(a, b, tier=Tier.PIXELS, cosine=float("nan"), alignment=None, changes=())
    library.save_matches(MODEL, [a, b, c], [plain, pair(b, c)])
    found = library.pairs(MODEL)
    assert found[1] == pair(b, c)
    assert np.isnan(found[0].cosine)
    library.save_matches(MODEL, [a], [pair(a, b)])
    assert library.pairs(MODEL)[0] == pair(a, b)


def test_numpy_ids_are_ids(library):
    fill(library, 3)
    ids, _ = library.vectors(MODEL)
    library.save_matches(MODEL, list(ids), [pair(ids[0], ids[1])])
    assert library.unmatched(MODEL).tolist() == []
    assert set(library.contents(list(ids))) == set(ids.tolist())
    assert len(library.pairs(MODEL)) == 1


def test_forgotten_matches_are_made_again(library):
    a, b = fill(library, 2)
    library.save_matches(MODEL, [a, b], [pair(a, b)])
    library.forget_matches(MODEL)
    assert library.pairs(MODEL) == []
    assert library.unmatched(MODEL).tolist() == [a, b]


def test_levels_come_back_ascending_and_newer_ones_replace_older(library):
    a, b, c = fill(library, 3)
    older = LocalBackground(np.array([c, a]), np.array([0.5, 0.25], np.float32), np.array([2, 2]))
    library.save_matches(MODEL, [a, c], [], older)
    newer = LocalBackground(np.array([b, c]), np.array([0.125, 0.75], np.float32), np.array([3, 3]))
    library.save_matches(MODEL, [b], [], newer)
    found = library.levels(MODEL)
    assert found.ids.tolist() == [a, b, c]
    assert found.values.tolist() == [0.25, 0.125, 0.75]
    assert found.among.tolist() == [2, 3, 3]
    assert len(library.levels("another").ids) == 0
    with library._db.writing() as run:
        run.execute("UPDATE level SET value = 'rust' WHERE content_id = ?", (a,))
    assert library.levels(MODEL).ids.tolist() == [b, c]
    library.forget_matches(MODEL)
    assert len(library.levels(MODEL).ids) == 0


def test_a_photo_has_the_role_of_the_deepest_root_above_it(library):
    library.add_root("/p")
    library.set_role("/p/original", Role.PROTECTED)
    library.set_role("/p/original/out", Role.EXCLUDED)
    for path in ("/p/a.jpg", "/p/original/a.jpg", "/p/original/out/a.jpg"):
        library.record(MODEL, [reading(path, 1, root="/p")])
    assert {p.path: p.role for p in library.photos()} == {
        "/p/a.jpg": Role.NORMAL,
        "/p/original/a.jpg": Role.PROTECTED,
    }
    library.add_root("/p/original", Role.NORMAL)
    assert Root("/p/original", Role.PROTECTED) in library.roots()


def test_photos_are_counted_as_they_are_listed(library):
    library.add_root("/p")
    library.add_root("/q")
    ids = library.record(MODEL, [reading("/p/a.jpg", 1), reading("/p/out/b.jpg", 2)])
    library.record(MODEL, [reading("/q/c.jpg", 2, root="/q"), reading("/q/d.jpg", 3, root="/q")])
    assert library.counts() == {"/p": 2, "/q": 2}
    library.set_role("/p/out", Role.EXCLUDED)
    for roots in (None, ["/p"], ["/q"], ["/p/out"], []):
        assert sum(library.counts(roots).values()) == len(library.photos(roots))
    assert [p.path for p in library.photos_of(ids)] == ["/p/a.jpg", "/q/c.jpg"]
    assert [p.path for p in library.photos_of(ids, ["/q"])] == ["/q/c.jpg"]


def test_related_photos_are_those_in_pairs_and_those_with_a_twin(library):
    a, b, c, d, _ = library.record(
        MODEL, [reading(f"/p/{n}.jpg", seed) for n, seed in enumerate([1, 2, 3, 3, 4])]
    )
    assert c == d
    library.save_matches(MODEL, [a, b], [pair(a, b)])
    assert [p.path for p in library.related(MODEL)] == [
        "/p/0.jpg",
        "/p/1.jpg",
        "/p/2.jpg",
        "/p/3.jpg",
    ]
    assert [p.path for p in library.related("another")] == ["/p/2.jpg", "/p/3.jpg"]


def test_pairs_and_related_photos_up_to_a_tier(library):
    a, b, c, d = fill(library, 4)
    strong, weak = pair(a, b, tier=Tier.EDITED), pair(c, d, tier=Tier.SIMILAR)
    library.save_matches(MODEL, [a, b, c, d], [strong, weak])
    assert library.pairs(MODEL) == [strong, weak]
    assert library.pairs(MODEL, Tier.EDITED) == [strong]
    assert library.pairs(MODEL, Tier.SAME) == []
    assert len(library.related(MODEL)) == 4
    assert [p.content.id for p in library.related(MODEL, upto=Tier.EDITED)] == [a, b]


def test_photos_that_have_not_changed_are_the_same_objects(library):
    fill(library, 3)
    before = {photo.id: photo for photo in library.photos()}
    library.record(MODEL, [reading("/p/1.jpg", 9)])
    library.set_role("/p/2.jpg", Role.PROTECTED)
    first, second, third = library.photos(known=before)
    assert first is before[first.id]
    assert second != before[second.id]
    assert second.content == content(9, id=second.content.id, luma=b"", dhash=0)
    assert third.role is Role.PROTECTED
    assert third.content is before[third.id].content


def test_a_photo_read_before_is_read_again_where_anything_of_it_changed(library):
    fill(library, 5)
    before = {photo.id: photo for photo in library.photos()}
    moved, hashed, beside, _, gone = before.values()
    library.move([(moved.id, PhotoFiles(replace(moved.stat, path="/p/a new name.jpg")), "/p")])
    library.set_pixel_hashes({hashed.content.id: b"p" * 32})
    xmp = replace(beside.stat, path="/p/2.xmp", inode=77)
    library.record(MODEL, [replace(reading("/p/2.jpg", 2), unit=PhotoFiles(beside.stat, (xmp,)))])
    library.record(MODEL, [reading("/p/3.jpg", 9)])
    library.set_state([gone.id], FileState.GONE)
    library.record(MODEL, [reading("/p/new.jpg", 20)])
    again = library.photos(known=before)
    assert again == library.photos()
    assert [photo.path for photo in again] == [
        *("/p/1.jpg", "/p/2.jpg", "/p/3.jpg", "/p/a new name.jpg", "/p/new.jpg")
    ]
    assert again[0].content.pixel_hash == b"p" * 32
    assert again[1].companions == (xmp,)
    library.set_role("/p", Role.EXCLUDED)
    assert library.photos(known={photo.id: photo for photo in again}) == []


def test_forget_leaves_what_another_root_still_watches(library):
    for root in ("/p", "/p/inner"):
        library.add_root(root)
    library.record(MODEL, [reading("/p/a.jpg", 1, root="/p")])
    library.record(MODEL, [reading("/p/inner/b.jpg", 2, root="/p/inner")])
    assert library.forget("/p") == 1
    assert [p.path for p in library.photos()] == ["/p/inner/b.jpg"]
    library.add_root("/p")
    library.forget("/p/inner")
    (photo,) = library.photos()
    assert (photo.path, photo.root) == ("/p/inner/b.jpg", "/p")


@pytest.mark.parametrize("count", [3, 1200])
def test_a_thousand_photos_may_be_watched_by_themselves(library, count):
    """As after a drop of so many files; SQLite takes no condition of a thousand parts."""
    fill(library, 1300)
    bad = [Reading(PhotoFiles(file(f"/p/x{n}.jpg")), "/p", None, reason="cut") for n in range(2)]
    library.record(MODEL, bad)
    library.set_role("/p", Role.NORMAL)
    wanted = [f"/p/{n}.jpg" for n in range(count)] + ["/p/x1.jpg"]
    paths = [p.path for p in library.photos(wanted)]
    assert paths == sorted(wanted[:-1])
    known = {photo.id: photo for photo in library.photos()}
    assert [p.path for p in library.photos(wanted, known=known)] == paths
    ids = [photo.content.id for photo in known.values()]
    assert [p.path for p in library.photos_of(ids, wanted)] == paths
    assert library.counts(wanted) == {"/p": count}
    assert library.unreadable(wanted) == [("/p/x1.jpg", "cut")]

    for path in wanted:
        library.add_root(path)
    library.forget("/p")
    assert [p.path for p in library.photos()] == paths
    assert {p.root for p in library.photos()} == set(paths)
    library.forget(paths[0])
    assert [p.path for p in library.photos()] == paths[1:]


def test_decisions_outlive_forget_and_rebuild(library):
    a, b = fill(library, 2)
    library.decisions.set_apart([digest(0), digest(1)])
    library.decisions.choose_keeper(digest(0), "/p/0.jpg")
    library.decisions.mark([(digest(1), "/p/1.jpg")])
    assert library.not_duplicates() == {(a, b)}
    library.forget("/p")
    assert library.not_duplicates() == set()
    library.rebuild()
    a, b = fill(library, 2, root="/elsewhere")
    assert library.not_duplicates() == {(a, b)}
    assert library.decisions.chosen_keepers()[digest(0)].path == "/p/0.jpg"
    assert [m.hash for m in library.decisions.marks()] == [digest(1)]


def decided(library):
    """The paths of the photos that are marked and that are to be kept."""
    photos, decisions = library.photos(), library.decisions
    marked = meant(decisions.marks(), photos, any_copy=False)
    kept = meant(decisions.chosen_keepers().values(), photos, any_copy=True)
    return [{p.path for p in photos if p.id in found} for found in (marked, kept)]


@pytest.fixture
def twice(library):
    """One content under two names, and another one."""
    library.record(MODEL, [reading(f"/p/{n}.jpg", min(n, 1)) for n in range(3)])
    library.decisions.mark([(digest(1), "/p/2.jpg")])
    library.decisions.choose_keeper(digest(1), "/p/1.jpg")
    assert decided(library) == [{"/p/2.jpg"}, {"/p/1.jpg"}]
    return library


def test_marks_and_keepers_follow_a_rename(twice):
    ids = twice.ids_at(["/p/1.jpg", "/p/2.jpg"])
    moves = [("/p/1.jpg", "/p/z.jpg"), ("/p/2.jpg", "/q/b.jpg")]
    twice.move([(ids[old], PhotoFiles(file(new)), "/p") for old, new in moves])
    assert decided(twice) == [{"/q/b.jpg"}, {"/p/z.jpg"}]


def test_marks_and_keepers_follow_two_copies_that_swap_their_names(twice):
    a, b = twice.ids_at(["/p/1.jpg", "/p/2.jpg"]).values()
    twice.move([(a, PhotoFiles(file("/p/2.jpg")), "/p"), (b, PhotoFiles(file("/p/1.jpg")), "/p")])
    assert decided(twice) == [{"/p/1.jpg"}, {"/p/2.jpg"}]


def test_where_the_path_says_nothing_the_content_decides(twice):
    twice.decisions.mark([(digest(0), "/p/0.jpg")])
    twice.rebuild()
    twice.record(MODEL, [reading(f"/other/{n}.jpg", min(n, 1)) for n in range(3)])
    # Which of the two copies was marked nobody can tell, so none is; either may be kept.
    assert decided(twice) == [{"/other/0.jpg"}, {"/other/1.jpg"}]


def test_of_a_group_set_apart_every_pair_is_apart_until_it_is_taken_back(library):
    ids = fill(library, 3)
    apart = library.decisions.set_apart(digest(n) for n in range(3))
    assert library.not_duplicates() == {
        (ids[0], ids[1]),
        (ids[0], ids[2]),
        (ids[1], ids[2]),
    }
    library.decisions.undo_apart(apart)
    assert library.not_duplicates() == set()


def test_thumbnails_come_back_by_content(library):
    ids = fill(library, 2)
    assert library.thumbnails([*ids, 999]) == {ids[0]: b"thumb 0", ids[1]: b"thumb 1"}


def test_pixel_hashes_and_notes_are_remembered(library):
    (content_id,) = fill(library, 1)
    library.set_pixel_hashes({content_id: b"p" * 32})
    assert library.contents()[content_id].pixel_hash == b"p" * 32
    assert library.note("index") is None
    library.set_note("index", "1")
    library.set_note("index", "2")
    assert library.note("index") == "2"


def test_a_failed_batch_leaves_nothing_and_the_library_usable(library):
    broken = reading("/p/1.jpg", 1)
    object.__setattr__(broken.content, "width", object())
    with pytest.raises(sqlite3.Error):
        library.record(MODEL, [reading("/p/0.jpg", 0), broken])
    assert library.known("/p") == {}
    fill(library, 2)
    assert len(library.known("/p")) == 2


@pytest.mark.skipif(os.name != "posix", reason="modes")
def test_every_file_is_for_its_owner_alone_whatever_the_umask(tmp_path):
    before = os.umask(0)
    try:
        with Library(tmp_path / "library") as library:
            fill(library, 1)
            modes = {
                path.name: stat.S_IMODE(path.stat().st_mode)
                for path in [tmp_path / "library", *(tmp_path / "library").rglob("*")]
            }
    finally:
        os.umask(before)
    assert {"library.db", "library.db-wal", "library.db-shm", "thumbs.db"} <= set(modes)
    assert {mode & 0o077 for mode in modes.values()} == {0}


def test_a_second_process_is_told_who_has_the_library(tmp_path):
    code = (
        "import sys; from simgui.store.library import Library\n"
        "with Library(sys.argv[1]): print('open', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    with other:
        assert other.stdout.readline().rstrip() == b"open"
        with pytest.raises(LockedError, match=str(other.pid)) as caught:
            Library(tmp_path)
        assert caught.value.pid == other.pid
        other.kill()
    with Library(tmp_path) as library:
        assert library.notices == []


def test_a_reader_sees_what_the_writer_commits(tmp_path):
    with Library(tmp_path) as library:
        fill(library, 1)
        with Library(tmp_path, readonly=True) as reader:
            assert len(reader.photos()) == 1
            fill(library, 3)
            assert len(reader.photos()) == 3
            with pytest.raises(LibraryError, match="not writable"):
                reader.set_note("a", "b")


def test_a_reader_needs_a_library(tmp_path):
    with pytest.raises(LibraryError, match="no library"):
        Library(tmp_path, readonly=True)


def test_any_thread_may_read_and_write(library):
    def work(number):
        for n in range(20):
            library.record(MODEL, [reading(f"/p/{number}-{n}.jpg", number * 100 + n)])
            library.photos()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(library.photos()) == 80


def test_damaged_vectors_are_left_out_and_made_again(library):
    a, b, c = fill(library, 3)
    with library._db.writing() as run:
        run.execute("UPDATE vector SET data = ? WHERE content_id = ?", (b"\xff" * 16, a))
        run.execute("UPDATE vector SET data = ? WHERE content_id = ?", (b"short", b))
    assert [f.kind.value for f in library.verify()] == ["bad_vector"]
    ids, vectors = library.vectors(MODEL)
    assert ids.tolist() == [c]
    assert np.isfinite(vectors[:]).all()
    assert [n.kind for n in library.notices] == [NoticeKind.BAD_VECTORS]
    assert library.contents_with_vector(MODEL) == {digest(2)}
    assert library.verify() == []


def test_stats_count_what_is_there(library):
    a, b = fill(library, 2)
    library.save_matches(MODEL, [a, b], [pair(a, b)])
    library.set_state([library.photos()[0].id], FileState.GONE)
    stats = library.stats()
    assert stats.states == {FileState.PRESENT: 1, FileState.GONE: 1}
    assert (stats.contents, stats.vectors, stats.pairs) == (2, {MODEL: 2}, {MODEL: 1})


def test_a_folder_that_can_not_be_made_is_a_clear_error(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(LibraryError, match="file"):
        Library(tmp_path / "file" / "library")


def test_a_library_file_runs_no_function_that_its_schema_names(library):
    with library._db.reading() as run:
        run.create_function("told", 0, lambda: 1)
        run.execute("PRAGMA query_only=OFF")
        run.execute("CREATE VIEW spy AS SELECT told() AS said")
        try:
            with pytest.raises(sqlite3.OperationalError, match="unsafe"):
                run.execute("SELECT said FROM spy").fetchall()
        finally:
            run.execute("DROP VIEW spy")
