"""The best shot of a burst is proposed with reasons, and nothing is marked."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageFilter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from simgui.core.task import Token
from simgui.core.types import Group, KeepReason, Member, SetKind, Tier
from simgui.engine.best_shot import best_first
from simgui.ui.library.sidebar import Place
from tests.ui import sceneries


@pytest.fixture
def burst(opened, tmp_path):
    """Three shots of a scene in a library, of which the middle one is sharp."""
    folder = tmp_path / "burst"
    folder.mkdir()
    scene = sceneries.scene(31, (700, 480))
    for number, blur in enumerate((2.0, 0.0, 1.5)):
        frame = scene.crop((20 + 3 * number, 15, 620 + 3 * number, 415))
        noise = np.random.default_rng(number).normal(0, 3, (400, 600, 3))
        frame = Image.fromarray(np.clip(np.asarray(frame) + noise, 0, 255).astype(np.uint8))
        frame.filter(ImageFilter.GaussianBlur(blur)).save(folder / f"{number}.jpg", quality=92)
    opened.scan(folder)
    return sorted(opened.workspace.library.photos(), key=lambda photo: photo.path)


def moment(photos, kind=None):
    members = [
        Member(
            p, Tier.MOMENT, 0.9, 0.9, is_keeper=n == 0, reason=KeepReason.NONE if n == 0 else None
        )
        for n, p in enumerate(photos)
    ]
    return Group("moment", Tier.MOMENT, tuple(members), photos[0].content.id, set_kind=kind)


def test_the_sharp_shot_comes_first_and_the_others_say_why(opened, burst):
    found = best_first(opened.workspace.library, moment(burst), Token())
    assert found[0][0].path.endswith("1.jpg")
    assert all(judged.flaws for _, judged in found[1:])


def test_photos_that_belong_together_have_no_best(opened, burst):
    group = moment(burst, SetKind.BRACKET)
    assert best_first(opened.workspace.library, group, Token()) is None


def test_the_key_proposes_and_marks_nothing(opened, burst):
    review = opened.review
    review.show((), (moment(burst),), None, {p.id: "moment" for p in burst})
    opened.library.show_place(Place.MOMENTS)
    QTest.keyClick(opened.window, Qt.Key.Key_B)
    opened.settle()
    assert "1.jpg looks best" in opened.window.message.text
    assert opened.library.review.grid.current_item().photo.path.endswith("1.jpg")
    assert len(review.marks) == 0
