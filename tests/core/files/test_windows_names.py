"""Names as Windows has them: drives, shares and long paths, looked at on every system."""

from __future__ import annotations

import ntpath
import os
from types import SimpleNamespace

import pytest

from simgui.core.catalog import Root
from simgui.core.files import changes, roles
from simgui.core.files.changes import Walk
from simgui.core.files.formats import long_path
from simgui.core.types import Role

DRIVE, SHARE = "E:\\", r"\\nas\photos"


@pytest.fixture(autouse=True)
def _windows(monkeypatch):
    """The modules take paths apart as they do on Windows."""
    for module in (changes, roles):
        monkeypatch.setattr(module, "os", SimpleNamespace(path=ntpath, sep="\\"))


@pytest.mark.parametrize("root", [DRIVE, r"E:\2024", "E:\\2024\\", SHARE, SHARE + "\\", r"E:\a\b"])
def test_a_role_holds_for_all_below_a_folder_a_drive_or_a_share(root):
    role_of = roles.role_by_folder([Root(root, Role.PROTECTED)])
    inside = ntpath.join(root, "a.jpg"), ntpath.join(root, "x", "y", "a.jpg")
    assert {role_of(path) for path in inside} == {Role.PROTECTED}
    assert {role_of(path) for path in (r"D:\a.jpg", r"\\nas\other\a.jpg")} == {Role.NORMAL}


def test_the_deepest_folder_decides():
    role_of = roles.role_by_folder([Root(DRIVE, Role.PROTECTED), Root(r"E:\new")])
    assert role_of(r"E:\new\a.jpg") is Role.NORMAL
    assert role_of(r"E:\newer\a.jpg") is Role.PROTECTED


@pytest.mark.parametrize("folder", [DRIVE, SHARE, SHARE + "\\"])
def test_what_lies_on_a_drive_or_a_share_is_inside_it(folder):
    path = ntpath.join(folder, "a", "b.jpg")
    assert changes.is_inside(path, folder)
    assert changes.lies_in(path, {folder})
    assert not changes.is_inside(r"F:\a\b.jpg", folder)
    assert not changes.lies_in(r"F:\a\b.jpg", {folder})


def test_a_name_that_begins_like_a_share_is_not_inside_it():
    assert not changes.is_inside(r"\\nas\photos2\a.jpg", SHARE)
    assert not changes.lies_in(r"\\nas\photos2\a.jpg", {SHARE})


def test_a_protected_folder_on_a_drive_is_walked_for_itself():
    roots = [Root(DRIVE), Root(r"E:\safe", Role.PROTECTED)]
    assert changes.plan_walks([DRIVE], roots) == [
        Walk(DRIVE, DRIVE, (r"E:\safe",)),
        Walk(r"E:\safe", r"E:\safe"),
    ]


@pytest.mark.parametrize(
    ("path", "opened"),
    [
        (r"C:\a.jpg", r"C:\a.jpg"),
        ("C:\\" + "a" * 250, "\\\\?\\C:\\" + "a" * 250),
        ("C:/" + "a/" * 130 + "b.jpg", "\\\\?\\C:\\" + "a\\" * 130 + "b.jpg"),
        (r"\\nas\photos" + "\\a" * 130, r"\\?\UNC\nas\photos" + "\\a" * 130),
        ("\\\\?\\C:\\" + "a" * 250, "\\\\?\\C:\\" + "a" * 250),
    ],
)
def test_a_long_path_is_opened_by_its_other_form(path, opened):
    assert long_path(path, is_windows=True) == opened
    assert long_path(path, is_windows=False) == path


def test_a_folder_whose_real_name_cannot_be_told_keeps_its_role(tmp_path, monkeypatch):
    """Of a path beyond its usual length Windows can't tell it."""

    def too_long(path):
        raise OSError(0, "More data available", path)

    monkeypatch.setattr(roles, "os", os)
    monkeypatch.setattr(os.path, "realpath", too_long)
    role_of = roles.strictest_role([Root(str(tmp_path), Role.PROTECTED)])
    assert role_of(str(tmp_path / "deep" / "a.jpg")) is Role.PROTECTED
    assert role_of(str(tmp_path.parent / "a.jpg")) is Role.NORMAL
