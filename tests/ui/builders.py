"""Photos and groups as values, for tests of what only arranges them."""

from __future__ import annotations

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


def photo(
    number: int,
    *,
    path: str = "",
    size: int = 1_000_000,
    width: int = 1600,
    height: int = 1200,
    role: Role = Role.NORMAL,
    content: int | None = None,
) -> Photo:
    """A photo whose numbers all follow from one."""
    content_id = number if content is None else content
    made = Content(
        ContentId(content_id),
        content_id.to_bytes(32, "big"),
        size,
        "jpeg",
        width,
        height,
        bytes(256),
        content_id,
        90,
    )
    stat = FileStat(path or f"/photos/IMG_{number:05}.jpg", 1, number, size, number * 10**9)
    return Photo(PhotoId(number), stat, made, "/photos", role)


def group(first: int, count: int = 3, tier: Tier = Tier.SAME, **facts) -> Group:
    """A group of photos numbered from `first`."""
    photos = [photo(first + i, **facts) for i in range(count)]
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
    return Group(f"{first:08x}-{count}", tier, (keeper, *others), photos[0].content.id)
