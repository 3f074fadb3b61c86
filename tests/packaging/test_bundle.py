"""The frozen program finds everything it loads by name; `.ci/package` runs this on what it built.

SIMGUI_BUNDLE names the program.
"""

import json
import os
import signal
import subprocess

import pytest

import simgui
from tests.cli.test_no_trace import (
    OWN,
    Tracer,
    assert_traceless,
    foreign_files,
    photos,
    tracer,
)
from tests.cli.test_no_trace import environment as new_user
from tests.core import pictures

__all__ = ["new_user", "photos", "tracer"]  # fixtures

BUNDLE = os.environ.get("SIMGUI_BUNDLE", "")

pytestmark = pytest.mark.skipif(not BUNDLE, reason="SIMGUI_BUNDLE names no frozen program")


@pytest.fixture
def environment(tmp_path):
    """An environment from which no Python and no library of this machine's user can be seen."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
        "SIMGUI_HOME": str(tmp_path / "home"),
        "QT_QPA_PLATFORM": "offscreen",
    }


@pytest.fixture
def copies(tmp_path):
    """One photo in every format that a library of its own decodes."""
    import pillow_heif
    import pillow_jxl  # noqa: F401  registers itself with Pillow

    pillow_heif.register_heif_opener()
    folder = tmp_path / "photos"
    folder.mkdir()
    image = pictures.photo(7, (800, 600))
    for name in ("a.jpg", "b.png", "c.webp", "d.heic", "e.avif", "f.jxl", "g.tiff"):
        image.save(folder / name)
    pictures.save_dng(folder / "h.dng", image)
    pictures.save_jpeg(folder / "other.jpg", pictures.photo(8, (800, 600)))
    return folder


def run(environment, *arguments):
    return subprocess.run(
        [BUNDLE, *map(os.fspath, arguments)],
        env=environment,
        cwd=environment["HOME"],
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_it_tells_its_version(environment):
    result = run(environment, "--version")
    assert (result.returncode, result.stdout) == (0, f"simgui {simgui.__version__}\n")


def test_its_selftest_passes(environment):
    del environment["SIMGUI_HOME"]
    result = run(environment, "--selftest")
    assert result.returncode == 0, result.stdout + result.stderr


def test_it_reads_every_format_and_finds_the_copies(environment, copies):
    result = run(environment, "scan", copies, "--json", "-")
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    assert found["unreadable"] == []
    (group,) = found["groups"]
    names = {os.path.basename(photo["path"]) for photo in group["photos"]}
    assert names == {path.name for path in copies.iterdir()} - {"other.jpg"}


def test_the_window_opens_on_a_folder_and_stays_without_an_error(environment, copies):
    process = subprocess.Popen(
        [BUNDLE, os.fspath(copies)],
        env=environment,
        cwd=environment["HOME"],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=10)
    finally:
        process.terminate()
        try:
            _, complaints = process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    logs = "".join(
        path.read_text() for path in (copies.parent / "home" / "log").iterdir() if path.is_file()
    )
    assert "Traceback" not in complaints + logs
    assert "CRITICAL" not in logs


def test_it_leaves_no_trace_of_a_long_use(new_user, photos, tracer: Tracer):
    """300 photos scanned, one looked for, and the window open for 30 s."""
    for arguments in (["scan", photos], ["similar", photos / "7.jpg"]):
        command = [*tracer.command, BUNDLE, *map(os.fspath, arguments)]
        done = subprocess.run(command, env=new_user, capture_output=True, text=True, timeout=400)
        assert (done.returncode, done.stderr) == (0, "")
        assert_traceless(tracer, new_user, OWN)
    command = [*tracer.command, BUNDLE, os.fspath(photos)]
    window = subprocess.Popen(command, env=new_user, start_new_session=True)
    try:
        with pytest.raises(subprocess.TimeoutExpired):
            window.wait(timeout=30)
    finally:
        os.killpg(window.pid, signal.SIGINT)
        window.wait(60)
    assert_traceless(tracer, new_user, OWN)
    assert foreign_files(new_user) == []
