import io
import os
import struct
import warnings
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageDraw, ImageFilter

from simgui.core.errors import UnreadableError
from simgui.core.files.scan import file_stat
from simgui.core.imaging import decode
from simgui.core.imaging.codec import Limits
from simgui.core.task import Cancelled
from tests.core.pictures import exif_bytes, photo, save_dng, save_jpeg, xmp_bytes

EMBED_PX = 64


def read(path: Path, limits: Limits | None = None) -> decode.Decoded:
    return decode.read(str(path), limits or Limits(), embed_px=EMBED_PX)


def reason(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableError) as caught:
        read(path, limits)
    assert caught.value.path == str(path)
    return str(caught.value)


def difference(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> float:
    return float(np.abs(a.astype(np.int16) - b).mean())


def corners(image: Image.Image) -> Image.Image:
    """The picture with a corner of its own colour at the top left, so that it has an upside."""
    image = image.copy()
    ImageDraw.Draw(image).rectangle((0, 0, image.width // 3, image.height // 3), fill="red")
    return image


@pytest.fixture(scope="module")
def picture() -> Image.Image:
    return photo(1, (200, 150))


class TestFormats:
    @pytest.mark.parametrize(
        ("suffix", "format_name", "options", "tolerance"),
        [
            (".jpg", "jpeg", {"quality": 95}, 7),
            (".png", "png", {}, 0),
            (".webp", "webp", {"lossless": True}, 0),
            (".gif", "gif", {}, 12),
            (".bmp", "bmp", {}, 0),
            (".tif", "tiff", {"compression": "tiff_lzw"}, 0),
            (".avif", "avif", {"quality": 90}, 6),
            (".heic", "heif", {"quality": 90}, 6),
            (".jxl", "jxl", {"lossless": True}, 0),
            (".jp2", "jp2", {}, 1),
            (".ppm", "ppm", {}, 0),
            (".tga", "tga", {}, 0),
        ],
    )
    def test_every_format_gives_the_picture(
        self, tmp_path, picture, suffix, format_name, options, tolerance
    ):
        plugins()
        path = tmp_path / f"a{suffix}"
        picture.save(path, **options)
        decoded = read(path)
        assert decoded.content.format == format_name
        assert (decoded.content.width, decoded.content.height) == (200, 150)
        assert difference(decode.full(str(path)), np.asarray(picture)) <= tolerance
        wanted = picture.resize((EMBED_PX, EMBED_PX), Image.Resampling.BOX)
        assert difference(decoded.array, np.asarray(wanted)) <= max(tolerance, 4.0)
        assert decode.size_of(str(path)) == (200, 150)

    def test_content_decides_not_the_suffix(self, tmp_path, picture):
        path = tmp_path / "IMG_1.HEIC"
        picture.save(path, "JPEG")
        assert read(path).content.format == "jpeg"

    def test_a_gif_gives_its_first_frame_and_the_number_of_frames(self, tmp_path, picture):
        path = tmp_path / "a.gif"
        others = [photo(seed, (200, 150)) for seed in (2, 3)]
        picture.save(path, save_all=True, append_images=others)
        decoded = read(path)
        assert decoded.content.frames == 3
        assert difference(decode.full(str(path)), np.asarray(picture)) < 12

    def test_pages_of_a_tiff_and_frames_of_webp_and_png_are_counted(self, tmp_path, picture):
        for name in ("a.tif", "a.webp", "a.png"):
            path = tmp_path / name
            picture.save(path, save_all=True, append_images=[photo(2, (200, 150))])
            assert read(path).content.frames == 2

    def test_an_mpo_gives_its_first_picture(self, tmp_path, picture):
        path = tmp_path / "stereo.mpo"
        picture.save(path, "MPO", save_all=True, append_images=[photo(2, (200, 150))])
        decoded = read(path)
        assert (decoded.content.format, decoded.content.frames) == ("mpo", 2)
        assert difference(decode.full(str(path)), np.asarray(picture)) < 12

    def test_a_psd_shows_its_composite(self, tmp_path, picture):
        path = tmp_path / "a.psd"
        header = b"8BPS" + struct.pack(">H6xHIIHH", 1, 3, 150, 200, 8, 3)
        planes = b"".join(band.tobytes() for band in picture.split())
        path.write_bytes(header + struct.pack(">IIIH", 0, 0, 0, 0) + planes)
        assert np.array_equal(decode.full(str(path)), np.asarray(picture))

    def test_a_jxl_made_of_a_jpeg_is_turned_as_the_jpeg_was(self, tmp_path, picture):
        plugins()
        jpeg = save_jpeg(tmp_path / "a.jpg", corners(picture), orientation=6)
        jxl = tmp_path / "a.jxl"
        with Image.open(jpeg) as image:
            image.save(jxl, lossless_jpeg=True)
        assert difference(decode.full(str(jxl)), decode.full(str(jpeg))) < 1


class TestUpright:
    @pytest.mark.parametrize("orientation", range(1, 9))
    @pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".webp", ".heic", ".avif"])
    def test_a_photo_stands_upright_for_each_orientation(self, tmp_path, orientation, suffix):
        plugins()
        upright = corners(photo(1, (120, 80)))
        way = Image.Transpose
        undone = {
            2: way.FLIP_LEFT_RIGHT,
            3: way.ROTATE_180,
            4: way.FLIP_TOP_BOTTOM,
            5: way.TRANSPOSE,
            6: way.ROTATE_90,
            7: way.TRANSVERSE,
            8: way.ROTATE_270,
        }
        turned = upright.transpose(undone[orientation]) if orientation > 1 else upright
        path = tmp_path / f"a{suffix}"
        turned.save(path, exif=exif_bytes(orientation=orientation), quality=95)
        decoded = read(path)
        assert (decoded.content.width, decoded.content.height) == (120, 80)
        assert decode.size_of(str(path)) == (120, 80)
        assert difference(decode.full(str(path)), np.asarray(upright)) < 12
        assert difference(decode.pixels(str(path), 60), np.asarray(upright.reduce(2))) < 12
        with Image.open(io.BytesIO(decoded.thumbnail)) as thumbnail:
            assert thumbnail.size == (120, 80)
            assert thumbnail.getpixel((10, 10))[0] > 200 > 100 > thumbnail.getpixel((10, 10))[1]

    @pytest.mark.parametrize("value", [0, 9, 65535])
    def test_an_orientation_that_does_not_exist_is_ignored(self, tmp_path, value):
        path = save_jpeg(tmp_path / "a.jpg", photo(1, (64, 48)), orientation=value)
        assert (read(path).content.width, read(path).content.height) == (64, 48)


class TestRaw:
    @pytest.mark.parametrize(("orientation", "size"), [(1, (800, 600)), (6, (600, 800))])
    def test_a_raw_is_read_by_its_preview_and_has_the_size_of_its_sensor(
        self, tmp_path, orientation, size
    ):
        picture = photo(1, (800, 600))
        path = save_dng(tmp_path / "a.dng", picture, orientation=orientation)
        decoded = read(path)
        assert decoded.content.format == "raw"
        assert (decoded.content.width, decoded.content.height) == size
        assert decoded.content.depth == 16
        assert decoded.content.metadata.camera == "Testcam"
        upright = picture.transpose(Image.Transpose.ROTATE_270) if orientation == 6 else picture
        assert difference(decode.full(str(path)), np.asarray(upright.reduce(2))) < 8

    def test_a_raw_without_preview_is_developed(self, tmp_path):
        for orientation, shape in ((1, (240, 320, 3)), (8, (320, 240, 3))):
            path = save_dng(
                tmp_path / "a.dng", photo(1), orientation=orientation, with_preview=False
            )
            assert decode.full(str(path)).shape == shape
            assert decode.size_of(str(path)) == (shape[1] * 2, shape[0] * 2)

    def test_a_preview_that_the_camera_turned_already_is_left_as_it_is(self, tmp_path):
        upright = photo(1, (600, 800))
        path = save_dng(tmp_path / "a.dng", upright.transpose(Image.Transpose.ROTATE_90))
        stored = path.read_bytes()
        start, end = stored.index(b"\xff\xd8\xff"), stored.index(b"\xff\xd9") + 2
        small = io.BytesIO()
        upright.reduce(2).save(small, "JPEG", quality=60)
        jpeg = small.getvalue()
        assert len(jpeg) <= end - start
        data = bytearray(stored)
        data[start:end] = jpeg.ljust(end - start, b"\0")
        at = data.index(struct.pack("<HHIH", 274, 3, 1, 1)) + 8
        data[at : at + 2] = b"\x06\x00"
        path.write_bytes(data)
        assert difference(decode.full(str(path)), np.asarray(upright.reduce(2))) < 12

    def test_a_raw_suffix_on_something_else_is_listed(self, tmp_path):
        path = tmp_path / "a.nef"
        path.write_bytes(b"II*\0" + bytes(range(256)) * 8)
        assert "a.nef can't be read" in reason(path)


class TestColour:
    def test_a_profile_is_converted_to_srgb(self, tmp_path):
        picture = photo(1, (100, 80))
        swapped = Image.merge("RGB", picture.split()[::-1])
        path = tmp_path / "a.png"
        swapped.save(path, icc_profile=swapped_profile())
        assert difference(decode.full(str(path)), np.asarray(picture)) < 3

    def test_an_srgb_profile_changes_nothing(self, tmp_path):
        picture = photo(1, (100, 80))
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        path = tmp_path / "a.png"
        picture.save(path, icc_profile=profile)
        assert np.array_equal(decode.full(str(path)), np.asarray(picture))

    @pytest.mark.parametrize("profile", [b"\0" * 200, b"no profile at all", b"x"])
    def test_a_broken_profile_is_ignored(self, tmp_path, profile):
        picture = photo(1, (100, 80))
        path = tmp_path / "a.png"
        picture.save(path, icc_profile=profile)
        assert np.array_equal(decode.full(str(path)), np.asarray(picture))

    def test_a_profile_of_another_colour_space_is_ignored(self, tmp_path):
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
        path = tmp_path / "a.png"
        photo(1, (100, 80)).save(path, icc_profile=lab)
        assert np.array_equal(decode.full(str(path)), np.asarray(photo(1, (100, 80))))

    def test_what_shows_through_is_white(self, tmp_path):
        picture = photo(1, (40, 30)).convert("RGBA")
        picture.putalpha(Image.new("L", picture.size, 0))
        paletted = Image.new("P", (40, 30), 3)
        paletted.putpalette(bytes(range(12)))
        for name, image, options in (
            ("rgba.png", picture, {}),
            ("la.png", picture.convert("LA"), {}),
            ("rgba.webp", picture, {"lossless": True}),
            ("p.png", paletted, {"transparency": 3}),
            ("p.gif", paletted, {"transparency": 3}),
            ("rgb.png", Image.new("RGB", (40, 30), "red"), {"transparency": (255, 0, 0)}),
            ("grey.png", Image.new("L", (40, 30), 7), {"transparency": 7}),
        ):
            image.save(tmp_path / name, **options)
            decoded = read(tmp_path / name)
            assert decoded.content.has_alpha, name
            assert decoded.array.min() == 255, name

    def test_hidden_colour_does_not_bleed_into_what_is_seen(self, tmp_path):
        image = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
        ImageDraw.Draw(image).rectangle((0, 0, 400, 199), fill=(0, 200, 0, 255))
        image.save(tmp_path / "a.png")
        shown = decode.pixels(str(tmp_path / "a.png"), 80)
        assert np.abs(shown[:39].astype(int) - (0, 200, 0)).max() <= 2
        assert shown[42:].min() == 255

    def test_an_opaque_alpha_channel_counts_as_none(self, tmp_path):
        photo(1, (40, 30)).convert("RGBA").save(tmp_path / "a.png")
        assert not read(tmp_path / "a.png").content.has_alpha

    def test_16_bit_grey_keeps_its_range(self, tmp_path):
        ramp = np.linspace(0, 65535, 100 * 80).astype(np.uint16).reshape(80, 100)
        for name in ("a.png", "a.tif"):
            Image.fromarray(ramp).save(tmp_path / name)
            decoded = read(tmp_path / name)
            assert decoded.content.depth == 16
            assert difference(decode.full(str(tmp_path / name))[..., 0], (ramp >> 8)) <= 1

    def test_16_bit_colour_keeps_its_range(self, tmp_path):
        rgb = np.asarray(photo(1, (40, 30))).astype(">u2") * 257
        path = tmp_path / "a.png"
        path.write_bytes(png(rgb.tobytes(), 40, 30, depth=16, colour=2, row_bytes=240))
        assert read(path).content.depth == 16
        assert difference(decode.full(str(path)), np.asarray(photo(1, (40, 30)))) < 1

    @pytest.mark.parametrize("top", [1.0, 255.0, 65535.0, 3e9])
    def test_float_and_32_bit_grey_are_scaled_by_their_values(self, tmp_path, top):
        ramp = np.linspace(0, top, 100 * 80).astype(np.float32).reshape(80, 100)
        ramp[0, 0] = np.nan
        path = tmp_path / "a.tif"
        Image.fromarray(ramp).save(path)
        shown = decode.full(str(path))
        assert shown[-1, -1, 0] >= 254
        assert abs(int(shown[40, 0, 0]) - 127) <= 2

    def test_cmyk_and_ycck_and_lab_look_as_they_should(self, tmp_path):
        picture = photo(1, (100, 80))
        picture.convert("CMYK").save(tmp_path / "a.jpg", quality=95)
        picture.convert("CMYK").save(tmp_path / "a.tif")
        assert difference(decode.full(str(tmp_path / "a.jpg")), np.asarray(picture)) < 6
        assert difference(decode.full(str(tmp_path / "a.tif")), np.asarray(picture)) < 2
        to_lab = ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"
        )
        ImageCms.applyTransform(picture, to_lab).save(tmp_path / "lab.tif")
        assert difference(decode.full(str(tmp_path / "lab.tif")), np.asarray(picture)) < 4

    @pytest.mark.parametrize("mode", ["1", "L", "P"])
    def test_bilevel_grey_and_palette_are_read(self, tmp_path, mode):
        picture = photo(1, (100, 80)).convert(mode)
        picture.save(tmp_path / "a.png")
        wanted = np.asarray(picture.convert("RGB"))
        assert np.array_equal(decode.full(str(tmp_path / "a.png")), wanted)


