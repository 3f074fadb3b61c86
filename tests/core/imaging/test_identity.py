import io
import os
import struct
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from blake3 import blake3
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from simgui.core.errors import UnreadableError
from simgui.core.imaging import decode, identity
from simgui.core.task import Cancelled, Token
from simgui.core.types import Content, ContentId
from tests.core.pictures import exif_bytes, photo, save_dng, save_jpeg


def content(path: Path, content_id: int) -> Content:
    return replace(decode.read(str(path), embed_px=64).content, id=ContentId(content_id))


def made(content_id: int, luma: bytes, format_name: str = "jpeg", size: int = 100) -> Content:
    return Content(ContentId(content_id), b"", 0, format_name, size, size, luma, 0)


def same(a: Path, b: Path) -> bool:
    return identity.same_pixels(str(a), str(b))


@pytest.fixture
def jpeg(tmp_path) -> Path:
    return save_jpeg(tmp_path / "a.jpg", photo(1, (200, 150)), taken="2020:01:02 03:04:05")


class TestBytes:
    def test_the_hash_of_a_file_is_its_blake3(self, tmp_path):
        path = tmp_path / "a.bin"
        path.write_bytes(os.urandom(3_000_001))
        wanted = blake3(path.read_bytes()).digest()
        assert identity.file_hash(str(path), Token()) == wanted == decode.load(str(path)).hash

    def test_files_are_the_same_only_if_every_byte_is(self, tmp_path):
        data = bytearray(os.urandom(2_500_000))
        for name, change in (("a", None), ("b", None), ("c", 0), ("d", 1 << 20), ("e", -1)):
            changed = bytearray(data)
            if change is not None:
                changed[change] ^= 1
            (tmp_path / name).write_bytes(changed)
        (tmp_path / "f").write_bytes(data[:-1])
        a = str(tmp_path / "a")
        for name in "bcdef":
            kept, other, is_same = identity.hash_both(a, str(tmp_path / name), Token())
            assert is_same is (name == "b")
            assert kept == blake3(data).digest()
            assert other == blake3((tmp_path / name).read_bytes()).digest()

    def test_what_can_not_be_read_is_never_the_same(self, tmp_path):
        path = tmp_path / "a"
        path.write_bytes(b"x")
        for other in (tmp_path / "gone", tmp_path):
            for pair in ((path, other), (other, path)):
                with pytest.raises(UnreadableError) as caught:
                    identity.hash_both(*map(str, pair), Token())
                assert caught.value.path == str(other)
            with pytest.raises(UnreadableError):
                identity.file_hash(str(other), Token())

    def test_comparing_stops_when_cancelled(self, tmp_path):
        path = tmp_path / "a"
        path.write_bytes(b"x" * 100)
        token = Token()
        token.cancel()
        with pytest.raises(Cancelled):
            identity.hash_both(str(path), str(path), token)
        with pytest.raises(Cancelled):
            identity.file_hash(str(path), token)


