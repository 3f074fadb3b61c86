"""Whatever happens, every distinct content that was on disk is on disk or in the trash."""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.core.removal.world import World


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a copy of this process")
class TestWorld(World.TestCase):
    settings = settings(
        max_examples=15,
        stateful_step_count=15,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )

    @pytest.fixture(autouse=True)
    def _home(self, monkeypatch):
        # The world sets them for itself; here they are put back when it is over.
        monkeypatch.setenv("HOME", os.environ["HOME"])
        monkeypatch.setenv("XDG_DATA_HOME", os.environ.get("XDG_DATA_HOME", ""))
