"""A library that is broken, too new, foreign or on a bad disk: nothing lost, and a clear word."""

import errno
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from simgui.core.errors import LibraryError
from simgui.core.removal.journal import Action
from simgui.store import recovery
from simgui.store.database import schema
from simgui.store.database.db import SUSPECT_SUFFIX, Database
from simgui.store.database.schema import MIGRATIONS, Migration
from simgui.store.library import Library
from simgui.store.notices import NoticeKind
from tests.core.builders import MODEL, digest, reading

LATEST = MIGRATIONS[-1].version


@pytest.fixture
def folder(tmp_path):
    """The folder of a closed library with photos, a decision and a journal."""
    with Library(tmp_path) as library:
        library.record(MODEL, [reading(f"/p/{n}.jpg", n) for n in range(200)])
        library.decisions.set_apart([digest(0), digest(1)])
        library.journal.begin(Action.TRASH)
    return tmp_path


def kinds(library):
    return [notice.kind for notice in library.notices]


def set_aside(folder):
    side = ("-wal", "-shm")
    return [p for p in folder.iterdir() if "damaged" in p.name and not p.name.endswith(side)]


def test_a_file_that_is_no_database_is_set_aside_and_a_new_library_begun(folder):
    data = b"this is no database" * 1000
    (folder / "library.db").write_bytes(data)
    with Library(folder) as library:
        assert kinds(library) == [NoticeKind.SET_ASIDE, NoticeKind.CARRIED_OVER]
        assert library.photos() == []
        assert repr(library.notices[0].path) in str(library.notices[0])
    (damaged,) = set_aside(folder)
    assert damaged.read_bytes() == data


def test_decisions_and_journal_are_carried_over_from_a_truncated_library(folder):
    size = (folder / "library.db").stat().st_size
    with open(folder / "library.db", "r+b") as file:
        file.truncate(size - 8192 * 3)
    with Library(folder) as library:
        assert NoticeKind.SET_ASIDE in kinds(library)
        assert [a.hashes for a in library.decisions.all_apart()] == [
            tuple(sorted([digest(0), digest(1)]))
        ]
        assert len(library.journal.actions()) == 1
    assert len(set_aside(folder)) == 1


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bits_never_crash_and_never_lose_the_damaged_file(folder, seed):
    """Some damage can't be seen without checksums; what is seen is told, and nothing crashes."""
    chance = random.Random(seed)
    path = folder / "library.db"
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 10, 300])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    try:
        with Library(folder) as library:
            library.verify()
            library.photos()
            library.vectors(MODEL)
            library.record(MODEL, [reading("/p/new.jpg", 999)])
    except LibraryError:
        with Library(folder) as library:
            library.photos()
    for damaged in set_aside(folder):
        assert damaged.stat().st_size > 0


@pytest.mark.skipif(not os.path.exists("/proc/self/fd"), reason="tells what is open")
def test_a_damaged_library_is_not_held_open_by_the_error_about_it(folder):
    """Windows lets nobody rename an open file, so it could not be set aside."""
    with sqlite3.connect(folder / "library.db") as run:
        run.execute("UPDATE content SET metadata = '{' WHERE id = 5")
    run.close()
    with Library(folder) as library, pytest.raises(LibraryError, match="damaged") as kept:
        library.photos()
    assert kept.value.__traceback__ is not None
    names = [
        os.readlink(f"/proc/self/fd/{n}")
        for n in os.listdir("/proc/self/fd")
        if n.isdigit() and os.path.lexists(f"/proc/self/fd/{n}")
    ]
    assert [name for name in names if name.startswith(str(folder))] == []


def test_a_damaged_library_that_another_program_holds_is_a_clear_error(folder, monkeypatch):
    def held(path):
        raise PermissionError(errno.EACCES, "it is in use", path)

    (folder / "library.db").write_bytes(b"this is no database")
    with monkeypatch.context() as patch:
        patch.setattr(recovery, "add_name", lambda old, new: False)
        patch.setattr(os, "rename", lambda old, new: held(old))
        with pytest.raises(LibraryError, match=r"can't be set aside: it is in use"):
            Library(folder)
    with Library(folder) as library:
        assert NoticeKind.SET_ASIDE in kinds(library)


def test_damage_found_at_work_is_examined_at_the_next_start(folder):
    with Library(folder) as library, library._db.reading() as run:
        (page,) = run.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'photo'").fetchone()
    with open(folder / "library.db", "r+b") as file:
        file.seek((page - 1) * 8192)
        file.write(b"\xff" * 8192)
    with Library(folder) as library, pytest.raises(LibraryError, match="damaged"):
        library.photos()
    with Library(folder) as library:
        assert kinds(library) == [NoticeKind.SET_ASIDE, NoticeKind.CARRIED_OVER]
        assert len(library.decisions.all_apart()) == 1
    with Library(folder) as library:
        assert library.notices == []


def test_a_library_of_a_newer_major_version_is_refused_and_untouched(folder):
    connection = sqlite3.connect(folder / "library.db")
    connection.execute("PRAGMA user_version=2000")
    connection.close()
    before = (folder / "library.db").read_bytes()
    with pytest.raises(LibraryError, match="newer"):
        Library(folder)
    assert (folder / "library.db").read_bytes() == before
    assert set_aside(folder) == []


