"""A decoder that takes the process down costs one file and blames no other, whoever decodes."""

from __future__ import annotations

import json
import os
import signal
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from simgui.core.scanning import in_flight
from simgui.core.scanning.in_flight import InFlight
from tests.core import pictures
from tests.core.removal_fixtures import stat_of

PROJECT = Path(__file__).parents[2]
MARK = b"CRASH"

# Stands for a decoder in C: every interpreter of the test dies of it, also children of simgui.
CRASH = """
import signal
from simgui.core.imaging import {module}
real = {module}.{function}
def crashing(first, *rest, **more):
    data = first if isinstance(first, bytes) else open(first, "rb").read()
    if {mark!r} in data:
        signal.raise_signal(signal.SIGSEGV)
    return real(first, *rest, **more)
{module}.{function} = crashing
"""
WAYS = {"scan": ("codec", "open_picture"), "full pixels": ("identity", "pixel_hash")}
# What the window does with a photo that a scan has read, in a process of its own.
VIEWS = {
    "comparison": (("decode", "pixels"), "pictures.picture(path, 1600)"),
    "large thumbnail": (("decode", "pixels"), "pictures.thumbnail(photo, 640)"),
    "search by example": (("decode", "read"), "workspace.search(Query(path), SearchOptions())"),
}
VIEW = """
import os, sys
from simgui.core.errors import UserError
from simgui.engine.queries import Query, SearchOptions
from simgui.engine.settings import Settings
from simgui.engine.workspace import Workspace
from simgui.text import deletion_wording
from simgui.ui.background.pictures import Pictures

def main():
    folder, cache, name = sys.argv[1:]
    workspace = Workspace(folder, cache, Settings, None)
    workspace.open()
    for notice in workspace.library.notices:
        print("notice:", deletion_wording.notice(notice))
    photos = workspace.library.photos()
    [photo] = [photo for photo in photos if photo.path.endswith(name)]
    path, pictures = photo.path, Pictures(workspace)
    print("answered:", {call} is not None)
    workspace.close()

if __name__ == "__main__":
    try:
        main()
    except UserError as error:
        print("refused:", error)
"""


def with_comment(data: bytes, text: bytes) -> bytes:
    return data[:2] + b"\xff\xfe" + struct.pack(">H", len(text) + 2) + text + data[2:]


class Scene:
    def __init__(self, base: Path) -> None:
        self.base = base
        self.photos = base / "photos"
        self.photos.mkdir()
        for seed in range(12):
            pictures.save_jpeg(self.photos / f"{seed:02}.jpg", pictures.photo(seed, (320, 240)))
        good = (self.photos / "05.jpg").read_bytes()
        # Its twin has the same pixels, so that both are decoded in full as well.
        (self.photos / "05-evil.jpg").write_bytes(with_comment(good, MARK))
        self.notes = base / "own" / "data" / "decoding"

    def crash_in(self, module: str, function: str) -> None:
        (self.base / "site").mkdir(exist_ok=True)
        code = CRASH.format(module=module, function=function, mark=MARK)
        (self.base / "site" / "sitecustomize.py").write_text(code)

    def scan(self) -> tuple[int, dict, str]:
        done = self.run("-m", "simgui", "scan", str(self.photos), "--json", "-")
        found = json.loads(done.stdout) if done.returncode in (0, 1) else {}
        return done.returncode, found, done.stderr

    def view(self, call: str, name: str) -> subprocess.CompletedProcess[str]:
        program = self.base / "view.py"
        program.write_text(VIEW.replace("{call}", call))
        return self.run(str(program), str(self.notes.parent), str(self.base / "cache"), name)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            env={
                **({} if os.name == "posix" else os.environ),  # a process of Windows needs several
                "PATH": os.environ["PATH"],
                "HOME": str(self.base),
                "SIMGUI_HOME": str(self.base / "own"),
                "PYTHONPATH": os.pathsep.join(
                    [str(self.base / "site"), str(PROJECT), *filter(None, sys.path)]
                ),
                "LC_ALL": "C.UTF-8",
                "QT_QPA_PLATFORM": "offscreen",
            },
            capture_output=True,
            text=True,
            timeout=200,
        )


@pytest.fixture
def scene(tmp_path):
    return Scene(tmp_path)


@pytest.mark.parametrize("way", WAYS)
def test_the_culprit_is_set_aside_and_named_and_all_others_are_read(scene, way):
    scene.crash_in(*WAYS[way])
    assert scene.scan()[0] in (-signal.SIGSEGV, 3)  # 3: the abort of Windows' C library
    for _ in range(2):
        code, found, error = scene.scan()
        assert code == 1, error
        assert [os.path.basename(item["path"]) for item in found["unreadable"]] == ["05-evil.jpg"]
        assert "05-evil.jpg" in error
        assert "crashes on it" in error
        assert "Traceback" not in error
        assert found["stats"]["photos"] == 12
        assert [name.name for name in scene.notes.iterdir()] == ["set-aside.json"]
    # Once it is another file it is a photo like others.
    evil = scene.photos / "05-evil.jpg"
    evil.write_bytes(evil.read_bytes().replace(MARK, b"quiet"))
    code, found, error = scene.scan()
    assert (code, found["unreadable"], error) == (0, [], "")


