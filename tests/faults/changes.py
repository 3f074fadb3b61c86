"""Faults of the world around: files that change under way, clocks, strange files."""

from __future__ import annotations

import os
import shutil
import socket
import time
from pathlib import Path

from simgui.core.removal.plan import Refusal
from tests.faults.injection import check_refused, fault, stale
from tests.faults.workshop import Workshop


@fault
def copy_vanishes(shop: Workshop) -> None:
    """A copy vanishes before it goes."""
    check_refused(stale(shop, lambda keeper, copy: copy.unlink()), Refusal.GONE)


@fault
def copy_changes(shop: Workshop) -> None:
    """A copy is changed before it goes."""

    def harm(keeper: Path, copy: Path) -> None:
        copy.write_bytes(copy.read_bytes() + b"more")

    check_refused(stale(shop, harm), Refusal.CHANGED)


@fault
def copy_changes_unseen(shop: Workshop) -> None:
    """A copy is changed and keeps its size and time."""

    def harm(keeper: Path, copy: Path) -> None:
        found, data = copy.stat(), bytearray(copy.read_bytes())
        data[-5] ^= 1
        copy.write_bytes(data)
        os.utime(copy, ns=(found.st_atime_ns, found.st_mtime_ns))

    check_refused(stale(shop, harm), Refusal.CHANGED)


@fault
def keeper_vanishes(shop: Workshop) -> None:
    """The photo to be kept vanishes."""
    check_refused(stale(shop, lambda keeper, copy: keeper.unlink()), Refusal.KEEPER_GONE)


@fault
def keeper_is_cut(shop: Workshop) -> None:
    """The photo to be kept is cut."""
    check_refused(
        stale(shop, lambda keeper, copy: os.truncate(keeper, 100)), Refusal.KEEPER_CHANGED
    )


@fault
def keeper_becomes_a_link(shop: Workshop) -> None:
    """The photo to be kept becomes another name of its copy."""

    def harm(keeper: Path, copy: Path) -> None:
        keeper.unlink()
        os.link(copy, keeper)

    check_refused(stale(shop, harm), Refusal.SAME_FILE)


@fault
def copy_becomes_a_symbolic_link(shop: Workshop) -> None:
    """A copy is replaced by a symbolic link to what is kept."""

    def harm(keeper: Path, copy: Path) -> None:
        copy.unlink()
        copy.symlink_to(keeper)

    check_refused(stale(shop, harm), Refusal.GONE)


@fault
def emptied_trash(shop: Workshop) -> None:
    """The trash is emptied before the undo."""
    assert shop.clean().code == 0
    shutil.rmtree(shop.root / "xdg" / "Trash")
    result = shop.run("library", "undo")
    result.check_clear("no longer in the trash")
    assert result.code == 1


@fault
def taken_place(shop: Workshop) -> None:
    """Something else is in a photo's place at the undo."""
    assert shop.clean().code == 0
    path = shop.photos / "copies" / "copy of 0.jpg"
    path.write_bytes(b"mine")
    result = shop.run("library", "undo")
    result.check_clear("another file is there")
    assert path.read_bytes() == b"mine"
    assert len(shop.files([shop.photos / "copies"])) == 8


@fault
def clock_jumps(shop: Workshop) -> None:
    """The clock jumps to 1970 and to 2099 between scan, deletion and undo."""
    from simgui.cli import main

    def at(year_seconds: float, *arguments: str) -> int:
        def work() -> int:
            shift = year_seconds - time.time()
            now, now_ns = time.time, time.time_ns
            time.time = lambda: now() + shift
            time.time_ns = lambda: now_ns() + int(shift * 1e9)
            return main(list(arguments))

        result = shop.inside(work)
        result.check_clear()
        return result.code

    photos = str(shop.photos)
    assert at(4.07e9, "scan", photos, "--json", "-") == 0
    assert at(1000.0, "clean", photos, "--apply") == 0
    assert at(4.07e9, "library", "journal") == 0
    assert at(0.0, "library", "undo") == 0
    assert len(shop.files([shop.photos])) == 16
    assert at(1000.0, "scan", photos, "--json", "-") == 0


@fault
def strange_things_among_the_photos(shop: Workshop) -> None:
    """Pipes, sockets, loops, empty files, folders like photos, names that write on screens."""
    os.mkfifo(shop.photos / "pipe.jpg")
    listener = socket.socket(socket.AF_UNIX)
    before = os.getcwd()
    os.chdir(shop.photos)
    listener.bind("socket.jpg")
    os.chdir(before)
    (shop.photos / "loop").symlink_to(shop.photos)
    (shop.photos / "nowhere.jpg").symlink_to("/nonexistent")
    (shop.photos / "empty.jpg").write_bytes(b"")
    (shop.photos / "folder.jpg").mkdir()
    evil = os.fsdecode(b"\x1b[2J\x1b]0;x\x07\n\xe2\x80\xae\xff.jpg")
    shutil.copy2(shop.photos / "0.jpg", shop.photos / evil)
    result = shop.run("scan", str(shop.photos))
    result.check_clear()
    done = shop.clean()
    done.check_clear()
    undone = shop.run("library", "undo")
    for run in (result, done, undone, shop.run("library", "journal")):
        run.check_clear()
        written = run.out + run.err
        assert not {"\x1b", "\x07", "\u202e"} & set(written), written
    listener.close()


@fault
def few_file_descriptors(shop: Workshop) -> None:
    """Hardly any file may be opened."""
    import resource

    from simgui.cli import main

    def work() -> int:
        shop.import_all()
        resource.setrlimit(resource.RLIMIT_NOFILE, (14, 14))
        return main(["clean", str(shop.photos), "--apply"])

    assert shop.scan().code == 0
    result = shop.inside(work)
    assert "Traceback" not in result.err, result.err[-1500:]


@fault
def half_copied_photo(shop: Workshop) -> None:
    """A photo is still being copied while the folder is scanned."""
    data = (shop.photos / "0.jpg").read_bytes()
    path = shop.photos / "arriving.jpg"
    path.write_bytes(data[: len(data) // 2])
    shop.scan().check_clear()
    path.write_bytes(data)
    assert shop.scan().code == 0
    assert shop.clean().code == 0
    assert len(shop.files([shop.photos])) == 8
