"""Groups hold what is tied to one photo, never a chain; moments and look-alikes stay apart."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simgui.core.grouping.criteria import KeepRules
from simgui.core.grouping.groups import Grouping, GroupingLimit, group
from simgui.core.types import (
    Alignment,
    Change,
    Content,
    ContentId,
    Descent,
    FileStat,
    KeepReason,
    Metadata,
    Pair,
    Photo,
    PhotoId,
    Role,
    Tier,
)


def photo(number, *, content=None, name=None, width=4000, size=1000, **changes):
    """A photo whose content has its number, unless it is another's."""
    content_id = number if content is None else content
    made = Content(
        ContentId(content_id), bytes([content_id % 256]) * 32, size, "jpeg", width, 3000, b"", 0, 90
    )
    stat = FileStat(f"/photos/{name or f'{number:03}.jpg'}", 1, 1000 + number, size, 0)
    return replace(Photo(PhotoId(number), stat, made, "/photos"), **changes)


def pair(a, b, tier=Tier.EDITED, probability=0.98, cosine=0.7):
    return Pair(ContentId(a), ContentId(b), tier, cosine, cosine, probability)


def numbers(groups):
    return [sorted(int(m.photo.id) for m in g.members) for g in groups]


def test_identical_bytes_are_a_group_without_any_pair():
    (found,) = group([photo(1), photo(2, content=1), photo(3)], [], upto=Tier.IDENTICAL)
    assert numbers([found]) == [[1, 2]]
    assert found.tier is Tier.IDENTICAL
    assert found.reclaimable_bytes == 1000


def test_two_names_of_one_file_are_one_photo():
    first = photo(1)
    stat = replace(first.stat, links=2)
    second = replace(photo(2, content=1), stat=replace(stat, path="/photos/other.jpg"))
    assert group([replace(first, stat=stat), second], []) == []


@pytest.mark.parametrize("name", ["000.jpg", "later.jpg"])
def test_a_name_seen_before_its_link_was_made_is_the_same_file_too(name):
    first = photo(1)
    stat = replace(first.stat, links=2, path=f"/photos/{name}")
    assert group([first, replace(photo(2, content=1), stat=stat)], []) == []


def test_files_of_one_number_on_two_drives_are_two_photos():
    here = replace(photo(1), stat=replace(photo(1).stat, links=2))
    there = replace(photo(2), stat=replace(here.stat, path="/drive/2.jpg"))
    assert numbers(group([here, there], [pair(1, 2)])) == [[1, 2]]


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12), st.randoms())
def test_photos_with_neither_pair_nor_twin_change_nothing(ends, random):
    tied = [photo(i) for i in range(8)] + [photo(8, content=3)]
    pairs = {(min(e), max(e)): pair(min(e), max(e)) for e in ends if e[0] != e[1]}.values()
    alone = [photo(i, name=f"{random.random()}.jpg") for i in range(20, 40)]
    everything = [*tied, *alone]
    random.shuffle(everything)
    assert group(everything, pairs) == group(tied, pairs)


def crop(whole, part, shown=0.4):
    """A pair of a photo and a crop of it with as many pixels."""
    low, high = sorted((whole, part))
    shares = (shown, 1.0) if low == whole else (1.0, shown)
    found = Alignment((1, 0, 0, 0, 1, 0), 40, 0.98, *shares, 0.0)
    return replace(pair(low, high), alignment=found, changes=(Change.CROPPED,))


def test_a_tight_crop_near_two_shots_does_not_stand_for_both():
    near = [crop(whole, 3) for whole in (1, 2, 4, 5)]
    found = group([photo(i) for i in range(1, 6)], [pair(1, 2), pair(4, 5), *near])
    assert sorted(numbers(found)) == [[1, 2, 3], [4, 5]]
    assert all(g.keeper.photo.id != 3 for g in found)
    assert all(g.links == (other.id,) for g, other in zip(found, reversed(found), strict=True))


def test_an_original_between_its_screenshot_and_its_crop_holds_both():
    # The screenshot (1) shows more than the original (2), and nothing ties it to the crop (4).
    pairs = [crop(1, 2), crop(1, 3), crop(2, 4), pair(2, 3), crop(3, 4)]
    (found,) = group([photo(i) for i in range(1, 5)], pairs)
    assert numbers([found]) == [[1, 2, 3, 4]]
    assert found.keeper.photo.id in (2, 3)  # what every other photo is tied to


