"""A scan of drawn photos on drive C: copies in folders with odd names, and below a long path."""

from __future__ import annotations

import json
import ntpath
import shutil

from tests.core import pictures
from tests.wine.system import System

SIZE = (800, 600)
LONG = "a folder whose name is long, in another one"  # seven of them make more than 260 characters


def run(system: System) -> bool:
    """Scan, move the copies to a folder, undo; print what was found."""
    folder = system.drive / "photos"
    for old in (folder, system.drive / "home"):
        shutil.rmtree(old, ignore_errors=True)
    expected = _draw(folder)
    drawn = sum(1 for path in folder.rglob("*") if path.is_file())
    done = system.python("-m", "simgui", "scan", r"C:\photos", "--json", r"C:\groups.json")
    if done.returncode:
        print(done.stdout)
        return False
    found = json.loads((system.drive / "groups.json").read_text("utf-8"))
    groups = [{ntpath.basename(p["path"]) for p in group["photos"]} for group in found["groups"]]
    is_right = sorted(map(sorted, groups)) == sorted(map(sorted, expected))
    print(f"{drawn} photos drawn, {len(groups)} of {len(expected)} groups, {found['unreadable']=}")
    if not is_right:
        print(f"expected {expected}, found {groups}")
    before = _names(system)
    moved = system.python(
        *("-m", "simgui", "clean", r"C:\photos", "--apply", "--move-to", r"C:\aside")
    )
    gone = before - _names(system)
    back = system.python("-m", "simgui", "library", "undo")
    print(f"{len(gone)} copies moved to a folder, {len(gone & _names(system))} came back by undo")
    if moved.returncode or back.returncode:
        print(moved.stdout, back.stdout)
    is_undone = _names(system) == before
    return is_right and is_undone and bool(gone) and not moved.returncode


def _names(system: System) -> set[str]:
    folder = system.drive / "photos"
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def _draw(folder) -> list[set[str]]:
    """Draw the photos; returns the names of those that belong together."""
    deep = folder.joinpath(*[LONG] * 7)
    places = [folder, folder / "Grüße 🌻", deep, folder / "2024.01 & (new)"]
    groups = []
    for number, place in enumerate(places):
        place.mkdir(parents=True, exist_ok=True)
        image = pictures.photo(number, SIZE)
        names = f"{number}.png", f"{number} Kopie.JPG"
        image.save(place / names[0])
        pictures.save_jpeg(place / names[1], image.resize((400, 300)))
        groups.append(set(names))
        pictures.save_jpeg(place / f"single {number}.jpg", pictures.photo(100 + number, SIZE))
    shutil.copy(folder / "0.png", deep / "0 far away.png")
    groups[0].add("0 far away.png")
    return groups