class TestWhatTheScanStores:
    def test_a_thumbnail_is_small_and_never_enlarged(self, tmp_path):
        for size, wanted in (((1000, 500), (320, 160)), ((90, 300), (90, 300)), ((3, 2), (3, 2))):
            path = tmp_path / "a.png"
            photo(1, size).save(path)
            with Image.open(io.BytesIO(read(path).thumbnail)) as thumbnail:
                assert (thumbnail.size, thumbnail.format) == (wanted, "JPEG")

    def test_extreme_shapes_are_read(self, tmp_path):
        for size in ((1, 1), (1, 3000), (5000, 2)):
            Image.new("RGB", size, "teal").save(tmp_path / "a.png")
            decoded = read(tmp_path / "a.png")
            assert decoded.array.shape == (EMBED_PX, EMBED_PX, 3)
            assert decode.pixels(str(tmp_path / "a.png"), 100).shape[2] == 3

    def test_a_scaled_down_decoding_looks_like_the_full_one(self, tmp_path):
        picture = photo(3, (1600, 1200))
        path = save_jpeg(tmp_path / "a.jpg", picture, 95)
        wanted = picture.resize((EMBED_PX, EMBED_PX), Image.Resampling.BOX)
        decoded = read(path)
        assert difference(decoded.array, np.asarray(wanted)) < 1.5
        luma = np.frombuffer(decoded.content.luma, np.uint8).reshape(16, 16)
        grey = picture.convert("L").resize((16, 16), Image.Resampling.HAMMING)
        assert np.abs(luma.astype(int) - np.asarray(grey)).max() <= 2

    def test_one_photo_in_two_sizes_looks_the_same_to_the_network(self, tmp_path):
        picture = photo(3, (1600, 1200)).filter(ImageFilter.GaussianBlur(4))
        large = save_jpeg(tmp_path / "a.jpg", picture, 95)
        small = save_jpeg(tmp_path / "b.jpg", picture.resize((603, 452)), 95)
        assert difference(read(large).array, read(small).array) < 1
        lumas = [np.frombuffer(read(p).content.luma, np.uint8) for p in (large, small)]
        assert np.abs(lumas[0].astype(int) - lumas[1]).max() <= 2

    def test_the_quality_of_a_jpeg_is_estimated(self, tmp_path):
        for quality in (10, 50, 75, 90, 100):
            path = save_jpeg(tmp_path / "a.jpg", photo(1, (64, 48)), quality)
            assert read(path).content.quality == quality
        photo(1, (64, 48)).save(tmp_path / "a.png")
        assert read(tmp_path / "a.png").content.quality is None

    def test_metadata_of_the_file_is_kept(self, tmp_path):
        path = save_jpeg(
            tmp_path / "a.jpg",
            photo(1, (64, 48)),
            xmp=xmp_bytes(rating=5),
            taken="2021:03:04 05:06:07",
            Model="X100",
        )
        found = read(path).content.metadata
        assert (found.camera, found.rating, found.taken_ms) == ("X100", 5, 1614834367000)

    def test_pixels_are_near_the_asked_size(self, tmp_path):
        path = save_jpeg(tmp_path / "a.jpg", photo(1, (1000, 700)))
        assert decode.pixels(str(path), 300).shape == (210, 300, 3)
        assert decode.pixels(str(path), 5000).shape == (700, 1000, 3)

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
    def test_a_name_that_is_not_utf8_is_read(self, tmp_path):
        path = os.path.join(os.fsencode(tmp_path), b"caf\xe9.jpg")
        with open(path, "wb") as file:
            photo(1, (64, 48)).save(file, "JPEG")
        assert decode.read(os.fsdecode(path), embed_px=EMBED_PX).content.width == 64

    def test_many_threads_get_the_same_as_one(self, tmp_path):
        plugins()
        paths = []
        for seed, suffix in enumerate((".jpg", ".png", ".heic", ".avif", ".webp", ".jxl") * 3):
            path = tmp_path / f"{seed}{suffix}"
            photo(seed, (300, 200)).save(path)
            paths.append(path)
        alone = [read(path).content for path in paths]
        with ThreadPoolExecutor(4) as pool:
            assert [decoded.content for decoded in pool.map(read, paths)] == alone

    def test_warnings_of_pillow_stay_silent(self, tmp_path):
        path = save_jpeg(tmp_path / "a.jpg", photo(1, (64, 48)), taken="2021:03:04 05:06:07")
        data = path.read_bytes()
        at = data.index(b"Exif\0\0") + 14
        path.write_bytes(data[:at] + b"\xff\x00" + data[at + 2 :])
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert read(path).content.metadata.camera == ""