@given(st.data())
def test_a_keeper_is_tied_to_all_and_no_crop_if_a_whole_photo_could_stand_for_all(data):
    count = data.draw(st.integers(2, 8))
    kinds = st.sampled_from(["", "copy", "crop", "whole"])
    make = {"copy": pair, "crop": crop, "whole": lambda a, b: crop(b, a)}
    ends = [(a, b) for a in range(count) for b in range(a + 1, count)]
    drawn = {key: kind for key in ends if (kind := data.draw(kinds))}
    grouping = Grouping(
        [photo(i) for i in range(count)], [make[kind](*key) for key, kind in drawn.items()]
    )
    found = grouping.copies()
    everyone = [number for members in numbers(found) for number in members]
    assert len(everyone) == len(set(everyone))
    assert grouping.count() == (len(found), len(everyone))

    def is_tied(x, others):
        return all(tuple(sorted((x, other))) in drawn for other in others if other != x)

    def is_crop(x, others):
        return any(
            drawn.get((other, x)) == "crop" or drawn.get((x, other)) == "whole" for other in others
        )

    for group_ in found:
        members = [int(m.photo.id) for m in group_.members]
        assert is_tied(members[0], members)
        wholes = [x for x in members if is_tied(x, members) and not is_crop(x, members)]
        assert not wholes or members[0] in wholes


def test_two_crops_meet_at_their_original():
    (found,) = group([photo(i) for i in (1, 2, 3)], [pair(1, 2), pair(2, 3)])
    assert numbers([found]) == [[1, 2, 3]]
    assert found.medoid == 2
    assert found.keeper.photo.id == 2  # the only one that stands for both
    assert found.keeper.reason is KeepReason.MIDDLE


def test_what_was_passed_on_or_damaged_never_leads_because_it_is_tied_to_more():
    camera = Metadata(camera="EOS R6", taken_ms=1_622_894_602_000)
    first, edit = (
        replace(p, content=replace(p.content, metadata=camera)) for p in map(photo, (1, 3))
    )
    sent = photo(2, name="IMG-20210605-WA0003.jpg", width=1600)
    (found,) = group([first, sent, edit], [pair(1, 2), pair(2, 3)])
    assert numbers([found]) == [[1, 2]]
    assert found.keeper.photo == first
    proof = replace(pair(1, 2), parent=ContentId(1), descent=Descent.DAMAGED)
    (found,) = group([photo(i) for i in (1, 2, 3)], [proof, pair(2, 3)])
    assert found.keeper.photo.id != 2


def test_a_chain_is_cut():
    found = group([photo(i) for i in range(1, 5)], [pair(1, 2), pair(2, 3), pair(3, 4)])
    assert numbers(found) == [[1, 2, 3]]


def test_a_photo_that_fits_two_groups_goes_to_the_better_and_links_to_the_other():
    pairs = [pair(1, 2), pair(1, 3), pair(4, 5), pair(4, 6), pair(3, 4, probability=0.99)]
    found = group([photo(i) for i in range(1, 7)], pairs)
    assert sorted(numbers(found)) == [[1, 2], [3, 4, 5, 6]]
    larger = next(g for g in found if len(g.members) == 4)
    smaller = next(g for g in found if len(g.members) == 2)
    assert larger.links == (smaller.id,)


def test_strong_evidence_outweighs_a_better_probability():
    pairs = [pair(1, 2, Tier.PIXELS, 0.9), pair(2, 3, Tier.EDITED, 1.0)]
    pairs += [pair(3, other) for other in (4, 5, 6, 7)]
    found = group([photo(i) for i in range(1, 8)], pairs)
    assert sorted(numbers(found)) == [[1, 2], [3, 4, 5, 6, 7]]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (GroupingLimit(Tier.EDITED, 0.5), [[1, 2, 3, 4]]),
        (GroupingLimit(Tier.EDITED, 0.95), [[1, 2, 3]]),
        (GroupingLimit(Tier.SAME, 0.5), [[1, 2]]),
        (GroupingLimit(Tier.IDENTICAL, 0.5), []),
    ],
)
def test_the_level_decides_which_pairs_count(level, expected):
    pairs = [pair(1, 2, Tier.SAME), pair(1, 3, Tier.EDITED, 0.96), pair(1, 4, Tier.EDITED, 0.92)]
    grouping = Grouping([photo(i) for i in range(1, 5)], pairs)
    assert numbers(grouping.copies(level)) == expected
    photos = sum(len(members) for members in expected)
    assert grouping.count(level) == (len(expected), photos)


def test_what_a_person_called_no_duplicates_is_no_tie():
    key = (ContentId(1), ContentId(2))
    assert group([photo(1), photo(2)], [pair(1, 2)], not_duplicates={key}) == []


