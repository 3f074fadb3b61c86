"""What a desktop shows of simgui, and the Windows installer, agree with the program."""

import configparser
import plistlib
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from simgui import APP_ID, APP_NAME, __version__, paths

RESOURCES = Path(paths.resource("icons")).parent


@pytest.fixture
def desktop():
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str
    parser.read(RESOURCES / "linux" / f"{APP_ID}.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


@pytest.fixture
def metainfo():
    return ElementTree.parse(RESOURCES / "linux" / f"{APP_ID}.metainfo.xml").getroot()


def test_the_desktop_entry_starts_the_program_with_what_was_dropped(desktop):
    assert desktop["Exec"] == f"{APP_NAME} %F"
    assert desktop["Icon"] == APP_ID


def test_installing_it_changes_no_default_of_folders_or_pictures(desktop):
    # A desktop without a stated default opens a type with any program that lists it.
    assert "MimeType" not in desktop


@pytest.mark.parametrize("name", ["dolphin.desktop", "nemo.nemo_action", "thunar.desktop"])
def test_each_file_manager_has_the_action_in_both_languages(name):
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str
    parser.read(RESOURCES / "linux" / "file-managers" / name, encoding="utf-8")
    (action,) = (parser[s] for s in parser.sections() if "Exec" in parser[s])
    assert action["Exec"] == f"{APP_NAME} %F"
    assert action["Name"] == "Find Duplicates Here"
    assert action["Name[de]"]


def test_the_nautilus_action_starts_the_program():
    source = (RESOURCES / "linux" / "file-managers" / "nautilus.py").read_text(encoding="utf-8")
    compile(source, "nautilus.py", "exec")
    assert '["simgui", *paths]' in source


def test_metainfo_names_the_desktop_entry_and_the_newest_release_is_this_one(metainfo):
    assert metainfo.findtext("id") == APP_ID
    assert metainfo.findtext("launchable") == f"{APP_ID}.desktop"
    assert metainfo.find("releases/release").get("version") == __version__


def test_entitlements_for_macos_grant_only_what_python_needs():
    with open(RESOURCES / "macos" / "entitlements.plist", "rb") as file:
        granted = plistlib.load(file)
    assert set(granted) == {
        "com.apple.security.cs.allow-unsigned-executable-memory",
        "com.apple.security.cs.disable-library-validation",
    }


@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis is not installed")
@pytest.mark.parametrize("version", [__version__, "0.2.0rc1", "1.10.3b12", "2.0.0a1"])
def test_the_windows_installer_compiles_without_a_warning(tmp_path, version):
    for name in ("simgui.exe", "simgui-cli.exe", "_internal/library.dll"):
        path = tmp_path / "program" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"MZ")
    setup = tmp_path / f"{APP_NAME}-{version}-setup.exe"
    script = RESOURCES / "windows" / "setup.nsi"
    defined = {"VERSION": version, "SOURCE": tmp_path / "program", "OUTPUT": setup}
    result = subprocess.run(
        ["makensis", "-V2", "-WX", *(f"-D{k}={v}" for k, v in defined.items()), script],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert setup.read_bytes()[:2] == b"MZ"
