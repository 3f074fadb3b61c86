"""What each measure of a closer look says, one at a time: figures of pairs that were misjudged."""

import math

import pytest

from simgui.core.matching.close_look import CloseLook
from simgui.core.matching.doubts import Doubt, doubt_of, is_of_one_shot

AGREEING = {
    "gain": 0.0, "noise_a": 1.2, "noise_b": 1.1, "shared_noise": 0.95, "difference": 0.2,
    "strong": 0.5, "only_a": 0.0, "only_b": 0.0, "unlike_pixels": 0, "worst": 0.98,
    "overlay_a": 1.0, "overlay_b": 1.0, "lost_a": 0.0, "lost_b": 0.0, "flat": 0.1, "ground": 0.2,
}  # fmt: skip
"""Two files of one photo."""

LETTERING = {
    "noise_a": 0.4, "noise_b": 0.45, "shared_noise": 0.5, "difference": 2.0, "strong": 9.0,
    "only_a": 0.0064, "unlike_pixels": 560, "worst": -0.3, "overlay_a": 0.99, "overlay_b": 0.69,
}  # fmt: skip
"""A photo, and the same one strongly compressed with words written on it."""


def look(*changed, **more):
    values = dict(AGREEING)
    for changes in changed:
        values |= changes
    return CloseLook(**(values | more))


def test_two_files_of_one_photo_leave_no_doubt():
    assert doubt_of(look(), are_twins=False) is None
    assert doubt_of(look(), are_twins=True) is None


def test_words_are_an_overlay_unless_hardly_any_of_them_can_be_seen():
    assert doubt_of(look(LETTERING), are_twins=False) is None
    specks = look(LETTERING, only_a=0.0008, strong=1.5, unlike_pixels=170, worst=0.53)
    assert doubt_of(specks, are_twins=False) is Doubt.CONTENT


def test_words_are_no_overlay_where_the_noise_is_of_two_shots():
    other_shot = look(LETTERING, shared_noise=0.05, only_b=0.0007)
    assert doubt_of(other_shot, are_twins=False) is Doubt.CONTENT


@pytest.mark.parametrize(
    ("noise", "shared", "difference", "doubt"),
    [
        (0.27, 0.1, 1.3, None),  # so much is made by a JPEG
        (0.45, 0.1, 1.3, Doubt.SHOT),
        (0.45, 0.4, 1.3, None),
        (0.8, 0.4, 1.3, Doubt.SHOT),  # a crop of another frame
        (0.7, 0.34, 1.7, None),  # a JPEG of quality 10
        (0.8, 0.52, 1.1, None),  # a JPEG of quality 30
    ],
)
def test_noise_that_is_not_shared_tells_shots_apart_where_it_is_a_sensors(
    noise, shared, difference, doubt
):
    found = look(noise_a=noise, noise_b=noise, shared_noise=shared, difference=difference)
    assert doubt_of(found, are_twins=False) is doubt


@pytest.mark.parametrize(
    ("changes", "is_one"),
    [
        ({}, True),
        ({"worst": 0.6}, False),
        ({"shared_noise": 0.7}, False),
        ({"noise_a": 0.1, "noise_b": 0.1}, False),
        ({"shared_noise": math.nan}, False),
    ],
)
def test_the_noise_of_one_shot_is_proof_only_where_there_is_some_and_all_else_agrees(
    changes, is_one
):
    assert is_of_one_shot(look(changes)) == is_one
