"""What a release has beside its installers, made from one source: the files and CHANGELOG.md.

    python3 .ci/manifests.py VERSION FOLDER [--url BASE]

Writes into FOLDER: SHA256SUMS, NOTES.md, and manifests for winget, Homebrew and Flathub, which are
sent to those collections by hand.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APP_ID = "io.simgui.simgui"
SUMMARY = "Finds duplicate photos and helps you delete them without fear"
RUNTIME = "24.08"  # the Freedesktop runtime that the Flatpak is built for
_MANIFESTS = {"SHA256SUMS", "NOTES.md"}


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def notes(version: str) -> str:
    """The section of CHANGELOG.md about a version.

    Raises:
        SystemExit: There is none.
    """
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    match = re.search(rf"^## {re.escape(version)}\b[^\n]*\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    if match is None:
        raise SystemExit(f"CHANGELOG.md says nothing of {version}")
    return match.group(1).strip() + "\n"


def one(folder: Path, pattern: str) -> Path | None:
    """The only file of a pattern, or None."""
    found = sorted(folder.glob(pattern))
    return found[0] if len(found) == 1 else None


def winget(version: str, url: str, setup: Path) -> dict[str, str]:
    """The three files of a winget manifest, by name."""
    common = f"PackageIdentifier: simgui.simgui\nPackageVersion: {version}\n"
    end = "ManifestVersion: 1.6.0\n"
    return {
        "simgui.simgui.yaml": f"{common}DefaultLocale: en-US\nManifestType: version\n{end}",
        "simgui.simgui.installer.yaml": (
            f"{common}InstallerType: nullsoft\nScope: user\nInstallers:\n"
            f"- Architecture: x64\n  InstallerUrl: {url}/{setup.name}\n"
            f"  InstallerSha256: {digest(setup).upper()}\nManifestType: installer\n{end}"
        ),
        "simgui.simgui.locale.en-US.yaml": (
            f"{common}PackageLocale: en-US\nPublisher: The simgui developers\n"
            f"PackageName: simgui\nLicense: MIT\nShortDescription: {SUMMARY}\n"
            f"ManifestType: defaultLocale\n{end}"
        ),
    }


def cask(version: str, url: str, homepage: str, arm: Path, intel: Path) -> str:
    """A Homebrew cask."""
    address = f"{url}/{arm.name}".replace(version, "#{version}").replace("arm64", "#{arch}")
    return f'''cask "simgui" do
  arch arm: "arm64", intel: "x86_64"

  version "{version}"
  sha256 arm:   "{digest(arm)}",
         intel: "{digest(intel)}"

  url "{address}"
  name "simgui"
  desc "{SUMMARY}"
  homepage "{homepage}"

  depends_on macos: ">= :sonoma"

  app "simgui.app"

  zap trash: [
    "~/Library/Application Support/simgui",
    "~/Library/Caches/simgui",
    "~/Library/Logs/simgui",
  ]
end
'''


def flatpak(url: str, archive: Path) -> str:
    """A Flatpak manifest over the archive that .ci/package makes; it asks for no network."""
    return f"""app-id: {APP_ID}
runtime: org.freedesktop.Platform
runtime-version: '{RUNTIME}'
sdk: org.freedesktop.Sdk
command: simgui
finish-args:
  - --socket=wayland
  - --socket=fallback-x11
  - --share=ipc
  - --device=dri
  - --filesystem=host
modules:
  - name: simgui
    buildsystem: simple
    build-commands:
      - mkdir -p /app/lib /app/bin
      - cp -a . /app/lib/simgui
      - ln -s ../lib/simgui/simgui /app/bin/simgui
      - install -Dm644 {APP_ID}.desktop /app/share/applications/{APP_ID}.desktop
      - install -Dm644 {APP_ID}.svg /app/share/icons/hicolor/scalable/apps/{APP_ID}.svg
      - install -Dm644 {APP_ID}.metainfo.xml /app/share/metainfo/{APP_ID}.metainfo.xml
    sources:
      - type: archive
        url: {url}/{archive.name}
        sha256: {digest(archive)}
        only-arches: [x86_64]
"""


def main() -> int:
    """Write everything that the files in the folder allow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--url", help="where the files will be downloaded from")
    options = parser.parse_args()
    folder: Path = options.folder
    with (ROOT / "pyproject.toml").open("rb") as file:
        homepage = tomllib.load(file)["project"]["urls"]["Homepage"]
    repository = os.environ.get("GITHUB_REPOSITORY")
    url = options.url or (
        f"https://github.com/{repository}/releases/download/v{options.version}"
        if repository
        else homepage.rstrip("/")
    )
    files = sorted(p for p in folder.iterdir() if p.is_file() and p.name not in _MANIFESTS)
    (folder / "SHA256SUMS").write_text("".join(f"{digest(p)}  {p.name}\n" for p in files))
    (folder / "NOTES.md").write_text(notes(options.version), encoding="utf-8")
    made: dict[str, str] = {}
    setup = one(folder, "*-setup.exe")
    arm, intel = one(folder, "*-arm64.dmg"), one(folder, "*-x86_64.dmg")
    archive = one(folder, "*-linux-x86_64.tar.zst")
    if setup:
        made |= winget(options.version, url, setup)
    if arm and intel:
        made["simgui.rb"] = cask(options.version, url, homepage, arm, intel)
    if archive:
        made[f"{APP_ID}.yaml"] = flatpak(url, archive)
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    print(*sorted(made), file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
