"""Each kind of holding in each container that can carry it is found, and nothing else is."""

from __future__ import annotations

import io
import struct

import numpy as np
import pytest
from PIL import Image

from simgui.core.containers import take_apart
from simgui.core.files import formats
from simgui.core.holdings import Part
from simgui.core.imaging import codec, contents, decode
from tests.core import holding_files as made
from tests.core.pictures import photo

IMAGE = photo(1, (160, 120))
OTHER = photo(2, (160, 120))
FILM = made.film()
PLAIN = ("jpeg", "png", "webp", "tiff", "heic", "avif", "gif", "jxl", "jp2", "ppm", "bmp", "tga")


def plain(kind: str) -> bytes:
    return made.saved(IMAGE, kind)


def parts_of(data: bytes, name: str = "a"):
    opened = codec.open_picture(data, name, codec.DEFAULT_LIMITS)
    return contents.parts_of(opened, data)


def found(data: bytes, name: str = "a") -> list[tuple[str, int, float]]:
    return [(i.part, i.count, i.seconds) for i in parts_of(data, name).items]


@pytest.mark.parametrize("kind", PLAIN)
def test_a_plain_picture_holds_nothing_more(kind):
    name = "a.tga" if kind == "tga" else "a"
    assert found(plain(kind), name) == []


@pytest.mark.parametrize("kind", PLAIN)
def test_bytes_behind_a_picture_count_whatever_they_are(kind):
    name = "a.tga" if kind == "tga" else "a"
    noise = b"#" + np.random.default_rng(3).bytes(500) + b"#"
    ((part, _, _),) = found(plain(kind) + noise, name)
    assert part == Part.UNKNOWN.value


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "heic", "avif", "gif", "jxl", "jp2"])
def test_a_film_behind_a_picture_is_one_whatever_the_picture_is(kind):
    items = parts_of(plain(kind) + FILM).items
    assert [(i.part, i.seconds, i.size) for i in items] == [("film", 2.0, len(FILM))]
    behind_jpeg = parts_of(plain("jpeg") + FILM).items
    assert items[0].digest == behind_jpeg[0].digest


@pytest.mark.parametrize("kind", PLAIN)
def test_fill_is_nothing(kind):
    if kind == "tga":
        return  # its footer is looked for at the very end
    assert found(plain(kind) + bytes(300)) == []


class TestJpeg:
    def test_gain_maps_depth_maps_and_stereo_halves_that_an_index_lists(self):
        gain = made.saved(OTHER, "jpeg", xmp=b'<x hdrgm:Version="1.0"/>')
        stereo = made.saved(OTHER, "jpeg")
        depth = made.saved(OTHER, "jpeg", xmp=b"<x aux:depth/>")
        for other, part in ((gain, "gain_map"), (stereo, "picture"), (depth, "depth_map")):
            data = made.with_further_picture(plain("jpeg"), other)
            assert found(data) == [(part, 1, 0.0)]

    def test_a_preview_is_no_further_picture(self):
        data = made.with_further_picture(plain("jpeg"), made.saved(OTHER, "jpeg"), 0x010001)
        assert found(data) == []

    def test_a_gain_map_and_a_film_behind_it(self):
        gain = made.saved(OTHER, "jpeg", xmp=b'<x hdrgm:Version="1.0"/>')
        data = made.with_further_picture(plain("jpeg"), gain) + FILM
        assert sorted(found(data)) == [("film", 1, 2.0), ("gain_map", 1, 0.0)]

    def test_the_trailer_of_a_samsung_phone(self):
        blocks = ((b"Image_UTC_Data", b"1622851200000"), (b"MotionPhoto_Data", FILM))
        assert found(plain("jpeg") + made.samsung_trailer(*blocks)) == [("film", 1, 2.0)]
        strange = made.samsung_trailer((b"Nobody_Knows", b"content"))
        assert found(plain("jpeg") + strange) == [("unknown", 1, 0.0)]

    def test_segments_that_nobody_knows_count_and_metadata_do_not(self):
        data = made.with_segments(
            plain("jpeg"), made.segment(0xE1, b"FLIR\0one"), made.segment(0xE1, b"FLIR\0two")
        )
        assert found(data) == [("unknown", 1, 0.0)]
        notes = made.segment(0xE1, made.XMP_HEAD + b"<x/>"), made.segment(0xFE, b"a comment")
        assert found(made.with_segments(plain("jpeg"), *notes)) == []

    def test_pictures_and_sounds_that_lie_in_an_xmp_extension(self):
        head = b"http://ns.adobe.com/xmp/extension/\0" + b"A" * 32 + struct.pack(">II", 99, 0)
        for name, part in ((b"GDepth", "depth_map"), (b"GImage", "picture"), (b"GAudio", "sound")):
            packet = head + b'<x %s:Data="aGVsbG8="/>' % name
            data = made.with_segments(plain("jpeg"), made.segment(0xE1, packet))
            assert found(data) == [(part, 1, 0.0)]

    def test_a_progressive_picture_ends_where_it_ends(self):
        data = made.saved(IMAGE, "jpeg", progressive=True)
        assert found(data) == []
        assert found(data + FILM) == [("film", 1, 2.0)]


