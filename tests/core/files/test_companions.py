import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simgui.core.files import companion_kinds, formats, scan
from simgui.core.files import companions as units
from simgui.core.task import Token
from simgui.core.types import FileStat


def stats(*names: str, size: int = 1000) -> list[FileStat]:
    return [FileStat(name, 1, index, size, 0) for index, name in enumerate(names)]


def gathered(*names: str, size: int = 1000) -> dict[str, list[str]]:
    found = units.gather(stats(*names, size=size))
    assert [unit.primary.path for unit in found] == sorted(unit.primary.path for unit in found)
    return {unit.primary.path: [f.path for f in unit.companions] for unit in found}


def test_a_raw_goes_with_the_jpeg_of_its_name():
    assert gathered("/a/1.CR2", "/a/1.JPG") == {"/a/1.JPG": ["/a/1.CR2"]}
    assert gathered("/a/1.dng", "/a/1.HEIC") == {"/a/1.HEIC": ["/a/1.dng"]}


@pytest.mark.skipif(os.sep != "/", reason="its paths are those of POSIX")
def test_a_lone_raw_is_its_own_photo():
    assert gathered("/a/1.CR2", "/b/1.JPG") == {"/a/1.CR2": [], "/b/1.JPG": []}


def test_a_developed_tiff_or_png_is_not_the_camera_s_jpeg():
    assert gathered("/1.nef", "/1.tif") == {"/1.nef": [], "/1.tif": []}
    assert gathered("/1.nef", "/1.tif", "/1.jpg") == {"/1.jpg": ["/1.nef"], "/1.tif": []}


def test_two_pictures_of_one_name_are_two_photos_and_share_nothing():
    assert gathered("/1.jpg", "/1.heic", "/1.cr2", "/1.mov", "/1.aae") == {
        "/1.cr2": ["/1.aae"],
        "/1.heic": [],
        "/1.jpg": [],
    }
    assert gathered("/1.jpg", "/1.png", "/1.xmp") == {"/1.jpg": [], "/1.png": []}


def test_side_cars_go_with_their_photo():
    assert gathered("/1.jpg", "/1.xmp", "/1.AAE", "/1.jpg.xmp") == {
        "/1.jpg": ["/1.AAE", "/1.jpg.xmp", "/1.xmp"]
    }
    assert gathered("/1.jpg", "/1.cr2", "/1.xmp", "/1.cr2.xmp") == {
        "/1.jpg": ["/1.cr2", "/1.cr2.xmp", "/1.xmp"]
    }
    assert gathered("/1.jpg", "/1.png", "/1.png.xmp") == {"/1.jpg": [], "/1.png": ["/1.png.xmp"]}


def test_a_side_car_beside_a_raw_and_its_tiff_is_the_raw_s():
    assert gathered("/1.cr2", "/1.tif", "/1.xmp") == {"/1.cr2": ["/1.xmp"], "/1.tif": []}


def test_a_side_car_or_video_without_a_photo_is_left_out():
    assert gathered("/1.xmp", "/2.mov", "/3.thm") == {}


def test_a_live_photo_has_its_video():
    assert gathered("/IMG_1.HEIC", "/IMG_1.MOV") == {"/IMG_1.HEIC": ["/IMG_1.MOV"]}
    assert gathered("/IMG_1.JPG", "/IMG_1.mp4") == {"/IMG_1.JPG": ["/IMG_1.mp4"]}


def test_a_long_film_of_the_same_name_is_no_live_photo():
    big = companion_kinds.MAX_LIVE_FILM_BYTES + 1
    assert gathered("/IMG_1.HEIC", "/IMG_1.MOV", size=big) == {"/IMG_1.HEIC": []}


def test_a_video_does_not_go_with_a_png():
    assert gathered("/1.png", "/1.mov") == {"/1.png": []}


LONG = "/Screenshot_20190919-053857743_holiday_in_the_mountains.jpg"


