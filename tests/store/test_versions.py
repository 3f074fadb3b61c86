"""A library that an earlier version wrote opens in this one, with everything the user decided.

`versions/` holds one library of each released format, packed with xz. That of 0.1.0 knows six
photos of /tmp/simgui-0.1.0/photos, a folder that is protected; one identical copy of 2.jpg went to
the trash; "1 small.jpg" is marked, 0.jpg is the photo to keep and no duplicate of "0 small.jpg".
"""

import lzma
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from simgui.core.errors import LibraryError
from simgui.core.types import Role
from simgui.store.database.db import LIBRARY_FILE
from simgui.store.library import Library

VERSIONS = sorted((Path(__file__).parent / "versions").glob("library-*.db.xz"))
PHOTOS = "/tmp/simgui-0.1.0/photos"


@pytest.fixture(params=VERSIONS, ids=[path.name.removesuffix(".db.xz") for path in VERSIONS])
def folder(request, tmp_path):
    made = tmp_path / "library"
    made.mkdir(mode=0o700)
    (made / LIBRARY_FILE).write_bytes(lzma.decompress(request.param.read_bytes()))
    return made


def simgui(folder, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "simgui", *arguments, "--library", os.fspath(folder)],
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_there_is_a_library_of_every_format():
    assert VERSIONS


def test_decisions_and_roles_are_kept(folder):
    with Library(folder) as library:
        assert [name.path for name in library.decisions.marks()] == [f"{PHOTOS}/1 small.jpg"]
        assert next(iter(library.decisions.chosen_keepers().values())).path == f"{PHOTOS}/0.jpg"
        assert len(library.not_duplicates()) == 1
        (root,) = library.roots()
        assert (root.path, root.role) == (PHOTOS, Role.PROTECTED)


def test_the_deletion_history_is_kept_and_the_library_is_sound(folder):
    journal = simgui(folder, "library", "journal")
    assert journal.returncode == 0, journal.stderr
    assert f"{PHOTOS}/2 again.jpg" in journal.stdout
    checked = simgui(folder, "library", "verify")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "Traceback" not in journal.stderr + checked.stderr


def test_a_backup_of_an_older_format_is_kept(folder):
    with sqlite3.connect(folder / LIBRARY_FILE) as connection:
        (before,) = connection.execute("PRAGMA user_version").fetchone()
    with Library(folder):
        pass
    with sqlite3.connect(folder / LIBRARY_FILE) as connection:
        (after,) = connection.execute("PRAGMA user_version").fetchone()
    if before != after:
        assert [path for path in folder.iterdir() if "backup" in path.name or "before" in path.name]


def test_a_library_of_a_newer_program_is_refused_politely_and_left_alone(folder):
    path = folder / LIBRARY_FILE
    with sqlite3.connect(path) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute(f"PRAGMA user_version = {version + 1000}")
    connection.close()
    content = path.read_bytes()
    with pytest.raises(LibraryError, match="newer"):
        Library(folder).close()
    refused = simgui(folder, "library", "journal")
    assert refused.returncode == 2
    assert "newer" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert path.read_bytes() == content