class TestPixels:
    def test_another_container_or_other_metadata_leave_the_pixels_the_same(self, tmp_path, jpeg):
        with Image.open(jpeg) as image:
            image.load()
            for name in ("a.png", "a.bmp", "a.tif"):
                image.save(tmp_path / name)
                assert same(jpeg, tmp_path / name), name
            image.save(tmp_path / "a.webp", lossless=True)
        assert same(jpeg, tmp_path / "a.webp")
        data = jpeg.read_bytes()
        (tmp_path / "b.jpg").write_bytes(data.replace(b"2020:01:02", b"2021:11:12"))
        assert same(jpeg, tmp_path / "b.jpg")

    def test_one_level_of_one_pixel_tells_two_photos_apart(self, tmp_path):
        image = photo(1, (200, 150))
        image.save(tmp_path / "a.png")
        colour = image.getpixel((3, 4))
        image.putpixel((3, 4), (colour[0] ^ 1, *colour[1:]))
        image.save(tmp_path / "b.png")
        assert not same(tmp_path / "a.png", tmp_path / "b.png")

    def test_upright_pixels_count(self, tmp_path):
        upright = photo(1, (80, 60))
        upright.save(tmp_path / "a.png")
        turned = upright.transpose(Image.Transpose.ROTATE_90)
        turned.save(tmp_path / "b.png", exif=exif_bytes(orientation=6))
        turned.save(tmp_path / "c.tif", exif=exif_bytes(orientation=6))
        turned.save(tmp_path / "d.png")
        assert same(tmp_path / "a.png", tmp_path / "b.png")
        assert same(tmp_path / "a.png", tmp_path / "c.tif")
        assert not same(tmp_path / "a.png", tmp_path / "d.png")

    def test_the_shape_counts_as_well_as_the_bytes(self, tmp_path):
        Image.new("RGB", (20, 30), "red").save(tmp_path / "a.png")
        Image.new("RGB", (30, 20), "red").save(tmp_path / "b.png")
        assert not same(tmp_path / "a.png", tmp_path / "b.png")

    def test_how_the_colours_are_written_does_not_count(self, tmp_path):
        grey = photo(1, (80, 60)).convert("L")
        grey.save(tmp_path / "l.png")
        grey.convert("RGB").save(tmp_path / "rgb.png")
        grey.convert("P").save(tmp_path / "p.png")
        grey.convert("RGBA").save(tmp_path / "rgba.png")
        for name in ("rgb.png", "p.png", "rgba.png"):
            assert same(tmp_path / "l.png", tmp_path / name), name

    def test_transparency_counts(self, tmp_path):
        picture = photo(1, (80, 60)).convert("RGBA")
        picture.save(tmp_path / "a.png")
        picture.putpixel((1, 1), (*picture.getpixel((1, 1))[:3], 254))
        picture.save(tmp_path / "b.png")
        assert not same(tmp_path / "a.png", tmp_path / "b.png")

    def test_16_bits_are_not_cut_to_8(self, tmp_path):
        deep = (np.arange(80 * 60, dtype=np.uint16) * 13).reshape(60, 80)
        for name, values in (("a", deep), ("b", deep ^ 1), ("c", deep)):
            Image.fromarray(values).save(tmp_path / f"{name}.png")
        Image.fromarray(deep).save(tmp_path / "d.tif")
        assert not same(tmp_path / "a.png", tmp_path / "b.png")
        assert same(tmp_path / "a.png", tmp_path / "c.png")
        assert same(tmp_path / "a.png", tmp_path / "d.tif")

    def test_a_profile_other_than_srgb_counts(self, tmp_path):
        picture = photo(1, (80, 60))
        srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        data = bytearray(srgb)
        red, blue = data.index(b"rXYZ"), data.index(b"bXYZ")
        data[red : red + 4], data[blue : blue + 4] = b"bXYZ", b"rXYZ"
        picture.save(tmp_path / "a.png")
        picture.save(tmp_path / "srgb.png", icc_profile=srgb)
        picture.save(tmp_path / "swapped.png", icc_profile=bytes(data))
        assert same(tmp_path / "a.png", tmp_path / "srgb.png")
        assert not same(tmp_path / "a.png", tmp_path / "swapped.png")

    def test_an_animation_is_equal_to_one_with_the_same_frames_only(self, tmp_path):
        still = photo(1, (80, 60)).convert("P")
        others, different = [photo(2, (80, 60)).convert("P")], [photo(3, (80, 60)).convert("P")]
        still.save(tmp_path / "still.gif")
        still.save(tmp_path / "a.gif", save_all=True, append_images=others)
        still.save(tmp_path / "b.gif", save_all=True, append_images=others, comment=b"x")
        assert not same(tmp_path / "a.gif", tmp_path / "still.gif")
        assert same(tmp_path / "a.gif", tmp_path / "b.gif")
        still.save(tmp_path / "c.gif", save_all=True, append_images=different)
        assert not same(tmp_path / "a.gif", tmp_path / "c.gif")

    def test_a_raw_is_never_equal_to_its_preview(self, tmp_path):
        raw = save_dng(tmp_path / "a.dng", photo(1, (800, 600)))
        data = raw.read_bytes()
        (tmp_path / "a.jpg").write_bytes(data[data.index(b"\xff\xd8\xff") :])
        assert not same(raw, tmp_path / "a.jpg")

    def test_layers_count(self, tmp_path):
        picture = photo(1, (40, 30))
        picture.save(tmp_path / "a.png")
        header = b"8BPS" + struct.pack(">H6xHIIHH", 1, 3, 30, 40, 8, 3)
        planes = b"".join(band.tobytes() for band in picture.split())
        flat = header + struct.pack(">IIIH", 0, 0, 0, 0) + planes
        (tmp_path / "flat.psd").write_bytes(flat)
        layer = struct.pack(">IH", 6, 1) + b"LAYERS"
        layered = header + struct.pack(">III", 0, 0, len(layer)) + layer + b"\0\0" + planes
        (tmp_path / "a.psd").write_bytes(layered)
        picture.save(tmp_path / "a.tif", tiffinfo={37724: b"Adobe Photoshop Document"})
        assert same(tmp_path / "a.png", tmp_path / "flat.psd")
        assert not same(tmp_path / "a.png", tmp_path / "a.psd")
        assert not same(tmp_path / "a.png", tmp_path / "a.tif")

    def test_a_second_picture_in_a_jpeg_counts(self, tmp_path):
        first, second, third = (photo(seed, (80, 60)) for seed in (1, 2, 3))
        first.save(tmp_path / "a.mpo", save_all=True, append_images=[second])
        first.save(tmp_path / "b.mpo", save_all=True, append_images=[third])
        first.save(tmp_path / "c.jpg")
        renamed = (tmp_path / "a.mpo").read_bytes()
        (tmp_path / "d.jpg").write_bytes(renamed)
        assert same(tmp_path / "a.mpo", tmp_path / "d.jpg")
        assert not same(tmp_path / "a.mpo", tmp_path / "b.mpo")
        assert not same(tmp_path / "a.mpo", tmp_path / "c.jpg")

    def test_a_damaged_photo_has_no_pixel_hash(self, tmp_path, jpeg):
        path = tmp_path / "cut.jpg"
        path.write_bytes(jpeg.read_bytes()[:-500])
        with pytest.raises(UnreadableError, match=r"cut\.jpg"):
            identity.pixel_hash(str(path))


