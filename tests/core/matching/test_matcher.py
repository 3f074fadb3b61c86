"""Partners are nominated whatever the crowd, and judged by pixels and by capture time."""

import io

import numpy as np
import pytest
from PIL import Image, ImageEnhance, ImageOps

from simgui.core.catalog import LocalBackground
from simgui.core.grouping import collages
from simgui.core.matching import matcher as match
from simgui.core.matching.candidates import Candidates, Embedded, nominate
from simgui.core.matching.matcher import Matcher
from simgui.core.neighbours.exact import ExactIndex
from simgui.core.neighbours.hnsw import Index
from simgui.core.network.model import Background, Calibration, ModelInfo, Thresholds
from simgui.core.task import Cancelled, Token
from simgui.core.types import Change, ContentId, Metadata, Pair, Tier
from tests.core import builders, pictures

DIM = 24
INFO = ModelInfo(
    "net-1", "net.onnx", "", 160, DIM,
    thresholds=Thresholds(nominate=0.4, accept=0.9, same=0.9, edited=0.8, similar=0.6),
    calibration=Calibration(20, -15),
)  # fmt: skip
NOTHING = Background(np.zeros((0, DIM), np.float32))


def near(centre, spread, count, seed):
    """Unit vectors around a centre, float32 [count, DIM]."""
    around = centre + np.random.default_rng(seed).normal(0, spread, (count, DIM))
    return (around / np.linalg.norm(around, axis=1, keepdims=True)).astype(np.float32)


def axis(i):
    return np.eye(DIM, dtype=np.float32)[i]


def library(vectors, background=NOTHING):
    ids = np.arange(len(vectors), dtype=np.int64) * 3 + 10
    return Embedded(ids, vectors, background), ExactIndex(ids, vectors)


def keys(candidates):
    return set(zip(candidates.a.tolist(), candidates.b.tolist(), strict=True))


def test_what_stands_out_from_the_photos_around_both_is_nominated_once_in_order():
    vectors = near(np.zeros(DIM), 1, 200, seed=1)
    vectors[100:150] = near(vectors[:50], 0.12, 50, seed=2)[:50]
    known, index = library(vectors)
    found = nominate(known, index, known.ids, INFO.thresholds, Token(), nearest=199)
    cosine = known.vectors @ known.vectors.T
    nearest = -np.sort(-cosine, axis=1)
    level = nearest[:, 20:33].mean(axis=1)  # the photo itself is the first
    stands_out = 1 - (1 - cosine) / (1 - np.minimum(level[:, None], level))
    np.fill_diagonal(stands_out, -1)
    rank = (-stands_out).argsort(axis=1).argsort(axis=1)
    is_own = (rank < 8) & (stands_out >= INFO.thresholds.standout)
    is_own |= (rank < 2) & (cosine >= INFO.thresholds.same)
    rows, columns = np.nonzero(np.triu(is_own | is_own.T, 1))
    assert keys(found) == set(
        zip(known.ids[rows].tolist(), known.ids[columns].tolist(), strict=True)
    )
    planted = zip(known.ids[:50].tolist(), known.ids[100:150].tolist(), strict=True)
    assert set(planted) <= keys(found)
    assert (found.a < found.b).all()
    assert (np.diff(found.a * 10_000 + found.b) > 0).all()
    wanted = cosine[known.rows(found.a), known.rows(found.b)]
    assert np.allclose(found.cosine, wanted, atol=1e-5)
    assert np.array_equal(found.score, found.cosine)


@pytest.mark.parametrize("spread", [0.0, 1e-4, 0.02, 0.3], ids=["equal", "copies", "pages", "many"])
@pytest.mark.parametrize("count", [150, 600])
def test_pairs_grow_with_the_photos_on_any_material(spread, count):
    """Pages of one book, a thousand placeholders: each photo has its share of pairs and no more."""
    known, index = library(near(axis(0), spread, count, seed=4))
    found = nominate(known, index, known.ids, INFO.thresholds, Token())
    used = np.bincount(known.rows(np.concatenate([found.a, found.b])), minlength=count)
    assert len(found) <= 8 * count
    if spread:  # of exact equals every photo is told of the same few neighbours
        assert used.max() <= 64
    if spread <= 1e-4:
        assert used.min() >= 1  # equals hang together


