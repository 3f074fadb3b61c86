import contextlib
import io
import struct
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from simgui.core.imaging import metadata
from tests.core.pictures import exif_bytes, photo, xmp_bytes


def exif(**fields: object) -> Image.Exif:
    block = Image.Exif()
    block.load(exif_bytes(**fields))  # type: ignore[arg-type]
    return block


def milliseconds(*parts: int) -> int:
    return round(datetime(*parts, tzinfo=UTC).timestamp() * 1000)  # type: ignore[misc,arg-type]


def iptc(*records: tuple[int, bytes]) -> bytes:
    return b"".join(
        bytes((0x1C, 2, dataset)) + len(value).to_bytes(2, "big") + value
        for dataset, value in records
    )


def loaded(data: bytes) -> Image.Exif | None:
    """EXIF as a decoder hands it on: what fails at once counts as none."""
    block = Image.Exif()
    with contextlib.suppress(SyntaxError, ValueError, TypeError, OSError, struct.error, IndexError):
        block.load(data)
        return block
    return None


class TestExif:
    def test_camera_lens_and_exposure_are_read(self):
        found = metadata.parse(
            exif(
                Make="FUJIFILM",
                Model="X100F",
                Software="3.1",
                LensModel="23mmF2",
                FocalLength=23.0,
                FNumber=8.0,
                ExposureTime=1 / 320,
                ISOSpeedRatings=200,
                ImageUniqueID="abc",
            )
        )
        assert (found.make, found.camera, found.lens) == ("FUJIFILM", "X100F", "23mmF2")
        assert found.exposure == "23 mm · f/8 · 1/320 s · ISO 200"
        assert (found.software, found.unique_id) == ("3.1", "abc")
        assert found.tag_count >= 9

    def test_only_what_is_known_of_the_exposure_is_said(self):
        assert metadata.parse(exif(ExposureTime=2.5)).exposure == "2.5 s"
        assert metadata.parse(exif(FNumber=1.8, FocalLength=4.25)).exposure == "4.2 mm · f/1.8"
        assert metadata.parse(exif(FNumber=0.0, ISOSpeedRatings=0)).exposure == ""

    def test_capture_time_has_milliseconds_if_the_camera_wrote_them(self):
        whole = metadata.parse(exif(taken="2019:05:06 07:08:09"))
        assert (whole.taken_ms, whole.has_subsecond) == (milliseconds(2019, 5, 6, 7, 8, 9), False)
        fine = metadata.parse(exif(taken="2019:05:06 07:08:09", subsecond="25"))
        assert fine.taken_ms == milliseconds(2019, 5, 6, 7, 8, 9) + 250
        assert fine.has_subsecond

    @pytest.mark.parametrize(
        "text",
        [
            "0000:00:00 00:00:00",
            "2019:13:01 00:00:00",
            "1970:01:01 00:00:00",
            "1980:01:01 00:00:00",
            "9999:01:01 00:00:00",
            "    :  :     :  :  ",
            "yesterday",
            "",
        ],
    )
    def test_a_date_that_can_not_be_is_none(self, text):
        assert metadata.parse(exif(taken=text)).taken_ms is None

    @pytest.mark.parametrize(
        "text", ["2019-05-06T07:08:09", "2019/05/06 07:08:09", "2019:05:06 07:08"]
    )
    def test_other_ways_to_write_a_date_are_understood(self, text):
        assert metadata.parse(exif(taken=text)).taken_ms is not None

    def test_the_date_of_a_program_s_change_is_no_capture_time(self):
        assert metadata.parse(exif(DateTime="2019:05:06 07:08:09")).taken_ms is None
        assert metadata.parse(exif(DateTime="2019:05:06 07:08:09", Make="Canon")).taken_ms

    def test_a_place_has_its_hemisphere(self):
        latitude, longitude = metadata.parse(exif(gps=(-33.8568, 151.2153))).gps
        assert (latitude, longitude) == (pytest.approx(-33.8568), pytest.approx(151.2153))

    def test_a_place_without_a_fix_or_off_the_earth_is_none(self):
        assert metadata.parse(exif(gps=(0.0, 0.0))).gps is None
        assert metadata.parse(exif(gps=(91.0, 10.0))).gps is None

    def test_text_is_one_printable_line_of_bounded_length(self):
        found = metadata.parse(exif(Model="X\0rest", Software="a\x1b[31m\nb" + "x" * 5000))
        assert found.camera == "X"
        assert found.software.startswith("a [31m b")
        assert len(found.software) == metadata.MAX_TEXT

    def test_what_windows_writes_is_read(self):
        found = metadata.parse(
            exif(XPTitle="Pier\0".encode("utf-16-le"), XPKeywords="sea; sun".encode("utf-16-le"))
        )
        assert found.title == "Pier"
        assert found.keywords == ("sea", "sun")

    def test_the_structure_of_a_tiff_is_no_richness(self):
        stream = io.BytesIO()
        photo(1, (20, 20)).save(stream, "TIFF")
        with Image.open(stream) as image:
            assert metadata.parse(image.getexif()).tag_count == 0


