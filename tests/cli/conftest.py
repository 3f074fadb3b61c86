"""A folder of photos with copies in it, and the command line as a function."""

import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from simgui.cli import main
from tests.core import pictures


@dataclass
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@dataclass
class Folder:
    """Photos on disk and which of them show the same shot."""

    path: Path
    groups: list[set[str]] = field(default_factory=list)

    def names_of(self, result_groups):
        return [
            {
                os.path.relpath(photo["path"], self.path).replace(os.sep, "/")
                for photo in group["photos"]
            }
            for group in result_groups
        ]


@pytest.fixture(scope="session")
def _measured_home(tmp_path_factory):
    """A home whose library knows which precision suits this computer: measuring takes a second."""
    home = tmp_path_factory.mktemp("measured")
    (home / "empty").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIMGUI_HOME", str(home / "home"))
        assert main(["scan", str(home / "empty"), "--json", str(home / "out.json")]) == 0
        assert main(["library", "forget", str(home / "empty")]) == 0
    return home / "home"


@pytest.fixture
def simgui(tmp_path, monkeypatch, capsysbinary, _measured_home):
    """Run a command against a library of the test's own."""
    shutil.copytree(_measured_home, tmp_path / "home")
    monkeypatch.setenv("SIMGUI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("HOME", str(tmp_path))

    def run(*arguments, **more):
        code = main([os.fsdecode(os.fspath(a)) for a in arguments], **more)
        out, err = capsysbinary.readouterr()
        return Result(code, out.decode("utf-8", "surrogateescape"), err.decode())

    return run


@pytest.fixture(scope="session")
def _made(tmp_path_factory):
    path = tmp_path_factory.mktemp("made")
    for seed in range(12):
        pictures.save_jpeg(path / f"other-{seed}.jpg", pictures.photo(seed + 100, (800, 600)))
    original = pictures.photo(1, (1600, 1200))
    pictures.save_jpeg(
        path / "original.jpg", original, 95, taken="2021:08:14 11:42:07", Model="X100"
    )
    shutil.copy(path / "original.jpg", path / "copy.jpg")
    data = (path / "original.jpg").read_bytes()
    with Image.open(path / "original.jpg") as image:
        image.save(path / "same-pixels.png")
        image.resize((800, 600)).save(path / "small.jpg", quality=70)
        ImageOps.mirror(image).save(path / "mirrored.jpg", quality=90)
        image.crop((160, 120, 1500, 1100)).save(path / "cropped.jpg", quality=85)
    assert data
    return Folder(
        path,
        [
            {
                "original.jpg",
                "copy.jpg",
                "same-pixels.png",
                "small.jpg",
                "mirrored.jpg",
                "cropped.jpg",
            }
        ],
    )


@pytest.fixture
def photos(_made, tmp_path):
    """A fresh copy of the made folder, with the modification times kept."""
    path = tmp_path / "photos"
    shutil.copytree(_made.path, path)
    return Folder(path, _made.groups)