@pytest.mark.parametrize("way", VIEWS)
def test_a_file_that_crashes_a_view_is_set_aside_at_the_next_start(scene, way):
    """The scan's decoding copes with it, that of the window at another size does not."""
    patched, call = VIEWS[way]
    evil, good = scene.photos / "alone-evil.jpg", scene.photos / "alone.jpg"
    pictures.save_jpeg(good, pictures.photo(99, (900, 700)))
    pictures.save_jpeg(evil, pictures.photo(98, (900, 700)))
    evil.write_bytes(with_comment(evil.read_bytes(), MARK))
    (scene.photos / "05-evil.jpg").unlink()
    assert scene.scan()[0] == 0
    scene.crash_in(*patched)
    assert scene.view(call, good.name).returncode == 0
    assert scene.view(call, evil.name).returncode == -signal.SIGSEGV
    for attempt in range(2):
        done = scene.view(call, evil.name)
        assert done.returncode == 0, done.stderr
        assert ("notice: simgui crashed" in done.stdout) == (attempt == 0)
        if way == "search by example":
            assert "crashes on it" in done.stdout
        elif way == "comparison":
            assert "answered: False" in done.stdout
        assert scene.view(call, good.name).stdout == "answered: True\n"
    # The next scan names it, though neither its size nor its time has changed.
    code, found, error = scene.scan()
    assert code == 1, error
    assert [os.path.basename(item["path"]) for item in found["unreadable"]] == [evil.name]


def test_no_view_waits_for_the_disk_or_leaves_a_note(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda _: pytest.fail("a note was synced"))
    notes = InFlight(str(tmp_path / "notes"))
    for number in range(50):
        with notes.decoding(f"/photos/{number}.jpg"), notes.decoding("/photos/other.jpg"):
            assert len(os.listdir(tmp_path / "notes")) == 2
    notes.close()
    assert os.listdir(tmp_path / "notes") == []


def test_what_was_only_in_the_wrong_place_is_not_blamed(scene):
    """A kill, a power cut, a crash of another file's decoder: notes are left of good files too."""
    assert scene.scan()[0] == 0
    for number, name in enumerate(("01.jpg", "02.jpg", "gone.jpg")):
        data = os.fsencode(scene.photos / name)
        note = scene.notes / f"decoding-{number}"
        note.write_bytes(struct.pack("<I", len(data)) + data)
    code, found, error = scene.scan()
    assert (code, found["unreadable"], error) == (0, [], "")
    assert list(scene.notes.iterdir()) == []


@pytest.mark.parametrize(
    "data",
    [b"", b"\0", b"\xff" * 100, struct.pack("<I", 1 << 31) + b"x", struct.pack("<I", 3) + b"\0/x"],
)
def test_odd_notes_are_no_obstacle(tmp_path, data):
    (tmp_path / "decoding-0").write_bytes(data)
    (tmp_path / "set-aside.json").write_bytes(data)
    notes = InFlight(str(tmp_path))
    assert notes.examine() == []
    with notes.decoding("/a/b.jpg"):
        assert b"/a/b.jpg" in (tmp_path / "decoding-0").read_bytes()
    notes.close()
    assert not (tmp_path / "decoding-0").exists()


@pytest.mark.parametrize("text", ["[]", "{}", "null", '{"version": 1, "files": [[1]]}', "[" * 9999])
def test_an_odd_list_of_what_was_set_aside_is_no_obstacle(tmp_path, text):
    (tmp_path / "photo.jpg").write_bytes(b"x")
    (tmp_path / "set-aside.json").write_text(text)
    assert not InFlight(str(tmp_path)).is_set_aside(stat_of(tmp_path / "photo.jpg"))


def test_a_process_that_does_not_start_blames_no_file(tmp_path, monkeypatch):
    pictures.save_jpeg(tmp_path / "photo.jpg", pictures.photo(1, (64, 48)))
    data = os.fsencode(tmp_path / "photo.jpg")
    (tmp_path / "decoding-0").write_bytes(struct.pack("<I", len(data)) + data)
    monkeypatch.setattr(in_flight, "_decode_all", print)  # ends without a message
    assert InFlight(str(tmp_path)).examine() == []
    assert not (tmp_path / "set-aside.json").exists()


def test_without_a_folder_nothing_is_noted(tmp_path):
    notes = InFlight()
    with notes.decoding("/a/b.jpg"):
        pass
    assert notes.examine() == []
    notes.close()
