import os

from hypothesis import given
from hypothesis import strategies as st

from simgui.core.files import companions, formats
from simgui.core.types import FileStat


def stats(*names: str, size: int = 1000) -> list[FileStat]:
    return [FileStat(name, 1, index, size, 0) for index, name in enumerate(names)]


def gathered(*names: str, size: int = 1000) -> dict[str, list[str]]:
    found = companions.gather(stats(*names, size=size))
    assert [unit.primary.path for unit in found] == sorted(unit.primary.path for unit in found)
    return {unit.primary.path: [f.path for f in unit.companions] for unit in found}


def test_a_raw_goes_with_the_jpeg_of_its_name():
    assert gathered("/a/1.CR2", "/a/1.JPG") == {"/a/1.JPG": ["/a/1.CR2"]}
    assert gathered("/a/1.dng", "/a/1.HEIC") == {"/a/1.HEIC": ["/a/1.dng"]}


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
    big = companions.MAX_LIVE_VIDEO_BYTES + 1
    assert gathered("/IMG_1.HEIC", "/IMG_1.MOV", size=big) == {"/IMG_1.HEIC": []}


def test_a_video_does_not_go_with_a_png():
    assert gathered("/1.png", "/1.mov") == {"/1.png": []}


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
    st.sampled_from(["a", "A", "b", "a.jpg", "IMG_O1", "IMG_1"]),
    st.sampled_from([".jpg", ".JPG", ".heic", ".png", ".cr2", ".dng", ".xmp", ".aae", ".mov", ""]),
)


@given(st.lists(names, unique=True, max_size=20))
def test_each_file_is_in_one_unit_at_most_and_no_photo_is_lost(paths):
    found = companions.gather(stats(*paths))
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
    assert companions.gather(files) == companions.gather(shuffled)