class TestRefused:
    def test_a_file_cut_off_is_never_taken_for_a_photo(self, tmp_path):
        plugins()
        picture = photo(1, (300, 200))
        for suffix in (".jpg", ".png", ".webp", ".gif", ".bmp", ".tif", ".heic", ".avif", ".jxl"):
            whole = tmp_path / f"whole{suffix}"
            picture.save(whole)
            data = whole.read_bytes()
            for share in (0.3, 0.6, 0.95):
                path = tmp_path / f"cut{suffix}"
                path.write_bytes(data[: int(len(data) * share)])
                assert f"cut{suffix} can't be read" in reason(path)
        path = tmp_path / "cut.jpg"
        assert "is incomplete" in reason(path)

    def test_a_jpeg_whose_end_is_zeros_is_never_taken_for_a_photo(self, tmp_path):
        path = save_jpeg(tmp_path / "a.jpg", photo(1, (300, 200)))
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2].ljust(len(data), b"\0"))
        assert "only zeros" in reason(path)
        path.write_bytes(data + bytes(4096))
        assert read(path).content.width == 300

    def test_what_is_no_picture_is_named(self, tmp_path):
        for name, data in (
            ("text.jpg", b"hello world, this is text" * 10),
            ("zero.png", bytes(5000)),
            ("empty.gif", b""),
            ("magic.png", b"\x89PNG\r\n\x1a\n"),
            ("film.heic", b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + bytes(100)),
        ):
            (tmp_path / name).write_bytes(data)
            assert reason(tmp_path / name).startswith(f"{name} can't be read: ")

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
    def test_a_name_with_control_characters_is_shown_harmlessly(self, tmp_path):
        path = tmp_path / "a\nb\x1b[31m\u202ec.jpg"
        path.write_bytes(b"no picture")
        assert reason(path).isprintable()

    def test_missing_and_forbidden_files_and_folders_have_reasons(self, tmp_path):
        assert "no longer exists" in reason(tmp_path / "gone.jpg")
        assert "not a regular file" in reason(tmp_path)
        if hasattr(os, "mkfifo"):
            os.mkfifo(tmp_path / "pipe.jpg")
            assert "not a regular file" in reason(tmp_path / "pipe.jpg")

    @pytest.mark.parametrize("side", [65_500, 30_000])
    def test_a_bomb_is_refused_before_its_pixels_are_allocated(self, tmp_path, side):
        path = tmp_path / "bomb.png"
        path.write_bytes(png(b"\0", side, side, depth=8, colour=6, row_bytes=1))
        assert "too large" in reason(path)
        with pytest.raises(UnreadableError, match="too large"):
            decode.size_of(str(path))

    def test_a_small_file_may_not_unpack_to_gigabytes(self, tmp_path):
        path = tmp_path / "flat.png"
        path.write_bytes(png(b"\0", 15_000, 15_000, depth=8, colour=2, row_bytes=1))
        assert "858 MB of memory" in reason(path)

    def test_bombs_of_other_formats_are_refused(self, tmp_path):
        plugins()
        small = io.BytesIO()
        photo(1, (16, 16)).save(small, "JPEG")
        jpeg = bytearray(small.getvalue())
        at = jpeg.index(b"\xff\xc0") + 5
        jpeg[at : at + 4] = struct.pack(">HH", 65_500, 65_500)
        (tmp_path / "a.jpg").write_bytes(jpeg)
        gif = b"GIF89a" + struct.pack("<HHBBB", 65_535, 65_535, 0, 0, 0)
        gif += b"," + struct.pack("<HHHHB", 0, 0, 65_535, 65_535, 0) + b"\x02\x01\x00\x00;"
        (tmp_path / "a.gif").write_bytes(gif)
        bmp = b"BM" + struct.pack("<IIIIiiHH", 54, 0, 54, 40, 60_000, 60_000, 1, 24) + bytes(24)
        (tmp_path / "a.bmp").write_bytes(bmp)
        # JPEG XL: not small, 30-bit height 2**30, no ratio, 30-bit width 2**30.
        bits = (0 | 3 << 1 | (2**30 - 1) << 3 | 0 << 33 | 3 << 36 | (2**30 - 1) << 38).to_bytes(
            12, "little"
        )
        (tmp_path / "a.jxl").write_bytes(b"\xff\x0a" + bits + bytes(40))
        (tmp_path / "a.ppm").write_bytes(b"P6 50000 50000 255\n")
        canvas = b"VP8X" + struct.pack("<IIHBHB", 10, 0, 0x3FFE, 0, 0x3FFE, 0)
        webp = b"RIFF" + struct.pack("<I", len(canvas) + 4) + b"WEBP" + canvas
        (tmp_path / "a.webp").write_bytes(webp)
        inner = png(b"\0", 21_000, 21_000, depth=8, colour=6, row_bytes=1)
        entry = struct.pack("<BBBBHHII", 0, 0, 0, 0, 1, 32, len(inner), 22)
        (tmp_path / "a.ico").write_bytes(struct.pack("<HHH", 0, 1, 1) + entry + inner)
        for path in sorted(tmp_path.iterdir()):
            assert "too large" in reason(path)

    def test_a_progressive_jpeg_of_endless_scans_is_refused(self, tmp_path):
        path = tmp_path / "scans.jpg"
        photo(1, (800, 600)).save(path, progressive=True)
        data = path.read_bytes()
        last = data.rindex(b"\xff\xda")
        path.write_bytes(data[:-2] + data[last:-2] * 5_000 + data[-2:])
        assert "more scans" in reason(path)

    def test_the_limits_of_a_file_hold(self, tmp_path):
        path = save_jpeg(tmp_path / "a.jpg", photo(1, (640, 480)))
        assert "too large" in reason(path, Limits(max_bytes=1000))
        assert "too large" in reason(path, Limits(max_pixels=10_000))
        assert "too large" in reason(path, Limits(max_side=600))
        path = tmp_path / "a.png"
        photo(1, (640, 480)).save(path)
        assert "memory" in reason(path, Limits(max_decoded_bytes=100_000))

    def test_a_file_that_changed_since_the_walk_is_refused(self, tmp_path):
        path = save_jpeg(tmp_path / "a.jpg", photo(1, (64, 48)))
        seen = file_stat(str(path))
        assert decode.load(seen).data == path.read_bytes()
        os.utime(path, ns=(1, seen.mtime_ns + 10**9))
        with pytest.raises(UnreadableError, match="changed"):
            decode.load(seen)

    @pytest.mark.parametrize("moment", ["before", "after"])
    def test_a_file_that_grows_while_it_is_read_is_refused(self, tmp_path, monkeypatch, moment):
        path = tmp_path / "a.bin"
        path.write_bytes(b"x" * 1000)

        class Growing(io.FileIO):
            def readall(self) -> bytes:
                data = b"" if moment == "before" else super().readall()
                with path.open("ab") as more:
                    more.write(b"x" * 1000)
                return data or super().readall()

        def opened(name: str, mode: str, buffering: int) -> io.FileIO:
            return Growing(name, mode)

        monkeypatch.setattr(decode, "open", opened, raising=False)
        with pytest.raises(UnreadableError, match="changed"):
            decode.load(str(path))
        monkeypatch.undo()
        assert len(decode.load(str(path)).data) == 2000

    @pytest.mark.parametrize("kind", [KeyboardInterrupt, Cancelled])
    def test_what_a_person_asks_for_gets_through(self, kind):
        with pytest.raises(kind), decode.reasons("a.jpg"):
            raise kind


