"""The index finds what an exhaustive search finds, and believes no file without its stamp."""

import hashlib
import struct
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simgui.core.errors import IndexDamagedError, UserError
from simgui.core.neighbours import exact
from simgui.core.neighbours.exact import ExactIndex
from simgui.core.neighbours.hnsw import Index
from simgui.core.task import Cancelled, Token
from simgui.core.vectors import HalfVectors, blocks

DIM = 16


def vectors(count, seed=1, dim=DIM):
    made = np.random.default_rng(seed).normal(size=(count, dim)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def graph(ids, points):
    index = Index(DIM)
    index.add(ids, points)
    return index


def library(count):
    """The ids and vectors of `filled`."""
    return np.arange(count) + 100, vectors(count)


def filled(count, *, seed=1, kind=graph):
    return kind(np.arange(count) + 100, vectors(count, seed))


both = pytest.mark.parametrize("kind", [graph, ExactIndex])


@both
def test_nearest_are_found_in_order_with_their_cosine(kind):
    index = filled(600, kind=kind)
    asked = vectors(40, seed=2)
    ids, cosines = index.query(asked, 10)
    truth = asked @ vectors(600).T
    order = np.argsort(-truth, axis=1)[:, :10]
    assert np.array_equal(ids - 100, order)
    assert np.allclose(cosines, np.take_along_axis(truth, order, 1), atol=1e-5)


@both
def test_asking_for_more_than_there_are_is_filled_up(kind):
    index = filled(8, kind=kind)
    ids, cosines = index.query(vectors(3), 20)
    assert (ids[:, 8:] == -1).all()
    assert (cosines[:, 8:] == -1).all()
    assert (np.sort(ids[:, :8], axis=1) == np.arange(8) + 100).all()


def test_an_empty_index_answers_with_nothing():
    for index in (Index(DIM), ExactIndex(np.zeros(0, np.int64), vectors(0))):
        ids, cosines = index.query(vectors(2), 3)
        assert (ids == -1).all()
        assert (cosines == -1).all()
    for kind in (graph, ExactIndex):
        assert filled(3, kind=kind).query(vectors(0), 3)[0].shape == (0, 3)


@both
def test_a_crowd_of_identical_vectors_hides_nobody(kind):
    crowd = np.repeat(vectors(1, seed=9), 500, axis=0)
    others = vectors(400)
    index = kind(np.r_[:500, 1000:1400], np.vstack([crowd, others]))
    ids, _ = index.query(others, 1)
    assert np.array_equal(ids[:, 0], np.arange(1000, 1400))
    ids, cosines = index.query(crowd[:1], 501)
    assert ids[0, :500].tolist() == list(range(500))
    assert cosines[0, :500] == pytest.approx(1)
    assert ids[0, 500] >= 1000


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10**6), st.integers(1, 12_000), st.integers(1, 60), st.booleans())
def test_the_nearest_of_many_blocks_are_those_of_one_product(seed, count, k, is_crowd):
    rng = np.random.default_rng(seed)
    points = rng.normal(size=(count, DIM)).astype(np.float32)
    if is_crowd:
        points[rng.integers(0, count, count // 2)] = points[0]
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    asked = vectors(5, seed)
    ids, cosines = ExactIndex(np.arange(count), points).query(asked, k)
    truth = -np.sort(-(asked @ points.T), axis=1)[:, :k]
    width = truth.shape[1]
    assert np.allclose(cosines[:, :width], truth, atol=1e-5)
    assert (ids[:, width:] == -1).all()
    for row in ids[:, :width]:
        assert len(set(row.tolist())) == width


def test_a_crowd_larger_than_what_is_kept_of_it_loses_nobody(monkeypatch):
    monkeypatch.setattr(exact, "_MOST_KEPT", 500)
    crowd = np.repeat(vectors(1, seed=9), 9_000, axis=0)
    stray = vectors(1, seed=5)
    points = np.vstack([crowd, stray])
    ids, _ = ExactIndex(np.arange(9_001), points).query(np.vstack([crowd[:2], stray]), 40)
    assert ids[:2].tolist() == [list(range(40))] * 2
    assert ids[2, :3].tolist() == [9_000, 0, 1]


def test_vectors_at_half_precision_are_given_out_at_unit_length():
    whole = vectors(9_000)
    halves = HalfVectors(whole.astype(np.float16))
    assert (len(halves), halves.shape) == (9_000, (9_000, DIM))
    rows = np.array([8_999, 0, 17])
    for chosen in (rows, slice(4_090, 4_100), 5, whole[:, 0] > 0.5):
        assert halves[chosen].dtype == np.float32
        assert np.allclose(halves[chosen], whole[chosen], atol=1e-3)
        assert np.allclose(np.linalg.norm(halves[chosen], axis=-1), 1, atol=1e-6)
    assert np.array_equal(np.vstack([block for _, block in blocks(halves)]), halves[:])
    assert np.array_equal(halves.where(whole[:, 0] > 0.5)[:], halves[whole[:, 0] > 0.5])
    found = [ExactIndex(np.arange(9_000), v).query(whole[:7], 3)[0] for v in (whole, halves)]
    assert np.array_equal(found[0][:, 0], np.arange(7))
    assert np.array_equal(*found)


@both
def test_what_takes_long_can_be_stopped(kind):
    token = Token()
    index = filled(20, kind=kind)
    token.cancel()
    with pytest.raises(Cancelled):
        index.query(vectors(3), 2, token)
    with pytest.raises(Cancelled):
        Index(DIM).add(np.arange(20), vectors(20), token)


def test_equal_cosines_are_ordered_by_id_whatever_the_order_of_adding():
    points = vectors(50)
    points[:, 0] = 0
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    asked = np.zeros((1, DIM), np.float32)
    asked[0, 0] = 1  # at a right angle to all
    index = graph(np.arange(50)[::-1].copy(), points)
    ids, _ = index.query(asked, 50)
    assert ids[0].tolist() == list(range(50))
    ids, _ = ExactIndex(np.arange(50), points).query(asked, 20)
    assert ids[0].tolist() == list(range(20))


@pytest.mark.parametrize(
    "bad",
    [
        vectors(2, dim=DIM + 1),
        np.full((2, DIM), np.nan, np.float32),
        np.zeros((2, DIM), np.float32),
        np.full((2, DIM), np.inf, np.float32),
        3 * vectors(2),
        vectors(2)[0],
    ],
)
def test_wrong_vectors_are_refused_before_they_reach_the_graph(bad):
    index = filled(20)
    with pytest.raises(ValueError, match="vector"):
        index.add(np.array([1, 2]), bad)
    with pytest.raises(ValueError, match="vector"):
        filled(20, kind=ExactIndex).query(bad, 3)
    with pytest.raises(ValueError, match="vector"):
        index.query(bad, 3)
    assert len(index) == 20


def test_an_id_is_added_once():
    index = filled(5)
    for ids in ([104, 3], [7, 7], [-1, 3], [1, 2, 3]):
        with pytest.raises(ValueError, match="id"):
            index.add(np.array(ids), vectors(2, seed=3))
    assert len(index) == 5
    assert 104 in index
    assert 3 not in index


def test_a_saved_index_answers_as_before_and_grows_on(tmp_path):
    index = filled(300)
    index.add(np.array([500, 501]), vectors(300)[:2])  # identical to two that are there
    stamp = index.save(str(tmp_path / "index"))
    assert [p.name for p in tmp_path.iterdir()] == ["index"]
    library = np.r_[100:400, 500:502], np.vstack([vectors(300), vectors(300)[:2]])
    loaded = Index.load(str(tmp_path / "index"), stamp, *library)
    assert [p.name for p in tmp_path.iterdir()] == ["index"]
    assert len(loaded) == 300
    assert loaded.update(*library)
    assert not loaded.update(*library)
    assert len(loaded) == 302
    asked = vectors(20, seed=4)
    for before, after in zip(index.query(asked, 9), loaded.query(asked, 9), strict=True):
        assert np.array_equal(before, after)
    loaded.add(np.array([1, 2]), asked[:2])
    loaded.add(np.array([3]), vectors(300)[7:8])
    ids, _ = loaded.query(np.vstack([asked[:1], vectors(300)[7:8]]), 2)
    assert ids[0, 0] == 1
    assert ids[1].tolist() == [3, 107]


def test_an_empty_index_is_saved_too(tmp_path):
    stamp = Index(DIM).save(str(tmp_path / "index"))
    loaded = Index.load(str(tmp_path / "index"), stamp, np.zeros(0, np.int64), vectors(0))
    assert len(loaded) == 0
    loaded = Index.load(str(tmp_path / "index"), stamp, np.arange(9), vectors(9))
    assert len(loaded) == 0
    loaded.update(np.arange(9), vectors(9))
    assert np.array_equal(loaded.query(vectors(9), 1)[0][:, 0], np.arange(9))


def exactly(ids, points, asked, k):
    return ExactIndex(ids, points).query(asked, k)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_an_index_is_that_of_the_library_whatever_came_and_went(tmp_path_factory, data):
    """Ids come, leave and come back, equal vectors among them, with the graph saved in between."""
    pool = vectors(60, seed=3)
    pool[40:] = pool[:20]  # so that ids share points
    path = str(tmp_path_factory.mktemp("kept") / "index")
    index = Index(DIM)
    for _ in range(data.draw(st.integers(1, 6))):
        ids = np.array(sorted(data.draw(st.sets(st.integers(0, 59)))), np.int64)
        if data.draw(st.booleans()):
            index = Index.load(path, index.save(path), ids, pool[ids])
        index.update(ids, pool[ids])
        assert len(index) == len(ids)
        assert [i in index for i in range(60)] == np.isin(np.arange(60), ids).tolist()
        found, cosines = index.query(pool, 7)
        assert np.allclose(cosines, exactly(ids, pool[ids], pool, 7)[1], atol=1e-5)
        for row, (names, values) in enumerate(zip(found, cosines, strict=True)):
            names = names[names >= 0]
            assert set(names.tolist()) <= set(ids.tolist())
            assert len(set(names.tolist())) == len(names) == min(7, len(ids))
            assert np.allclose(pool[names] @ pool[row], values[: len(names)], atol=1e-5)


def test_a_vector_that_was_made_again_is_searched_as_it_is_now(tmp_path):
    ids, points = library(300)
    index = graph(ids, points)
    stamp = index.save(str(tmp_path / "index"))
    points[7] = vectors(1, seed=8)
    loaded = Index.load(str(tmp_path / "index"), stamp, ids, points)
    assert 107 not in loaded
    loaded.update(ids, points)
    assert loaded.query(points[7:8], 1)[0].tolist() == [[107]]
    index.update(np.delete(ids, 7), np.delete(points, 7, axis=0))
    index.update(ids, points)
    assert index.query(points[7:8], 1)[0].tolist() == [[107]]


def test_a_graph_that_most_photos_have_left_is_made_again():
    ids, points = library(400)
    index = graph(ids, points)
    index.update(ids[:50], points[:50])
    assert len(index._points) == 50
    assert np.array_equal(index.query(points, 3)[0], exactly(ids[:50], points[:50], points, 3)[0])


def test_points_that_the_graph_does_not_lead_to_are_found_all_the_same(saved, tmp_path):
    """No link leads to one point in thirty."""
    whole, stamp = saved
    broken = bytearray(whole)
    (element_size,) = struct.unpack_from("<Q", broken, 24)
    for number in range(150):
        start = 96 + number * element_size
        links = struct.unpack_from("<33I", broken, start)
        kept = [link for link in links[1 : links[0] + 1] if link % 30]
        struct.pack_into(f"<{1 + len(kept)}I", broken, start, len(kept), *kept)
    (tmp_path / "index").write_bytes(broken)
    stamp = replace(stamp, sha256=hashlib.sha256(broken).hexdigest())
    ids, points = library(150)
    index = Index.load(str(tmp_path / "index"), stamp, ids, points)
    found, _ = index.query(points, 5)
    assert np.array_equal(found[::30], exactly(ids, points, points[::30], 5)[0])
    assert np.array_equal(found[:, 0], ids)


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    path = tmp_path_factory.mktemp("saved") / "index"
    stamp = filled(150).save(str(path))
    return path.read_bytes(), stamp


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_any_damage_to_the_file_is_noticed(saved, tmp_path_factory, data):
    whole, stamp = saved
    broken = bytearray(whole)
    if data.draw(st.booleans()):
        del broken[data.draw(st.integers(0, len(whole) - 1)) :]
    else:
        place = data.draw(st.integers(0, len(whole) - 1))
        broken[place] ^= data.draw(st.integers(1, 255))
    path = tmp_path_factory.mktemp("broken") / "index"
    path.write_bytes(broken)
    with pytest.raises(IndexDamagedError, match="index"):
        Index.load(str(path), stamp, *library(150))


@pytest.mark.parametrize("change", [{"dim": 8}, {"count": 149}, {"space": "l2"}, {"sha256": "0"}])
def test_a_file_of_another_stamp_is_not_used(saved, tmp_path, change):
    whole, stamp = saved
    (tmp_path / "index").write_bytes(whole)
    with pytest.raises(IndexDamagedError):
        Index.load(str(tmp_path / "index"), replace(stamp, **change), *library(150))


def test_a_graph_whose_points_do_not_find_themselves_is_not_used(saved, tmp_path):
    """Its checksum is right, but the graph has no links."""
    whole, stamp = saved
    broken = bytearray(whole)
    (count,) = struct.unpack_from("<Q", broken, 16)
    (element_size,) = struct.unpack_from("<Q", broken, 24)
    assert count == 150
    for number in range(count):
        # hnswlib's header takes 96 bytes; each element begins with the number of its links.
        struct.pack_into("<I", broken, 96 + number * element_size, 0)
    (tmp_path / "index").write_bytes(broken)
    stamp = replace(stamp, sha256=hashlib.sha256(broken).hexdigest())
    with pytest.raises(IndexDamagedError, match="find themselves"):
        Index.load(str(tmp_path / "index"), stamp, *library(150))


def test_a_missing_file_is_damage_and_an_unwritable_place_is_said(tmp_path):
    stamp = filled(3).save(str(tmp_path / "index"))
    with pytest.raises(IndexDamagedError, match="gone"):
        Index.load(str(tmp_path / "gone"), stamp, *library(3))
    with pytest.raises(UserError, match="nowhere"):
        filled(3).save(str(tmp_path / "nowhere" / "index"))


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "index"
    stamp = filled(3).save(str(path))
    monkeypatch.setattr("os.fsync", _disk_full)
    with pytest.raises(UserError, match="No space"):
        filled(5).save(str(path))
    assert len(Index.load(str(path), stamp, *library(3))) == 3
    assert [p.name for p in tmp_path.iterdir()] == ["index"]


def _disk_full(_descriptor):
    raise OSError(28, "No space left on device")