class TestDhash:
    def test_a_flat_picture_has_no_slopes(self):
        assert identity.dhash(np.full((16, 16), 77, np.uint8)) == 0

    def test_each_bit_is_a_rise_from_left_to_right(self):
        rising = np.tile(np.arange(16, dtype=np.uint8) * 10, (16, 1))
        assert identity.dhash(rising) == 2**64 - 1
        assert identity.dhash(rising[:, ::-1].copy()) == 0

    def test_it_is_near_for_a_small_copy_and_far_for_another_photo(self, tmp_path):
        hashes = []
        for seed, size, quality in ((1, (640, 480), 90), (1, (640, 480), 20), (2, (640, 480), 90)):
            path = save_jpeg(tmp_path / "a.jpg", photo(seed, size), quality)
            hashes.append(content(path, 1).dhash)
        assert identity.hamming(hashes[0], hashes[1]) <= 3
        assert identity.hamming(hashes[0], hashes[2]) >= 15

    @given(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1))
    def test_hamming_is_a_distance(self, a, b):
        assert identity.hamming(a, a) == 0
        assert identity.hamming(a, b) == identity.hamming(b, a) == bin(a ^ b).count("1")


class TestCandidates:
    @pytest.mark.parametrize("quality", [10, 50, 95])
    @pytest.mark.parametrize("size", [(200, 150), (1600, 1200), (1203, 805)])
    def test_a_lossless_copy_of_a_jpeg_is_nominated(self, tmp_path, quality, size):
        path = save_jpeg(tmp_path / "a.jpg", photo(4, size), quality)
        with Image.open(path) as image:
            image.save(tmp_path / "a.png")
        contents = [content(path, 1), content(tmp_path / "a.png", 2)]
        assert identity.pixel_candidates(contents) == [(1, 2)]

    def test_a_jpeg_with_other_metadata_is_nominated(self, tmp_path, jpeg):
        data = jpeg.read_bytes()
        (tmp_path / "b.jpg").write_bytes(data.replace(b"2020:01:02", b"2021:11:12"))
        contents = [content(jpeg, 7), content(tmp_path / "b.jpg", 3)]
        assert identity.pixel_candidates(contents) == [(3, 7)]

    def test_other_photos_and_other_sizes_are_not(self, tmp_path):
        paths = [save_jpeg(tmp_path / f"{seed}.jpg", photo(seed, (160, 120))) for seed in range(5)]
        photo(1, (80, 60)).save(tmp_path / "small.png")
        contents = [content(path, i) for i, path in enumerate((*paths, tmp_path / "small.png"))]
        assert identity.pixel_candidates(contents) == []

    def test_a_jpeg_saved_again_is_not(self, tmp_path, jpeg):
        with Image.open(jpeg) as image:
            image.save(tmp_path / "b.jpg", quality=60)
        assert identity.pixel_candidates([content(jpeg, 1), content(tmp_path / "b.jpg", 2)]) == []

    def test_thousands_of_equal_frames_are_chained(self):
        black = bytes(256)
        contents = [made(i, black, "png" if i % 2 else "jpeg") for i in range(5000)]
        pairs = identity.pixel_candidates(contents)
        assert len(pairs) < 3 * len(contents)
        assert len(components(pairs)) == 1

    def test_thousands_of_nearly_equal_frames_stay_few_pairs(self):
        rng = np.random.default_rng(1)
        lumas = rng.integers(100, 104, (3000, 256), np.uint8)
        contents = [
            made(i, luma.tobytes(), "png" if i % 2 else "jpeg") for i, luma in enumerate(lumas)
        ]
        assert len(identity.pixel_candidates(contents)) <= 1500 * 16

    def test_raws_and_icons_are_never_nominated(self):
        luma = bytes(range(256))
        contents = [made(1, luma), made(2, luma, "raw"), made(3, luma, "ico")]
        assert identity.pixel_candidates(contents) == []

    @settings(max_examples=50)
    @given(st.data())
    def test_every_near_pair_of_a_jpeg_and_a_png_is_found(self, data):
        rng = np.random.default_rng(data.draw(st.integers(0, 2**32)))
        originals = rng.integers(0, 256, (12, 256))
        noise = rng.integers(-3, 4, originals.shape)
        copies = np.clip(originals + noise, 0, 255).astype(np.uint8)
        contents = [made(i, row.tobytes()) for i, row in enumerate(originals.astype(np.uint8))]
        contents += [made(100 + i, row.tobytes(), "png") for i, row in enumerate(copies)]
        wanted = [(i, 100 + i) for i in range(12)]
        assert identity.pixel_candidates(contents) == wanted

    @given(st.data())
    def test_the_partners_of_what_is_new_are_all_that_could_be_tied_to_it(self, data):
        shade = st.sampled_from([0, 2, 90])
        kind = st.sampled_from(["jpeg", "mpo", "png", "heif", "raw"])
        drawn = data.draw(st.lists(st.tuples(shade, kind, st.sampled_from([64, 65])), max_size=14))
        contents = [
            made(i, bytes([luma]) * 256, name, size) for i, (luma, name, size) in enumerate(drawn)
        ]
        new = data.draw(st.sets(st.sampled_from(range(14)))) & set(range(len(contents)))
        kept = identity.partners([c for c in contents if c.id in new], contents)
        reached = components(identity.pixel_candidates(kept))

        def may_equal(x, y):
            """By what each format promises; that 2 levels of luma are near is in the hash."""
            (luma_x, kind_x, size_x), (luma_y, kind_y, size_y) = drawn[x], drawn[y]
            if size_x != size_y or "raw" in (kind_x, kind_y):
                return False
            drafted = {kind_x, kind_y} & {"jpeg", "mpo"}
            return luma_x == luma_y or (
                bool(drafted) and "png" in (kind_x, kind_y) and abs(luma_x - luma_y) <= 2
            )

        for number in new:
            partners = {other for other in range(len(drawn)) if may_equal(number, other)}
            found = set().union(*(cluster for cluster in reached if number in cluster))
            assert partners - {number} <= found


def components(pairs: list[tuple[ContentId, ContentId]]) -> list[set[int]]:
    sets: list[set[int]] = []
    for pair in pairs:
        joined = set(pair)
        apart = []
        for members in sets:
            if members & joined:
                joined |= members
            else:
                apart.append(members)
        sets = [*apart, joined]
    return sets


def test_a_gain_map_behind_a_phone_s_jpeg_counts(tmp_path):
    # An Ultra HDR photo is a multi-picture file that Pillow opens as a plain JPEG.
    first, second, third = (photo(seed, (80, 60)) for seed in (1, 2, 3))
    for name, other in (("a", second), ("b", third)):
        stream = io.BytesIO()
        first.save(stream, "MPO", save_all=True, append_images=[other])
        data = stream.getvalue()
        note = b"http://ns.adobe.com/xap/1.0/\0" + b' hdrgm:Version="1.0" '
        segment = b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note
        at = data.index(b"\xff\xe2")
        (tmp_path / f"{name}.jpg").write_bytes(data[:at] + segment + data[at:])
        assert content(tmp_path / f"{name}.jpg", 1).format == "jpeg"
    assert not same(tmp_path / "a.jpg", tmp_path / "b.jpg")
