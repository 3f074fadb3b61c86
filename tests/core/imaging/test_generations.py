import io

import numpy as np
import pytest
from PIL import Image, ImageFilter

from simgui.core.imaging import generations
from tests.core import pictures

SIZE = (640, 480)


def saved(path, picture, **options):
    picture.save(path, **options)
    return generations.sample(str(path))


def reopened(path):
    with Image.open(path) as image:
        return image.convert("RGB")


@pytest.fixture(scope="module")
def camera(tmp_path_factory):
    path = tmp_path_factory.mktemp("camera") / "a.jpg"
    pictures.photo(4, SIZE).save(path, quality=90)
    return path


def is_child(child, parent):
    assert not generations.is_recompressed(parent, child)
    return generations.is_recompressed(child, parent)


@pytest.mark.parametrize("quality", [98, 95, 85, 75, 50, 20])
def test_a_jpeg_saved_again_is_told_from_its_original(camera, tmp_path, quality):
    again = saved(tmp_path / "b.jpg", reopened(camera), quality=quality)
    assert is_child(again, generations.sample(str(camera)))


@pytest.mark.parametrize("name", ["b.png", "b.tiff", "b.bmp"])
def test_a_lossless_file_made_from_a_jpeg_is_told_from_it(camera, tmp_path, name):
    assert is_child(saved(tmp_path / name, reopened(camera)), generations.sample(str(camera)))


def test_a_jpeg_made_from_a_lossless_file_is_told_from_it(tmp_path):
    picture = pictures.photo(5, SIZE)
    master = saved(tmp_path / "a.png", picture)
    assert is_child(saved(tmp_path / "b.jpg", picture, quality=80), master)


def test_a_jpeg_exported_from_a_heic_is_told_from_it(tmp_path):
    import pillow_heif

    pillow_heif.register_heif_opener()
    picture = pictures.photo(6, SIZE)
    picture.save(tmp_path / "a.heic", quality=85)
    heic = generations.sample(str(tmp_path / "a.heic"))
    export = saved(tmp_path / "b.jpg", reopened(tmp_path / "a.heic"), quality=92)
    assert is_child(export, heic)


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_turned_file_is_compared_as_its_blocks_lie(tmp_path, orientation):
    picture = pictures.photo(7, (648, 480))
    turned = picture.transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = orientation
    original = saved(tmp_path / "a.jpg", turned, quality=88, exif=exif)
    from PIL import ImageOps

    with Image.open(tmp_path / "a.jpg") as image:
        upright = ImageOps.exif_transpose(image)
    assert is_child(saved(tmp_path / "b.jpg", upright, quality=96), original)


def test_with_noise_neither_is_the_other_compressed_again(camera, tmp_path):
    pixels = np.asarray(reopened(camera), np.float32)
    noise = np.random.default_rng(1).normal(0, 8, pixels.shape)
    noisy = Image.fromarray(np.clip(pixels + noise, 0, 255).astype(np.uint8))
    copy = saved(tmp_path / "b.jpg", noisy, quality=95)
    original = generations.sample(str(camera))
    assert not generations.is_recompressed(copy, original)
    assert not generations.is_recompressed(original, copy)
    assert not generations.share_a_source(copy, original)


def test_two_compressions_of_one_picture_share_their_source(tmp_path):
    picture = pictures.photo(8, SIZE)
    fine, coarse = (saved(tmp_path / f"{q}.jpg", picture, quality=q) for q in (83, 71))
    assert generations.share_a_source(fine, coarse)


@pytest.mark.parametrize("resample", [Image.Resampling.BICUBIC, Image.Resampling.LANCZOS])
@pytest.mark.parametrize("factor", [1.5, 2, 3])
def test_an_enlarged_picture_is_told_from_one_with_detail(tmp_path, resample, factor):
    small = pictures.photo(9, SIZE)
    size = (round(SIZE[0] * factor), round(SIZE[1] * factor))
    parent = saved(tmp_path / "a.jpg", small, quality=90)
    child = saved(tmp_path / "b.jpg", small.resize(size, resample), quality=95)
    whole = (0, 0, *size)
    assert generations.is_enlarged(child, parent, factor, whole)

    large = pictures.photo(9, size)
    real = saved(tmp_path / "c.jpg", large, quality=95)
    reduced = saved(tmp_path / "d.jpg", large.resize(SIZE, Image.Resampling.LANCZOS), quality=90)
    assert not generations.is_enlarged(real, reduced, factor, whole)


def test_a_soft_photo_is_not_taken_for_an_enlarged_one(tmp_path):
    soft = pictures.photo(10, (1280, 960)).filter(ImageFilter.GaussianBlur(4))
    large = saved(tmp_path / "a.jpg", soft, quality=95)
    small = saved(tmp_path / "b.jpg", soft.resize(SIZE, Image.Resampling.LANCZOS), quality=95)
    assert not generations.is_enlarged(large, small, 2.0, (0, 0, 1280, 960))


def test_damage_that_a_decoder_passes_over_is_seen(camera):
    whole = camera.read_bytes()
    assert not generations.is_damaged(whole)
    cut = whole[: len(whole) * 9 // 10] + b"\xff\xd9"
    assert generations.is_damaged(cut)
    with Image.open(io.BytesIO(cut)) as image:
        image.load()  # without a word


def test_whole_jpegs_are_whole_whatever_their_last_bytes_are():
    places = set()
    for seed in range(1000):
        noise = np.random.default_rng(seed).integers(0, 256, (16, 24, 3), np.uint8)
        kept = io.BytesIO()
        Image.fromarray(noise).save(kept, "JPEG", quality=90)
        places |= {n for n in range(4, 20) if kept.getvalue()[-n] == 0xFF}
        assert not generations.is_damaged(kept.getvalue()), seed
    assert 15 in places  # right before the bytes that are changed: there it would begin a marker


def test_what_can_not_be_compared_is_left_out(tmp_path):
    deep = np.random.default_rng(1).integers(0, 65535, (64, 64)).astype(np.uint16)
    assert saved(tmp_path / "a.png", Image.fromarray(deep)) is None
    tiny = saved(tmp_path / "b.jpg", pictures.photo(1, (20, 12)))
    assert not generations.is_recompressed(tiny, tiny)
