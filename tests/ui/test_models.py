"""The models under Qt's own tester, with changes at random."""

from __future__ import annotations

import os
import random
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from simgui.core.removal.journal import Action
from simgui.core.removal.plan import Plan, Refusal, Refused, Removal
from simgui.core.types import Role as FolderRole
from simgui.core.types import Tier
from simgui.engine.groups import same_where_equal
from simgui.text import keeping_wording, wording
from simgui.ui.deletion.page import PlanModel
from simgui.ui.grid.item_roles import ItemRole
from simgui.ui.grid.model import Item, PhotoModel, Section
from simgui.ui.library.browser import Arrangement, arranged
from simgui.ui.review.group_model import Filter, GroupModel, Order
from simgui.ui.session.marks import Marks
from simgui.ui.widgets.table import Column, TableModel
from tests.ui.builders import group, photo

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def made(count: int, start: int = 0) -> list:
    return [group(10 * n, 2 + n % 4, size=1_000_000 + n) for n in range(start, start + count)]


def test_groups_that_come_and_go_keep_the_model_sound(qapp):
    model = GroupModel()
    QAbstractItemModelTester(model, FATAL)
    chance = random.Random(4)
    everything = made(60)
    for step in range(60):
        some = chance.sample(everything, chance.randint(0, 60))
        model.set_groups(some, keep_places=step % 2 == 0)
        if step % 7 == 0:
            model.set_order(chance.choice(list(Order)))
        if step % 5 == 0:
            model.set_filter(Filter(text=chance.choice(("", "0004", "nothing"))))
        assert model.rowCount() == sum(model.filter.accepts(g) for g in some)


def test_the_plan_of_a_deletion_comes_and_goes_in_its_model(qapp):
    model = PlanModel()
    QAbstractItemModelTester(model, FATAL)
    going = [Removal(m.photo, g.keeper.photo, g.tier, g.id) for g in made(9) for m in g.members[1:]]
    staying = tuple(Refused(photo(900 + n), Refusal.CHANGED) for n in range(3))
    for removals in (tuple(going), tuple(going[:2]), ()):
        model.set_plan(Plan(Action.TRASH, removals, staying))
        assert model.rowCount() == len(removals) + len(staying)
        assert model.index(0).data(ItemRole.ITEM) is staying[0]
        assert all(model.index(row).data() for row in range(model.rowCount()))
        model.thumbs_arrived(frozenset({going[0].victim.content.id}))
    model.set_plan(None)
    assert model.rowCount() == 0


@pytest.mark.parametrize("arrangement", list(Arrangement))
def test_all_photos_are_arranged_in_runs(qapp, arrangement):
    chance = random.Random(7)
    folders = ["/album", "/album/b", "/album/b/c", "/album/a.d", "/other"]
    photos = []
    for number in range(200):
        made = photo(number)
        taken = chance.choice([None, chance.randrange(10**12, 10**12 + 10**10)])
        metadata = replace(made.content.metadata, taken_ms=taken)
        folder = chance.choice(folders)
        stat = replace(made.stat, path=f"{folder}/{number}.jpg")
        content = replace(made.content, metadata=metadata)
        photos.append(replace(made, stat=stat, content=content, root=f"/{folder.split('/')[1]}"))
    first = arranged(photos[:150], Arrangement.DATE)
    found = arranged(photos, arrangement, first)
    assert set(map(id, first.items)) < set(map(id, found.items))
    shown = [item.photo for item in found.items]
    assert sorted(shown, key=id) == sorted(photos, key=id)
    assert [found.rows[p.id] for p in shown] == list(range(200))
    titles = [section.title for section in found.sections]
    assert len(titles) == len(set(titles)) > 1
    row = 0
    for section in found.sections:
        assert section.start == row
        row += section.count
        run = shown[section.start : row]
        if arrangement is Arrangement.FOLDER:
            assert len({os.path.dirname(p.path) for p in run}) == 1
            assert [p.path for p in run] == sorted(p.path for p in run)
    assert row == 200
    if arrangement is Arrangement.DATE:
        taken = [
            p.content.metadata.taken_ms
            if p.content.metadata.taken_ms is not None
            else p.stat.mtime_ns // 1_000_000
            for p in shown
        ]
        assert taken == sorted(taken, reverse=True)


def test_new_groups_come_below_while_a_scan_goes_on(qapp):
    model = GroupModel()
    model.set_groups(made(5))
    before = [g.id for g in model.groups]
    larger = group(9000, 5, size=90_000_000)
    model.set_groups([*made(5), larger], keep_places=True)
    assert [g.id for g in model.groups] == [*before, larger.id]
    model.set_groups([*made(5), larger])
    assert model.groups[0] is larger


def test_a_group_that_grows_stays_in_its_row(qapp):
    model = GroupModel()
    model.set_groups(made(5))
    row = model.row(group(20, 4).id)
    grown = group(20, 6, size=1_000_002)
    others = [g for g in made(5) if g.members[0].photo.id != 20]
    changed = []
    model.dataChanged.connect(lambda first, *_: changed.append(first.row()))
    model.set_groups([*others, grown], keep_places=True)
    assert model.groups[row].id == grown.id
    assert changed == [row]