class TestPngAndWebp:
    def test_frames(self):
        for kind, options in (("png", {}), ("webp", {"lossless": True})):
            data = made.saved(IMAGE, kind, save_all=True, append_images=[OTHER, OTHER], **options)
            ((part, count, _),) = found(data)
            assert part == "frame"
            assert count >= 1

    def test_chunks_that_nobody_knows(self):
        assert found(made.with_chunk(plain("png"), b"prVt", b"layers")) == [("unknown", 1, 0.0)]
        assert found(made.with_riff_chunk(plain("webp"), b"PRVT", b"12")) == [("unknown", 1, 0.0)]

    @pytest.mark.parametrize(
        ("kind", "content", "colour"),
        [
            (b"cICP", bytes((9, 16, 0, 1)), "cicp:9/16"),
            (b"cICP", bytes((1, 13, 0, 1)), ""),
            (b"gAMA", struct.pack(">I", 100_000), "gama:100000"),
            (b"gAMA", struct.pack(">I", 45_455), ""),
            (b"sRGB", b"\0", ""),
        ],
    )
    def test_colour_signals(self, kind, content, colour):
        assert parts_of(made.with_chunk(plain("png"), kind, content)).colour == colour


class TestGif:
    def test_frames_and_what_nobody_knows(self):
        frames = [photo(seed, (80, 60)).convert("P") for seed in (1, 2, 3)]
        data = made.saved(frames[0], "gif", save_all=True, append_images=frames[1:])
        assert found(data) == [("frame", 2, 0.0)]
        block = b"\x21\xff\x0bNOBODYKNOWS\x03abc\0"
        assert ("unknown", 1, 0.0) in found(data[:-1] + block + b";")


class TestTiff:
    def test_pages_count_and_thumbnails_do_not(self):
        data = made.saved(IMAGE, "tiff", save_all=True, append_images=[OTHER, photo(3, (99, 50))])
        assert [part for part, _, _ in found(data)] == ["page", "page"]

    def test_layers_and_tags_that_nobody_knows(self):
        assert found(made.saved(IMAGE, "tiff", tiffinfo={37724: b"layers"})) == [("layers", 1, 0.0)]
        assert found(made.saved(IMAGE, "tiff", tiffinfo={65001: b"a map"})) == [("unknown", 1, 0.0)]


