from dataclasses import replace

import pytest

from simgui.core.grouping.groups import group
from simgui.core.types import (
    Alignment,
    Change,
    Content,
    ContentId,
    Descent,
    FileStat,
    Metadata,
    Pair,
    Photo,
    PhotoId,
    SetKind,
    Tier,
)

SHOT = 1_622_894_602_000
CAMERA = {"camera": "EOS R6", "taken_ms": SHOT, "exposure": "50 mm · f/8 · 1/60 s · ISO 100"}
WHOLE = Alignment((1, 0, 0, 0, 1, 0), 50, 0.99, 1.0, 1.0, 0.0)
SHIFTED = Alignment((1, 0, 0.4, 0, 1, 0), 50, 0.99, 0.6, 0.6, 0.0)


def photo(number, path, *, size=(4000, 3000), kind="jpeg", **known):
    content = Content(
        *(ContentId(number), bytes([number]) * 32, 3_000_000, kind, *size, bytes(256), 0, 90),
        metadata=Metadata(**known),
    )
    stat = FileStat(path, 1, number, 3_000_000, 1_630_000_000_000_000_000 + number)
    return Photo(PhotoId(number), stat, content, "/")


def tie(a, b, *changes, tier=Tier.SAME, alignment=WHOLE, cosine=0.99, **known):
    key = ContentId(a), ContentId(b)
    return Pair(*key, tier, cosine, 0.9, 0.99, alignment, changes, **known)


def found(photos, *pairs):
    return group(photos, pairs, upto=Tier.MOMENT)


def names(*stems, **known):
    return [photo(n, f"/DCIM/{stem}.jpg", **known) for n, stem in enumerate(stems, 1)]


def varied(**changes):
    one, other = names("IMG_1", "IMG_2", **CAMERA)
    metadata = replace(other.content.metadata, **changes)
    return [one, replace(other, content=replace(other.content, metadata=metadata))]


def burst_shots(first, second):
    """Two photos a moment apart that say nothing of themselves but the name of their burst."""
    return [
        photo(1, "/DCIM/beach.jpg", taken_ms=SHOT, burst=first),
        photo(2, "/DCIM/dunes.jpg", taken_ms=SHOT + 100, burst=second),
    ]


SETS = [
    (varied(exposure="50 mm · f/8 · 1/15 s · ISO 100"), SetKind.BRACKET, {}),
    (varied(exposure="50 mm · f/8 · 1/80 s · ISO 100"), SetKind.BRACKET, {}),
    (burst_shots("A1", "A1"), SetKind.BURST, {}),
    (names("DSC_1", "DSC_2", is_bracketed=True, **CAMERA), SetKind.BRACKET, {}),
    (names("DSC_1", "DSC_2", **CAMERA), SetKind.BURST, {}),
    (names("00000IMG_00000_BURST2021_COVER", "00001IMG_00001_BURST2021"), SetKind.BURST, {}),
    (names("IMG_2021_BURST001", "IMG_2021_BURST002_COVER"), SetKind.BURST, {}),
    (names("IMG_2021_BURST001", "IMG_2021_BURST002"), SetKind.BURST, {}),
    (varied(burst="a", taken_ms=SHOT + 100), SetKind.BURST, {}),
    (names("church_L", "church_R"), SetKind.STEREO, {}),
    (names("view-left", "view-right"), SetKind.STEREO, {}),
    (names("scan_001", "scan_002"), SetKind.PAGES, {}),
    (names("pano_1", "pano_2"), SetKind.PANORAMA, {"tier": Tier.MOMENT, "alignment": None}),
    (
        names("P1", "P2", has_subsecond=True, **CAMERA),
        SetKind.BRACKET,
        {"changes": (Change.RECOLOURED,), "tier": Tier.EDITED},
    ),
    (names("Seite 1", "Seite 2"), SetKind.PAGES, {}),
    (
        names("pano_a", "pano_b"),
        SetKind.PANORAMA,
        {"alignment": SHIFTED, "changes": (Change.CROPPED,), "tier": Tier.EDITED},
    ),
]


@pytest.mark.parametrize(("photos", "kind", "known"), SETS)
def test_a_set_is_shown_as_one_and_no_copies(photos, kind, known):
    pair = replace(tie(1, 2), **known)
    (only,) = found(photos, pair)
    assert (only.tier, only.set_kind) == (Tier.MOMENT, kind)


@pytest.mark.parametrize(
    "photos",
    [
        names("IMG_1", "IMG_1 (2)", **CAMERA),
        names("IMG_1", "IMG_2"),  # no camera
        names("IMG_1", "IMG_1-edited", **CAMERA),
        names("IMG_1", "IMG_2", has_subsecond=True, **CAMERA),  # one release
        [photo(1, "/a/IMG_1.jpg", **CAMERA), photo(2, "/b/IMG_2.jpg", **CAMERA)],
        [photo(1, "/IMG_1.jpg", **CAMERA), photo(2, "/IMG_2.jpg", software="GIMP", **CAMERA)],
        names("IMG_BURST001", "IMG_BURST001 copy"),
        burst_shots("A1", "B2"),
        [photo(1, "/IMG_1.heic", kind="heif", **CAMERA), photo(2, "/IMG_2.jpg", **CAMERA)],
        names("church_L", "church_L2"),
        names("scan_001", "scan_001 (1)x"),
    ],
)
def test_copies_stay_copies(photos):
    (only,) = found(photos, tie(1, 2))
    assert only.tier is Tier.SAME


@pytest.mark.parametrize("proof", [{"parent": ContentId(1), "descent": Descent.RECOMPRESSED}])
def test_what_the_pixels_prove_to_be_a_copy_is_no_other_shot(proof):
    (only,) = found(names("IMG_1", "IMG_2", **CAMERA), tie(1, 2, **proof))
    assert only.tier is Tier.SAME


def test_equal_pixels_are_copies_whatever_their_names():
    (only,) = found(names("scan_1", "scan_2"), tie(1, 2, tier=Tier.PIXELS, alignment=None))
    assert only.tier is Tier.PIXELS


def test_a_copy_of_one_frame_does_not_stand_for_the_next_one():
    first, second = varied(exposure="50 mm · f/8 · 1/15 s · ISO 100")
    sent = photo(3, "/WhatsApp/IMG-20210605-WA0001.jpg", size=(1600, 1200))
    near, far = tie(1, 3, cosine=0.99), tie(2, 3, cosine=0.97)
    copies, moment = found([first, second, sent], tie(1, 2), near, far)
    assert {m.photo.id for m in copies.members} == {1, 3}
    assert copies.keeper.photo is first
    assert moment.tier is Tier.MOMENT


def test_a_panorama_and_its_part_are_a_set():
    pano = photo(1, "/IMG_1.jpg", size=(9000, 3000), is_panorama=True, **CAMERA)
    part = photo(2, "/IMG_2.jpg", **CAMERA)
    groups = found([pano, part], tie(1, 2, Change.CROPPED, tier=Tier.EDITED, alignment=SHIFTED))
    assert [g.set_kind for g in groups] == [SetKind.PANORAMA]
