"""Faults of what simgui keeps: library, log, thumbnails, graph, network."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable

import numpy as np

from simgui.core.errors import IndexDamagedError, LibraryError
from simgui.core.neighbours.hnsw import Index
from simgui.store.library import Library
from simgui.store.notices import NoticeKind
from tests.faults.injection import fault
from tests.faults.workshop import PROJECT, Workshop


def damage_library(shop: Workshop, change: Callable[[bytearray], bytes | bytearray]) -> None:
    """Scan and decide, change the bytes of the library file, and use the program."""
    assert shop.scan().code == 0
    with shop.library() as library:
        hashes = [content.hash for content in library.contents().values()]
        library.decisions.set_apart(hashes[:2])
    path = shop.library_file
    data = bytearray(path.read_bytes())
    path.write_bytes(change(data))
    for _ in range(3):  # damage deep inside is met at work first, and set aside at the next start
        result = shop.scan()
        result.check_clear()
        if result.code == 0:
            break
    assert result.code == 0, result.err
    result = shop.clean()
    result.check_clear()
    # No checksum covers a path: a flipped bit in one leaves a photo that is named and stays.
    assert result.code in (0, 1), result.err


@fault
def truncated_library(shop: Workshop) -> None:
    """library.db is cut in half."""
    damage_library(shop, lambda data: data[: len(data) // 2])
    check_carried_over(shop)


@fault
def slightly_truncated_library(shop: Workshop) -> None:
    """library.db lost its last page."""
    damage_library(shop, lambda data: data[:-8192])


@fault
def overwritten_library(shop: Workshop) -> None:
    """library.db is no database any more."""
    damage_library(shop, lambda data: b"not a database " * 1000)
    assert [p for p in shop.library_file.parent.iterdir() if "damaged" in p.name]


@fault
def flipped_library(shop: Workshop) -> None:
    """Bits of library.db are flipped."""
    for seed in range(5):
        chance = random.Random(seed)

        def flip(data: bytearray, chance: random.Random = chance) -> bytearray:
            for _ in range(chance.choice((1, 20, 200))):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            return data

        damage_library(shop, flip)
        # 1: an entry of the journal was damaged and is history; 2: the journal was lost, too.
        assert shop.run("library", "undo").code in (0, 1, 2)
        bring_back(shop)


def bring_back(shop: Workshop) -> None:
    """Bring all photos back by hand, as the user would from the trash."""
    for path in shop.files([shop.root / "xdg" / "Trash" / "files"]):
        os.rename(path, shop.photos / "copies" / path.name)
    shutil.rmtree(shop.root / "xdg" / "Trash", ignore_errors=True)


def check_carried_over(shop: Workshop) -> None:
    """The decision made before the damage is still there."""
    with shop.library() as library:
        assert len(library.decisions.all_apart()) == 1


def with_torn_log(shop: Workshop, harm: Callable[[bytearray], bytes | bytearray]) -> None:
    """Leave a library as a power failure does, with a log that is harmed."""
    assert shop.scan().code == 0
    folder = shop.library_file.parent
    with shop.library() as library:
        hashes = [content.hash for content in library.contents().values()]
        library.decisions.set_apart(hashes[:2])
        library.decisions.set_apart(hashes[1:3])
        shutil.copytree(folder, shop.root / "torn")
    shutil.rmtree(folder)
    os.rename(shop.root / "torn", folder)
    log = folder / "library.db-wal"
    log.write_bytes(harm(bytearray(log.read_bytes())))
    with shop.library() as library:
        assert library.verify() == []
        assert not [n for n in library.notices if n.kind is NoticeKind.SET_ASIDE]
    assert shop.scan().code == 0
    assert shop.clean().code == 0


@fault
def truncated_log(shop: Workshop) -> None:
    """The write-ahead log is cut."""
    with_torn_log(shop, lambda data: data[: len(data) // 2])


@fault
def flipped_log(shop: Workshop) -> None:
    """Bits of the write-ahead log are flipped."""

    def harm(data: bytearray) -> bytearray:
        data[len(data) // 2] ^= 0xFF
        return data

    with_torn_log(shop, harm)


@fault
def damaged_thumbnails(shop: Workshop) -> None:
    """thumbs.db is damaged."""
    assert shop.scan().code == 0
    path = shop.root / "simgui" / "cache" / "thumbs.db"
    path.write_bytes(os.urandom(50_000))
    result = shop.scan()
    result.check_clear()
    assert result.code == 0


@fault
def damaged_index(shop: Workshop) -> None:
    """The saved graph is cut or flipped: it is refused, and made again."""
    index = Index(8)
    vectors = np.random.default_rng(0).normal(size=(500, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1)[:, None]
    ids = np.arange(1, 501)
    index.add(ids, vectors)
    path = shop.root / "index.hnsw"
    stamp = index.save(str(path))
    good = path.read_bytes()
    for seed in range(40):
        chance = random.Random(seed)
        data = bytearray(good)
        if seed % 2:
            del data[chance.randrange(len(data)) :]
        else:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        try:
            Index.load(str(path), stamp, ids, vectors)
        except IndexDamagedError:
            continue
        raise AssertionError(f"damage {seed} was not seen")


@fault
def damaged_model(shop: Workshop) -> None:
    """The network's file is cut or flipped."""
    good = (PROJECT / "models" / "simgui-vgg.onnx").read_bytes()
    path = shop.root / "mine.onnx"
    for data in (good[: len(good) // 2], b"", good[:1000] + b"\xff" * 5000 + good[6000:]):
        path.write_bytes(data)
        result = shop.run("scan", str(shop.photos), "--model", str(path))
        result.check_clear("mine.onnx")
        assert result.code == 2


@fault
def newer_library(shop: Workshop) -> None:
    """The library was written by a newer program."""
    assert shop.scan().code == 0
    connection = sqlite3.connect(shop.library_file)
    connection.execute("PRAGMA user_version=9000")
    connection.close()
    before = shop.library_file.read_bytes()
    result = shop.scan()
    result.check_clear("newer")
    assert result.code == 2
    assert shop.library_file.read_bytes() == before


@fault
def foreign_library(shop: Workshop) -> None:
    """library.db belongs to another program."""
    shop.library_file.parent.mkdir(parents=True)
    connection = sqlite3.connect(shop.library_file)
    connection.execute("CREATE TABLE songs (name)")
    connection.close()
    shop.scan().check_clear("not a simgui library")


@fault
def library_folder_is_a_file(shop: Workshop) -> None:
    """Where the library's folder should be lies a file."""
    (shop.root / "simgui").write_bytes(b"")
    shop.scan().check_clear("simgui")


@fault
def two_programs(shop: Workshop) -> None:
    """Two programs want one library."""
    with shop.library():
        result = shop.scan()
        result.check_clear("already running", str(os.getpid()))
        assert result.code == 2
        try:
            Library(shop.library_file.parent)
        except LibraryError:
            pass
        else:
            raise AssertionError("the same process got it twice")
    assert shop.scan().code == 0
