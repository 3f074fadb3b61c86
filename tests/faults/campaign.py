"""The fault campaign: kills, injected faults, damaged pictures, and a world in which all happens.

    python -m tests.faults.campaign              all of it, as root: 10 to 40 minutes
    python -m tests.faults.campaign --quick      about 5 minutes
    python -m tests.faults.campaign --only fuzz  one part: kills, lines, faults, fuzz or world

Prints the figures of the README; ends with 1 if anything was lost, crashed or hung.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.faults import faults, fuzz, kills, lines


@dataclass(frozen=True)
class Size:
    """How much is done."""

    kills: int
    every_line: int
    pictures: int
    worlds: int


_FULL = Size(kills=200, every_line=1, pictures=5000, worlds=2000)
_QUICK = Size(kills=24, every_line=25, pictures=600, worlds=60)


def _kills(size: Size, seed: int) -> bool:
    found = kills.run(size.kills, seed)
    print(f"kills of the real program at random moments: {found.kills} {found.by_command}")
    print(f"  ended before their kill: {found.ended_before}; settled after it: {found.settled}")
    print(
        f"  photos lost {found.photos_lost}, decisions lost {found.decisions_lost},"
        f" recorded photos lost {found.records_lost}, libraries damaged"
        f" {found.libraries_damaged}, results that differ from an undisturbed scan"
        f" {found.differing_results}"
    )
    return found.is_good


def _lines(size: Size, seed: int) -> bool:
    found = lines.run(size.every_line)
    print(f"kills at every {size.every_line}. line of removal, undo and redo: {found.kills}")
    print(f"  settled at the next start: {found.settled}; problems {len(found.problems)}")
    for problem in found.problems:
        print(f"  PROBLEM {problem}")
    return found.is_good


def _faults(size: Size, seed: int) -> bool:
    reports = []
    for report in faults.run():
        reports.append(report)
        word = "skipped" if report.skipped else "good" if report.is_good else "BAD"
        print(f"  {word:8}{report.name} {report.skipped or report.problem}".rstrip(), flush=True)
    tried = [report for report in reports if not report.skipped]
    good = [report for report in tried if report.is_good]
    print(f"kinds of faults injected: {len(tried)}; ended well: {len(good)}")
    return len(good) == len(tried)


def _fuzz(size: Size, seed: int) -> bool:
    found = fuzz.run(size.pictures, seed * size.pictures)
    print(
        f"damaged pictures: {found.files}; read {found.read}, refused with a reason"
        f" {found.refused}; crashes {found.crashes}, hangs {found.hangs};"
        f" slowest {found.slowest:.1f} s, peak memory {found.peak_mb:.0f} MB"
    )
    for problem in found.problems:
        print(f"  PROBLEM {problem}")
    return found.is_good


def _world(size: Size, seed: int) -> bool:
    from hypothesis import HealthCheck, Phase, settings
    from hypothesis import seed as seeded
    from hypothesis.stateful import run_state_machine_as_test

    from tests.core.removal.world import World

    plan = settings(
        max_examples=size.worlds,
        stateful_step_count=20,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(seeded(seed)(World), settings=plan)
    except AssertionError as error:
        print(f"world: {error}")
        return False
    print(f"worlds in which anything happens: {size.worlds}; pictures lost 0, decisions lost 0")
    return True


_PARTS: dict[str, Callable[[Size, int], bool]] = {
    "faults": _faults,
    "lines": _lines,
    "fuzz": _fuzz,
    "kills": _kills,
    "world": _world,
}


def main() -> int:
    """Run the campaign."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", choices=_PARTS, action="append")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not hasattr(os, "fork"):
        print("the campaign needs a system with fork", file=sys.stderr)
        return 2
    is_good = True
    for name in options.only or _PARTS:
        started = time.monotonic()
        is_good &= _PARTS[name](_QUICK if options.quick else _FULL, options.seed)
        print(f"  {time.monotonic() - started:.0f} s", flush=True)
    print("the campaign found nothing lost" if is_good else "THE CAMPAIGN FOUND A PROBLEM")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