def test_only_pairs_with_a_new_content_are_nominated():
    known, index = library(np.vstack([near(axis(0), 0.05, 5, 1), near(axis(1), 0.05, 5, 2)]))
    new = known.ids[[2]]
    found = nominate(known, index, new, INFO.thresholds, Token())
    assert len(found) == 4
    assert all(new[0] in pair for pair in keys(found))


def test_new_photos_block_by_block_give_what_all_at_once_give():
    known, index = library(near(axis(0), 0.3, 60, 3))
    whole = keys(nominate(known, index, known.ids, INFO.thresholds, Token(), nearest=8))
    blocks = [
        keys(nominate(known, index, known.ids[i : i + 20], INFO.thresholds, Token(), nearest=8))
        for i in (0, 20, 40)
    ]
    assert set().union(*blocks) == whole


@pytest.mark.parametrize("has_graph", [False, True])
def test_a_crowd_hides_no_partner(has_graph):
    """A crop of one of many near-identical photos asks for a partner among them itself."""
    crowd = near(axis(0), 0.002, 150, seed=4)
    partner = near(crowd[70], 0.05, 1, seed=5)
    known, index = library(np.vstack([crowd, partner, near(np.zeros(DIM), 1, 300, seed=6)]))
    if has_graph:
        index = Index(DIM)
        index.add(known.ids, known.vectors)
    found = keys(nominate(known, index, known.ids[150:151], INFO.thresholds, Token()))
    partners = {other for pair in found for other in pair} - {int(known.ids[150])}
    assert partners & set(known.ids[:150].tolist())
    assert len(found) <= 10


def test_what_resembles_everything_is_not_nominated():
    """Two skies are as near as two copies, but as near to the background too."""
    background = Background(near(axis(0), 0.05, 20, 6), beta=1.0, k=3)
    vectors = np.vstack([near(axis(0), 0.05, 2, 7), near(axis(1), 0.05, 2, 8)])
    known, index = library(vectors, background)
    found = nominate(known, index, known.ids, INFO.thresholds, Token())
    assert keys(found) == {(int(known.ids[2]), int(known.ids[3]))}


def test_looking_for_partners_can_be_stopped():
    known, index = library(near(axis(0), 0.3, 60, 3))
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        nominate(known, index, known.ids, INFO.thresholds, token)


class Counted:
    """Neighbours that count what they were asked for."""

    def __init__(self, index):
        self._index = index
        self.asked = 0

    def __len__(self):
        return len(self._index)

    def query(self, vectors, k, token=None):
        self.asked += len(vectors)
        return self._index.query(vectors, k, token)


def test_levels_measured_before_give_the_same_partners_and_are_not_measured_again():
    known, index = library(near(axis(0), 0.3, 300, 3))
    old, new = known.ids[:290], known.ids[290:]
    nominate(known, index, old, INFO.thresholds, Token())
    levels = known.take_levels()
    assert set(old.tolist()) <= set(levels.ids.tolist())
    assert set(levels.among.tolist()) == {300}
    assert len(known.take_levels().ids) == 0

    fresh, index = library(known.vectors)
    wanted = nominate(fresh, Counted(index), new, INFO.thresholds, Token())
    counted = Counted(index)
    kept = Embedded(known.ids, known.vectors, NOTHING, levels)
    found = nominate(kept, counted, new, INFO.thresholds, Token())
    assert keys(found) == keys(wanted)
    assert len(found)
    assert counted.asked == len(new)


@pytest.mark.parametrize(("among", "is_measured_again"), [(240, True), (260, False), (400, True)])
def test_levels_are_measured_again_once_the_library_has_another_size(among, is_measured_again):
    known, index = library(near(axis(0), 0.3, 300, 3))
    nominate(known, index, known.ids[:290], INFO.thresholds, Token())
    levels = known.take_levels()
    # Those of contents that are there no more are no trouble.
    ids = np.append(levels.ids, 10**6)
    values = np.append(levels.values, np.float32(0))
    levels = LocalBackground(ids, values, np.full(len(ids), among))
    counted = Counted(index)
    kept = Embedded(known.ids, known.vectors, NOTHING, levels)
    nominate(kept, counted, known.ids[290:], INFO.thresholds, Token())
    assert (counted.asked > 10) == is_measured_again


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e30])
def test_levels_that_no_scores_can_have_are_measured_again(value):
    known, index = library(near(axis(0), 0.3, 300, 3))
    wanted = keys(nominate(known, index, known.ids[290:], INFO.thresholds, Token()))
    levels = LocalBackground(known.ids, np.full(300, value, np.float32), np.full(300, 300))
    kept = Embedded(known.ids, known.vectors, NOTHING, levels)
    assert kept.unmeasured == 300
    assert keys(nominate(kept, index, known.ids[290:], INFO.thresholds, Token())) == wanted
    assert wanted


