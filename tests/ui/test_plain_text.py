"""Names and metadata that try to be more than text are text on every page of the window."""

from __future__ import annotations

import os
import shutil

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QWidget

from simgui.engine.queries import Query
from simgui.text import display
from simgui.ui.library.sidebar import Place
from simgui.ui.platform import desktop
from tests.core import pictures

EVIL = "<img src=x.png><b>bold\u202egpj.\u2066\n\x1b[31m&Quit"
NO_TEXT = os.fsdecode(b"\xff")
STEERING = set("\n\r\t\x1b\x07\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@pytest.fixture
def evil(tmp_path):
    """Photos, folders and metadata that hold HTML, line breaks, escapes and bidi controls."""
    folder = tmp_path / EVIL
    (folder / "in <i>it<").mkdir(parents=True)
    for seed in range(3):
        path = folder / f"{seed}{EVIL}.jpg"
        tags = {"Make": EVIL, "Model": EVIL, "Software": EVIL, "ImageDescription": EVIL}
        packet = pictures.xmp_bytes(title="&lt;b&gt;bold", keywords=("&lt;img src='x'&gt;",))
        pictures.save_jpeg(path, pictures.photo(seed, (300, 200)), xmp=packet, **tags)
        shutil.copy(path, folder / "in <i>it<" / f"{seed}{NO_TEXT}&.jpg")
    (folder / f"broken {EVIL}.jpg").write_bytes(b"\xff\xd8\xff not a photo")
    return folder


def cells(model: QAbstractItemModel):
    """Every text of a model that a view or a tool tip may show."""
    is_list = isinstance(model, QAbstractListModel)
    for row in range(model.rowCount(QModelIndex())):
        for column in range(1 if is_list else model.columnCount(QModelIndex())):
            index = model.index(row, column)
            yield from (
                (role is Qt.ItemDataRole.ToolTipRole, text)
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
                if isinstance(text := index.data(role), str)
            )


def texts(window: QWidget):
    """Every text that is on the window now, and whether it is a tool tip."""
    for widget in [window, *window.findChildren(QWidget)]:
        yield True, widget.toolTip()
        if isinstance(widget, QLabel):
            assert widget.textFormat() is Qt.TextFormat.PlainText or not widget.text()
            yield False, widget.text()
        elif isinstance(widget, QAbstractButton):
            yield False, widget.text()
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from cells(widget.model())


def as_shown(hint: str) -> str:
    """What a tool tip shows of its text."""
    if not GuiQt.mightBeRichText(hint):
        return hint
    document = QTextDocument()
    document.setHtml(hint)
    return document.toPlainText()


def check(window: QWidget) -> int:
    """No text steers anything, none is taken for HTML; how many hold the evil name."""
    evil = 0
    for is_hint, text in texts(window):
        lines = text.split("\n") if is_hint else [text]  # ours may have two lines
        assert not STEERING & set("".join(lines)), text
        if is_hint and "img src" in text:
            assert "<img src=x.png>" in as_shown(text)
            assert "\ufffc" not in as_shown(text)  # what stands for a picture
        evil += "img src" in text
    return evil


def test_every_page_shows_evil_names_as_they_are(opened, evil):
    opened.scan(evil)
    window, library = opened.window, opened.library
    assert len(opened.review.groups) == 3
    for place in Place:
        library.show_place(place)
        opened.settle()
        check(window)
    library.show_place(Place.UNREADABLE)
    assert check(window) > 0
    library.show_place(Place.DUPLICATES)
    library.review.info.click()
    library.review.grid.setCurrentIndex(library.review.model.index(0))
    opened.settle()
    assert check(window) > 3

    group = opened.review.groups[0]
    window.open_compare([m.photo for m in group.members])
    assert check(window) > 3
    window.go_back()
    window.open_similar(Query(group.keeper.photo.path, group.keeper.photo))
    opened.qtbot.waitUntil(lambda: window.similar.model.rowCount() > 0, timeout=60_000)
    assert check(window) > 3
    window.go_back()
    window.open_rules()
    opened.qtbot.waitUntil(lambda: library.rules.model.rowCount() > 0, timeout=10_000)
    assert check(window) > 3
    window.go_back()
    library.review.mark_others()
    with opened.qtbot.waitSignal(window.deletions.planned, timeout=10_000):
        library.plan_deletion()
    assert check(window) > 3
    with opened.qtbot.waitSignal(window.deletions.finished, timeout=60_000):
        library.deletion.go.click()
    opened.settle()
    assert check(window) > 3
    with opened.qtbot.waitSignal(window.deletions.journal_read, timeout=10_000):
        library.show_place(Place.JOURNAL)
    assert check(window) > 3


def test_an_ampersand_in_the_name_of_a_folder_is_no_key(opened, evil):
    opened.scan(evil)
    tree = opened.library.sidebar.tree
    assert "&" in tree.row(tree.keys()[0]).text(0)


@pytest.mark.parametrize("text", ["plain", "<b>x</b>", "a & b", "a &lt; b", "<i>\n&amp;"])
def test_a_tool_tip_shows_its_text_as_it_is(text):
    assert as_shown(display.hint(text)) == text


@pytest.mark.parametrize("name", ["photo.sh", "photo.desktop", "photo.exe", "photo.jpg.hta"])
def test_a_photo_named_like_a_program_is_shown_and_never_opened(name, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(desktop.QDesktopServices, "openUrl", lambda url: asked.append(url))
    desktop.open_file(str(tmp_path / name))
    desktop.open_file(str(tmp_path / "photo.JPG"))
    assert [url.toLocalFile() for url in asked] == [str(tmp_path), str(tmp_path / "photo.JPG")]
