"""Thumbnails are a cache: bounded, and no failure of it stops anything."""

import os

import pytest

from simgui.store.thumbs import Thumbnails


def test_thumbnails_are_remembered(tmp_path):
    thumbs = Thumbnails(str(tmp_path))
    thumbs.put({b"a": b"1", b"b": b"2"})
    thumbs.close()
    thumbs = Thumbnails(str(tmp_path))
    assert thumbs.get([b"a", b"c"]) == {b"a": b"1"}
    thumbs.drop([b"a"])
    assert thumbs.get([b"a", b"b"]) == {b"b": b"2"}
    thumbs.clear()
    assert thumbs.get([b"b"]) == {}
    thumbs.close()


def test_those_not_used_for_longest_make_room(tmp_path, monkeypatch):
    thumbs = Thumbnails(str(tmp_path), max_bytes=100_000)
    for day in range(30):
        monkeypatch.setattr("simgui.store.thumbs._today", lambda day=day: day)
        thumbs.put({b"%d" % day: b"x" * 10_000})
        thumbs.get([b"0"])
    kept = thumbs.get([b"%d" % day for day in range(30)])
    assert b"0" in kept
    assert b"29" in kept
    assert b"1" not in kept
    assert sum(map(len, kept.values())) <= 100_000
    thumbs.close()
    assert os.path.getsize(tmp_path / "thumbs.db") < 500_000


def test_a_lower_limit_gives_room_back_to_the_disk(tmp_path):
    thumbs = Thumbnails(str(tmp_path))
    names = [b"%d" % n for n in range(100)]
    thumbs.put(dict.fromkeys(names, b"x" * 10000))
    thumbs.limit(2_000_000)  # more than there is: nothing goes
    assert len(thumbs.get(names)) == 100
    thumbs.limit(300_000)
    kept = thumbs.get(names)
    assert 20 <= len(kept) <= 30
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 500_000
    thumbs.put(dict.fromkeys(names, b"y" * 10_000))  # and it holds from then on
    assert sum(map(len, thumbs.get(names).values())) <= 300_000
    thumbs.close()


@pytest.mark.parametrize("harm", ["no database", "another database", "cut"])
def test_a_damaged_file_is_begun_anew(tmp_path, harm):
    thumbs = Thumbnails(str(tmp_path))
    thumbs.put({b"%d" % n: b"x" * 5000 for n in range(50)})
    thumbs.close()
    path = tmp_path / "thumbs.db"
    if harm == "no database":
        path.write_bytes(b"junk" * 1000)
    elif harm == "another database":
        import sqlite3

        path.unlink()
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE songs (name)")
        connection.close()
    else:
        os.truncate(path, 8192 * 2)
    thumbs = Thumbnails(str(tmp_path))
    thumbs.get([b"%d" % n for n in range(50)])
    assert thumbs.was_damaged
    thumbs.put({b"new": b"1"})
    assert thumbs.get([b"new"]) == {b"new": b"1"}
    thumbs.close()


def test_a_cache_that_can_not_be_made_is_done_without(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    thumbs = Thumbnails(str(tmp_path / "file"))
    thumbs.put({b"a": b"1"})
    assert thumbs.get([b"a"]) == {}
    thumbs.close()
