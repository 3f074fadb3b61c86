"""Different pictures that agree in most pixels are no copies, and edited copies still are.

One family of each kind is drawn or simulated, and each pair of it judged as the scan does it, with
the same network score for all: the pixels alone decide.
"""

import io
import itertools

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFont

from models import bursts, lookalikes, retouch
from simgui.core.imaging.pyramid import picture
from simgui.core.matching import align
from simgui.core.matching.verdict import Candidate, judge
from simgui.core.network.model import Calibration, ModelInfo, Thresholds
from simgui.core.types import Change, ContentId, Metadata, Tier
from tests.core import pictures
from tests.core.builders import content

INFO = ModelInfo(
    "net", "net.onnx", "", 160, 24,
    thresholds=Thresholds(nominate=0.4, accept=0.9, same=0.9, edited=0.8, similar=0.6),
    calibration=Calibration(20, -15),
)  # fmt: skip
PHOTO = pictures.photo(3)


def saved(image, quality=92):
    data = io.BytesIO()
    image.convert("RGB").save(data, "JPEG", quality=quality)
    return Image.open(io.BytesIO(data.getvalue())).convert("RGB")


def prepared(image):
    small = image.copy()
    small.thumbnail((320, 320), Image.Resampling.BOX)
    data = io.BytesIO()
    small.save(data, "JPEG", quality=85)
    return align.features(align.decoded(data.getvalue()), data.getvalue())


def judged(first, second, qualities=(92, 92), score=0.85, metadata=()):
    """Judge two pictures as files of these qualities."""
    files = [
        content(
            i,
            id=ContentId(i),
            format="jpeg",
            quality=quality,
            width=image.width,
            height=image.height,
            metadata=said,
        )
        for i, (image, quality, said) in enumerate(
            zip((first, second), qualities, metadata or 2 * (Metadata(),), strict=True), 1
        )
    ]
    shown = [
        saved(image, quality) for image, quality in zip((first, second), qualities, strict=True)
    ]
    features = tuple(prepared(image) for image in shown)
    pair = Candidate(ContentId(1), ContentId(2), score, score)
    return judge(
        pair, tuple(files), features, INFO, lambda _: tuple(picture(np.asarray(s)) for s in shown)
    )


def is_copy(pair):
    return pair is not None and pair.tier.is_copy


@pytest.mark.parametrize("kind", sorted(lookalikes.DRAWN))
def test_documents_of_one_template_are_no_copies(kind):
    family = lookalikes.DRAWN[kind](np.random.default_rng(7), 3)
    for first, second in itertools.combinations(family, 2):
        assert not is_copy(judged(first, second))


@pytest.mark.parametrize("kind", sorted(lookalikes.SHOT))
def test_shots_of_one_scene_are_no_copies(kind):
    family = lookalikes.SHOT[kind](np.random.default_rng(8), 3, PHOTO)
    for first, second in itertools.combinations(family, 2):
        assert not is_copy(judged(first, second))


