import numpy as np
import pytest

views = pytest.importorskip("models.views", reason="training views need opencv")


@pytest.mark.parametrize("hardness", [0.0, 0.5, 1.0])
def test_views_are_squares_of_bytes_and_repeatable(hardness, picture):
    photo = np.asarray(picture)
    others = [photo[:, ::-1], photo[::-1]]

    def made(seed: int) -> list[np.ndarray]:
        rng = np.random.default_rng(seed)
        return [
            views.edited_view(views.instance(photo, rng), 64, rng, hardness, others)
            for _ in range(25)
        ]

    first, second = made(3), made(3)
    for one, other in zip(first, second, strict=True):
        assert one.shape == (64, 64, 3)
        assert one.dtype == np.uint8
        assert (one == other).all()


def test_the_plain_view_stays_close_to_the_photo(picture):
    photo = np.asarray(picture)
    rng = np.random.default_rng(1)
    exact = np.asarray(picture.resize((64, 64)), float)
    for _ in range(10):
        assert np.abs(views.plain_view(photo, 64, rng) - exact).mean() < 12


def test_saturation_of_one_changes_nothing(picture):
    photo = np.asarray(picture)
    assert np.abs(views.saturate(photo, 1.0).astype(int) - photo).max() <= 1
