"""A picture put together of several photos joins none of them; an original keeps all its crops."""

from dataclasses import replace

import pytest

from simgui.core.grouping.collages import demote_collage_pairs
from simgui.core.types import Alignment, Tier
from tests.core.builders import pair


def lies(whole, part, left, top, right, bottom, *, is_turned_round=False, covered=1.0):
    """A pair of a picture and a photo that is seen in this part of it."""
    width, height = right - left, bottom - top
    area = width * height
    into_whole = (width, 0, left, 0, height, top)
    from_whole = (1 / width, 0, -left / width, 0, 1 / height, -top / height)
    if is_turned_round:  # half a turn: both axes run backwards
        into_whole = (-width, 0, right, 0, -height, bottom)
        from_whole = (-1 / width, 0, right / width, 0, -1 / height, bottom / height)
    if whole < part:
        matrix, shares = from_whole, (area * covered, covered)
    else:
        matrix, shares = into_whole, (covered, area * covered)
    found = Alignment(matrix, 40, 0.98, *shares, 0.01)
    return pair(min(whole, part), max(whole, part), tier=Tier.EDITED, alignment=found)


def ties(pairs):
    return [(p.a, p.b) for p in demote_collage_pairs(pairs) if p.tier.is_copy]


@pytest.mark.parametrize("whole", [1, 9])
@pytest.mark.parametrize("is_turned_round", [False, True])
def test_two_photos_side_by_side_are_not_tied_to_what_shows_both(whole, is_turned_round):
    left = lies(whole, 4, 0.0, 0.0, 0.5, 1.0, is_turned_round=is_turned_round)
    right = lies(whole, 5, 0.5, 0.0, 1.0, 1.0, is_turned_round=is_turned_round)
    assert ties([left, right]) == []
    assert [p.tier for p in demote_collage_pairs([left, right])] == [Tier.SIMILAR, Tier.SIMILAR]


def test_four_photos_with_gaps_between_them_are_a_collage_and_copies_of_one_stay_tied():
    corners = [(0.02, 0.02), (0.51, 0.02), (0.02, 0.51), (0.51, 0.51)]
    parts = [lies(9, n, x, y, x + 0.47, y + 0.47) for n, (x, y) in enumerate(corners, 1)]
    again = lies(9, 5, 0.02, 0.02, 0.49, 0.49)
    assert ties([*parts, again, pair(1, 5)]) == [(1, 5)]


def test_the_collage_keeps_its_own_copies():
    parts = [lies(1, 4, 0.0, 0.0, 0.5, 1.0), lies(1, 5, 0.5, 0.0, 1.0, 1.0)]
    small = replace(pair(1, 8), tier=Tier.SAME)
    cropped = lies(1, 9, 0.03, 0.03, 0.97, 0.97)
    assert ties([*parts, small, cropped]) == [(1, 8), (1, 9)]


def test_crops_of_one_photo_stay_tied_to_it():
    overlapping = [lies(1, 4, 0.0, 0.0, 0.6, 1.0), lies(1, 5, 0.4, 0.0, 1.0, 1.0)]
    assert ties(overlapping) == [(1, 4), (1, 5)]
    details = [lies(1, 4, 0.1, 0.1, 0.5, 0.6), lies(1, 5, 0.6, 0.3, 1.0, 0.9)]
    assert ties(details) == [(1, 4), (1, 5)]
    halves_that_are_tied = [lies(1, 4, 0.0, 0.0, 0.5, 1.0), lies(1, 5, 0.5, 0.0, 1.0, 1.0)]
    assert ties([*halves_that_are_tied, pair(4, 5)]) == [(1, 4), (1, 5), (4, 5)]


def test_a_photo_of_which_little_is_shown_is_no_part():
    pairs = [lies(1, 4, 0.0, 0.0, 0.5, 1.0, covered=0.5), lies(1, 5, 0.5, 0.0, 1.0, 1.0)]
    assert ties(pairs) == [(1, 4), (1, 5)]


def test_a_matrix_that_leads_nowhere_is_no_part():
    flat = Alignment((0, 0, 0, 0, 0, 0), 40, 0.98, 0.5, 1.0, 0.01)
    pairs = [pair(1, n, tier=Tier.EDITED, alignment=flat) for n in (4, 5)]
    assert ties(pairs) == [(1, 4), (1, 5)]


def test_pairs_of_other_kinds_do_not_hide_the_collage_behind_them():
    halves = [lies(1, 4, 0.0, 0.0, 0.5, 1.0), lies(1, 5, 0.5, 0.0, 1.0, 1.0)]
    assert ties([pair(2, 3), *halves]) == [(2, 3)]
