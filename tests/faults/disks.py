"""Faults of disks and permissions."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from simgui.core.removal.plan import Refusal
from tests.faults.injection import (
    SOMEBODY,
    Skipped,
    disk,
    failing,
    fault,
    fill,
    need_root,
    remount,
    stale,
)
from tests.faults.workshop import Workshop


@fault
def full_disk_of_the_library(shop: Workshop) -> None:
    """The disk of the library is full during a scan."""
    with disk(shop.root / "simgui", "300k"):
        shop.scan().check_clear("full")
        remount(shop.root / "simgui", "size=64m")
        assert shop.scan().code == 0
        with shop.library() as library:
            assert len(library.photos()) == 16


@fault
def full_disk_of_the_thumbnails(shop: Workshop) -> None:
    """The disk of the cache is full: the scan goes on without thumbnails."""
    with disk(shop.root / "simgui" / "cache", "100k"):
        fill(shop.root / "simgui" / "cache")
        assert shop.scan().code == 0


@fault
def full_disk_of_the_photos(shop: Workshop) -> None:
    """The disk of photos and trash is full when photos shall go."""
    with disk(shop.photos, "4m"):
        assert shop.scan().code == 0
        path = fill(shop.photos)
        shop.clean().check_clear("not moved")
        assert len(shop.files([shop.photos])) == 17
        path.unlink()
        assert shop.clean().code == 0
        assert len(shop.files([shop.photos / "copies"])) == 0
        assert shop.run("library", "undo").code == 0
        assert len(shop.files([shop.photos / "copies"])) == 8


@fault
def full_disk_for_the_results(shop: Workshop) -> None:
    """The results can't be written."""
    result = shop.run("scan", str(shop.photos), "--json", "/dev/full")
    result.check_clear()
    assert result.code != 0


@fault
def read_only_disk_of_the_photos(shop: Workshop) -> None:
    """The disk of the photos is read-only."""
    with disk(shop.photos, "4m"):
        remount(shop.photos, "ro")
        assert shop.scan().code == 0
        result = shop.clean()
        result.check_clear("not moved")
        assert result.code == 1


@fault
def read_only_disk_of_the_library(shop: Workshop) -> None:
    """The disk of the library is read-only."""
    with disk(shop.root / "simgui", "64m"):
        assert shop.scan().code == 0
        remount(shop.root / "simgui", "ro")
        result = shop.scan()
        result.check_clear("library")
        assert result.code == 2


@fault
def unplugged_disk(shop: Workshop) -> None:
    """The disk of the photos is unplugged between two scans: nothing of it is forgotten."""
    if os.geteuid() != 0:
        raise Skipped("needs root to mount")
    real = shop.root / "real"
    shutil.copytree(shop.photos, real)
    if subprocess.run(["mount", "--bind", str(real), str(shop.photos)]).returncode:
        raise Skipped("can't mount here")
    is_mounted = True
    try:
        assert shop.scan().code == 0
        with shop.library() as library:
            hashes = sorted(content.hash for content in library.contents().values())
            library.decisions.set_apart(hashes[:2])
        subprocess.run(["umount", "-l", str(shop.photos)], check=True)
        is_mounted = False
        shutil.rmtree(shop.photos)
        shop.photos.mkdir()
        shop.run("scan", str(shop.photos)).check_clear()
        shutil.rmtree(shop.photos)
        os.rename(real, shop.photos)
        result = shop.scan()
        assert result.code == 0
        assert '"embedded": 0' in (shop.root / "groups.json").read_text()
        with shop.library() as library:
            assert len(library.not_duplicates()) == 1
    finally:
        if is_mounted:
            subprocess.run(["umount", "-l", str(shop.photos)], check=True)


@fault
def disk_unplugged_before_the_deletion(shop: Workshop) -> None:
    """The disk goes between plan and deletion."""
    away = shop.root / "away"

    def unplug(keeper: Path, copy: Path) -> None:
        os.rename(shop.photos, away)

    outcome = stale(shop, unplug)
    os.rename(away, shop.photos)
    assert {r.refusal for r in outcome.refused} == {Refusal.GONE}
    assert not outcome.removed


@fault
def reading_a_photo_fails(shop: Workshop) -> None:
    """The disk reports an error while a photo is read."""
    with failing(shop, BAD_READ="copy of 3.jpg"):
        result = shop.scan()
        result.check_clear()
    assert result.code == 1
    assert "copy of 3.jpg" in (shop.root / "groups.json").read_text().split('"unreadable"')[1]
    assert shop.scan().code == 0


@fault
def reading_the_keeper_fails(shop: Workshop) -> None:
    """The disk reports an error while the photo to be kept is compared."""
    assert shop.scan().code == 0
    with failing(shop, BAD_READ="photos/5.jpg"):
        result = shop.clean()
        result.check_clear("not moved")
    assert len(shop.files([shop.photos / "copies"])) == 1
    assert len(shop.files([shop.photos])) == 9


@fault
def writing_the_library_fails(shop: Workshop) -> None:
    """The disk reports an error while the library is written."""
    assert shop.scan().code == 0
    with failing(shop, BAD_WRITE="library.db-wal"):
        result = shop.clean()
        result.check_clear("library")
    assert result.code == 2
    assert len(shop.files([shop.photos])) == 16
    assert shop.clean().code == 0


@fault
def photo_without_permission(shop: Workshop) -> None:
    """A photo may not be read."""
    need_root()
    (shop.photos / "0.jpg").chmod(0)
    result = shop.run_as(SOMEBODY, "scan", str(shop.photos), "--json", "-")
    result.check_clear("0.jpg")
    assert result.code == 1


@fault
def folder_without_permission(shop: Workshop) -> None:
    """A folder may not be looked into."""
    need_root()
    (shop.photos / "copies").chmod(0)
    result = shop.run_as(SOMEBODY, "scan", str(shop.photos), "--json", "-")
    result.check_clear("copies")
    assert result.code == 1, result


@fault
def no_permission_to_move(shop: Workshop) -> None:
    """The photos lie in a folder that may not be written."""
    need_root()
    result = shop.run_as(SOMEBODY, "clean", str(shop.photos), "--apply")
    result.check_clear("not moved")
    assert len(shop.files([shop.photos])) == 16
    assert not [p for p in (shop.root / "xdg").rglob("*") if p.is_file()]


@fault
def trash_of_somebody_else(shop: Workshop) -> None:
    """The trash of the disk belongs to somebody else."""
    with disk(shop.photos, "4m"):
        trash = shop.photos / f".Trash-{os.getuid()}"
        trash.mkdir()
        os.chown(trash, SOMEBODY, SOMEBODY)
        shop.clean().check_clear("not moved")
        assert len(shop.files([shop.photos])) == 16