def test_whatever_a_scan_changes_groups_that_stay_keep_their_order(qapp):
    chance = random.Random(11)
    model = GroupModel()
    QAbstractItemModelTester(model, FATAL)
    lengths = {n: 2 + n % 4 for n in range(40)}
    model.set_groups([group(10 * n, length) for n, length in lengths.items()])
    for step in range(40):
        before = [g.keeper.photo.id for g in model.groups]
        for n in chance.sample(sorted(lengths), chance.randint(0, 3)):
            lengths[n] += 1  # grows
        if step % 3 == 0:
            lengths.pop(chance.choice(sorted(lengths)))
        if step % 2 == 0:
            lengths[40 + step] = 3
        wanted = [group(10 * n, length) for n, length in lengths.items()]
        chance.shuffle(wanted)
        model.set_groups(wanted, keep_places=True)
        after = [g.keeper.photo.id for g in model.groups]
        assert sorted(g.id for g in model.groups) == sorted(g.id for g in wanted)
        stay = [i for i in before if i in after]
        assert after[: len(stay)] == stay
        assert [model.row(g.id) for g in model.groups] == list(range(len(wanted)))


def test_groups_made_anew_are_the_same_objects_where_they_are_equal():
    old = tuple(made(4))
    assert same_where_equal(old, made(4)) is old
    larger = group(9000, 5)
    mixed = same_where_equal(old, [larger, *reversed(made(3))])
    assert mixed[0] is larger
    assert all(a is b for a, b in zip(mixed[1:], reversed(old[:3]), strict=True))
    another_keeper = replace(made(1)[0], tier=Tier.EDITED)
    assert same_where_equal(old, [another_keeper, *made(4)[1:]])[0] is another_keeper


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Filter(tiers=frozenset({Tier.EDITED})), 1),
        (Filter(min_bytes=5_000_000), 1),
        (Filter(text="img_00100"), 1),
        (Filter(root="/elsewhere"), 0),
        (Filter(root="/photos"), 3),
        (Filter(root="/photo"), 0),
        (Filter(since_ms=50_000), 1),
        (Filter(), 3),
    ],
)
def test_filters_choose_by_tier_size_text_folder_and_date(qapp, wanted, count):
    groups = [group(1, 2), group(10, 2, Tier.EDITED), group(100, 2, size=6_000_000)]
    model = GroupModel()
    model.set_groups(groups)
    model.set_filter(wanted)
    assert model.rowCount() == count


def test_photos_and_sections_keep_the_model_sound(qapp):
    marks = Marks()
    model = PhotoModel(marks)
    QAbstractItemModelTester(model, FATAL)
    items = [Item(photo(n)) for n in range(40)]
    model.set_items(items, [Section("a", 0, 25), Section("b", 25, 15)])
    marks.apply([i.photo for i in items[:9]], [])
    marks.apply([], [i.photo.id for i in items[3:5]])
    model.set_group(group(3))
    model.set_group(group(3))
    model.set_group(None)
    assert model.rowCount() == 0


def test_a_mark_repaints_its_card_alone(qapp):
    marks = Marks()
    model = PhotoModel(marks)
    model.set_items([Item(photo(n)) for n in range(100)])
    changes = []
    model.dataChanged.connect(lambda a, b, roles: changes.append((a.row(), b.row(), roles)))
    marks.apply([photo(42)], [])
    assert changes == [(42, 42, [ItemRole.MARKED])]


def test_what_is_said_of_a_photo_tells_its_state_without_colours(qapp, theme):
    marks = Marks()
    model = PhotoModel(marks)
    made_group = group(1, 3)
    model.set_group(made_group)
    marks.apply([made_group.members[1].photo], [])
    said = [
        model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())
    ]
    assert said == [
        "IMG_00001.jpg, 1600 by 1200, to keep, 1 of 3",
        "IMG_00002.jpg, 1600 by 1200, marked for the trash, 2 of 3",
        "IMG_00003.jpg, 1600 by 1200, not marked, 3 of 3",
    ]


def test_what_a_card_or_a_row_cuts_off_is_whole_in_its_tool_tip(qapp):
    made = group(1, path="/a/long way/to the/folder/photo.jpg")
    tip = Qt.ItemDataRole.ToolTipRole
    photos = PhotoModel(Marks())
    photos.set_items(
        [Item(m.photo, m, note="the same picture", lines=("a line",)) for m in made.members]
    )
    for row, member in enumerate(made.members):
        shown = photos.index(row, 0).data(tip)
        said = keeping_wording.keep_reason(member) if member.is_keeper else wording.kind(member)
        whole = [member.photo.path, "the same picture", "a line", said]
        assert all(text in shown.split("\n") for text in whole)
    groups = GroupModel()
    groups.set_groups([made])
    shown = groups.index(0, 0).data(tip)
    assert os.path.dirname(made.keeper.photo.path) in shown
    assert wording.could_be_freed(made) in shown


def test_a_table_keeps_the_model_sound_and_aligns_numbers(qapp):
    model = TableModel((Column("a", str), Column("n", str, is_number=True)))
    QAbstractItemModelTester(model, FATAL)
    model.set_rows([1, 2, 3])
    model.set_rows([])
    model.set_rows([7])
    right = model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole)
    assert right & Qt.AlignmentFlag.AlignRight


def test_protected_photos_take_no_mark(qapp):
    marks = Marks()
    marks.apply([photo(1, role=FolderRole.PROTECTED), photo(2)], [])
    assert marks.ids == {2}


def test_hard_links_of_one_file_count_once(qapp):
    marks = Marks()
    one = photo(1)
    other = group(1, 1, path="/photos/other.jpg").keeper.photo
    assert one.stat.inode == other.stat.inode
    marks.apply([one, photo(2)], [])
    assert marks.total_bytes == 2_000_000
