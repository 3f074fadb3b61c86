"""The files beside a release are made from the installers and CHANGELOG.md, and agree with them."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

import simgui

ROOT = Path(simgui.__file__).resolve().parent.parent
SCRIPT = ROOT / ".ci" / "manifests.py"
URL = "https://example.org/files"


@pytest.fixture
def release(tmp_path):
    version = simgui.__version__
    for name in (
        f"simgui-{version}-setup.exe",
        f"simgui-{version}-macos-arm64.dmg",
        f"simgui-{version}-macos-x86_64.dmg",
        f"simgui-{version}-linux-x86_64.tar.zst",
    ):
        (tmp_path / name).write_bytes(name.encode())
    command = [sys.executable, SCRIPT, version, tmp_path, "--url", URL]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return tmp_path


def sums(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_the_sums_are_those_of_the_files(release):
    lines = (release / "SHA256SUMS").read_text().splitlines()
    listed = dict(reversed(line.split("  ")) for line in lines)
    made = sums(release)
    assert len(listed) == 4
    assert listed == {name: made[name] for name in listed}


def test_every_manifest_names_each_file_it_installs_with_its_sum(release):
    made = sums(release)
    texts = {path.suffix: path.read_text() for path in release.glob("*.rb")}
    texts |= {path.name: path.read_text() for path in release.glob("*.yaml")}
    together = "\n".join(texts.values()).lower()
    for name in made:
        if name.endswith((".exe", ".dmg", ".zst")):
            assert made[name] in together
    assert f"{URL}/simgui-{simgui.__version__}-setup.exe" in together


def test_the_flatpak_may_not_use_the_network(release):
    manifest = (release / f"{simgui.APP_ID}.yaml").read_text()
    assert "--share=network" not in manifest
    assert f"app-id: {simgui.APP_ID}" in manifest


def test_the_notes_are_the_changelogs_and_an_unknown_version_is_refused(release):
    notes = (release / "NOTES.md").read_text()
    assert notes.startswith("### Safety\n\n- ")
    assert "## 0.1.0" not in notes
    done = subprocess.run(
        [sys.executable, SCRIPT, "99.9.9", release], capture_output=True, text=True, timeout=60
    )
    assert done.returncode != 0
    assert "99.9.9" in done.stderr


def test_workflows_pin_every_action_by_its_commit():
    import re

    for path in (ROOT / ".github" / "workflows").glob("*.yml"):
        for line in path.read_text().splitlines():
            if "uses:" in line:
                assert re.search(r"uses: [\w/-]+@[0-9a-f]{40} # v[\d.]+$", line), line