def test_nothing_new_or_nothing_known_nominates_nothing():
    known, index = library(near(axis(0), 0.1, 3, 1))
    assert len(nominate(known, index, known.ids[:0], INFO.thresholds, Token())) == 0
    known, index = library(near(axis(0), 0.1, 1, 1))
    assert len(nominate(known, index, known.ids, INFO.thresholds, Token())) == 0


def whole(judging):
    """Judge to the end."""
    while True:
        try:
            next(judging)
        except StopIteration as end:
            return end.value


def stored(image):
    small = image.convert("RGB")
    small.thumbnail((320, 320))
    data = io.BytesIO()
    small.save(data, "JPEG", quality=85)
    return data.getvalue()


def shots(images, score=0.7, metadata=()):
    """Judge every pair of images; ids count from 1."""
    vectors = near(axis(0), 0.01, len(images), seed=1)
    known = Embedded(np.arange(1, len(images) + 1), vectors, NOTHING)
    a, b = (ends + 1 for ends in np.triu_indices(len(images), 1))
    figures = np.full(len(a), score, np.float32)
    contents = {
        ContentId(i + 1): builders.content(
            i + 1,
            id=ContentId(i + 1),
            width=image.width,
            height=image.height,
            metadata=metadata[i] if metadata else Metadata(),
        )
        for i, image in enumerate(images)
    }
    thumbnails = {ContentId(i + 1): stored(image) for i, image in enumerate(images)}
    matcher = Matcher(INFO, lambda ids: {i: thumbnails[i] for i in ids}, lambda _: contents)
    pairs = whole(matcher.judge(Candidates(a, b, figures, figures, known), Token()))
    return {(pair.a, pair.b): pair for pair in pairs}


PHOTO = pictures.photo(3)
CROP = PHOTO.crop((80, 60, 560, 420))


def test_each_of_two_photos_is_found_in_a_collage_and_tied_to_it_by_nothing():
    frames = [pictures.photo(3), pictures.photo(4)]
    width, height = frames[0].size
    both = Image.new("RGB", (2 * width, height))
    for place, frame in enumerate(frames):
        both.paste(frame, (place * width, 0))
    found = shots([*frames, both])
    assert found[1, 3].tier is found[2, 3].tier is Tier.EDITED
    assert not any(
        pair.tier.is_copy for pair in collages.demote_collage_pairs(list(found.values()))
    )


def test_a_smaller_copy_is_the_same_and_a_crop_is_edited():
    found = shots([PHOTO, PHOTO.resize((320, 240)), ImageOps.mirror(CROP), pictures.photo(4)])
    same, edited = found[1, 2], found[1, 3]
    assert (same.tier, same.changes) == (Tier.SAME, (Change.RESIZED,))
    assert edited.tier is Tier.EDITED
    assert {Change.CROPPED, Change.MIRRORED} <= set(edited.changes)
    assert edited.alignment.is_mirrored
    assert min(same.probability, edited.probability) > 0.5
    others = [pair for key, pair in found.items() if 4 in key]
    assert all(p.tier is Tier.SIMILAR and p.probability < 0.1 for p in others)


def test_unlike_photos_below_the_floor_of_alike_mean_nothing():
    assert shots([PHOTO, pictures.photo(4)], score=0.5) == {}


def taken(ms, *, subsecond=False, unique_id="", camera="X100"):
    return Metadata(taken_ms=ms, has_subsecond=subsecond, camera=camera, unique_id=unique_id)