def test_a_library_of_a_newer_minor_version_opens(folder):
    connection = sqlite3.connect(folder / "library.db")
    connection.execute("ALTER TABLE photo ADD COLUMN later TEXT")
    connection.execute(f"PRAGMA user_version={LATEST + 1}")
    connection.close()
    with Library(folder) as library:
        assert kinds(library) == [NoticeKind.NEWER_MINOR]
        assert len(library.photos()) == 200
        library.record(MODEL, [reading("/p/new.jpg", 999)])


def test_another_programs_database_is_refused_and_untouched(tmp_path):
    connection = sqlite3.connect(tmp_path / "library.db")
    connection.execute("CREATE TABLE songs (name)")
    connection.close()
    with pytest.raises(LibraryError, match="not a simgui library"):
        Library(tmp_path)
    assert set_aside(tmp_path) == []


def test_a_migration_makes_a_backup_first_and_is_all_or_nothing(folder):
    good = Migration(LATEST + 1, ("ALTER TABLE photo ADD COLUMN stars INTEGER",))
    bad = Migration(LATEST + 2, ("ALTER TABLE photo ADD COLUMN more TEXT", "NO STATEMENT"))
    path = str(folder / "library.db")
    with Database(path) as database, pytest.raises(sqlite3.OperationalError):
        schema.prepare(database, [*MIGRATIONS, good, bad])
    with Database(path) as database:
        opened = schema.prepare(database, [*MIGRATIONS, good])
        assert (opened.version, opened.backup) == (LATEST + 1, None)
        columns = [row[1] for row in database.connection().execute("PRAGMA table_info(photo)")]
        assert "stars" in columns
        assert "more" not in columns
    backup = sqlite3.connect(f"{path}.version-1.{LATEST % 1000}")
    assert backup.execute("SELECT count(*) FROM photo").fetchone() == (200,)
    backup.close()
    backup = folder / f"library.db.version-1.{LATEST % 1000}"
    assert backup.stat().st_mode & 0o077 == 0 or os.name != "posix"


def test_a_library_of_the_first_version_is_brought_up_to_date_whether_in_doubt_or_not(folder):
    def make_old():
        connection = sqlite3.connect(folder / "library.db")
        connection.execute("DROP TABLE level")
        connection.execute("ALTER TABLE content DROP COLUMN holdings")
        connection.execute("DROP TABLE step_traits")
        connection.execute("DROP TABLE step_seal")
        connection.execute("DROP TABLE reviewed")
        connection.execute("DROP TABLE intake_copy")
        connection.execute("DROP TABLE intake")
        connection.execute("ALTER TABLE pair DROP COLUMN parent")
        connection.execute("ALTER TABLE pair DROP COLUMN descent")
        connection.execute("PRAGMA user_version=1000")
        connection.close()

    make_old()
    with Library(folder) as library:
        assert kinds(library) == [NoticeKind.MIGRATED]
        assert len(library.photos()) == 200
        assert len(library.levels(MODEL).ids) == 0
        # What they hold is not known: until a scan has read them again nothing stands for them.
        assert all(photo.content.is_unread for photo in library.photos())
        assert len(library.missing_vectors(MODEL)) == 200
        assert library.contents_with_vector(MODEL) == set()
    make_old()
    (folder / f"library.db{SUSPECT_SUFFIX}").touch()
    with Library(folder) as library:
        assert kinds(library) == [NoticeKind.MIGRATED]
        assert len(library.decisions.all_apart()) == 1
    assert set_aside(folder) == []


_KILLED = """
import os, signal, sys
from simgui.store.library import Library
from tests.core.builders import MODEL, digest, reading
library = Library(sys.argv[1])
for n in range(10_000):
    library.record(MODEL, [reading(f"/k/{n}-{i}.jpg", n * 32 + i) for i in range(8)])
    library.decisions.set_apart([digest(n), digest(n + 1)])
    print(n, flush=True)
"""


