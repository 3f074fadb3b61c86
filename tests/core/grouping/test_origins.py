from datetime import UTC, datetime

import pytest

from simgui.core.grouping import origins
from simgui.core.grouping.keeper import choose
from simgui.core.grouping.origins import Origin
from simgui.core.types import (
    Content,
    ContentId,
    Descent,
    FileStat,
    KeepReason,
    Metadata,
    Pair,
    Photo,
    PhotoId,
    Tier,
)

SHOT = int(datetime(2021, 6, 5, 14, 3, 22, tzinfo=UTC).timestamp() * 1000)
CAMERA = {"make": "Canon", "camera": "EOS R6", "taken_ms": SHOT}


def photo(number, path, *, kind="jpeg", size=(4000, 3000), when=2022, beside=(), depth=8, **known):
    content = Content(
        *(ContentId(number), bytes([number]) * 32, 3_000_000, kind, *size, bytes(256), 0, None),
        depth=depth,
        metadata=Metadata(**known),
    )
    mtime = int(datetime(when, 1, 1, tzinfo=UTC).timestamp()) * 10**9
    companions = tuple(FileStat(name, 1, 90 + i, 1000, 0) for i, name in enumerate(beside))
    stat = FileStat(path, 1, number, 3_000_000, mtime)
    return Photo(PhotoId(number), stat, content, "/", companions=companions)


@pytest.mark.parametrize(
    ("name", "known", "origin"),
    [
        ("IMG_1.jpg", CAMERA, Origin.CAMERA),
        ("IMG_1.jpg", CAMERA | {"software": "Ver.1.02", "changed_ms": SHOT}, Origin.CAMERA),
        ("IMG_1.jpg", CAMERA | {"said_size": (3000, 4000)}, Origin.CAMERA),
        ("IMG_1.jpg", CAMERA | {"software": "Adobe Photoshop 24.1"}, Origin.PROCESSED),
        ("IMG_1.jpg", CAMERA | {"software": "GIMP 2.10"}, Origin.PROCESSED),
        ("IMG_1.jpg", CAMERA | {"changed_ms": SHOT + 60_000}, Origin.PROCESSED),
        ("IMG_1.jpg", CAMERA | {"said_size": (6000, 4000)}, Origin.PROCESSED),
        ("IMG_1.jpg", CAMERA | {"is_derived": True}, Origin.PROCESSED),
        ("IMG_1.png", CAMERA, Origin.PROCESSED),
        ("IMG_1-edited.jpg", CAMERA, Origin.PROCESSED),
        ("IMG_E1234.HEIC", CAMERA, Origin.PROCESSED),
        ("IMG_1.jpg", {}, Origin.UNKNOWN),
        ("IMG-20210605-WA0003.jpg", {}, Origin.PASSED_ON),
        ("Screenshot_20210605-140322.png", {}, Origin.PASSED_ON),
        ("FB_IMG_1622894602.jpg", {}, Origin.PASSED_ON),
        ("photo_2021-06-05_14-03-22.jpg", {}, Origin.PASSED_ON),
        ("IMG_1.PNG", {"is_screenshot": True}, Origin.PASSED_ON),
    ],
)
def test_where_a_file_comes_from(name, known, origin):
    kind = "png" if name.lower().endswith("png") else "jpeg"
    assert origins.origin_of(photo(1, f"/p/{name}", kind=kind, **known)) is origin


def test_the_camera_file_is_kept_before_its_edit_with_more_tags():
    camera = photo(1, "/DCIM/IMG_1.jpg", tag_count=13, when=2023, **CAMERA)
    edited = photo(2, "/Takeout/IMG_1-edited.jpg", tag_count=14, when=2021, **CAMERA)
    choice = choose([edited, camera])
    assert (choice.photo, choice.reason) == (camera, KeepReason.CAMERA)


def test_a_smaller_camera_file_does_not_beat_a_larger_version_with_its_data():
    small = photo(1, "/IMG_1.jpg", size=(1000, 750), **CAMERA)
    large = photo(2, "/export.jpg", software="Lightroom", **CAMERA)
    assert choose([small, large]).photo is large