@pytest.mark.parametrize(
    ("first", "second", "tier"),
    [
        (taken(10_000), taken(10_000), Tier.SAME),
        (taken(10_000), taken(12_000), Tier.MOMENT),  # two shots, however alike
        (taken(10_100, subsecond=True), taken(10_400, subsecond=True), Tier.MOMENT),
        (taken(10_100, subsecond=True), taken(10_000), Tier.SAME),  # fraction lost on the way
        (taken(10_000), taken(10_000 + 5 * 3_600_000), Tier.SAME),  # another clock, or an edit
        (taken(10_000), taken(12_000, camera="Z9"), Tier.SAME),
        (taken(10_000), Metadata(), Tier.SAME),
        (taken(10_000, unique_id="ab1"), taken(12_000, unique_id="ab1"), Tier.SAME),
    ],
)
def test_capture_times_of_one_camera_tell_shots_apart(first, second, tier):
    found = shots([PHOTO, PHOTO.resize((320, 240))], metadata=[first, second])
    assert found[1, 2].tier is tier
    assert (found[1, 2].probability > 0.5) == tier.is_copy


def test_alike_shots_within_seconds_are_a_moment_even_if_nothing_aligns():
    found = shots([PHOTO, pictures.photo(4)], metadata=[taken(10_000), taken(13_000)])
    assert found[1, 2].tier is Tier.MOMENT
    later = shots([PHOTO, pictures.photo(4)], metadata=[taken(10_000), taken(93_000)])
    assert later[1, 2].tier is Tier.SIMILAR


def test_a_sky_is_a_copy_only_on_the_networks_strong_word():
    sky = PHOTO.resize((3, 2)).resize((640, 480), Image.Resampling.BICUBIC)
    darker = ImageEnhance.Brightness(sky).enhance(0.8)
    images = [sky, darker.resize((320, 240))]
    assert shots(images, score=0.95)[1, 2].tier is Tier.EDITED
    assert shots(images, score=0.75)[1, 2].tier is Tier.SIMILAR
    # Of one size and one encoding these may be two exposures: where nothing tells, it is no copy.
    assert not shots([sky, darker], score=0.95)[1, 2].tier.is_copy


def test_a_missing_or_damaged_thumbnail_proves_nothing():
    figures = np.full(1, 0.95, np.float32)
    known = Embedded(np.array([1, 2]), near(axis(0), 0.01, 2, 1), NOTHING)
    candidates = Candidates(np.array([1]), np.array([2]), figures, figures, known)
    contents = {ContentId(i): builders.content(i) for i in (1, 2)}
    for thumbnail in (b"", b"\xff\xd8 no picture", stored(PHOTO)[:300]):
        stock = {ContentId(1): stored(PHOTO), ContentId(2): thumbnail}
        matcher = Matcher(INFO, lambda _, stock=stock: stock, lambda _: contents)
        (pair,) = whole(matcher.judge(candidates, Token()))
        assert pair.tier is Tier.SIMILAR
        assert pair.probability <= 0.5
    assert whole(Matcher(INFO, lambda _: {}, lambda _: {}).judge(candidates, Token())) == []


def chain():
    """Three versions; the network saw only the first with the second and that with the third."""
    images = [PHOTO, CROP, PHOTO.transpose(Image.Transpose.ROTATE_90)]
    known = Embedded(np.array([1, 2, 3]), near(axis(0), 0.01, 3, 1), NOTHING)
    figures = np.full(2, 0.7, np.float32)
    candidates = Candidates(np.array([1, 2]), np.array([2, 3]), figures, figures, known)
    contents = {ContentId(i): builders.content(i, id=ContentId(i)) for i in (1, 2, 3)}
    thumbnails = {ContentId(i + 1): stored(image) for i, image in enumerate(images)}
    return candidates, contents, thumbnails


def test_copies_that_hang_together_by_another_are_compared_directly():
    candidates, contents, thumbnails = chain()
    matcher = Matcher(INFO, lambda _: thumbnails, lambda _: contents)
    found = whole(matcher.judge(candidates, Token()))
    assert [(p.a, p.b) for p in found] == [(1, 2), (1, 3), (2, 3)]
    assert all(p.tier is Tier.EDITED for p in found)


