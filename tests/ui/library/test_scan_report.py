"""What a scan says of itself, in a narrow window, too; and of folders that went away."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from simgui.core.task import Phase, Progress
from simgui.engine.snapshot import FolderState
from simgui.text import progress_wording
from simgui.ui.grid.item_roles import ItemRole
from simgui.ui.library.top_bar import TopBar
from simgui.ui.messages import MessageKind

REPORT = Progress(Phase.READING, 288, 43_900, 12.0, 3_700.0, 3)


def shown(theme, qtbot, width):
    host = QWidget()
    qtbot.addWidget(host)
    bar = TopBar(theme)
    bar.setParent(host)
    host.resize(width, 52)
    bar.resize(width, 52)
    bar.show_library(has_any=True)
    host.show()
    bar.host = host  # its parent lives as long as it does
    return bar


@pytest.mark.parametrize("width", [900, 1100, 1400])
def test_the_time_left_is_seen_whatever_the_width(theme, qtbot, width):
    bar = shown(theme, qtbot, width)
    bar.progress.show()
    bar.fit()
    qtbot.wait(1)
    bar.progress.show_progress(REPORT)
    left = progress_wording.time_left(3_700.0)
    facts = bar.progress._facts
    assert left in facts.full_text()
    assert left in facts.text()
    for button in (bar.add, bar.similar, bar.rules):
        assert button.accessibleName()
        assert button.geometry().right() < width


def test_the_words_come_back_when_the_scan_has_ended(theme, qtbot):
    bar = shown(theme, qtbot, 900)
    words = bar.add.text()
    assert words
    bar.progress.show()
    bar.fit()
    assert not bar.add.text()
    bar.progress.hide()
    bar.fit()
    assert bar.add.text() == words


def test_lines_of_progress_get_shorter_and_the_time_left_stays_longest():
    lines = progress_wording.progress_lines(REPORT)
    assert [len(line) for line in lines] == sorted((len(line) for line in lines), reverse=True)
    assert all(progress_wording.time_left(3_700.0) in line for line in lines)


def test_a_folder_that_vanishes_is_said_greyed_and_frees_nothing(opened, album):
    opened.scan(album)
    panel, review = opened.library.groups, opened.review
    group = panel.current()
    review.mark([group.members[1].photo])
    opened.settle()
    assert review.marks.total_bytes
    assert panel.model.sums[1]
    told = []
    opened.session.told.connect(told.append)
    gone = album.with_name("unplugged")
    album.rename(gone)
    opened.session.watched.look()
    opened.settle()
    (message,) = told
    assert message.kind is MessageKind.WARNING
    assert album.name in message.text
    assert review.marks.total_bytes == 0
    assert len(review.marks) == 1
    assert panel.model.sums[1] == 0
    assert opened.library.review.model.index(0).data(ItemRole.AWAY) is True
    assert [f.state for f in opened.session.folders()] == [FolderState.OFFLINE]
    assert panel.current().id == group.id
    gone.rename(album)
    opened.session.watched.look()
    opened.settle()
    assert len(told) == 2
    assert review.marks.total_bytes
    assert opened.library.review.model.index(0).data(ItemRole.AWAY) is False
    assert [f.state for f in opened.session.folders()] == [FolderState.READY]
