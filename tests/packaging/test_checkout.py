"""The commands of .ci find the same on any machine, whatever its user has set."""

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import settings

CI = Path(__file__).parents[2] / ".ci"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="these commands are for a shell")


def test_the_environment_of_the_user_does_not_reach_the_tests(tmp_path):
    kept = {
        "PATH": os.environ["PATH"],
        "HOME": "/some where/'home\"",
        "CI": "true",
        "PIP_INDEX_URL": "https://example.org/simple?a=b c",
        "SSL_CERT_FILE": "$HOME/`cert`",
        "https_proxy": "",
    }
    strange = {"PYTHONUNBUFFERED": "1", "SIMGUI_HOME": "/x", "DISPLAY": ":0", "LANG": "de_DE"}
    done = subprocess.run(
        ["sh", CI / "clean", "env", "-0"],
        env={**kept, **strange},
        capture_output=True,
        text=True,
        check=True,
    )
    found = dict(item.split("=", 1) for item in done.stdout.split("\0") if item)
    assert kept.items() <= found.items()
    assert not strange.keys() & found.keys()


@pytest.mark.parametrize("command", ["test", "run"])
def test_both_commands_begin_with_it(command):
    first = (CI / command).read_text().partition(".ci/setup")[0]
    assert f"exec sh .ci/clean sh .ci/{command}" in first


def test_no_test_depends_on_how_fast_a_machine_is():
    assert settings.default.deadline is None
    assert settings().deadline is None
