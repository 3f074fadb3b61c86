"""Files are written and removed durably, and by one module."""

import ast
import os
from pathlib import Path

import pytest

import simgui
from simgui.core.files import durable

# Names that need not outlive a power cut, or whose owner has synced them otherwise.
EXEMPT = {
    "ui/single_instance.py": "which window is first: it lives as long as the process",
    "core/removal/movers/links.py": "the batch syncs the folder of all its links at once",
}
ACTS = {"rename", "replace", "link"}


def calls(tree):
    """Names of functions of `os` that give or take names, outside functions that sync."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        made = [n.func for n in ast.walk(function) if isinstance(n, ast.Call)]
        names = {ast.unparse(call) for call in made}
        syncs = any("sync_folder" in name for name in names)
        found = {name for name in names if name.startswith("os.")}
        if not syncs and {name.removeprefix("os.") for name in found} & ACTS:
            yield function.name


def test_no_module_gives_a_name_without_syncing_its_folder():
    top = Path(simgui.__file__).parent
    found = {}
    for path in top.rglob("*.py"):
        name = path.relative_to(top).as_posix()
        if name.startswith("core/files/") or name in EXEMPT:
            continue
        bad = list(calls(ast.parse(path.read_text())))
        if bad:
            found[name] = bad
    assert found == {}


@pytest.fixture
def synced(monkeypatch):
    """Folders in the order in which they are synced."""
    found = []
    real = os.fsync

    def fsync(descriptor):
        path = os.readlink(f"/proc/self/fd/{descriptor}")
        if os.path.isdir(path):
            found.append(path)
        real(descriptor)

    if not os.path.isdir("/proc/self/fd"):
        pytest.skip("the names of open files are in /proc")
    monkeypatch.setattr(os, "fsync", fsync)
    return found


@pytest.mark.skipif(os.name != "posix", reason="Windows syncs no folders")
def test_new_folders_are_on_disk_from_the_top_down(tmp_path, synced):
    durable.make_folders(str(tmp_path / "a" / "b" / "c"))
    assert synced == [str(tmp_path), str(tmp_path / "a"), str(tmp_path / "a" / "b")]


@pytest.mark.skipif(os.name != "posix", reason="Windows syncs no folders")
def test_a_new_library_is_on_disk_with_its_folder(tmp_path, synced):
    from simgui.store.library import Library

    with Library(tmp_path / "new" / "library"):
        assert synced[:3] == [str(tmp_path), str(tmp_path / "new"), str(tmp_path / "new/library")]


def test_a_part_of_a_copy_is_known_and_another_content_is_not(tmp_path):
    whole = bytes(range(256)) * 16
    path = tmp_path / "part"
    for data in (b"", whole, whole[:1000], bytes(1536), whole[:512] + bytes(512) + whole[1024:]):
        path.write_bytes(data)
        assert durable.is_torn_copy(str(path), whole)
    for data in (whole + b"x", b"x" + whole[1:], whole[:1000] + b"x"):
        path.write_bytes(data)
        assert not durable.is_torn_copy(str(path), whole)


def test_a_file_is_moved_by_one_rename_where_there_are_no_hard_links(tmp_path, monkeypatch):
    def refusing(*_, **__):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refusing)
    (tmp_path / "a").write_bytes(b"x")
    durable.move_file(str(tmp_path / "a"), str(tmp_path / "b"))
    assert os.listdir(tmp_path) == ["b"]
    (tmp_path / "a").write_bytes(b"y")
    with pytest.raises(FileExistsError):
        durable.move_file(str(tmp_path / "a"), str(tmp_path / "b"))


def test_a_library_clears_what_a_cut_write_left_in_its_own_folder(tmp_path):
    from simgui.store.library import Library

    with Library(tmp_path / "library"):
        pass
    (tmp_path / "library" / ".simgui-0123.tmp").write_bytes(b"half a key")
    with Library(tmp_path / "library", readonly=True):
        assert (tmp_path / "library" / ".simgui-0123.tmp").exists()
    with Library(tmp_path / "library"):
        assert not (tmp_path / "library" / ".simgui-0123.tmp").exists()
