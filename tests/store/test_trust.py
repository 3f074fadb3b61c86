"""A library or an export from elsewhere is read, never obeyed: it moves nothing on disk."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simgui.core.errors import LibraryError, UserError
from simgui.core.removal.journal import Action, Intent, SidecarChange, StepState
from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash
from simgui.core.removal.recover import reconcile
from simgui.core.removal.redo import redo
from simgui.core.removal.undo import undo
from simgui.core.task import Token
from simgui.core.types import Role, Tier
from simgui.store.checkup import DefectKind
from simgui.store.library import Library
from simgui.store.seal import KEY_FILE, Seal
from tests.core.removal_fixtures import photo_at, stat_of, write

XMP = b"<x:xmpmeta/>"


@pytest.fixture(autouse=True)
def _own_places(tmp_path, monkeypatch):
    monkeypatch.setenv("SIMGUI_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


def tree(folder):
    """Every file below a folder with its content."""
    found = (Path(place, name) for place, _, names in os.walk(folder) for name in names)
    return {str(path): path.read_bytes() for path in found if path.is_file()}


class World:
    """Photos, a home with files that are precious to others, and a library with a full journal."""

    def __init__(self, base) -> None:
        self.base = base
        self.photos, self.home, self.away = base / "photos", base / "home", base / "away"
        self.away.mkdir(parents=True)
        for name in ("a", "b", "c", "d"):
            write(self.photos / f"{name}.jpg", b"same bytes")
        write(self.photos / "a.jpg.xmp", XMP)
        write(self.home / ".bashrc", b"# the user's own")
        write(self.home / "payload", b"evil")
        (self.home / ".config").mkdir()
        (self.photos / "link").symlink_to(self.home)
        with Library(base / "library") as library:
            trash, folder = (
                library.journal.begin(Action.TRASH),
                library.journal.begin(Action.FOLDER, str(self.away)),
            )
            self.step(library, trash, "b", StepState.DONE, self.trash("b.jpg"))
            self.step(library, folder, "c", StepState.DONE, str(self.away / "c.jpg"))
            self.step(library, folder, "d", StepState.UNDONE, None)
            self.step(library, trash, "d", StepState.INTENDED, None)

    def trash(self, name):
        return os.path.join(os.environ["XDG_DATA_HOME"], "Trash", "files", name)

    def step(self, library, action, name, state, place) -> None:
        victim, keeper = photo_at(self.photos / f"{name}.jpg"), photo_at(self.photos / "a.jpg")
        intent = Intent(
            (victim.stat,),
            victim.content.hash,
            keeper.path,
            keeper.content.hash,
            Tier.IDENTICAL,
            sidecar=SidecarChange(str(self.photos / "a.jpg.xmp"), None, XMP),
        )
        (step,) = library.journal.intend(action, [(intent, [None])])
        if place is not None:
            os.makedirs(os.path.dirname(place), exist_ok=True)
            os.rename(victim.path, place)
        if state is not StepState.INTENDED:
            library.journal.settle(step, state, [place])

    def others(self):
        """What simgui has no business with."""
        return tree(self.home)

    def contents(self):
        """The contents of photos and of what was thrown away, wherever they are now."""
        found = [*tree(self.photos).values(), *tree(self.away).values()]
        found += tree(os.environ["XDG_DATA_HOME"]).values()
        return sorted(data for data in found if data == b"same bytes")


def use_all(library) -> list[str]:
    """Settle, undo and redo all that can be; what the user is told."""
    told = [str(item.detail) for item in reconcile(library.journal, FreedesktopTrash)]
    trash = FreedesktopTrash()
    for record in library.journal.actions():
        for failed in undo(library.journal, record.id, trash, Token()).failed:
            told.append(failed.detail)
        for failed in redo(library.journal, record.id, trash, Token(), roots=[]).failed:
            told.append(failed.detail)
        undo(library.journal, record.id, trash, Token())
    return told


def test_a_library_goes_on_undoing_its_own_steps(tmp_path):
    world = World(tmp_path)
    with Library(tmp_path / "library") as library:
        assert all(step.is_own for record in library.journal.actions() for step in record.steps)
        use_all(library)
    assert {"b.jpg", "c.jpg"} <= set(os.listdir(world.photos))
    assert world.contents() == [b"same bytes"] * 4


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE step SET state = 'done'",
        "UPDATE step_file SET place = path, path = CAST('/tmp/x.jpg' AS BLOB)",
        "UPDATE step_file SET path = CAST('{home}/.config/evil' AS BLOB)",
        "UPDATE step_file SET place = CAST('{home}/payload' AS BLOB)",
        "UPDATE step SET keeper_path = CAST('{home}/.bashrc' AS BLOB)",
        "UPDATE step SET victim_hash = zeroblob(32)",
        "UPDATE action SET target = CAST('{home}' AS BLOB)",
        "UPDATE action SET kind = 'hard_link'",
        "UPDATE step SET sidecar = replace(sidecar, 'photos/a.jpg.xmp', 'home/.bashrc')",
        "UPDATE step_seal SET seal = randomblob(32)",
        "UPDATE step_seal SET seal = (SELECT seal FROM step_seal LIMIT 1)",
        "DELETE FROM step_seal",
    ],
)
def test_a_step_that_was_edited_by_hand_is_history(tmp_path, edit):
    world = World(tmp_path)
    before, contents = world.others(), world.contents()
    with sqlite3.connect(tmp_path / "library" / "library.db") as connection:
        connection.execute(edit.format(home=world.home))
    connection.close()
    changed = "state = 'done'" in edit or "SELECT seal" in edit  # of some steps it is no change
    with Library(tmp_path / "library") as library:
        steps = [step for record in library.journal.actions() for step in record.steps]
        assert changed or not any(step.is_own for step in steps)
        told = use_all(library)
        assert any("was not written on this computer" in text for text in told)
    assert world.others() == before
    assert world.contents() == contents


def test_a_library_copied_from_another_user_is_history(tmp_path, monkeypatch):
    World(tmp_path)
    monkeypatch.setenv("SIMGUI_HOME", str(tmp_path / "another"))
    with Library(tmp_path / "library") as library:
        assert not any(record.can_undo or record.can_redo for record in library.journal.actions())
        assert library.journal.unsettled() == []


def test_the_key_is_no_part_of_a_library_and_private(tmp_path):
    World(tmp_path)
    assert KEY_FILE not in os.listdir(tmp_path / "library")
    path = Seal().path
    assert path == str(tmp_path / "own" / "data" / KEY_FILE)
    assert os.stat(path).st_mode & 0o077 == 0


def test_another_computer_makes_other_seals(tmp_path, monkeypatch):
    mine = Seal(str(tmp_path)).of([1, b"x"])
    assert Seal(str(tmp_path)).holds(mine, [1, b"x"])
    assert not Seal(str(tmp_path)).holds(mine, [1, b"y"])
    monkeypatch.setattr("simgui.store.seal._computer_id", lambda: b"another")
    assert not Seal(str(tmp_path)).holds(mine, [1, b"x"])


def test_nothing_goes_if_no_key_can_be_made(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("SIMGUI_HOME", str(tmp_path / "file"))
    write(tmp_path / "b.jpg", b"1")
    with Library(tmp_path / "library") as library:
        action = library.journal.begin(Action.TRASH)
        stat = stat_of(tmp_path / "b.jpg")
        intent = Intent((stat,), bytes(32), "/p/a.jpg", bytes(32), Tier.IDENTICAL)
        with pytest.raises(LibraryError, match=KEY_FILE):
            library.journal.intend(action, [(intent, [None])])
        assert library.journal.unsettled() == []


def test_a_damaged_key_is_replaced_and_its_steps_become_history(tmp_path):
    World(tmp_path)
    with open(Seal().path, "wb") as file:
        file.write(b"short")
    with Library(tmp_path / "library") as library:
        assert not any(record.can_undo for record in library.journal.actions())
        write(tmp_path / "photos" / "new.jpg", b"1")
        stat = stat_of(tmp_path / "photos" / "new.jpg")
        intent = Intent((stat,), bytes(32), "/p/a.jpg", bytes(32), Tier.IDENTICAL)
        library.journal.intend(library.journal.begin(Action.TRASH), [(intent, [None])])
        assert len(library.journal.unsettled()) == 1


def test_own_steps_can_be_undone_after_the_library_file_was_destroyed(tmp_path):
    world = World(tmp_path)
    (tmp_path / "library" / "library.db").write_bytes(b"nothing is left of it")
    with Library(tmp_path / "library") as library:
        assert library.journal.actions()[0].can_undo
        use_all(library)
    assert {"b.jpg", "c.jpg"} <= set(os.listdir(world.photos))


def test_an_export_of_ones_own_is_history_as_well(tmp_path):
    World(tmp_path)
    with Library(tmp_path / "library") as library:
        library.export(str(tmp_path / "export.json"))
    with Library(tmp_path / "new") as library:
        library.import_(str(tmp_path / "export.json"))
        records = library.journal.actions()
        assert sum(len(record.steps) for record in records) == 4
        assert not any(record.can_undo or record.can_redo for record in records)
        assert library.journal.whereabouts(str(tmp_path / "photos" / "b.jpg"))


# -- anything at all in the place of a value

ODD_TEXT = st.sampled_from(
    ["", ".", "..", "/", "/etc/passwd", "../../x", "~", "\0", "a" * 100_000, "done", "C:\\x"]
)
ODD_NUMBER = st.sampled_from([0, -1, 1 << 63, -(1 << 63) - 1, 10**400, 1e308, float("nan")])
ODD = st.one_of(
    ODD_TEXT, ODD_NUMBER, st.none(), st.booleans(), st.just([]), st.just({}), st.just([[]])
)


def places_in(value, path=()):
    """The path of every value in a JSON document."""
    yield path
    is_list = isinstance(value, list)
    items = enumerate(value) if is_list else value.items() if isinstance(value, dict) else ()
    for key, item in items:
        yield from places_in(item, (*path, key))


def put(document, path, value):
    for key in path[:-1]:
        document = document[key]
    if path:
        document[path[-1]] = value


@pytest.fixture
def fresh_world(tmp_path, monkeypatch):
    """Makes a world of its own for every example."""

    def make():
        base = Path(tempfile.mkdtemp(dir=tmp_path))
        monkeypatch.setenv("XDG_DATA_HOME", str(base / "share"))
        world = World(base)
        with Library(base / "library") as library:
            library.set_role(str(world.photos), Role.PROTECTED)
            library.decisions.set_apart([bytes(32), bytes([1] * 32)])
            library.decisions.choose_keeper(bytes(32), "/p/a.jpg")
            library.decisions.mark([(bytes(32), "/p/b.jpg")])
        return world

    return make


@contextmanager
def told_with(name):
    """Let what a user is told pass, if it names the file."""
    message = name
    try:
        yield
    except UserError as error:
        message = str(error)
    assert name in message


MANY = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@MANY
@given(data=st.data())
def test_an_export_with_anything_in_it_is_refused_or_history(fresh_world, data):
    world = fresh_world()
    file = world.base / "odd.json"
    with Library(world.base / "library") as library:
        library.export(str(file))
    document = json.loads(file.read_text())
    for _ in range(data.draw(st.integers(1, 3))):
        paths = sorted(places_in(document), key=repr)
        put(document, data.draw(st.sampled_from(paths)), data.draw(ODD))
    file.write_text(json.dumps(document))
    before = tree(world.base)
    with tempfile.TemporaryDirectory() as folder, Library(folder) as library:
        with told_with("odd.json"):
            library.import_(str(file))
        use_all(library)
        library.export(os.path.join(folder, "again.json"))
        assert library.verify() == []
    assert tree(world.base) == before


COLUMNS = st.sampled_from(
    [
        ("action", "uid kind target at_ms"),
        (
            "step",
            "action_id state reason at_ms settled_ms victim_hash keeper_path keeper_hash tier"
            " evidence sidecar",
        ),
        ("step_file", "path place size mtime_ns device inode"),
        ("step_seal", "seal"),
        ("root", "path role"),
        ("apart", "uid at_ms"),
        ("apart_member", "hash"),
        ("chosen", "hash path at_ms"),
        ("mark", "hash path at_ms"),
    ]
).flatmap(lambda item: st.tuples(st.just(item[0]), st.sampled_from(item[1].split())))
ODD_CELL = st.one_of(
    ODD_TEXT,
    st.sampled_from([0, -1, (1 << 63) - 1, 1e308, "{}", "[]", "null", '{"path": 1}']),
    st.none(),
    st.binary(max_size=40),
)


@MANY
@given(cells=st.lists(st.tuples(COLUMNS, ODD_CELL), min_size=1, max_size=3))
def test_a_database_with_anything_in_it_touches_nothing(fresh_world, cells):
    world = fresh_world()
    others, contents = world.others(), world.contents()
    folder = world.base / "library"
    connection = sqlite3.connect(folder / "library.db", isolation_level=None)
    for (table, column), value in cells:
        with suppress(sqlite3.IntegrityError):
            connection.execute(f"UPDATE {table} SET {column} = ?", (value,))
    connection.close()
    for _ in range(2):  # what is found broken is set aside at the next start
        with told_with(str(folder)), Library(folder) as library:
            use_all(library)
            library.roots(), library.decisions.marks(), library.decisions.all_apart()
            library.decisions.chosen_keepers()
            library.verify()
    with Library(folder) as library:  # in the end there is a library that works
        use_all(library)
        library.decisions.all_apart()
        assert DefectKind.UNREADABLE_ROW not in [found.kind for found in library.verify()]
    assert world.others() == others
    assert world.contents() == contents


def test_a_kill_while_the_key_is_written_leaves_nothing_behind(tmp_path):
    """The library lies elsewhere, so that its own clearing up does not see the key's folder."""
    folder = Path(Seal().path).parent
    unfinished = write(folder / ".simgui-0123.tmp", b"half a key")
    others = write(folder / ".simgui-4567.tmp", bytes(4096))
    with Library(tmp_path / "elsewhere"):
        assert not unfinished.exists()
    assert others.exists()
    Seal().of([1])
    write(unfinished, b"another process's")
    with Library(tmp_path / "elsewhere"):
        assert unfinished.exists()