@pytest.mark.parametrize(
    ("photo", "record"),
    [
        ("/a.jpg", "/a.jpg.json"),
        ("/a.jpg", "/a.json"),
        ("/a.jpg", "/a.jpg.supplemental-metadata.json"),
        ("/a.jpg", "/a.jpg.supplemental-me.json"),
        ("/a.jpg", "/a.jpg.s.json"),
        ("/a.jpg", "/a.jpg..json"),
        ("/a(1).jpg", "/a.jpg(1).json"),
        ("/a(2).jpg", "/a.jpg.supplemental-metadata(2).json"),
        ("/a(2).jpg", "/a.jpg.suppl(2).json"),
        ("/a-edited.jpg", "/a.jpg.json"),
        ("/a-bearbeitet.jpg", "/a.jpg.supplemental-metadata.json"),
        ("/a-edited(1).jpg", "/a.jpg(1).json"),
        (LONG, LONG[:47] + ".json"),
        (LONG[:51], LONG[:47] + ".json"),
        (LONG[:48] + "(1).jpg", LONG[:47] + "(1).json"),
    ],
)
def test_a_takeout_record_goes_with_its_photo(photo, record):
    assert gathered(photo, record) == {photo: [record]}


@pytest.mark.parametrize(
    ("names", "owner"),
    [
        (("/a.jpg", "/a(1).jpg", "/a.jpg(1).json"), "/a(1).jpg"),
        (("/a.jpg", "/a(1).jpg", "/a.jpg.json"), "/a.jpg"),
        (("/a.jpg", "/a-edited.jpg", "/a.jpg.json"), None),
        (("/a.jpg", "/a.heic", "/a.json"), None),
        ((LONG, LONG[:47] + "x.jpg", LONG[:47] + ".json"), None),
        (("/a.jpg", "/a.json.jpg", "/metadata.json"), None),
        (("/a.jpg", "/b.jpg.json"), None),
    ],
)
def test_a_record_of_more_than_one_photo_goes_with_none(names, owner):
    found = {path: beside for path, beside in gathered(*names).items() if beside}
    assert found == ({owner: [names[-1]]} if owner else {})


@pytest.mark.parametrize(
    "kind", companion_kinds.REGISTRY, ids=lambda kind: str(sorted(kind.suffixes))
)
def test_each_kind_in_the_registry_goes_with_its_photo_by_either_name(kind):
    for suffix in sorted(kind.suffixes):
        for spelling in (suffix, suffix.upper()):
            assert gathered("/IMG_1.jpg", "/IMG_1" + spelling) == {
                "/IMG_1.jpg": ["/IMG_1" + spelling]
            }
            whole = "/IMG_1.jpg" + spelling
            assert gathered("/IMG_1.jpg", "/IMG_1.png", whole)["/IMG_1.jpg"] == [whole]
            assert gathered("/IMG_1.jpg", "/IMG_1.heic", "/IMG_1" + spelling)["/IMG_1.jpg"] == []


def test_darktable_s_second_development_goes_with_the_photo():
    assert gathered("/1.jpg", "/1_01.jpg.xmp", "/1_2.jpg.xmp") == {"/1.jpg": ["/1_01.jpg.xmp"]}
    assert gathered("/1.jpg", "/1_01.jpg", "/1_01.jpg.xmp")["/1_01.jpg"] == ["/1_01.jpg.xmp"]
    assert gathered("/1.cr2", "/1_01.cr2.xmp") == {"/1.cr2": ["/1_01.cr2.xmp"]}


def test_what_belongs_to_a_companion_goes_with_the_photo():
    assert gathered("/1.heic", "/1.mov", "/1.mov.json", "/1.mov.json.md5") == {
        "/1.heic": ["/1.mov", "/1.mov.json", "/1.mov.json.md5"]
    }


def test_pixel_s_film_has_the_whole_stem_of_its_photo():
    assert gathered("/PXL_1.MP.jpg", "/PXL_1.MP") == {"/PXL_1.MP.jpg": ["/PXL_1.MP"]}


def test_anything_named_after_a_whole_photo_belongs_to_it():
    assert gathered("/1.jpg", "/1.jpg.txt", "/1.txt", "/1.jpg.zip") == {
        "/1.jpg": ["/1.jpg.txt", "/1.jpg.zip"]
    }


