"""Photos of a card are copied whole, over nothing, and taken back only while the card has them."""

import errno
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simgui.core.errors import UserError
from simgui.core.files import durable
from simgui.core.intake import copying
from simgui.core.intake.copying import execute
from simgui.core.intake.plan import plan
from simgui.core.intake.reversal import recover, undo
from simgui.core.intake.values import CopyState
from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash
from simgui.core.task import Token
from simgui.core.types import Metadata
from simgui.store.library import Library
from tests.core.removal_fixtures import photo_at, write

IN_MAY = Metadata(taken_ms=1_621_000_000_000)  # 2021-05-14


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library") as library:
        yield library


@pytest.fixture
def trash(tmp_path, monkeypatch):
    if os.name != "posix":
        pytest.skip("the trash of freedesktop.org")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return FreedesktopTrash()


@pytest.fixture
def card(tmp_path):
    """Two photos of a card, the first with a side-car."""
    folder = tmp_path / "card"
    first = write(folder / "IMG_1.jpg", b"first")
    beside = write(folder / "IMG_1.xmp", b"rating")
    second = write(folder / "IMG_2.jpg", b"second")
    for path in (first, beside, second):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    return [
        photo_at(first, companions=[beside], metadata=IN_MAY),
        photo_at(second, metadata=IN_MAY),
    ]