SAMPLES: dict[str, bytes] = {}


def sample(suffix: str) -> bytes:
    """A small file of a format, made once."""
    if suffix not in SAMPLES:
        plugins()
        stream = io.BytesIO()
        options = {"exif": exif_bytes(orientation=6, Model="X", gps=(1.0, 2.0))}
        if suffix in (".gif", ".bmp", ".jp2", ".tga"):
            options = {}
        image = photo(5, (48, 36))
        image.save(stream, Image.registered_extensions()[suffix], **options)
        SAMPLES[suffix] = stream.getvalue()
    return SAMPLES[suffix]


SUFFIXES = [".jpg", ".png", ".gif", ".webp", ".bmp", ".tif", ".heic", ".avif", ".jxl", ".jp2"]


@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_damage_is_read_or_listed_and_nothing_else(tmp_path, data):
    suffix = data.draw(st.sampled_from(SUFFIXES))
    damaged = bytearray(sample(suffix))
    for _ in range(data.draw(st.integers(0, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(damaged)))
    if data.draw(st.booleans()):
        del damaged[cut:]
    path = tmp_path / f"damaged{suffix}"
    path.write_bytes(damaged)
    try:
        decoded = read(path)
    except UnreadableError:
        assert "can't be read" in reason(path)
        return
    assert decoded.array.shape == (EMBED_PX, EMBED_PX, 3)
    assert decoded.content.width > 0 < decoded.content.height
    assert len(decoded.content.luma) == 256


def plugins() -> None:
    """Let Pillow write HEIC and JPEG XL."""
    import pillow_heif
    import pillow_jxl  # noqa: F401 - registers itself

    pillow_heif.register_heif_opener()
    Image.init()


def swapped_profile() -> bytes:
    """An sRGB profile whose red and blue primaries are exchanged."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = data.index(b"rXYZ"), data.index(b"bXYZ")
    data[red : red + 4], data[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(data)


def png(rows: bytes, width: int, height: int, *, depth: int, colour: int, row_bytes: int) -> bytes:
    """A PNG of raw rows, however few of them there are."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    lines = b"".join(
        b"\0" + rows[at : at + row_bytes] for at in range(0, len(rows), max(1, row_bytes))
    )
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (ImportError("numpy.core.multiarray failed to import", name="cv2"), "“cv2”"),
        (cv2.error("Unknown exception"), "OpenCV"),
    ],
)
def test_a_library_that_fails_is_told_from_a_damaged_photo(tmp_path, monkeypatch, fault, words):
    path = tmp_path / "photo.jpg"
    save_jpeg(path, photo(1, (320, 240)))

    def fail(*_):
        raise fault

    monkeypatch.setattr(decode, "content_box", fail)
    with pytest.raises(UnreadableError, match=words) as told:
        decode.read(str(path), embed_px=192)
    assert "damaged" not in str(told.value)
