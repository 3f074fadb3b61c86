"""Query by example is exact, and knows of what was stored since the last query."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simgui.core.catalog import Reading
from simgui.core.neighbours.compact import Compact
from simgui.core.neighbours.ranking import Ranking
from simgui.core.types import Content, ContentId, FileStat, PhotoFiles
from simgui.store.library import Library

DIM = 24
MODEL = "m"


def vectors(count, seed=1):
    made = np.random.default_rng(seed).normal(size=(count, DIM)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6), st.integers(1, 700), st.integers(1, 40), st.booleans())
def test_no_vector_that_is_near_enough_is_left_out(seed, count, wanted, is_crowd):
    points = vectors(count, seed)
    if is_crowd:
        points[count // 3 :] = points[0] + 1e-3 * points[count // 3 :]
        points /= np.linalg.norm(points, axis=1, keepdims=True)
    asked = vectors(1, seed + 1)[0]
    compact = Compact()
    for start in range(0, count, 300):
        compact.add(np.arange(start, min(count, start + 300)), points[start : start + 300])
    ids, bound = compact.candidates(asked, wanted)
    cosines = points @ asked
    assert len(compact) == count
    assert set(np.flatnonzero(cosines >= bound)) <= set(ids.tolist())
    assert (cosines[ids] >= bound).sum() >= min(wanted, count)


def test_few_are_compared_exactly():
    compact = Compact()
    compact.add(np.arange(3000), vectors(3000))
    assert len(compact.candidates(vectors(1, seed=2)[0], 10)[0]) < 60


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library") as opened:
        opened.add_root("/photos")
        yield opened


def record(library, numbers, points, folder="/photos"):
    readings = [
        Reading(
            PhotoFiles(FileStat(f"{folder}/{number:03}.jpg", 1, number + 1, 10, 10)),
            "/photos",
            Content(ContentId(0), number.to_bytes(32, "big"), 10, "jpeg", 9, 9, bytes(256), 0),
            point,
        )
        for number, point in zip(numbers, points, strict=True)
    ]
    return library.record(MODEL, readings)


def paths(hits):
    return [hit.photo.path for hit in hits]


def test_photos_that_came_later_are_found_and_forgotten_ones_are_not(library):
    points = vectors(300)
    record(library, range(200), points[:200])
    ranking = Ranking(library, MODEL)
    asked = points[250]
    order = np.argsort(-(points[:200] @ asked))
    expected = [f"/photos/{number:03}.jpg" for number in order[:5]]
    assert paths(ranking.nearest(asked, top=5)) == expected
    record(library, range(200, 300), points[200:])
    assert paths(ranking.nearest(asked, top=3))[0] == "/photos/250.jpg"
    (found,) = [photo for photo in library.photos() if photo.path == "/photos/250.jpg"]
    library.drop_vectors(MODEL, [found.content.id])
    hits = paths(ranking.nearest(asked, top=299))
    assert len(hits) == 299
    assert "/photos/250.jpg" not in hits
    record(library, [250], vectors(1, seed=5))
    (hit,) = ranking.nearest(vectors(1, seed=5)[0], top=1)
    assert hit.photo.path == "/photos/250.jpg"
    assert hit.similarity == pytest.approx(1, abs=1e-3)


def test_the_nearest_of_a_folder_are_found_however_far_away_they_are(library):
    points = vectors(300)
    record(library, range(295), points[:295])
    record(library, range(295, 300), points[295:], folder="/photos/few")
    hits = Ranking(library, MODEL).nearest(points[0], top=4, roots=["/photos/few"])
    order = 295 + np.argsort(-(points[295:] @ points[0]))
    assert paths(hits) == [f"/photos/few/{number:03}.jpg" for number in order[:4]]
    everything = Ranking(library, MODEL).nearest(points[0], top=4, metric="euclidean")
    assert [hit.distance for hit in everything] == sorted(hit.distance for hit in everything)
