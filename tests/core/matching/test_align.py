"""Copies are found under every usual edit and the way they lie is right; other shots are told."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

from simgui.core import geometry
from simgui.core.imaging import pyramid
from simgui.core.matching import align, copy_score
from simgui.core.types import Change
from tests.core import pictures


def thumbnail(image):
    """A thumbnail as it is stored: 320 px, JPEG."""
    small = image.convert("RGB")
    small.thumbnail((320, 320), Image.Resampling.LANCZOS)
    return jpeg(small, 85)


def jpeg(image, quality):
    data = io.BytesIO()
    image.save(data, "JPEG", quality=quality)
    return Image.open(data).convert("RGB")


def prepared(image):
    return align.features(np.asarray(thumbnail(image)))


def judged(first, second):
    """Features of both, the finding, and the verdict."""
    a, b = prepared(first), prepared(second)
    finding = align.align(a, b)
    return a, b, finding, copy_score.weigh(finding) if finding else None


@pytest.fixture(scope="module")
def photo():
    return pictures.photo(7)


def on_screen(image):
    """The photo in a viewer on a telephone, with bars, a clock and buttons."""
    screen = Image.new("RGB", (540, 1080), (18, 18, 20))
    small = image.resize((540, 540 * image.height // image.width))
    screen.paste(small, (0, 540 - small.height // 2))
    draw = ImageDraw.Draw(screen)
    draw.text((20, 8), "9:41", fill=(235, 235, 235))
    for i in range(4):
        draw.ellipse((i * 130 + 60, 1020, i * 130 + 84, 1044), outline=(235, 235, 235), width=2)
    return screen


def captioned(image):
    image = image.copy()
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, image.height - 60, image.width, image.height), fill=(0, 0, 0))
    draw.text((20, image.height - 45), "Greetings from the coast", fill=(255, 220, 0))
    return image


def sepia(image):
    weights = np.array([[0.393, 0.349, 0.272], [0.769, 0.686, 0.534], [0.189, 0.168, 0.131]])
    toned = np.asarray(image).astype(np.float32) @ weights
    return Image.fromarray(toned.clip(0, 255).astype(np.uint8))


def noisy(image):
    noise = np.random.default_rng(1).normal(0, 20, (image.height, image.width, 3))
    return Image.fromarray((np.asarray(image) + noise).clip(0, 255).astype(np.uint8))


EDITS = {
    "re-encoded": (lambda i: jpeg(i, 10), set()),
    "resized": (lambda i: i.resize((160, 120)), set()),
    "blurred": (lambda i: i.filter(ImageFilter.GaussianBlur(4)), set()),
    "noisy": (noisy, set()),
    "cropped": (lambda i: i.crop((70, 60, 540, 400)), {Change.CROPPED}),
    "cropped to a third": (lambda i: i.crop((200, 130, 570, 410)), {Change.CROPPED}),
    "turned": (lambda i: i.transpose(Image.Transpose.ROTATE_270), {Change.TURNED}),
    "upside down": (lambda i: i.transpose(Image.Transpose.ROTATE_180), {Change.TURNED}),
    "mirrored": (ImageOps.mirror, {Change.MIRRORED}),
    "mirrored and turned": (
        lambda i: ImageOps.mirror(i).transpose(Image.Transpose.ROTATE_90),
        {Change.MIRRORED, Change.TURNED},
    ),
    "tilted": (
        lambda i: i.rotate(6, Image.Resampling.BICUBIC).crop((40, 40, 600, 440)),
        {Change.TILTED, Change.CROPPED},
    ),
    "bordered": (lambda i: ImageOps.expand(i, 50, (250, 250, 248)), {Change.FRAMED}),
    "on a screen": (on_screen, {Change.FRAMED}),
    "crop on a screen": (
        lambda i: on_screen(i.crop((60, 60, 560, 420))),
        {Change.FRAMED, Change.CROPPED},
    ),
    "captioned": (captioned, {Change.WRITTEN_ON}),
    "brighter": (lambda i: ImageEnhance.Brightness(i).enhance(1.45), {Change.RECOLOURED}),
    "darker": (lambda i: ImageEnhance.Brightness(i).enhance(0.5), {Change.RECOLOURED}),
    "pale": (lambda i: ImageEnhance.Contrast(i).enhance(0.5), {Change.RECOLOURED}),
    "grey": (lambda i: i.convert("L").convert("RGB"), {Change.RECOLOURED}),
    "sepia": (sepia, {Change.RECOLOURED}),
    "squashed": (lambda i: i.resize((320, 480)), {Change.STRETCHED}),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edited_copy_is_found_and_its_change_named(photo, name):
    edit, expected = EDITS[name]
    a, b, finding, verdict = judged(photo, edit(photo))
    assert verdict is not None
    assert verdict.is_copy
    assert verdict.probability > 0.9
    assert verdict.is_textured
    assert set(copy_score.changes(a, b, finding)) == expected


def test_only_size_and_encoding_leave_a_photo_the_same(photo):
    for name in ("re-encoded", "resized", "captioned", "mirrored"):
        a, b, finding, _ = judged(photo, EDITS[name][0](photo))
        seen = copy_score.changes(a, b, finding)
        assert copy_score.is_plain(finding, seen) == (name in {"re-encoded", "resized"}), name


def test_a_blurred_photo_is_told_from_a_re_encoded_one(photo):
    sharp = prepared(photo)
    assert copy_score.is_one_sharper(sharp, prepared(EDITS["blurred"][0](photo)))
    assert not copy_score.is_one_sharper(sharp, prepared(jpeg(photo, 30)))


def test_a_sign_on_a_photo_is_seen(photo):
    signed = photo.copy()
    ImageDraw.Draw(signed).ellipse((200, 150, 290, 240), fill=(255, 210, 40))
    a, b, finding, verdict = judged(photo, signed)
    assert verdict.is_copy
    assert verdict.probability > 0.9
    assert copy_score.changes(a, b, finding) == (Change.WRITTEN_ON,)


@pytest.mark.parametrize("place", [(30, 20), (240, 220), (300, 420)])
@pytest.mark.parametrize("step", [(45, 5, -25), (12, 12, 12), (-14, -14, -14)])
@pytest.mark.parametrize("number", [7, 8, 9])
def test_a_few_pale_letters_make_a_photo_another_one(number, step, place):
    """Of another tint than what they stand on, or a little brighter or darker."""
    photo = pictures.photo(number)
    letters = Image.new("L", photo.size)
    ImageDraw.Draw(letters).text(place, "happy new", 255, ImageFont.load_default(34))
    ink = np.asarray(photo, np.int16) + 3 * np.array(step)
    lettered = Image.composite(Image.fromarray(ink.clip(0, 255).astype(np.uint8)), photo, letters)
    a, b, finding, verdict = judged(photo, jpeg(lettered, 92))
    assert verdict.is_copy
    assert copy_score.changes(a, b, finding) == (Change.WRITTEN_ON,)


@pytest.mark.parametrize("number", range(7, 19))
@pytest.mark.parametrize("quality", [20, 50, 80])
def test_encoding_a_photo_anew_writes_nothing_on_it(number, quality):
    photo = pictures.photo(number)
    small = photo.resize((photo.width // 3 * 2, photo.height // 3 * 2))
    for copy in (jpeg(photo, quality), jpeg(small, quality)):
        a, b, finding, _ = judged(photo, copy)
        assert copy_score.changes(a, b, finding) == ()


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
@pytest.mark.parametrize("is_mirrored", [False, True])
def test_alignment_says_where_each_point_went(photo, turn, is_mirrored):
    edited = ImageOps.mirror(photo) if is_mirrored else photo
    for _ in range(turn):
        edited = edited.transpose(Image.Transpose.ROTATE_270)  # clockwise
    a, b, finding, _ = judged(photo, edited)
    found = copy_score.alignment(a, b, finding)
    assert (found.turn, found.is_mirrored) == (turn, is_mirrored)
    x, y = 0.3, 0.8
    wanted = (1 - x if is_mirrored else x, y)
    for _ in range(turn):
        wanted = (1 - wanted[1], wanted[0])
    matrix = np.array(found.matrix).reshape(2, 3)
    assert np.allclose(matrix @ [x, y, 1], wanted, atol=0.01)
    assert found.covered_a > 0.97
    assert found.covered_b > 0.97


def test_alignment_gives_the_rectangle_of_a_crop(photo):
    box = (128, 96, 512, 384)
    a, b, finding, _ = judged(photo, photo.crop(box))
    found = copy_score.alignment(a, b, finding)
    matrix = np.array(found.matrix).reshape(2, 3)
    for corner, place in (((0.2, 0.2), (0, 0)), ((0.8, 0.2), (1, 0)), ((0.8, 0.8), (1, 1))):
        assert np.allclose(matrix @ [*corner, 1], place, atol=0.01)
    assert found.covered_a == pytest.approx(0.36, abs=0.02)
    assert found.covered_b > 0.97
    assert found.residual < 0.01
    assert found.zncc > 0.99


def test_two_photos_are_not_aligned():
    features = [prepared(pictures.photo(seed)) for seed in range(20, 28)]
    for i, a in enumerate(features):
        for b in features[i + 1 :]:
            finding = align.align(a, b)
            assert finding is None or copy_score.weigh(finding).probability < 0.01


def test_two_screens_with_the_same_bars_are_two_photos():
    a, _, _, verdict = judged(on_screen(pictures.photo(30)), on_screen(pictures.photo(31)))
    assert a.picture.content[3] - a.picture.content[1] < 150
    assert verdict is None or verdict.probability < 0.01


def next_frame(image, *, seed):
    """Another frame of a burst: the camera and the subject in the middle moved, other noise."""
    random = np.random.default_rng(seed)
    pixels = np.asarray(image).astype(np.float32)
    height, width = pixels.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    way = random.uniform(0, 2 * np.pi)
    here = np.exp(-((x - width / 2) ** 2 + (y - height / 2) ** 2) / (2 * (0.25 * height) ** 2))
    reach = 0.04 * height * here
    rows = np.clip(y + 3 + reach * np.sin(way), 0, height - 1).round().astype(int)
    columns = np.clip(x - 2 + reach * np.cos(way), 0, width - 1).round().astype(int)
    moved = pixels[rows, columns] + random.normal(0, 3, pixels.shape)
    return Image.fromarray(moved.clip(0, 255).astype(np.uint8))


@pytest.mark.parametrize("seed", range(4))
def test_the_next_frame_of_a_burst_is_the_same_place_and_no_copy(seed):
    first = pictures.photo(40 + seed)
    frame = next_frame(first, seed=seed)
    for other in (frame, frame.crop((100, 60, 560, 420))):
        _, _, finding, verdict = judged(first, other)
        assert verdict.is_same_place
        assert not verdict.is_copy
        assert verdict.probability < 0.5
        assert finding.pixels.moved > 0.02
    _, _, _, verdict = judged(frame, frame.crop((100, 60, 560, 420)))
    assert verdict.is_copy
    assert verdict.probability > 0.9


def test_overlapping_views_of_a_panorama_are_no_copies():
    wide = pictures.photo(50, (1100, 480))
    _, _, _, verdict = judged(wide.crop((0, 0, 640, 480)), wide.crop((300, 0, 1100, 480)))
    assert verdict.probability == 0.0
    assert verdict.is_same_place


def test_a_sky_is_aligned_as_a_whole(photo):
    sky = photo.resize((3, 2)).resize((640, 480), Image.Resampling.BICUBIC)
    a = prepared(sky)
    assert len(a.points) < 20
    turned = sky.transpose(Image.Transpose.ROTATE_90)
    for other in (ImageEnhance.Brightness(sky).enhance(0.8), turned, ImageOps.mirror(sky)):
        finding = align.align_whole(a, prepared(other))
        assert finding is not None
        assert finding.pixels.toned > 0.97


@pytest.mark.parametrize("size", [(320, 8), (1, 1), (8, 320), (30, 30), (320, 240)])
@pytest.mark.parametrize("level", [0, 255])
def test_blank_and_tiny_pictures_align_with_nothing(photo, size, level):
    blank = align.features(np.full((size[1], size[0], 3), level, np.uint8))
    for other in (prepared(photo), blank):
        assert align.align(blank, other) is None
        align.align_whole(blank, other)


def test_the_same_pictures_give_the_same_answer(photo):
    cropped = photo.crop((50, 50, 400, 400))
    first, second = (align.align(prepared(photo), prepared(cropped)) for _ in range(2))
    assert np.array_equal(first.to_a, second.to_a)
    assert first.pixels == second.pixels


def test_the_photo_inside_a_border_or_a_screen_is_found(photo):
    bordered = ImageOps.expand(photo, 40, (200, 30, 60))
    assert pyramid.picture(np.asarray(bordered)).content == pytest.approx(
        (39.5, 39.5, 679.5, 519.5), abs=2
    )
    screen = pyramid.picture(np.asarray(on_screen(photo))).content
    assert screen == pytest.approx((-0.5, 337.5, 539.5, 742.5), abs=3)
    plain = pyramid.picture(np.asarray(photo))
    assert plain.content == plain.whole


@settings(max_examples=50, deadline=None)
@given(
    st.floats(-3, 3), st.floats(0.3, 3), st.floats(0.3, 3), st.floats(-50, 50), st.floats(-50, 50)
)
def test_maps_are_undone_by_their_inverse_and_scale_areas(angle, wide, high, right, down):
    cos, sin = np.cos(angle), np.sin(angle)
    matrix = np.array([[wide * cos, -high * sin, right], [wide * sin, high * cos, down]])
    corners = geometry.corners((0, 0, 10, 6))
    moved = geometry.moved(corners, matrix)
    assert np.allclose(geometry.moved(moved, geometry.inverse(matrix)), corners)
    assert geometry.area(moved) == pytest.approx(60 * geometry.zoom(matrix) ** 2)
    assert np.allclose(geometry.chain(matrix, geometry.inverse(matrix)), np.eye(3)[:2], atol=1e-9)
    inside = geometry.clip(moved, (-20, -20, 20, 20))
    assert geometry.area(inside) <= min(geometry.area(moved), 1600) + 1e-6


def test_an_outline_is_clipped_to_a_box():
    square = geometry.corners((0, 0, 4, 4))
    assert geometry.area(geometry.clip(square, (1, 1, 9, 9))) == 9
    assert len(geometry.clip(square, (5, 5, 9, 9))) == 0
    diamond = np.array([[2.0, -1], [5, 2], [2, 5], [-1, 2]])
    assert geometry.area(geometry.clip(diamond, (0, 0, 4, 4))) == 14
