from pathlib import Path

import pytest
from PIL import Image

from tests.models.scenes import scene


@pytest.fixture
def picture() -> Image.Image:
    return scene(1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "photos"
    place.mkdir()
    for seed in range(12):
        scene(seed).save(place / f"{seed:02d}.png")
    return place