@pytest.mark.parametrize("kind", ["heic", "avif"])
class TestHeif:
    def test_a_made_file_is_a_picture(self, kind):
        data = made.heif_file(IMAGE, kind)
        assert formats.sniff(data[:64]) in ("heif", "avif")
        assert found(data) == []

    @pytest.mark.parametrize(
        ("name", "part"),
        [
            (b"urn:com:apple:photo:2020:aux:hdrgainmap", "gain_map"),
            (b"urn:mpeg:hevc:2015:auxid:2", "depth_map"),
            (b"urn:mpeg:mpegB:cicp:systems:auxiliary:depth", "depth_map"),
            (b"urn:com:apple:photo:2018:aux:portraiteffectsmatte", "matte"),
            (b"urn:nobody:knows", "unknown"),
        ],
    )
    def test_auxiliary_pictures(self, kind, name, part):
        data = made.heif_file(IMAGE, kind, made.auxiliary(OTHER, kind, name))
        assert found(data) == [(part, 1, 0.0)]

    def test_a_tone_map_with_its_gain_map(self, kind):
        item_kind, data, properties = made.coded(OTHER, kind)
        gain = made.Extra(item_kind, data, properties, is_hidden=True)
        tone = made.Extra(b"tmap", b"\0" * 20 + b"x", refers=(b"dimg", (1, 2)))
        assert found(made.heif_file(IMAGE, kind, gain, tone)) == [("gain_map", 1, 0.0)]

    def test_pictures_of_a_burst_films_and_boxes_that_nobody_knows(self, kind):
        second = made.Extra(*made.coded(OTHER, kind))
        assert found(made.heif_file(IMAGE, kind, second)) == [("picture", 1, 0.0)]
        thumbnail = made.Extra(*made.coded(OTHER, kind), refers=(b"thmb", (1,)))
        assert found(made.heif_file(IMAGE, kind, thumbnail)) == []
        inside = made.box(b"mpvd", FILM)
        assert found(made.heif_file(IMAGE, kind, behind=inside)) == [("film", 1, 2.0)]
        strange = made.box(b"abcd", b"content")
        assert found(made.heif_file(IMAGE, kind, behind=strange)) == [("unknown", 1, 0.0)]

    def test_a_colour_signal(self, kind):
        pq = made.box(b"colr", b"nclx", struct.pack(">HHHB", 9, 16, 9, 128))
        data = made.heif_file(IMAGE, kind, properties=pq)
        own = take_apart(made.heif_file(IMAGE, kind), "heif").colour
        assert own == ""
        assert take_apart(data, "heif").colour in ("cicp:9/16", own)


class TestDepth:
    @pytest.mark.parametrize(("kind", "depth"), [("png", 16), ("tiff", 16), ("ppm", 16)])
    def test_as_stored(self, kind, depth):
        assert parts_of(made.deep_file(IMAGE, kind)).depth == depth

    def test_of_a_phone_s_ten_bits(self):
        assert parts_of(made.deep_file(IMAGE, "heic")).depth in (10, 12)

    def test_of_jpeg_2000(self):
        grey = Image.fromarray(made.deep(IMAGE)[..., 0])
        buffer = io.BytesIO()
        grey.save(buffer, "JPEG2000")
        assert parts_of(buffer.getvalue()).depth == 16
        buffer = io.BytesIO()
        grey.save(buffer, "JPEG2000", no_jp2=True)
        assert parts_of(buffer.getvalue()).depth == 16


def test_a_scanned_book_has_a_bounded_list():
    page = Image.new("L", (4, 4))
    pages = [Image.new("L", (4, 4), n % 255) for n in range(400)]
    items = parts_of(made.saved(page, "tiff", save_all=True, append_images=pages)).items
    assert len(items) <= 257
    assert sum(item.count for item in items) == 400


def test_the_holdings_of_a_file_are_read_with_it(tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(plain("jpeg") + FILM)
    held = decode.read(str(path), embed_px=128).content.holdings
    assert held.count(Part.FILM) == 1
    path.write_bytes(made.saved(IMAGE, "jpeg", icc_profile=made.wide_profile()))
    assert decode.read(str(path), embed_px=128).content.holdings.colour.startswith("icc:")