def test_members_say_how_they_are_related_to_the_keeper():
    kept = photo(1, width=8000)
    (found,) = group([kept, photo(2), photo(3, content=1)], [pair(1, 2, cosine=1.3)])
    assert [m.tier for m in found.members] == [Tier.IDENTICAL, Tier.IDENTICAL, Tier.EDITED]
    assert [m.is_keeper for m in found.members] == [True, False, False]
    assert (found.tier, found.keeper.probability) == (Tier.EDITED, 1.0)
    edited = found.members[2]
    assert (edited.similarity, edited.probability) == (1.0, 0.98)
    assert edited.pair == pair(1, 2, cosine=1.3)
    assert all(m.reason is None for m in found.members[1:])


def test_moments_and_look_alikes_have_lanes_of_their_own():
    pairs = [pair(1, 2), pair(1, 3, Tier.MOMENT, 0.1), pair(3, 4, Tier.SIMILAR, 0.01)]
    photos = [photo(i) for i in range(1, 5)]
    assert numbers(group(photos, pairs)) == [[1, 2]]
    assert [g.tier for g in group(photos, pairs, upto=Tier.MOMENT)] == [Tier.EDITED, Tier.MOMENT]
    found = group(photos, pairs, upto=Tier.SIMILAR)
    assert numbers(found) == [[1, 2], [1, 3], [3, 4]]
    assert len({g.id for g in found}) == 3


def test_unpaired_numbers_in_a_pair_do_no_harm():
    assert group([photo(1)], [pair(1, 99), pair(50, 60)]) == []
    nan = replace(pair(1, 2, Tier.PIXELS, 1.0), cosine=float("nan"), score=float("nan"))
    (found,) = group([photo(1), photo(2)], [nan])
    assert found.members[1].similarity == 0.0


def test_a_group_keeps_its_name_and_its_keeper_reason():
    photos = [photo(1, width=5000), photo(2)]
    (found,) = group(photos, [pair(1, 2)])
    renamed = [
        replace(p, id=PhotoId(p.id + 50), stat=replace(p.stat, path=p.path + "x")) for p in photos
    ]
    (again,) = group(renamed, [pair(1, 2)])
    assert again.id == found.id
    assert found.keeper.reason is KeepReason.RESOLUTION
    assert found.keeper.reason_value == pytest.approx(1.25)


def test_rules_reach_the_keeper():
    photos = [photo(1, width=5000), photo(2)]
    (found,) = group(photos, [pair(1, 2)], rules=KeepRules(chosen=frozenset({PhotoId(2)})))
    assert (found.keeper.photo.id, found.keeper.reason) == (2, KeepReason.CHOSEN)
    protected = [photos[0], replace(photos[1], role=Role.PROTECTED)]
    (found,) = group(protected, [pair(1, 2)])
    assert (found.keeper.photo.id, found.keeper.reason) == (2, KeepReason.PROTECTED)


edges = st.dictionaries(
    st.tuples(st.integers(1, 12), st.integers(1, 12)).filter(lambda e: e[0] < e[1]),
    st.tuples(st.sampled_from(list(Tier)[1:]), st.floats(0, 1)),
    max_size=40,
)


@given(edges, st.randoms(use_true_random=False))
def test_any_pairs_give_groups_that_keep_the_promise(found_pairs, random):
    pairs = [pair(a, b, tier, p) for (a, b), (tier, p) in found_pairs.items()]
    photos = [photo(i) for i in range(1, 13)]
    groups = group(photos, pairs, upto=Tier.SIMILAR)
    copies = [g for g in groups if g.tier.is_copy]
    grouped = [int(m.photo.id) for g in copies for m in g.members]
    assert len(grouped) == len(set(grouped))
    known = {(p.a, p.b): p for p in pairs}
    for g in copies:
        for hub in (g.medoid, g.keeper.photo.content.id):
            for member in g.members:
                other = member.photo.content.id
                if other != hub:
                    tie = known[min(hub, other), max(hub, other)]
                    assert tie.tier.is_copy
                    assert tie.probability >= 0.5
    random.shuffle(photos)
    random.shuffle(pairs)
    assert group(photos, pairs, upto=Tier.SIMILAR) == groups


@pytest.mark.parametrize(("probability", "is_linked"), [(0.3, False), (0.45, False), (0.55, True)])
def test_a_copy_that_is_more_likely_none_is_not_grouped(probability, is_linked):
    found = group([photo(1), photo(2)], [pair(1, 2, probability=probability)])
    assert bool(found) is is_linked