@pytest.mark.parametrize("batches", [1, 3, 8])
def test_a_kill_loses_at_most_the_batch_it_met(tmp_path, batches):
    child = subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(tmp_path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    with child:
        done = 0
        for line in child.stdout:
            done = int(line) + 1
            if done == batches:
                child.kill()
                break
    with Library(tmp_path) as library:
        assert library.notices == []
        assert library.verify() == []
        assert len(library.photos()) >= done * 8
        assert len(library.photos()) % 8 == 0
        assert len(library.decisions.all_apart()) >= done


def test_a_log_torn_by_a_crash_costs_only_what_it_held(folder, tmp_path):
    torn = tmp_path / "torn"
    with Library(folder) as library:
        library.record(MODEL, [reading("/p/new.jpg", 999)])
        shutil.copytree(folder, torn, ignore=shutil.ignore_patterns("torn"))
    wal = torn / "library.db-wal"
    data = bytearray(wal.read_bytes())
    data[len(data) // 2] ^= 0xFF
    wal.write_bytes(data)
    with Library(torn) as library:
        assert library.verify() == []
        assert len(library.photos()) >= 200


def fill_up(library):
    """Record batches until the disk is full; the number of photos stored."""
    for n in range(1000):
        try:
            library.record(MODEL, [reading(f"/p/{n}-{i}.jpg", n * 32 + i) for i in range(32)])
        except LibraryError as error:
            if "full" in str(error):
                return n * 32
            raise
    raise AssertionError("the disk did not fill")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_a_full_disk_is_a_clear_error_and_the_library_goes_on(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("can't mount here")
    try:
        with Library(disk / "library", cache_dir=tmp_path / "cache") as library:
            stored = fill_up(library)
            assert len(library.photos()) == stored
        with Library(disk / "library", cache_dir=tmp_path / "cache") as library:
            assert library.verify() == []
            assert len(library.photos()) == stored
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_damaged_thumbnails_are_begun_anew(folder):
    (folder / "cache" / "thumbs.db").write_bytes(b"junk" * 5000)
    with Library(folder) as library:
        assert kinds(library) == [NoticeKind.THUMBNAILS_LOST]
        ids = library.record(MODEL, [reading("/p/new.jpg", 999)])
        assert library.thumbnails(ids) == {ids[0]: b"thumb 999"}


HOSTILE = [
    "CREATE TRIGGER evil AFTER INSERT ON photo BEGIN"
    " SELECT load_extension('/nonexistent/evil.so'); END",
    "CREATE TRIGGER evil BEFORE INSERT ON photo BEGIN SELECT RAISE(ABORT, 'no'); END",
    "CREATE TRIGGER evil AFTER UPDATE ON photo BEGIN DELETE FROM content; END",
    "CREATE VIEW evil AS SELECT * FROM photo",
    "DROP TABLE level; CREATE VIEW level AS SELECT 1 AS model, 1 AS content_id, 1.0 AS value,"
    " 1 AS among",
    "DROP TRIGGER photo_left",
    "ALTER TABLE mark ADD COLUMN more TEXT",
    "DROP TABLE note; CREATE TABLE note (key, value)",
]


@pytest.mark.parametrize("script", HOSTILE)
def test_a_hostile_library_runs_nothing(folder, script):
    connection = sqlite3.connect(folder / "library.db")
    connection.executescript(script)
    connection.close()
    with Library(folder) as library:
        assert kinds(library) == [NoticeKind.SET_ASIDE, NoticeKind.CARRIED_OVER]
        assert len(library.decisions.all_apart()) == 1
        library.record(MODEL, [reading("/p/new.jpg", 999)])
        assert library.verify() == []


@pytest.mark.parametrize("script", HOSTILE)
def test_what_becomes_of_a_library_in_use_is_a_clear_error_and_verify_names_it(folder, script):
    """Between the check at the start and now: another program has the file open as well."""
    with Library(folder) as library:
        connection = sqlite3.connect(folder / "library.db")
        connection.executescript(script)
        connection.close()
        with suppress(LibraryError):
            library.set_note("x", "y")
            library.levels(MODEL)
            library.record(MODEL, [reading("/p/new.jpg", 999)])
            findings = library.verify()
            assert findings or "evil" not in script
    with Library(folder) as library:
        assert NoticeKind.SET_ASIDE in kinds(library)


def test_errors_of_our_own_are_not_taken_for_damage(folder):
    def fail(row):
        raise ZeroDivisionError

    with Library(folder) as library:
        with pytest.raises(ZeroDivisionError), library._db.reading() as run:
            list(library._db.decode(fail, run.execute("SELECT 1")))
        for error in (ValueError, TypeError, KeyError, AttributeError):
            with pytest.raises(error), library._db.reading():
                raise error
        assert not (folder / f"library.db{SUSPECT_SUFFIX}").exists()
    with Library(folder) as library:
        assert library.notices == []


def test_decisions_and_journal_outlive_the_library_file_itself(folder):
    with Library(folder) as library:
        before = [a.hashes for a in library.decisions.all_apart()]
        action = library.journal.actions()[0].uid
    (folder / "library.db").write_bytes(b"nothing is left of it")
    with Library(folder) as library:
        assert [a.hashes for a in library.decisions.all_apart()] == before
        assert library.journal.actions()[0].uid == action
        assert library.notices[1].count == 3  # root, decision, action


def test_a_damaged_backup_is_no_obstacle(folder):
    (folder / "library.backup.json").write_bytes(b"{")
    (folder / "library.db").write_bytes(b"nothing is left of it")
    with Library(folder) as library:
        assert kinds(library) == [NoticeKind.SET_ASIDE, NoticeKind.CARRIED_OVER]


def test_the_backup_is_written_only_when_something_has_changed(folder):
    before = (folder / "library.backup.json").stat().st_mtime_ns
    with Library(folder) as library:
        library.record(MODEL, [reading("/p/new.jpg", 999)])
    assert (folder / "library.backup.json").stat().st_mtime_ns == before
    with Library(folder) as library:
        library.decisions.choose_keeper(digest(0), "/p/0.jpg")
    assert (folder / "library.backup.json").stat().st_mtime_ns > before
