import json

import pytest

from models import generations
from simgui.core.grouping.groups import group
from simgui.core.imaging.codec import DEFAULT_LIMITS
from simgui.core.imaging.decode import read
from simgui.core.matching.descent import with_descent
from simgui.core.task import Token
from simgui.core.types import Alignment, ContentId, FileStat, Pair, Photo, PhotoId, Tier
from tests.core import pictures


@pytest.fixture(scope="module")
def families(tmp_path_factory):
    folder = tmp_path_factory.mktemp("families")
    (folder / "photos").mkdir()
    for seed in range(6):
        pictures.photo(seed, (480, 360)).save(folder / "photos" / f"{seed}.jpg", quality=92)
    arguments = ["make", "--photos", str(folder / "photos"), "--out", str(folder / "out")]
    generations.make(generations.parse([*arguments, "--families", "6"]))
    return folder / "out"


def test_the_camera_s_file_leads_in_each_kind_of_family(families):
    truth = json.loads((families / "truth.json").read_text())
    for number in range(1, 6):  # the first family needs the alignment of a scan
        names = sorted(name for name, family in truth["groups"].items() if family == number)
        photos = []
        for place, name in enumerate(names, 1):
            path = families / name
            content = read(str(path), embed_px=192).content
            status = path.stat()
            stat = FileStat(str(path), 1, 10 * number + place, status.st_size, status.st_mtime_ns)
            object.__setattr__(content, "id", ContentId(place))
            photos.append(Photo(PhotoId(place), stat, content, str(families)))
        whole = Alignment((1, 0, 0, 0, 1, 0), 50, 0.99, 1.0, 1.0, 0.0)
        tier = Tier.EDITED if number == 5 else Tier.SAME
        pair = Pair(ContentId(1), ContentId(2), tier, 0.99, 0.9, 0.99, whole)
        contents = {photo.content.id: photo.content for photo in photos}
        paths = {photo.content.id: photo.path for photo in photos}
        pairs = with_descent(
            [pair], contents, paths, threads=1, limits=DEFAULT_LIMITS, token=Token()
        )
        (found,) = group(photos, pairs)
        kept = found.keeper.photo.path.removeprefix(str(families) + "/")
        assert truth["edits"][kept] == "original", (found.keeper.reason, kept)


def test_the_same_seed_makes_the_same_families(families, tmp_path):
    arguments = ["make", "--photos", str(families.parent / "photos"), "--out", str(tmp_path / "b")]
    generations.make(generations.parse([*arguments, "--families", "6"]))
    made = sorted(p.relative_to(families) for p in families.rglob("*") if p.is_file())
    assert made == sorted(
        p.relative_to(tmp_path / "b") for p in (tmp_path / "b").rglob("*") if p.is_file()
    )
