"""Thumbnails come last-asked-first, fit their memory, and one that fails harms no other."""

from __future__ import annotations

import io
import threading

import pytest
from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPixmap

from simgui.ui.background.thumbnails import STEPS_PX, ThumbLoader, step
from simgui.ui.platform import qimages
from tests.ui.builders import photo


def picture(px: int) -> QImage:
    image = QImage(px, px * 3 // 4, QImage.Format.Format_RGB888)
    image.fill(0x336699)
    return image


@pytest.fixture
def made(qapp):
    loaders: list[ThumbLoader] = []

    def make(reader, budget=10_000_000):
        loaders.append(ThumbLoader(reader, budget))
        return loaders[-1]

    yield make
    for loader in loaders:
        loader.close()


def test_a_thumbnail_arrives_and_is_kept(made, qtbot):
    loader = made(lambda _, px: picture(px))
    with qtbot.waitSignal(loader.arrived) as told:
        assert loader.get(photo(1), 200) is None
    assert told.args[0] == {1}
    assert loader.get(photo(1), 200).width() == 320


def test_sizes_are_rounded_up_to_few_steps():
    assert [step(px) for px in (1, 96, 97, 320, 5000)] == [96, 96, 192, 320, STEPS_PX[-1]]


def test_until_the_right_size_is_there_another_stands_in(made, qtbot):
    gate = threading.Event()

    def read(_, px):
        if px > 192:
            gate.wait(10)
        return picture(px)

    loader = made(read)
    with qtbot.waitSignal(loader.arrived):
        loader.get(photo(1), 100)
    assert loader.get(photo(1), 600).width() == 192
    gate.set()
    qtbot.waitUntil(lambda: loader.get(photo(1), 600).width() == 640)


def test_what_was_asked_for_last_comes_first(made, qtbot):
    gate, taken = threading.Event(), []

    def read(wanted, px):
        taken.append(wanted.id)
        gate.wait(10)
        return picture(px)

    loader = made(read)
    for number in range(2):
        loader.get(photo(number), 90)
    # Both threads hold one of these; the others wait.
    qtbot.waitUntil(lambda: len(taken) == 2)
    for number in range(2, 12):
        loader.get(photo(number), 90)
    gate.set()
    qtbot.waitUntil(lambda: len(taken) == 12)
    assert taken[2:] == sorted(taken[2:], reverse=True)


def test_requests_nobody_looks_at_any_more_are_forgotten(made, qtbot):
    gate, order = threading.Event(), []

    def read(wanted, px):
        gate.wait(10)
        order.append(wanted.id)
        return picture(px)

    loader = made(read)
    for number in range(500):
        loader.get(photo(number), 90)
    gate.set()
    qtbot.waitUntil(lambda: 499 in order)
    loader.get(photo(77), 90)
    qtbot.waitUntil(lambda: 77 in order)
    assert len(order) < 120


def test_memory_stays_below_its_budget(made, qtbot):
    loader = made(lambda _, px: picture(px), budget=2_000_000)
    for number in range(30):
        with qtbot.waitSignal(loader.arrived):
            loader.get(photo(number), 300)
    assert 0 < loader.bytes_used <= 2_000_000
    loader.set_budget(400_000)
    assert loader.bytes_used <= 400_000


@pytest.mark.parametrize("failure", [None, RuntimeError("no")])
def test_a_picture_that_fails_is_asked_for_once_and_told(made, qtbot, failure, caplog):
    asked = []

    def read(wanted, px):
        asked.append(wanted.id)
        if failure is not None:
            raise failure
        return

    loader = made(read)
    with qtbot.waitSignal(loader.arrived):
        loader.get(photo(5), 90)
    assert loader.has_failed(photo(5))
    assert loader.get(photo(5), 90) is None
    assert asked == [5]


def test_nothing_arrives_after_closing(made, qtbot):
    loader = made(lambda _, px: picture(px))
    loader.close()
    with qtbot.assertNotEmitted(loader.arrived, wait=50):
        assert loader.get(photo(1), 90) is None


def test_a_stored_thumbnail_is_painted_in_its_colours_and_a_damaged_one_is_none(qapp):
    buffer = io.BytesIO()
    Image.new("RGB", (320, 200), (200, 40, 90)).save(buffer, "JPEG", quality=95)
    image = qimages.from_jpeg(buffer.getvalue(), 96)
    assert (image.width(), image.height()) == (96, 60)
    colour = image.pixelColor(40, 30)
    assert abs(colour.red() - 200) < 6
    assert abs(colour.green() - 40) < 6
    assert abs(colour.blue() - 90) < 6
    paper = QImage(60, 40, QImage.Format.Format_RGB32)
    paper.fill(0)
    painter = QPainter(paper)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(QRectF(0, 0, 60, 40), QPixmap.fromImage(image), QRectF(image.rect()))
    painter.end()
    assert abs(paper.pixelColor(30, 20).red() - 200) < 6
    assert qimages.from_jpeg(buffer.getvalue()[:100], 96) is None
    assert qimages.from_jpeg(b"junk", 96) is None
