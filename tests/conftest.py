"""What holds for every test: nothing it does reaches the user's own library, settings or key."""

import os
import tempfile

import pytest


@pytest.fixture(scope="session", autouse=True)
def _own_home():
    with (
        tempfile.TemporaryDirectory(prefix="simgui-tests-") as home,
        pytest.MonkeyPatch.context() as patch,
    ):
        if "SIMGUI_HOME" not in os.environ:
            patch.setenv("SIMGUI_HOME", home)
        yield
