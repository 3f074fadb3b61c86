"""Photos prepared for alignment, in memory and in a file."""

from __future__ import annotations

import io
import os

import numpy as np
import pytest

from simgui.core.matching import align, feature_cache
from simgui.core.matching.feature_cache import Shelf
from simgui.core.types import ContentId
from tests.core import pictures


def prepared(seed):
    stream = io.BytesIO()
    pictures.photo(seed, (160, 120)).save(stream, "JPEG", quality=85)
    stored = stream.getvalue()
    features = align.features(align.decoded(stored), stored)
    features.drop_picture()
    return features


PHOTOS = {ContentId(i): prepared(i) for i in range(1, 7)}


def put(on, ids):
    """Ask for photos and add those that are missing, one portion of two after the other."""
    prepared_anew = []
    for start in range(0, len(ids), 2):
        portion = ids[start : start + 2]
        for content_id in on.fetch(portion):
            on.add(content_id, PHOTOS[content_id])
            prepared_anew.append(content_id)
        for content_id in portion:
            assert_same(on[content_id], PHOTOS[content_id])
    return prepared_anew


def assert_same(got, wanted):
    assert np.array_equal(got.points, wanted.points)
    assert np.array_equal(got.descriptors, wanted.descriptors)
    assert np.array_equal(got.square, wanted.square)
    assert (got.size, got.stored) == (wanted.size, wanted.stored)
    assert np.array_equal(got.picture.levels[0], wanted.picture.levels[0])


def test_what_memory_has_no_room_for_is_read_back(tmp_path):
    on = Shelf(2, str(tmp_path))
    assert put(on, list(PHOTOS)) == list(PHOTOS)
    assert put(on, list(PHOTOS)) == []
    assert put(on, list(reversed(PHOTOS))) == []
    on.close()


def test_without_a_folder_it_is_prepared_again():
    on = Shelf(2)
    put(on, list(PHOTOS))
    assert put(on, list(PHOTOS)) == list(PHOTOS)


def test_the_file_is_gone_when_the_shelf_is(tmp_path):
    on = Shelf(2, str(tmp_path))
    put(on, list(PHOTOS))
    on.close()
    assert os.listdir(tmp_path) == []
    assert on.fetch(list(PHOTOS)[:2]) == list(PHOTOS)[:2]


@pytest.mark.parametrize("most", [1, 90_000])
def test_a_file_that_may_grow_no_more_is_begun_anew(tmp_path, monkeypatch, most):
    monkeypatch.setattr(feature_cache, "_MOST_BYTES", most)
    on = Shelf(2, str(tmp_path))
    for _ in range(3):
        put(on, list(PHOTOS))
    assert on._end <= most
    on.close()


def test_a_disk_that_takes_nothing_costs_time_only(tmp_path):
    on = Shelf(2, str(tmp_path / "missing"))
    put(on, list(PHOTOS))
    assert put(on, list(PHOTOS)) == list(PHOTOS)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a disk that is always full")
def test_a_disk_that_fills_up_meanwhile_costs_time_only(tmp_path):
    on = Shelf(2, str(tmp_path))
    put(on, list(PHOTOS)[:4])
    on._file.close()
    full = on._file = open("/dev/full", "r+b", buffering=0)  # noqa: SIM115
    put(on, list(PHOTOS))
    assert put(on, list(PHOTOS)) == list(PHOTOS)
    full.close()


def test_a_file_that_lost_its_end_is_not_believed(tmp_path):
    on = Shelf(2, str(tmp_path))
    put(on, list(PHOTOS))
    on._file.truncate(10)
    assert set(put(on, list(PHOTOS))) <= set(PHOTOS)
    on.close()


def test_what_cannot_be_prepared_is_remembered_as_that(tmp_path):
    on = Shelf(2, str(tmp_path))
    on.fetch([ContentId(9)])
    on.add(ContentId(9), None)
    assert on.fetch([ContentId(9)]) == []
    assert on[ContentId(9)] is None
