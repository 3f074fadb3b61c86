"""What a keeper lacks is saved beside it; what is there already keeps every byte."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simgui.core.errors import UserError
from simgui.core.imaging.metadata import parse
from simgui.core.removal import sidecar
from simgui.core.removal.sidecar import Fields, missing, write_sidecar
from simgui.core.types import Metadata
from tests.core.removal_fixtures import write

FULL = Fields(
    taken_ms=1_561_212_345_678,
    has_subsecond=True,
    gps=(-33.856784, 151.215297),
    rating=4,
    title='Opera <House> & "Bay"',
    keywords=("sea", "Sydney & co"),
)

LIGHTROOM = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
    xmlns:d="http://purl.org/dc/elements/1.1/"
   xmp:Rating="2" crs:Exposure2012="+0.35">
   <d:subject>
    <rdf:Bag>
     <rdf:li>sea</rdf:li>
    </rdf:Bag>
   </d:subject>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def read(path):
    with open(path, "rb") as file:
        return parse(xmp=file.read())


def test_only_what_the_keeper_lacks_is_missing():
    victim = Metadata(taken_ms=5, gps=(1.0, 2.0), rating=3, title="Pier", keywords=("Sea", "dusk"))
    assert missing(victim, victim).is_empty
    keeper = Metadata(taken_ms=7, rating=0, keywords=("sea",))
    assert missing(keeper, victim) == Fields(
        gps=(1.0, 2.0), rating=3, title="Pier", keywords=("dusk",)
    )
    assert missing(victim, Metadata()).is_empty


def test_a_new_side_car_says_what_it_was_given(tmp_path):
    photo = write(tmp_path / "a.jpg", b"x")
    change = write_sidecar(str(photo), FULL)
    assert change.path == str(tmp_path / "a.jpg.xmp")
    found = read(change.path)
    assert (found.taken_ms, found.has_subsecond) == (FULL.taken_ms, True)
    assert found.gps == pytest.approx(FULL.gps, abs=1e-6)
    assert (found.rating, found.title, found.keywords) == (4, FULL.title, FULL.keywords)
    assert photo.read_bytes() == b"x"


def test_nothing_to_save_writes_nothing(tmp_path):
    assert write_sidecar(str(write(tmp_path / "a.jpg", b"x")), Fields()) is None
    assert os.listdir(tmp_path) == ["a.jpg"]


def test_an_existing_side_car_is_added_to_and_loses_nothing(tmp_path):
    photo = write(tmp_path / "a.jpg", b"x")
    existing = write(tmp_path / "a.xmp", LIGHTROOM.encode())
    change = write_sidecar(str(photo), FULL)
    assert change.path == str(existing)
    found = read(existing)
    assert found.rating == 2
    assert found.keywords == ("sea", "Sydney & co")
    assert found.title == FULL.title
    assert found.gps == pytest.approx(FULL.gps, abs=1e-6)
    # Every line of the old one is still there, in its order.
    new = iter(existing.read_text().splitlines())
    assert all(line in new for line in LIGHTROOM.splitlines())
    assert sorted(os.listdir(tmp_path)) == ["a.jpg", "a.xmp"]


def test_adding_the_same_again_changes_nothing(tmp_path):
    photo = str(write(tmp_path / "a.jpg", b"x"))
    write_sidecar(photo, FULL)
    assert write_sidecar(photo, FULL) is None


def test_a_side_car_named_like_the_whole_file_wins(tmp_path):
    photo = write(tmp_path / "a.jpg", b"x")
    write(tmp_path / "a.xmp", LIGHTROOM.encode())
    whole = write(tmp_path / "a.jpg.xmp", LIGHTROOM.encode())
    assert write_sidecar(str(photo), FULL).path == str(whole)
    assert (tmp_path / "a.xmp").read_text() == LIGHTROOM


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no xml",
        b"<a>",
        b"<a/>",
        LIGHTROOM.encode("utf-16"),
        LIGHTROOM.encode()[:-100],
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
        b"<a>" * 100_000,
    ],
)
def test_what_is_no_xmp_is_left_alone_with_a_clear_word(tmp_path, data):
    photo = write(tmp_path / "a.jpg", b"x")
    existing = write(tmp_path / "a.xmp", data)
    with pytest.raises(UserError, match=r"a\.xmp"):
        write_sidecar(str(photo), FULL)
    assert existing.read_bytes() == data


def test_revert_brings_the_old_bytes_back_and_spares_newer_ones(tmp_path):
    photo = str(write(tmp_path / "a.jpg", b"x"))
    existing = write(tmp_path / "a.xmp", LIGHTROOM.encode())
    existing.chmod(0o640)
    change = write_sidecar(photo, FULL)
    assert existing.stat().st_mode & 0o777 == 0o640
    assert sidecar.revert(change)
    assert existing.read_text() == LIGHTROOM
    assert sidecar.revert(change)
    sidecar.apply(change)
    existing.write_text("edited since")
    assert not sidecar.revert(change)
    assert existing.read_text() == "edited since"


def test_a_side_car_that_changed_since_it_was_prepared_is_not_written(tmp_path):
    photo = str(write(tmp_path / "a.jpg", b"x"))
    change = sidecar.prepare(photo, FULL)
    write(tmp_path / "a.jpg.xmp", b"of somebody else")
    with pytest.raises(UserError, match="changed"):
        sidecar.apply(change)


@given(
    title=st.text(max_size=40),
    keywords=st.lists(st.text(min_size=1, max_size=20), max_size=4, unique=True),
    gps=st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    rating=st.integers(1, 5),
)
def test_any_text_makes_a_side_car_that_can_be_read(tmp_path_factory, title, keywords, gps, rating):
    folder = tmp_path_factory.mktemp("any")
    photo = str(write(folder / "a.jpg", b"x"))
    change = write_sidecar(photo, Fields(None, False, gps, rating, title, tuple(keywords)))
    found = read(change.path)
    assert found.rating == rating
    if max(map(abs, gps)) > 1e-3:
        assert found.gps == pytest.approx(gps, abs=1e-6)
    write_sidecar(photo, Fields(keywords=("one more",)))
    assert "one more" in read(change.path).keywords