def test_accents_match_however_they_are_composed():
    assert gathered("/Caf\u00e9.jpg", "/Cafe\u0301.xmp") == {"/Caf\u00e9.jpg": ["/Cafe\u0301.xmp"]}


@pytest.mark.parametrize(
    ("photo", "companions", "others"),
    [
        ("a.jpg", ["a.xmp", "a.jpg.pp3", "a_01.jpg.xmp", "a.wav"], ["ab.jpg", "ab.xmp"]),
        ("a(1).jpg", ["a.jpg(1).json"], ["a.jpg", "a.jpg.json"]),
        ("a-edited.jpg", ["a.jpg.supplemental-metadata.json"], []),
        ("a.jpg", [], ["a-edited.jpg", "a.jpg.json"]),
        ("IMG_1234.heic", ["IMG_1234.aae", "IMG_O1234.AAE", "IMG_1234.mov"], ["IMG_E1234.heic"]),
        (LONG[1:], [LONG[1:47] + ".json"], []),
    ],
)
def test_the_files_beside_a_photo_at_this_moment_are_those_a_walk_finds(
    tmp_path, photo, companions, others
):
    for name in (photo, *companions, *others):
        (tmp_path / name).write_bytes(b"x")
    beside = units.companions_now(str(tmp_path / photo))
    assert [os.path.basename(file.path) for file in beside] == sorted(companions)
    walked = {unit.primary.path: unit.companions for unit in units.gather(walk(tmp_path))}
    assert walked[str(tmp_path / photo)] == beside


def walk(folder):
    return scan.walk(str(folder), (), Token())


def test_an_edited_version_is_a_photo_of_its_own():
    assert gathered("/IMG_1.HEIC", "/IMG_E1.HEIC", "/IMG_1.AAE", "/IMG_O1.AAE") == {
        "/IMG_1.HEIC": ["/IMG_1.AAE", "/IMG_O1.AAE"],
        "/IMG_E1.HEIC": [],
    }


def test_case_does_not_matter_but_an_exact_match_wins():
    assert gathered("/img.jpg", "/IMG.CR2") == {"/img.jpg": ["/IMG.CR2"]}
    assert gathered("/img.jpg", "/IMG.jpg", "/IMG.CR2") == {
        "/img.jpg": [],
        "/IMG.jpg": ["/IMG.CR2"],
    }


def test_a_file_without_suffix_that_the_walk_let_through_is_a_photo():
    assert gathered("/a", "/b.weird") == {"/a": [], "/b.weird": []}


names = st.builds(
    lambda folder, stem, suffix: f"/{folder}/{stem}{suffix}",
    st.sampled_from("xy"),
    st.sampled_from(["a", "A", "b", "a.jpg", "a(1)", "a_01.jpg", "a-edited", "IMG_O1", "IMG_1"]),
    st.sampled_from(
        [
            *(".jpg", ".JPG", ".heic", ".png", ".cr2", ".dng", ".xmp", ".aae", ".mov", ".wav"),
            *(".json", ".jpg.json", ".jpg(1).json", ".jpg.supplemental-metadata.json", ".txt", ""),
        ]
    ),
)


@pytest.mark.skipif(os.sep != "/", reason="its paths are those of POSIX")
@given(st.lists(names, unique=True, max_size=20))
def test_each_file_is_in_one_unit_at_most_and_no_photo_is_lost(paths):
    found = units.gather(stats(*paths))
    used = [f.path for unit in found for f in (unit.primary, *unit.companions)]
    assert len(used) == len(set(used))
    photos = {p for p in paths if formats.kind(p).value in ("picture", "raw", "unknown")}
    assert photos <= set(used)
    for unit in found:
        folders = {os.path.dirname(f.path) for f in (unit.primary, *unit.companions)}
        assert len(folders) == 1


@given(st.lists(names, unique=True, max_size=20), st.randoms())
def test_the_order_of_the_files_does_not_matter(paths, random):
    files = stats(*paths)
    shuffled = list(files)
    random.shuffle(shuffled)
    assert units.gather(files) == units.gather(shuffled)
