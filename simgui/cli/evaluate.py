"""`simgui evaluate`: the whole program on a labelled folder, against the truth."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import Any, TypeVar

import numpy as np

from simgui.cli import report, session
from simgui.cli.console import plain
from simgui.cli.entry import EXIT_DONE
from simgui.core.errors import UserError
from simgui.core.metrics import Report, ScoredPairs, judge
from simgui.core.types import ContentId, Group, Pair, Tier
from simgui.engine.groups import group_folders
from simgui.text import display
from simgui.text.translation import translate

_Label = TypeVar("_Label")


def run(options: argparse.Namespace) -> int:
    """Scan into a library of its own, group, and compare with the truth."""
    folder = session.absolute([options.folder])[0]
    groups, edits = _read_truth(options.truth)
    with tempfile.TemporaryDirectory(prefix="simgui-evaluate-") as scratch:
        # The user's own library would answer for photos it knows already; this measures a scan.
        options.library = options.library or scratch
        with session.interruptible() as token, session.opened_library(options) as library:
            network = session.network(options, library)
            stats = session.scan(library, [folder], network, options, token)
            model = network.model
            found = group_folders(library, model, [folder], Tier[options.upto.upper()])
            photos = library.photos([folder])
            pairs = library.pairs(model.id)
    names = {photo.path: _name(photo.path, folder) for photo in photos}
    by_content: dict[ContentId, list[str]] = defaultdict(list)
    for photo in photos:
        by_content[photo.content.id].append(names[photo.path])
    truth = _on_disk(groups, names.values())
    judged = judge(
        [*names.values(), *truth],
        {names[m.photo.path]: group.id for group in found for m in group.members},
        truth,
        _scored(by_content, pairs, found, names),
        _on_disk(edits, names.values()),
        _likely(by_content, pairs),
        {names[group.keeper.photo.path] for group in found},
    )
    result = _as_dict(judged, len(photos) / stats.seconds if stats.seconds else 0.0)
    if options.json:
        report.write(report.dump(result), options.json)
    else:
        report.write(_as_text(judged), "-")
    return EXIT_DONE


def _read_truth(path: str) -> tuple[dict[str, Any], dict[str, str]]:
    try:
        with open(path, encoding="utf-8") as stream:
            truth = json.load(stream)
        groups = {str(name): group for name, group in truth["groups"].items()}
        edits = {str(name): str(edit) for name, edit in truth.get("edits", {}).items()}
    except OSError as error:
        raise UserError(
            "{path} can't be read: {why}", path=path, why=error.strerror or error
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            "{path} is not a ground-truth file: {why}",
            path=path,
            remedy='It must contain {"groups": {"name": group id}, "edits": {"name": edit}}.',
            why=error,
        ) from error
    return groups, edits


def _name(path: str, folder: str) -> str:
    return os.path.relpath(path, folder).replace(os.sep, "/")


def _on_disk(labels: Mapping[str, _Label], names: Iterable[str]) -> dict[str, _Label]:
    """Labels under the names of the photos on disk.

    A label may be a path below the folder or, where that is clear, a bare file name. One that fits
    no photo stays: a photo that could not be read was not found.
    """
    everyone = set(names)
    by_base: dict[str, list[str]] = defaultdict(list)
    for name in everyone:
        by_base[name.rsplit("/", 1)[-1]].append(name)
    placed = {}
    for label, value in labels.items():
        clean = label.removeprefix("./")
        fitting = by_base.get(clean, [])
        is_known = clean in everyone or len(fitting) != 1
        placed[clean if is_known else fitting[0]] = value
    return placed


def _likely(by_content: Mapping[ContentId, list[str]], pairs: Sequence[Pair]) -> ScoredPairs:
    """Every pair of photos the program looked at, with the probability it says."""
    found = [
        (a, b, pair.probability)
        for pair in pairs
        for a, b in product(by_content.get(pair.a, ()), by_content.get(pair.b, ()))
    ]
    return ScoredPairs(
        [a for a, _, _ in found], [b for _, b, _ in found], np.array([p for _, _, p in found])
    )


def _scored(
    by_content: Mapping[ContentId, list[str]],
    pairs: Sequence[Pair],
    groups: Sequence[Group],
    names: dict[str, str],
) -> ScoredPairs:
    """Every pair of photos with any evidence, scored by how likely it is."""
    scores: dict[tuple[str, str], float] = {}

    def note(a: str, b: str, score: float) -> None:
        key = (min(a, b), max(a, b))
        scores[key] = max(score, scores.get(key, -1.0))

    for same in by_content.values():
        for a, b in combinations(same, 2):
            note(a, b, 2.0)
    for pair in pairs:
        for a, b in product(by_content.get(pair.a, ()), by_content.get(pair.b, ())):
            # Where the probability saturates, the score still orders.
            note(a, b, pair.probability + 1e-6 * pair.score)
    for group in groups:
        for one, other in combinations(group.members, 2):
            weaker = min(one.probability, other.probability)
            note(names[one.photo.path], names[other.photo.path], weaker * 0.999)
    keys = list(scores)
    return ScoredPairs(
        [a for a, _ in keys], [b for _, b in keys], np.array([scores[k] for k in keys], np.float64)
    )


def _as_dict(judged: Report, photos_per_second: float) -> dict[str, Any]:
    pairs = judged.pairs
    return {
        "version": 1,
        "photos": judged.photos,
        "pairs": dataclasses.asdict(pairs),
        "accuracy": pairs.accuracy,
        "precision": pairs.precision,
        "recall": pairs.recall,
        "f1": pairs.f1,
        "b_cubed_f1": judged.b_cubed_f1,
        "uap": judged.average_precision,
        "recall_at_precision_0.99": judged.recall_at_99,
        "recall_at_precision_0.999": judged.recall_at_999,
        "wrong_links_per_10000_photos": judged.wrong_per_10k,
        "recall_by_edit": judged.recall_by_edit,
        "originals": judged.originals,
        "originals_kept": judged.originals_kept,
        "reliability": [dataclasses.asdict(part) for part in judged.reliability],
        "reliability_largest_gap": judged.largest_gap,
        "photos_per_second": round(photos_per_second, 1),
    }


def _as_text(judged: Report) -> str:
    pairs = judged.pairs
    found = (pairs.true_positive + pairs.false_positive, pairs.true_positive, pairs.false_negative)
    rows = [
        (translate("Evaluate", "photos"), display.number(judged.photos)),
        (
            translate("Evaluate", "pairs found / right / missed"),
            " / ".join(map(display.number, found)),
        ),
        (translate("Evaluate", "accuracy"), display.decimal(pairs.accuracy, 6)),
        (translate("Evaluate", "precision"), display.decimal(pairs.precision, 4)),
        (translate("Evaluate", "recall"), display.decimal(pairs.recall, 4)),
        ("F1", display.decimal(pairs.f1, 4)),
        ("B-cubed F1", display.decimal(judged.b_cubed_f1, 4)),
        ("uAP", display.decimal(judged.average_precision, 4)),
        (
            translate("Evaluate", "recall at precision 0.99"),
            display.decimal(judged.recall_at_99, 4),
        ),
        (
            translate("Evaluate", "recall at precision 0.999"),
            display.decimal(judged.recall_at_999, 4),
        ),
        (
            translate("Evaluate", "wrong links per 10,000 photos"),
            display.decimal(judged.wrong_per_10k, 2),
        ),
    ]
    if judged.originals:
        share = display.decimal(judged.originals_kept / judged.originals, 4)
        of_groups = translate("Evaluate", "(of %Ln groups)", "", judged.originals)
        rows.append((translate("Evaluate", "original kept"), f"{share} {of_groups}"))
    if judged.reliability:
        gap = display.decimal(judged.largest_gap, 4)
        rows.append((translate("Evaluate", "probability, largest gap"), gap))
    width = max(len(name) for name, _ in rows)
    lines = [f"{name:{width}}  {value}" for name, value in rows]
    if judged.recall_by_edit:
        lines.append(translate("Evaluate", "recall by edit"))
        width = max(len(edit) for edit in judged.recall_by_edit)
        for edit, recall in sorted(judged.recall_by_edit.items()):
            lines.append(f"  {plain(edit):{width}}  {display.decimal(recall, 3)}")
    return "\n".join(lines) + "\n"