@pytest.mark.parametrize("when", [1970, 1980, 2015, 2090])
def test_times_that_say_nothing_make_no_oldest_file(when):
    dated = photo(1, "/2021/IMG_7.jpg", when=2022, **CAMERA)
    odd = photo(1, "/from phone/IMG_7.jpg", when=when, **CAMERA)
    choice = choose([odd, dated])
    assert (choice.photo, choice.reason) == (dated, KeepReason.NONE)


def test_an_honest_time_decides_between_equal_files():
    old, new = photo(1, "/z/IMG_7.jpg", when=2021), photo(1, "/a/IMG_7.jpg", when=2023)
    assert choose([new, old]).reason is KeepReason.OLDEST


@pytest.mark.parametrize("ending", ["_original", "~", ".bak", ".orig"])
def test_a_backup_beside_its_file_never_leads(ending):
    now = photo(1, "/IMG_9.jpg", when=2023)
    backup = photo(2, "/IMG_9.jpg" + ending, when=2021, gps=(1.0, 2.0), **CAMERA)
    choice = choose([backup, now])
    assert (choice.photo, choice.reason) == (now, KeepReason.CURRENT)


def pairs(tier=Tier.SAME, **known):
    key = (ContentId(1), ContentId(2))
    return {key: Pair(*key, tier, 0.99, 0.9, 0.99, **known)}


def test_what_was_made_from_another_file_does_not_lead():
    parent = photo(1, "/b.jpg", when=2023)
    child = photo(2, "/a.jpg", when=2021, gps=(1.0, 2.0))
    proof = pairs(parent=ContentId(1), descent=Descent.RECOMPRESSED)
    choice = choose([child, parent], pairs=proof)
    assert (choice.photo, choice.reason) == (parent, KeepReason.PARENT)


def test_a_camera_s_file_was_made_from_nothing():
    plain, camera = photo(1, "/b.jpg"), photo(2, "/IMG_1.jpg", **CAMERA)
    proof = pairs(parent=ContentId(1), descent=Descent.RECOMPRESSED)
    assert choose([camera, plain], pairs=proof).photo is camera


def test_a_lossless_file_with_the_pixels_of_a_jpeg_was_made_from_it():
    jpeg, png = photo(1, "/b.jpg", **CAMERA), photo(2, "/a.png", kind="png", **CAMERA)
    choice = choose([png, jpeg], pairs=pairs(Tier.PIXELS))
    assert (choice.photo, choice.reason) == (jpeg, KeepReason.PARENT)


def test_a_damaged_file_never_leads():
    whole = photo(1, "/good.jpg", when=2023)
    broken = photo(2, "/IMG_1.jpg", when=2021, **CAMERA)
    proof = pairs(Tier.EDITED, parent=ContentId(1), descent=Descent.DAMAGED)
    choice = choose([broken, whole], pairs=proof)
    assert (choice.photo, choice.reason) == (whole, KeepReason.UNDAMAGED)


def test_sixteen_bits_lead_before_tags():
    scan = photo(1, "/scan.tif", kind="tiff", depth=16)
    web = photo(2, "/web.jpg", tag_count=7, taken_ms=SHOT)
    choice = choose([web, scan], pairs=pairs())
    assert (choice.photo, choice.reason) == (scan, KeepReason.HOLDS_MORE)


@pytest.mark.parametrize("name", ["IMG_1.MOV", "IMG_1.xmp", "IMG_1.jpg.json", "IMG_1.NEF"])
def test_of_equal_files_the_one_with_companions_leads(name):
    rich = photo(1, "/z/IMG_1.jpg", when=2023, beside=["/z/" + name])
    bare = photo(1, "/a/IMG_1.jpg", when=2021)
    choice = choose([bare, rich])
    assert (choice.photo, choice.reason) == (rich, KeepReason.HOLDS_MORE)


@pytest.mark.parametrize(
    ("when", "known", "tells"),
    [
        (1970, {}, False),  # a clock that was never set
        (1980, {}, False),  # FAT and zip files without a time
        (1995, {}, True),
        (2022, {}, True),
        (2090, {}, False),
        (2022, CAMERA, True),
        (2019, CAMERA, False),  # older than the photo in it
    ],
)
def test_a_files_time_counts_only_where_it_can_be_true(when, known, tells):
    one = photo(1, "a.jpg", when=when, **known)
    assert origins.tells_time(one) is tells
