"""Standard streams that are full or closed: a sentence and 2 where a result is lost, however
Python was told to buffer, and never a message in a file.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.core import pictures

PROJECT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")


@pytest.fixture
def scene(tmp_path):
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in ("a.jpg", "b.jpg"):
        pictures.save_jpeg(folder / name, pictures.photo(1, (320, 240)))
    return tmp_path


@pytest.mark.parametrize("buffering", [{}, {"PYTHONUNBUFFERED": "1"}])
@pytest.mark.parametrize(
    "arguments",
    [
        ["scan", "photos"],
        ["scan", "photos", "--json", "-"],
        ["scan", "photos", "--csv", "-"],
        ["clean", "photos"],
        ["library"],
        ["library", "journal"],
        ["--help"],
        ["--version"],
        ["scan", "--help"],
    ],
    ids=" ".join,
)
def test_a_full_standard_output_is_told(scene, arguments, buffering):
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(scene),
        "SIMGUI_HOME": str(scene / "own"),
        "PYTHONPATH": str(PROJECT),
        "LC_ALL": "C.UTF-8",
        **buffering,
    }
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "simgui", *arguments],
            env=environment,
            cwd=scene,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
        )
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("standard output can't be written") == 1
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


CLOSED = """
import os, sys
from simgui import __main__ as program
real = os.open
def opening(path, *rest, **more):
    number = real(path, *rest, **more)
    if number < 3 and path != os.devnull:
        os._exit(77)
    return number
os.open = opening
sys.exit(program.main())
"""


@pytest.mark.parametrize("closed", [(0,), (1,), (2,), (0, 1, 2)], ids=str)
@pytest.mark.parametrize("arguments", [["scan", "photos"], ["clean", "photos", "--apply"]], ids=str)
def test_a_closed_stream_is_told_and_never_a_file(scene, arguments, closed):
    """What a decoder writes to number 2 would be in the middle of a photo's copy otherwise."""
    (scene / "photos" / "broken.jpg").write_bytes(b"\xff\xd8\xff no photo")
    redirected = " ".join(f"{number}>&-" for number in closed)
    (scene / "closed.py").write_text(CLOSED)
    done = subprocess.run(
        ["sh", "-c", f'exec "$0" closed.py "$@" {redirected}', sys.executable, *arguments],
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(scene),
            "SIMGUI_HOME": str(scene / "own"),
            "PYTHONPATH": str(PROJECT),
            "LC_ALL": "C.UTF-8",
        },
        cwd=scene,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == (2 if 1 in closed else 1), done.stderr
    assert "Traceback" not in done.stderr
    if closed == (1,):
        assert done.stderr.count("standard output can't be written") == 1
    if "--apply" in arguments:
        # What was asked for was done all the same, and can be undone.
        assert len(list((scene / "photos").iterdir())) == 2


def test_messages_that_nobody_can_read_end_nothing(scene):
    (scene / "photos" / "broken.jpg").write_bytes(b"\xff\xd8\xff no photo")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "simgui", "clean", "photos", "--apply"],
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(scene),
                "SIMGUI_HOME": str(scene / "own"),
                "PYTHONPATH": str(PROJECT),
                "LC_ALL": "C.UTF-8",
            },
            cwd=scene,
            stdout=subprocess.PIPE,
            stderr=full,
            text=True,
            timeout=600,
        )
    assert done.returncode == 1
    assert "1 photo moved to the trash" in done.stdout


def test_clean_names_unreadable_photos_as_scan_does(simgui, photos):
    (photos.path / "broken.jpg").write_bytes(b"\xff\xd8\xff no photo")
    scanned = simgui("scan", photos.path)
    for arguments in ([], ["--json"], ["--apply"]):
        cleaned = simgui("clean", photos.path, *arguments)
        assert cleaned.code == scanned.code == 1
        assert "broken.jpg" in cleaned.err
    assert "broken.jpg" in scanned.err


@pytest.mark.parametrize("second", [-11_000_000_000, -1, 0, 2**31, 10_413_792_000, 250_000_000_000])
def test_a_file_of_any_date_is_a_photo_like_others(simgui, photos, second):
    """1621 to 9892; what this file system can't hold it sets to what it can."""
    os.utime(photos.path / "copy.jpg", (second, second))
    before = set(os.listdir(photos.path))
    result = simgui("scan", photos.path, "--json", "-")
    assert result.code == 0
    (group,) = result.json["groups"]
    assert "copy.jpg" in {os.path.basename(photo["path"]) for photo in group["photos"]}
    assert simgui("clean", photos.path, "--apply").code == 0
    assert simgui("library", "undo").code == 0
    assert set(os.listdir(photos.path)) == before
    assert simgui("library", "journal", "--json").code == 0
    assert simgui("scan", photos.path, "--csv", "-").code == 0
