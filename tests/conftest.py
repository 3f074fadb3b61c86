"""What holds for every test: nothing it does reaches the user's own library, settings or key."""

import os
import tempfile

import pytest
from hypothesis import HealthCheck, settings

# How fast a machine is decides about no test.
settings.register_profile(
    "simgui", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("simgui")


@pytest.fixture(scope="session", autouse=True)
def _own_home():
    with (
        tempfile.TemporaryDirectory(prefix="simgui-tests-") as home,
        pytest.MonkeyPatch.context() as patch,
    ):
        if "SIMGUI_HOME" not in os.environ:
            patch.setenv("SIMGUI_HOME", home)
        yield
