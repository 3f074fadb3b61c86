"""Scans a labelled folder with the whole program and counts, kind by kind, what went wrong.

    python -m models.everyday make --pictures everyday/ --out made --seed 19
    python -m models.everyday judge made

`make` takes a folder with a subfolder of pictures for each kind, copies all of them, and makes
edited copies of some of each kind. `judge` also reads what `models.edits` and `models.lookalikes`
write. It prints pairs looked at, wrong links, moments between unrelated pictures and recall by
kind, and the gap between the probability that is said and the share that is right.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from unittest import mock

import numpy as np

from models import photos
from models.edits import EDITS, STANDARD, chain, draw_edits
from models.truth import Truth
from simgui.core.matching import matcher
from simgui.core.metrics import reliability
from simgui.core.network import embed, model
from simgui.core.network.precision import LazyNetwork
from simgui.core.scanning.pipeline import ScanOptions, scan_folders
from simgui.core.task import Token
from simgui.core.types import Pair, Tier
from simgui.store.library import Library

CHAINS = (
    ("messenger", "screenshot"),
    ("text", "messenger"),
    ("crop25", "resize50"),
    ("screenshot", "messenger"),
    ("border", "jpeg50"),
)


def make(given: argparse.Namespace) -> None:
    """Write the pictures of all kinds, copies of some, and truth.json."""
    given.out.mkdir(parents=True, exist_ok=True)
    groups: dict[str, int] = {}
    edits: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for folder in sorted(path for path in given.pictures.iterdir() if path.is_dir()):
        rng = np.random.default_rng((given.seed, *map(ord, folder.name)))
        files = sorted(folder.iterdir())
        chosen = set(rng.choice(len(files), min(len(files), given.copied), replace=False).tolist())
        for place, file in enumerate(files):
            stem = f"{folder.name}_{place:03d}"
            name = stem + file.suffix
            content = file.read_bytes()
            (given.out / name).write_bytes(content)
            kinds[name] = folder.name
            if place not in chosen:
                continue
            group = len(set(groups.values()))
            groups[name], edits[name] = group, "original"
            first, second = CHAINS[int(rng.integers(len(CHAINS)))]
            made = {edit.name: edit for edit in draw_edits(4, rng, 0.0, STANDARD)}
            made["screenshot"] = EDITS["screenshot"]
            made[f"{first}+{second}"] = chain(EDITS[first], EDITS[second])
            for edit in made.values():
                copy = f"{stem}-{edit.name}{edit.suffix}"
                (given.out / copy).write_bytes(edit.encoded(photos.upright_rgb(content), rng))
                groups[copy], edits[copy], kinds[copy] = group, edit.name, folder.name
    truth = {"groups": groups, "edits": edits, "kinds": kinds}
    (given.out / "truth.json").write_text(json.dumps(truth, indent=0))


def scan(folder: Path, threads: int) -> tuple[dict[int, str], list[Pair], int, float]:
    """Scan a folder into a new library: names by content, pairs, pairs looked at, CPU seconds."""
    info = model.load(str(Path(__file__).parent / "model.json"))
    looked: Counter[str] = Counter()
    judged = matcher._judged

    def counted(*arguments: object) -> Pair | None:
        looked["pairs"] += 1
        return judged(*arguments)

    with (
        tempfile.TemporaryDirectory() as place,
        Library(place) as library,
        mock.patch.object(matcher, "_judged", counted),
    ):
        network = LazyNetwork(info)
        started = time.process_time()
        for _ in scan_folders(
            library,
            [str(folder)],
            network,
            lambda: embed.Embedder(network.model, threads=threads),
            ScanOptions(threads=threads),
            Token(),
        ):
            pass
        seconds = time.process_time() - started
        names = {p.content.id: os.path.relpath(p.path, folder) for p in library.photos()}
        return names, library.pairs(network.model.id), looked["pairs"], seconds


def judge(given: argparse.Namespace) -> None:
    """Print the table of a folder."""
    folder = given.folder.resolve()
    truth = Truth(folder)
    names, pairs, looked, seconds = scan(folder, given.threads)
    count = len(names)
    print(f"{count} pictures, {looked / count:.2f} pairs a picture, {seconds:.0f} s of CPU time")
    wrong: Counter[str] = Counter()
    moments: Counter[str] = Counter()
    said: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    linked = set()
    for pair in pairs:
        a, b = names[pair.a], names[pair.b]
        is_right = truth.is_copy(a, b)
        kind = truth.kind(a)
        is_link = pair.tier.is_copy and pair.probability >= 0.5
        said[kind].append((pair.probability, is_right))
        if is_link:
            linked |= {(a, b), (b, a)}
            wrong[kind] += not is_right
        elif pair.tier is Tier.MOMENT and not (is_right or truth.is_related(a, b)):
            moments[kind] += 1
    recall: dict[str, list[bool]] = defaultdict(list)
    by_edit: dict[str, list[bool]] = defaultdict(list)
    originals = {truth.groups[n]: n for n, edit in truth.edits.items() if edit == "original"}
    for name, edit in truth.edits.items():
        if edit != "original":
            found = (name, originals[truth.groups[name]]) in linked
            recall[truth.kind(name)].append(found)
            by_edit["chains" if "+" in edit else edit].append(found)
    pictures = Counter(truth.kind(name) for name in names.values())
    print("kind | pictures | wrong links | moments | recall | largest gap of the probability")
    for kind in sorted(pictures):
        share = f"{np.mean(recall[kind]):.3f}" if recall[kind] else "-"
        probability, is_right = np.array(said[kind] or [(0.0, False)]).T
        bins = reliability(probability, is_right.astype(bool))
        gap = max((abs(part.said - part.was) for part in bins), default=0.0)
        row = (kind, pictures[kind], wrong[kind], moments[kind], share, f"{gap:.3f}")
        print(" | ".join(map(str, row)))
    total = sum(wrong.values())
    print(f"wrong links: {total}, {1e4 * total / count:.1f} for 10,000 pictures")
    found = [one for some in recall.values() for one in some]
    if found:
        print(f"recall: {np.mean(found):.4f} of {len(found)}; below 1 by edit:")
        low = {edit: float(np.mean(some)) for edit, some in by_edit.items() if not all(some)}
        print(", ".join(f"{edit} {share:.2f}" for edit, share in sorted(low.items())))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    maker = commands.add_parser("make", help="write pictures and edited copies")
    maker.add_argument("--pictures", type=Path, required=True, help="a subfolder for each kind")
    maker.add_argument("--out", type=Path, required=True)
    maker.add_argument("--copied", type=int, default=14, help="pictures of a kind with copies")
    maker.add_argument("--seed", type=int, default=19)
    maker.set_defaults(run=make)
    judging = commands.add_parser("judge", help="scan a labelled folder and print the table")
    judging.add_argument("folder", type=Path)
    judging.add_argument("--threads", type=int, default=2)
    judging.set_defaults(run=judge)
    given = parser.parse_args()
    given.run(given)


if __name__ == "__main__":
    main()