def files(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def states(library):
    return [copy.state for intake in library.intakes.all() for copy in intake.copies]


def test_each_file_is_copied_whole_into_its_folder_by_date(card, library, tmp_path):
    before = files(tmp_path / "card")
    outcome = execute(plan(card, str(tmp_path / "in"), "%Y/%m"), library.intakes, Token())
    assert files(tmp_path / "in") == {
        "2021/05/IMG_1.jpg": b"first",
        "2021/05/IMG_1.xmp": b"rating",
        "2021/05/IMG_2.jpg": b"second",
    }
    assert os.stat(tmp_path / "in/2021/05/IMG_1.jpg").st_mtime == 1_600_000_000
    assert files(tmp_path / "card") == before
    assert not outcome.failed
    assert states(library) == [CopyState.DONE] * 3


def test_nothing_is_replaced_and_companions_get_the_number_of_their_photo(card, library, tmp_path):
    there = {"img_1.JPG": b"someone else's"}
    if os.name == "posix":  # other disks take both for one name
        there["IMG_1.jpg"] = b"another"
    for name, data in there.items():
        write(tmp_path / "in" / name, data)
    execute(plan(card, str(tmp_path / "in")), library.intakes, Token())
    assert files(tmp_path / "in") == {
        **there,
        "IMG_1 (2).jpg": b"first",
        "IMG_1 (2).xmp": b"rating",
        "IMG_2.jpg": b"second",
    }


def test_what_lies_there_already_is_not_copied_again(card, library, tmp_path):
    execute(plan(card, str(tmp_path / "in")), library.intakes, Token())
    again = plan(card, str(tmp_path / "in"))
    assert again.copies == ()
    assert len(again.present) == 3


def test_of_files_with_the_same_bytes_one_is_copied(library, tmp_path):
    paths = [write(tmp_path / "card" / name, b"same") for name in ("a.jpg", "b.jpg")]
    planned = plan([photo_at(path) for path in paths], str(tmp_path / "in"))
    assert [os.path.basename(copy.place) for copy in planned.copies] == ["a.jpg"]


@pytest.mark.parametrize(
    "pattern", ["../%Y", "/%Y", "a/../../b", "%Y:%m", "%", "%Y/%", "%Q", "%n", "%Y\n", "%c", "%-"]
)
def test_a_pattern_that_leads_out_of_the_folder_or_is_none_is_refused(card, tmp_path, pattern):
    with pytest.raises(UserError, match="pattern"):
        plan(card, str(tmp_path / "in"), pattern)


@given(
    names=st.lists(
        st.from_regex(r"[a-cA-C]( \(2\))?\.(jpg|JPG)", fullmatch=True), min_size=1, max_size=6
    )
)
def test_two_photos_never_get_one_place(names, tmp_path_factory):
    folder = tmp_path_factory.mktemp("card")
    photos = [
        photo_at(write(folder / str(number) / name, str(number).encode()))
        for number, name in enumerate(names)
    ]
    copies = plan(photos, str(folder / "in")).copies
    places = [copy.place.casefold() for copy in copies]
    assert len(places) == len(set(places)) == len(names)
    for copy in copies:
        shutil.copy2(copy.source.path, write(Path(copy.place), b""))
    again = plan(photos, str(folder / "in"))
    assert (again.copies, len(again.present)) == ((), len(names))


def test_a_file_that_changed_since_the_scan_is_named_and_not_copied(card, library, tmp_path):
    planned = plan(card, str(tmp_path / "in"))
    write(tmp_path / "card" / "IMG_2.jpg", b"other bytes")
    outcome = execute(planned, library.intakes, Token())
    ((copy, why),) = outcome.failed
    assert copy.source.path.endswith("IMG_2.jpg")
    assert "IMG_2.jpg" in why
    assert set(files(tmp_path / "in")) == {"IMG_1.jpg", "IMG_1.xmp"}


def test_other_bytes_under_the_same_date_are_no_copy(card, library, tmp_path):
    planned = plan(card, str(tmp_path / "in"))
    path = tmp_path / "card" / "IMG_2.jpg"
    path.write_bytes(b"SECOND")
    os.utime(path, (1_600_000_000, 1_600_000_000))
    outcome = execute(planned, library.intakes, Token())
    assert len(outcome.failed) == 1
    assert "IMG_2.jpg" not in files(tmp_path / "in")


def test_without_room_nothing_is_begun(card, library, tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(copying.shutil, "disk_usage", lambda path: usage)
    with pytest.raises(UserError, match="room"):
        execute(plan(card, str(tmp_path / "in")), library.intakes, Token())
    assert files(tmp_path / "in") == {}
    assert states(library) == []


def test_a_disk_that_fills_up_ends_it_and_what_was_copied_counts(
    card, library, tmp_path, monkeypatch
):
    copy_file = durable.copy_file

    def full(source, target, **options):
        if source.endswith(".xmp"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return copy_file(source, target, **options)

    monkeypatch.setattr(copying.durable, "copy_file", full)
    outcome = execute(plan(card, str(tmp_path / "in")), library.intakes, Token())
    assert outcome.stopped_by is not None
    assert files(tmp_path / "in") == {"IMG_1.jpg": b"first"}
    assert states(library) == [CopyState.DONE, CopyState.FAILED, CopyState.FAILED]


def taken(card, library, tmp_path):
    execute(plan(card, str(tmp_path / "in")), library.intakes, Token())
    (intake,) = library.intakes.all()
    return intake.copies


def test_undo_takes_the_copies_to_the_trash(card, library, tmp_path, trash):
    outcome = undo(taken(card, library, tmp_path), trash, library.intakes, Token())
    assert files(tmp_path / "in") == {}
    assert len(outcome.done) == 3
    assert states(library) == [CopyState.UNDONE] * 3
    assert set(files(tmp_path / "home" / "Trash" / "files").values()) == {
        b"first",
        b"rating",
        b"second",
    }


def test_a_copy_whose_source_is_gone_or_that_was_changed_stays(card, library, tmp_path, trash):
    copies = taken(card, library, tmp_path)
    os.remove(tmp_path / "card" / "IMG_2.jpg")
    write(tmp_path / "in" / "IMG_1.xmp", b"edited")
    outcome = undo(copies, trash, library.intakes, Token())
    assert files(tmp_path / "in") == {"IMG_1.xmp": b"edited", "IMG_2.jpg": b"second"}
    assert sorted(os.path.basename(copy.place) for copy, _ in outcome.failed) == [
        "IMG_1.xmp",
        "IMG_2.jpg",
    ]


def test_a_log_that_was_edited_is_never_undone(card, library, tmp_path, trash):
    copies = taken(card, library, tmp_path)
    victim = write(tmp_path / "home" / ".bashrc", b"first")
    with sqlite3.connect(tmp_path / "library" / "library.db") as database:
        database.execute("UPDATE intake_copy SET place = ?", (os.fsencode(victim),))
    (intake,) = library.intakes.all()
    assert not any(copy.is_own for copy in intake.copies)
    undo(intake.copies, trash, library.intakes, Token())
    assert victim.read_bytes() == b"first"
    assert all(copy.is_own for copy in copies)


def test_a_kill_before_the_result_is_written_is_settled_by_the_disk(card, library, tmp_path):
    number = library.intakes.begin(str(tmp_path / "in"))
    planned = plan(card, str(tmp_path / "in"))
    (tmp_path / "in").mkdir()
    library.intakes.intend(number, planned.copies)
    durable.copy_file(card[0].path, planned.copies[0].place)
    durable.copy_file(card[0].companions[0].path, planned.copies[1].place)
    (tmp_path / "in" / ".simgui-0.tmp").write_bytes(b"sec")  # a part of IMG_2.jpg
    recover(library.intakes, Token())
    assert states(library) == [CopyState.DONE, CopyState.DONE, CopyState.FAILED]
    assert set(files(tmp_path / "in")) == {"IMG_1.jpg", "IMG_1.xmp"}
    assert library.intakes.open_copies() == []


def test_a_whole_copy_under_a_hidden_name_gets_its_own(card, library, tmp_path):
    number = library.intakes.begin(str(tmp_path / "in"))
    planned = plan(card[1:], str(tmp_path / "in"))
    library.intakes.intend(number, planned.copies)
    write(tmp_path / "in" / ".simgui-0.tmp", b"second")
    os.remove(card[1].path)  # the card is not at hand
    recover(library.intakes, Token())
    assert files(tmp_path / "in") == {"IMG_2.jpg": b"second"}
    assert states(library) == [CopyState.DONE]


def test_a_part_whose_card_is_out_of_reach_is_shown_and_not_removed(card, library, tmp_path):
    number = library.intakes.begin(str(tmp_path / "in"))
    planned = plan(card[1:], str(tmp_path / "in"))
    library.intakes.intend(number, planned.copies)
    write(tmp_path / "in" / ".simgui-0.tmp", b"sec")
    os.remove(card[1].path)
    recover(library.intakes, Token())
    ((name, data),) = files(tmp_path / "in").items()
    assert not name.startswith(".")
    assert "IMG_2.jpg" in name
    assert data == b"sec"


def test_a_damaged_library_keeps_the_log_of_copies(card, library, tmp_path, trash):
    taken(card, library, tmp_path)
    library.close()
    path = tmp_path / "library" / "library.db"
    with sqlite3.connect(path) as database:
        database.execute("DROP TABLE photo")  # no library of simgui's any more
        database.execute("UPDATE intake_copy SET state = 'eaten' WHERE id = 3")
    with Library(tmp_path / "library") as mended:
        (intake,) = mended.intakes.all()
        assert [copy.state for copy in intake.copies] == [CopyState.DONE] * 2
        assert all(copy.is_own for copy in intake.copies)


@pytest.mark.parametrize(("pattern", "place"), [("", "a.jpg"), ("%Y", "undated/a.jpg")])
def test_a_date_that_no_calendar_has_ends_nothing(tmp_path, pattern, place):
    far = Metadata(taken_ms=2**40 * 1000)
    photo = photo_at(write(tmp_path / "card" / "a.jpg", b"a"), metadata=far)
    (copy,) = plan([photo], str(tmp_path / "in"), pattern).copies
    assert copy.place == str(tmp_path / "in" / place)
