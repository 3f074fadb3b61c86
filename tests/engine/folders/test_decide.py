"""One decision for two folders: what it marks has a copy that stays, and what it spares is said."""

from __future__ import annotations

from dataclasses import replace

from simgui.core.types import (
    Content,
    ContentId,
    FileStat,
    Group,
    KeepReason,
    Member,
    Pair,
    Photo,
    PhotoId,
    Role,
    Tier,
)
from simgui.engine.folders.decide import decide

A, B = "/pictures", "/backup"


def photo(number, folder, content=None, *, width=1600, role=Role.NORMAL, size=1000):
    key = number if content is None else content
    made = Content(ContentId(key), key.to_bytes(32, "big"), size, "jpeg", width, 1200, b"", 0, 90)
    return Photo(
        PhotoId(number), FileStat(f"{folder}/{number}.jpg", 1, number, size, 0), made, folder, role
    )


def group(name, tier, *photos):
    keeper = Member(photos[0], tier, 1.0, 1.0, is_keeper=True, reason=KeepReason.RESOLUTION)
    others = [
        Member(
            p,
            tier,
            0.99,
            0.97,
            is_keeper=False,
            pair=Pair(photos[0].content.id, p.content.id, tier, 0.97, 0.9, 0.99),
        )
        for p in photos[1:]
    ]
    return Group(name, tier, (keeper, *others), photos[0].content.id)


def marked(decision):
    return {ruled.photo.id for ruled in decision.ruling.marks}


def test_the_copy_in_the_other_folder_is_marked_whichever_was_kept_before():
    one = group("1", Tier.IDENTICAL, photo(1, A, 7), photo(2, B, 7))
    other = group("2", Tier.IDENTICAL, photo(3, B, 8), photo(4, A, 8))
    decision = decide([one, other], [A], [B])
    assert marked(decision) == {2, 3}
    assert [p.id for p in decision.ruling.keepers] == [4]
    assert decision.ruling.groups == 2
    assert decision.exceptions == ()


def test_groups_that_are_not_in_both_folders_are_left_alone():
    inside = group("1", Tier.IDENTICAL, photo(1, B, 7), photo(2, B, 7))
    elsewhere = group("2", Tier.IDENTICAL, photo(3, "/c", 8), photo(4, B, 8))
    assert decide([inside, elsewhere], [A], [B]).ruling.marks == ()


def test_a_better_photo_in_the_other_folder_stays_and_says_why():
    small = photo(1, A, width=800)
    large = photo(2, B, width=1600)
    decision = decide([group("1", Tier.SAME, large, small)], [A], [B])
    assert marked(decision) == set()
    assert [(e.photo.id, e.reason) for e in decision.exceptions] == [(2, KeepReason.RESOLUTION)]


def test_edited_versions_and_protected_photos_are_exceptions():
    edited = group("1", Tier.EDITED, photo(1, A), photo(2, B))
    kept = group("2", Tier.IDENTICAL, photo(3, A, 9), photo(4, B, 9, role=Role.PROTECTED))
    decision = decide([edited, kept], [A], [B])
    assert marked(decision) == set()
    assert [e.reason for e in decision.exceptions] == [None, KeepReason.PROTECTED]


def test_a_photo_tied_only_to_one_that_goes_as_well_is_left_alone():
    chained = group("1", Tier.SAME, photo(1, B), photo(2, A), photo(3, B))
    decision = decide([chained], [A], [B])
    assert marked(decision) == {1}
    assert [(e.photo.id, e.reason) for e in decision.exceptions] == [(3, None)]
    # Where the one that both are tied to stays in a third folder, nothing is in doubt.
    anchored = group("2", Tier.SAME, photo(4, "/elsewhere"), photo(5, A), photo(6, B))
    assert marked(decide([anchored], [A], [B])) == {6}


def test_shots_of_one_moment_are_never_decided_together():
    assert decide([group("1", Tier.MOMENT, photo(1, A), photo(2, B))], [A], [B]).exceptions == ()


def test_a_side_car_that_only_the_other_folder_has_keeps_its_photo(tmp_path):
    side_car = tmp_path / "2.xmp"
    side_car.write_text("<x>mine</x>")
    stat = side_car.stat()
    file = FileStat(str(side_car), stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns)
    one = photo(1, A, 7)
    other = replace(photo(2, B, 7), companions=(file,))
    decision = decide([group("1", Tier.IDENTICAL, one, other)], [A], [B])
    assert marked(decision) == set()
    assert decision.exceptions[0].reason is KeepReason.HOLDS_MORE