@pytest.mark.parametrize("kind", ["invoice", "calendar", "screen", "code", "chat"])
def test_copies_of_documents_are_found(kind):
    page = lookalikes.DRAWN[kind](np.random.default_rng(9), 1)[0]
    smaller = page.resize((page.width * 7 // 10, page.height * 7 // 10), Image.Resampling.LANCZOS)
    for copy in (page, smaller):
        assert is_copy(judged(page, copy, (92, 70)))


@pytest.mark.parametrize(
    "edit",
    [
        lambda p: ImageEnhance.Brightness(p).enhance(0.6),
        lambda p: ImageEnhance.Contrast(p).enhance(1.4),
        lambda p: p.convert("L").convert("RGB"),
        lambda p: retouch.noisy(p, np.random.default_rng(1)),
        lambda p: p.resize((p.width // 2, p.height // 2), Image.Resampling.LANCZOS),
    ],
    ids=["dark", "contrast", "grey", "noise", "small"],
)
def test_edited_photos_are_still_copies(edit):
    shot = lookalikes.stills(np.random.default_rng(2), 1, PHOTO)[0]
    assert is_copy(judged(shot, edit(shot), (95, 80)))


def bent(image, radial):
    """The picture as a lens without correction shows it."""
    pixels = np.asarray(image, np.float32)
    height, width = pixels.shape[:2]
    down, across = np.indices((height, width))
    x, y = (across - width / 2) / (width / 2), (down - height / 2) / (width / 2)
    factor = 1 + radial * (x * x + y * y)
    rows, columns = y * factor * width / 2 + height / 2, x * factor * width / 2 + width / 2
    shown = bursts.sampled(pixels, rows, columns)
    margin = width // 12
    return Image.fromarray(shown.astype(np.uint8)).crop(
        (margin, margin, width - margin, height - margin)
    )


def seen_from_the_side(image):
    """The picture on paper, photographed a little askew and cut to what shows it."""
    width, height = image.size
    flat = np.array([[0, 0], [0, 1], [1, 1], [1, 0]]) * (width, height)
    seen = np.array([[0.0, 0.05], [0.06, 1], [0.94, 0.93], [1, 0]]) * (width, height)
    terms = retouch.perspective_terms(flat, seen)
    return image.transform(image.size, Image.Transform.PERSPECTIVE, terms, Image.Resampling.BICUBIC)


@pytest.mark.parametrize(
    "edit",
    [lambda p: bent(p, 0.1), lambda p: bent(p, -0.08), seen_from_the_side],
    ids=["pincushion", "barrel", "perspective"],
)
def test_what_a_lens_or_perspective_bent_is_a_copy(edit):
    shot = lookalikes.stills(np.random.default_rng(2), 1, PHOTO)[0]
    pair = judged(shot, edit(shot), (95, 88))
    assert is_copy(pair)
    assert pair.tier is Tier.EDITED


def test_a_bar_with_words_on_one_of_two_photos_is_an_edit():
    shot = lookalikes.stills(np.random.default_rng(2), 1, PHOTO)[0]
    written = shot.copy()
    pen = ImageDraw.Draw(written)
    height = shot.height // 7
    pen.rectangle((0, shot.height - height, shot.width, shot.height), fill="white")
    pen.text(
        (20, shot.height - height + 4), "so long", "navy", ImageFont.load_default(height * 2 // 3)
    )
    pair = judged(shot, written, (95, 88))
    assert pair.tier is Tier.EDITED
    assert Change.WRITTEN_ON in pair.changes


def test_lettering_on_one_of_two_photos_is_an_edit():
    shot = lookalikes.stills(np.random.default_rng(2), 1, PHOTO)[0]
    written = shot.copy()
    ImageDraw.Draw(written).text((40, 60), "LAKE 2024", "white", ImageFont.load_default(90))
    pair = judged(shot, written, (95, 90))
    assert pair.tier is Tier.EDITED


def test_a_tight_crop_that_its_points_leave_in_doubt_is_settled_by_its_noise():
    shot, next_shot = lookalikes.stills(np.random.default_rng(7), 2, PHOTO)
    left, top, width, height = (int(share * side) for share in (0.3, 0.3) for side in shot.size)
    box = (left, top, left + width, top + height)
    found = judged(shot, shot.crop(box), (92, 85), score=0.3)
    assert is_copy(found)
    assert Change.CROPPED in found.changes
    assert not is_copy(judged(shot, next_shot.crop(box), (92, 85), score=0.3))


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        ("f/8 · 1/320 s · ISO 200", "f/8 · 1/80 s · ISO 200", False),
        ("f/8 · 1/320 s · ISO 200", "f/8 · 1/320 s · ISO 800", False),
        ("f/8 · 1/320 s · ISO 200", "23 mm · f/8 · 1/320 s · ISO 200", True),
        ("f/8 · 1/320 s", "", True),
    ],
)
def test_what_the_camera_wrote_of_the_exposure_outvotes_the_pixels(first, second, is_one):
    said = [Metadata(taken_ms=5_000, camera="C", exposure=text) for text in (first, second)]
    assert is_copy(judged(PHOTO, PHOTO, (95, 80), metadata=said)) == is_one
