"""What Google Takeout's record knows is saved beside the photo that stays, and taken away again."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simgui.core.imaging.metadata import parse
from simgui.core.removal.execute import execute
from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash
from simgui.core.removal.plan import Refusal, plan_removal
from simgui.core.removal.takeout import parse_record
from simgui.core.removal.undo import undo
from simgui.core.task import Token
from simgui.core.types import Metadata, Tier
from simgui.store.library import Library
from tests.core.removal_fixtures import group_of, photo_at, write

RECORD = {
    "title": "IMG_1.jpg",
    "description": "  On the pier ",
    "photoTakenTime": {"timestamp": "1622894602", "formatted": "05.06.2021, 12:03:22 UTC"},
    "geoData": {"latitude": 48.208333, "longitude": 11.5, "altitude": 0.0},
    "people": [{"name": "Ada"}],
}


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / ".local" / "share"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library") as found:
        yield found


def record(**changes):
    return json.dumps({**RECORD, **changes}).encode()


def test_date_place_and_description_are_read():
    found = parse_record(record())
    assert (found.taken_ms, found.is_utc) == (1_622_894_602_000, True)
    assert found.gps == (48.208333, 11.5)
    assert found.title == "On the pier"
    nowhere = {"latitude": 0.0, "longitude": 0.0}
    exif = {"latitude": -33.5, "longitude": 151}
    assert parse_record(record(geoData=nowhere, geoDataExif=exif)).gps == (-33.5, 151.0)
    assert parse_record(record(geoData=nowhere)).gps is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[1]",
        b'{"title": "settings"}',
        b"[" * 100_000,
        b'{"photoTakenTime": 5, "description": 7, "geoData": []}',
        b'{"photoTakenTime": {"timestamp": "1e99"}}',
        b'{"photoTakenTime": {"timestamp": 1e999}, "geoData": {"latitude": NaN, "longitude": 1}}',
        b'{"photoTakenTime": {"timestamp": 99999999999999}}',
        b'{"photoTakenTime": {"timestamp": "0"}, "geoData": {"latitude": 91, "longitude": 1}}',
        record() + b" " * (1 << 20),
    ],
)
def test_what_is_no_record_or_makes_no_sense_says_nothing(data):
    assert parse_record(data) == Metadata()


@given(st.recursive(st.none() | st.floats() | st.text() | st.booleans(), st.lists))
def test_no_value_breaks_it(value):
    for name in RECORD:
        parse_record(record(**{name: value}))
        parse_record(record(**{name: {"timestamp": value, "latitude": value, "longitude": value}}))


def test_it_is_offered_saved_and_taken_away_again(tmp_path, library):
    beside = write(tmp_path / "takeout" / "IMG_1.jpg.supplemental-metadata.json", record())
    keeper = photo_at(write(tmp_path / "IMG_1.jpg", b"x"))
    copy = photo_at(write(tmp_path / "takeout" / "IMG_1.jpg", b"x"), companions=[beside])
    group = group_of(keeper, (copy, Tier.IDENTICAL))
    by_rule = plan_removal([group], {copy.id}, saves_metadata=True)
    assert [r.refusal for r in by_rule.refused] == [Refusal.COMPANION_ONLY_HERE]
    told = plan_removal([group], {copy.id}, by_hand={copy.id})
    assert {loss.name for loss in told.removals[0].losses} == {"date", "place", "title"}
    plan = plan_removal([group], {copy.id}, by_hand={copy.id}, saves_metadata=True)
    assert plan.removals[0].save.names == ("date", "place", "title")
    outcome = execute(plan, FreedesktopTrash(), library.journal, Token(), roots=())
    assert not beside.exists()
    text = (tmp_path / "IMG_1.jpg.xmp").read_text()
    assert 'exif:DateTimeOriginal="2021-06-05T12:03:22Z"' in text
    found = parse(xmp=text)
    assert found.gps == pytest.approx((48.208333, 11.5), abs=1e-6)
    assert (found.taken_ms, found.title) == (1_622_894_602_000, "On the pier")
    undo(library.journal, outcome.action_id, FreedesktopTrash(), Token())
    assert beside.read_bytes() == record()
    assert not (tmp_path / "IMG_1.jpg.xmp").exists()


def test_the_keepers_own_record_counts(tmp_path):
    sides = [write(tmp_path / place / "IMG_1.jpg.json", record(url=place)) for place in ("a", "b")]
    keeper, copy = (
        photo_at(write(tmp_path / place / "IMG_1.jpg", b"x"), companions=[side])
        for place, side in zip(("a", "b"), sides, strict=True)
    )
    group = group_of(keeper, (copy, Tier.IDENTICAL))
    plan = plan_removal([group], {copy.id}, by_hand={copy.id}, saves_metadata=True)
    assert plan.removals[0].save is None
