"""Runs the tests inside Windows, on behind each that hangs or takes the interpreter down."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from tests.wine.system import System, say

MOST_STARTS = 40
SECONDS = 4 * 3600  # for all tests; one that hangs is ended by pytest long before


def run(system: System, paths: Sequence[str]) -> bool:
    """Run tests and print what became of them.

    Args:
        system: Where.
        paths: What pytest is given.
    """
    record = system.drive / "record.jsonl"
    record.unlink(missing_ok=True)
    output = system.folder / "pytest.txt"
    output.unlink(missing_ok=True)
    for _ in range(MOST_STARTS):
        script, where = r"C:\checkout\tests\wine\inside.py", r"C:\record.jsonl"
        # The library that a session of the program would use must not be one of a test.
        done = system.python(script, where, *paths, timeout=SECONDS, output=output)
        lines = record.read_text("utf-8").splitlines() if record.exists() else []
        last = json.loads(lines[-1]) if lines else {}
        if "start" not in last:
            break
        outcome = "crashed" if done.returncode not in (1, 124) else "hung"
        say(f"{last['start']} {outcome}")
        with open(record, "a", encoding="utf-8") as file:
            file.write(json.dumps({"id": last["start"], "outcome": outcome, "why": ""}) + "\n")
    return _report(lines, output)


def _report(lines: Sequence[str], output) -> bool:
    outcomes: dict[str, tuple[str, str]] = {}
    for entry in map(json.loads, lines):
        if "outcome" not in entry:
            continue
        known = outcomes.get(entry["id"])
        if known is None or known[0] == "passed":
            outcomes[entry["id"]] = entry["outcome"], entry.get("why", "")
    counts = Counter(outcome for outcome, _ in outcomes.values())
    reasons = Counter(why for outcome, why in outcomes.values() if outcome == "skipped")
    for name, (outcome, why) in outcomes.items():
        if outcome not in ("passed", "skipped"):
            print(f"{outcome} {name}\n{why[-1500:]}")
    for why, count in reasons.most_common():
        print(f"  {count:5} {why}")
    print(", ".join(f"{count} {outcome}" for outcome, count in counts.most_common()))
    print(f"what pytest printed: {output}")
    return bool(counts["passed"]) and not set(counts) - {"passed", "skipped"}
