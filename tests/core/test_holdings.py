"""What one file holds and another lacks: a partial order on values."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simgui.core.holdings import (
    Holdings,
    Item,
    Loss,
    Part,
    as_told,
    covers,
    held,
    lacking,
    unread,
)

PARTS = [part.value for part in Part][: list(Part).index(Part.ALPHA)]
items = st.builds(Item, st.sampled_from(PARTS), st.sampled_from(["aa", "bb", "cc"]))
holdings = st.builds(
    held,
    st.lists(items, max_size=4),
    depth=st.sampled_from([1, 8, 10, 16]),
    has_alpha=st.booleans(),
    colour=st.sampled_from(["", "icc:1", "icc:2", "cicp:9/16", "gama:1"]),
)


@given(holdings)
def test_a_file_holds_what_it_holds(one):
    assert covers(one, one)


@given(holdings, holdings, holdings)
def test_holding_as_much_is_handed_on(a, b, c):
    if covers(a, b) and covers(b, c):
        assert covers(a, c)


@given(holdings, holdings)
def test_two_files_that_hold_each_other_are_equal(a, b):
    if covers(a, b) and covers(b, a):
        named = {item for item in a.items if item.part != Part.UNKNOWN.value}
        assert named == {item for item in b.items if item.part != Part.UNKNOWN.value}
        digests = [{item.digest for item in one.items} for one in (a, b)]
        assert digests[0] == digests[1]
        assert (a.depth, a.has_alpha, a.colour) == (b.depth, b.has_alpha, b.colour)


@given(holdings, items)
def test_one_thing_more_is_never_lost(one, item):
    more = held((*one.items, item), depth=one.depth, has_alpha=one.has_alpha, colour=one.colour)
    assert covers(more, one)
    assert covers(one, more) == (
        item in one.items
        or (item.part == Part.UNKNOWN.value and item.digest in {i.digest for i in one.items})
    )


def test_each_kind_of_loss_is_named_with_its_figure():
    plain = Holdings()
    film = Item(Part.FILM.value, "aa", 4000, seconds=2.0)
    pages = [Item(Part.PAGE.value, digest, 10) for digest in ("aa", "bb", "cc")]
    frames = Item(Part.FRAME.value, "dd", 10, count=7)
    assert lacking(plain, held([film])) == (Loss(Part.FILM, 2.0),)
    assert lacking(held(pages[:1]), held(pages)) == (Loss(Part.PAGE, 2.0),)
    assert lacking(plain, held([frames])) == (Loss(Part.FRAME, 7.0),)
    assert lacking(plain, Holdings(depth=16)) == (Loss(Part.BIT_DEPTH, 16.0, 8.0),)
    assert lacking(plain, Holdings(has_alpha=True)) == (Loss(Part.ALPHA),)
    assert lacking(plain, Holdings(colour="icc:1")) == (Loss(Part.COLOUR, name="icc:1"),)
    assert lacking(held([film]), plain) == ()


def test_fewer_bits_are_had_and_more_bits_are_not_lacked():
    film, deeper = Loss(Part.FILM, 2.0), Loss(Part.BIT_DEPTH, 16.0, 8.0)
    assert as_told((), (film, deeper)) == ((Loss(Part.BIT_DEPTH, 8.0, 16.0),), (film,))
    assert as_told((deeper,), ()) == ((deeper,), ())


def test_srgb_fits_into_a_profile_but_not_into_a_signal_nobody_converts():
    assert covers(Holdings(colour="icc:1"), Holdings())
    assert not covers(Holdings(colour="cicp:9/16"), Holdings())
    assert not covers(Holdings(), Holdings(colour="gama:1"))


def test_a_gain_map_under_a_name_that_nobody_knows_is_lost():
    known, unknown = held([Item("gain_map", "aa")]), held([Item("unknown", "aa")])
    assert covers(known, unknown)
    assert not covers(unknown, known)


def test_a_file_that_was_not_taken_apart_is_held_by_its_own_bytes_only():
    assert covers(unread(b"1", 10), unread(b"1", 10))
    assert not covers(unread(b"2", 10), unread(b"1", 10))
    assert not covers(Holdings(), unread(b"1", 10))