class TestXmp:
    def test_rating_title_and_keywords_are_read(self):
        found = metadata.parse(None, xmp_bytes(rating=3, title="Pier", keywords=("sea", "sun")))
        assert (found.rating, found.title, found.keywords) == (3, "Pier", ("sea", "sun"))

    def test_properties_may_be_attributes_or_elements(self):
        packet = (
            '<x xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<rdf:Description xmlns:e="e" xmlns:t="t" t:Model="X1" e:GPSLatitude="51,30.0N">'
            "<e:GPSLongitude>0,7,30W</e:GPSLongitude>"
            "<e:DateTimeOriginal>2019-05-06T07:08:09.5+02:00</e:DateTimeOriginal>"
            "</rdf:Description></x>"
        )
        found = metadata.parse(None, packet)
        assert found.camera == "X1"
        assert found.gps == (51.5, -0.125)
        assert found.taken_ms == milliseconds(2019, 5, 6, 7, 8, 9) + 500

    def test_exif_wins_over_xmp(self):
        packet = xmp_bytes().replace(b'xmp:Rating="4"', b'xmp:CreateDate="2001-01-02T03:04:05"')
        found = metadata.parse(exif(taken="2019:05:06 07:08:09"), packet)
        assert found.taken_ms == milliseconds(2019, 5, 6, 7, 8, 9)

    @pytest.mark.parametrize("rating", [-2, 6, 99])
    def test_a_rating_out_of_range_is_none(self, rating):
        assert metadata.parse(None, xmp_bytes(rating=rating)).rating is None

    def test_an_entity_bomb_is_not_expanded(self):
        bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
        outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
        assert metadata.parse_xmp(bomb) == {}
        assert metadata.parse_xmp(outside) == {}

    def test_a_packet_without_end_is_not_parsed(self):
        assert metadata.parse_xmp(b"<x>" * (metadata.MAX_XMP_BYTES // 2)) == {}


class TestIptc:
    def test_title_keywords_and_date_are_read(self):
        data = iptc(
            (5, b"Pier"), (25, b"sea"), (25, b"sun"), (55, b"20190506"), (60, b"070809+0000")
        )
        found = metadata.parse(None, b"", data)
        assert (found.title, found.keywords) == ("Pier", ("sea", "sun"))
        assert found.taken_ms == milliseconds(2019, 5, 6, 7, 8, 9)


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@settings(max_examples=200)
@given(st.binary(max_size=300), st.binary(max_size=300), st.binary(max_size=100))
def test_garbage_gives_empty_fields(exif_data, xmp, records):
    found = metadata.parse(loaded(exif_data), xmp, b"\x1c\x02" + records)
    assert len(found.title) <= metadata.MAX_TEXT


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@settings(max_examples=200)
@given(st.data())
def test_damaged_metadata_never_raises(data):
    block = bytearray(
        exif_bytes(Make="A", taken="2019:05:06 07:08:09", gps=(1.0, 2.0), FNumber=2.0)
    )
    packet = bytearray(xmp_bytes())
    for target in (block, packet):
        for _ in range(data.draw(st.integers(1, 8))):
            target[data.draw(st.integers(0, len(target) - 1))] = data.draw(st.integers(0, 255))
    found = metadata.parse(loaded(bytes(block)), bytes(packet))
    assert found.gps is None or abs(found.gps[0]) <= 90