@pytest.mark.parametrize("asked_for", [8, 7], ids=["had no turn left", "had turns left"])
def test_a_crop_meets_its_own_shot_where_other_shots_took_its_turns(monkeypatch, asked_for):
    # Four shots of a moment (1 to 4) with a copy of each (11 to 14), and their crops (21 to 24).
    # The network held the crop of the first shot for one of the others.
    def judged(pair, *_):
        a, b = pair.a, pair.b
        tier = Tier.SIMILAR
        if a % 10 == b % 10:
            tier = Tier.EDITED
        elif max(a, b) < 20:
            tier = Tier.MOMENT
        looked_at.append((a, b))
        return Pair(a, b, tier, pair.cosine, pair.score, 0.9 if tier.is_copy else 0.0)

    looked_at = []
    monkeypatch.setattr(match, "_judged", judged)
    ids = [*range(1, 5), *range(11, 15), *range(21, 25)]
    asked = [22, 23, 24, 2, 12, 3, 13, 4][:asked_for]
    nominated = sorted(
        {(1, 2), (2, 3), (3, 4), *((n, n + 10) for n in range(1, 5))}
        | {(min(21, other), max(21, other)) for other in asked}
    )
    known = Embedded(np.array(ids), near(axis(0), 0.01, len(ids), 1), NOTHING)
    figures = np.full(len(nominated), 0.95, np.float32)
    ends = np.array(nominated)
    candidates = Candidates(ends[:, 0], ends[:, 1], figures, figures, known)
    contents = {ContentId(i): builders.content(i, id=ContentId(i)) for i in ids}
    found = whole(Matcher(INFO, lambda _: {}, lambda _: contents).judge(candidates, Token()))
    copies = {(p.a, p.b) for p in found if p.tier.is_copy}
    assert {(1, 21), (11, 21)} <= copies if asked_for == 8 else (1, 21) not in looked_at
    assert len(looked_at) == len(set(looked_at)) <= len(nominated) + 16


def test_settled_pairs_are_left_alone():
    candidates, contents, thumbnails = chain()
    settled = {(ContentId(1), ContentId(2))}
    matcher = Matcher(INFO, lambda _: thumbnails, lambda _: contents)
    found = whole(matcher.judge(candidates, Token(), settled=settled))
    assert [(p.a, p.b) for p in found] == [(2, 3)]


def test_the_answers_do_not_depend_on_the_threads():
    candidates, contents, thumbnails = chain()
    matcher = Matcher(INFO, lambda _: thumbnails, lambda _: contents)
    alone = whole(matcher.judge(candidates, Token()))
    matcher = Matcher(INFO, lambda _: thumbnails, lambda _: contents, threads=3)
    together = whole(matcher.judge(candidates, Token()))
    matcher.close()
    assert alone == together


@pytest.mark.parametrize("is_kept", [True, False])
def test_the_answers_do_not_depend_on_the_memory(tmp_path, monkeypatch, is_kept):
    candidates, contents, thumbnails = chain()
    wanted = whole(
        Matcher(INFO, lambda _: thumbnails, lambda _: contents).judge(candidates, Token())
    )
    monkeypatch.setattr(match, "_PHOTOS_AT_ONCE", 2)
    asked = []

    def stock(ids):
        asked.extend(ids)
        return thumbnails

    scratch = str(tmp_path) if is_kept else None
    matcher = Matcher(INFO, stock, lambda _: contents, scratch=scratch)
    assert whole(matcher.judge(candidates, Token())) == wanted
    matcher.close()
    assert (len(asked) == len(set(asked))) == is_kept


def test_judging_stops_when_it_is_cancelled():
    candidates, contents, thumbnails = chain()
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        whole(Matcher(INFO, lambda _: thumbnails, lambda _: contents).judge(candidates, token))


def test_judging_step_by_step_tells_how_far_it_is_and_finds_the_same():
    candidates, contents, thumbnails = chain()
    matcher = Matcher(INFO, lambda _: thumbnails, lambda _: contents)
    wanted = whole(matcher.judge(candidates, Token()))

    def stepped():
        matcher = Matcher(INFO, lambda _: thumbnails, lambda _: contents)
        found = yield from matcher.judge(candidates, Token())
        assert found == wanted

    shares = list(stepped())
    assert len(wanted)
    # A step for each photo that is prepared and for each pair; ties may follow, counted by
    # themselves.
    first = shares[: shares.index(1.0) + 1]
    photos = len(set(candidates.a.tolist()) | set(candidates.b.tolist()))
    assert first == pytest.approx(np.arange(1, len(first) + 1) / len(first))
    assert len(first) == photos + len(candidates)


def test_rules_have_a_name_that_changes_with_the_network():
    other = ModelInfo("net-2", "net.onnx", "", 160, DIM)
    assert match.rules_version(INFO) == match.rules_version(INFO)
    assert match.rules_version(INFO) != match.rules_version(other)
