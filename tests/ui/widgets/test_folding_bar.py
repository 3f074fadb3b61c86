"""What has no room in a bar goes below or is left out, and comes back with the room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QHBoxLayout, QWidget

from simgui.ui.widgets.controls import Button, ElidedLabel
from simgui.ui.widgets.folding_bar import FoldingBar, KeyHints


@pytest.fixture
def host(qapp, qtbot):
    """A shown window to put parts in: Qt keeps a window of its own from becoming too small."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1200, 200)
    made.show()
    return made


@pytest.fixture
def bar(host, theme):
    words, buttons = QWidget(), QWidget()
    QHBoxLayout(words).addWidget(ElidedLabel("Four versions of one photo, and of another"))
    row = QHBoxLayout(buttons)
    for text in ("Mark others", "Compare", "Not duplicates"):
        row.addWidget(Button(theme, text))
    made = FoldingBar("head", words, buttons, height=64, margins=QMargins(20, 0, 16, 1))
    made.setParent(host)
    made.show()
    return made


def test_a_bar_folds_when_it_becomes_narrow_and_unfolds_again(bar, qapp):
    bar.resize(1000, 64)
    qapp.processEvents()
    assert not bar.is_folded
    height = bar.height()
    for width in (420, 1000, 420):
        bar.resize(width, bar.height())
        qapp.processEvents()
        assert bar.is_folded == (width == 420)
        assert (bar.height() > height) == bar.is_folded
    shown = bar.findChildren(Button)
    assert all(b.width() >= b.minimumSizeHint().width() for b in shown)
    assert all(b.geometry().right() <= bar.width() for b in shown)
    assert bar.minimumSizeHint().width() <= 420


def test_keys_are_left_out_from_the_end(host):
    hints = KeyHints(((("A",), "first"), (("B",), "second"), (("C",), "third")))
    hints.setParent(host)
    hints.show()
    counts = []
    for width in (hints.sizeHint().width(), hints.sizeHint().width() - 20, 30, 600):
        hints.resize(width, 24)
        shown = [h.isVisible() for h in hints.findChildren(QWidget, "hint")]
        assert shown == sorted(shown, reverse=True)
        counts.append(sum(shown))
    assert counts == [3, 2, 1, 3]


def test_the_key_on_a_button_goes_before_its_text(host, theme):
    button = Button(theme, "Compare", key="Enter", parent=host)
    button.show()
    for width in (button.sizeHint().width(), button.minimumSizeHint().width()):
        button.resize(width, 36)
        is_whole = width == button.sizeHint().width()
        assert button.findChild(QWidget).isVisible() == is_whole
    assert button.minimumSizeHint().width() < button.sizeHint().width()
