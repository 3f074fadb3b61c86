"""Changes the code a little and looks whether a test notices: a sample of mutants by cosmic-ray.

    pip install '.[test,mutate]'
    python -m tests.faults.mutations grouping matching removal --sample 40 --seed 1

Runs in a copy of the last commit. Each mutant costs a run of its package's tests, so a sample is
drawn. What can't change a result is no mutant: annotations, decorators, messages. A mutant that
survives is printed with its line: a test is missing, or the change means nothing. One on which the
tests run much longer than on the code as it is counts as noticed, but apart: processor time is
measured, for on a busy machine every test takes long.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import resource
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[2]
SLOWER = 4.0
"""Times the processor time of the tests on the code as it is; then a mutant has hung."""

LEAST_SECONDS = 30.0  # of processor time, for packages whose tests are quick
WAITING_SECONDS = 3600.0  # by the clock, for a mutant that waits for ever

_CONFIG = """\
[cosmic-ray]
module-path = "{module}"
timeout = {timeout}
excluded-modules = []
test-command = "{command}"

[cosmic-ray.distributor]
name = "local"
"""

Span = tuple[tuple[int, int], tuple[int, int]]


def idle_spans(source: str) -> list[Span]:
    """Where a change can't change a result: annotations, decorators, raised messages."""
    found: list[ast.expr] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found += node.decorator_list
        if isinstance(node, ast.FunctionDef) and node.returns is not None:
            found.append(node.returns)
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
            found.append(node.annotation)
        if isinstance(node, ast.Assign) and _is_alias(node):
            found.append(node.value)
        if isinstance(node, ast.JoinedStr):
            found.append(node)
    return [
        ((n.lineno, n.col_offset), (n.end_lineno or n.lineno, n.end_col_offset or 0)) for n in found
    ]


def _is_alias(node: ast.Assign) -> bool:
    """Whether an assignment names a type, such as `Places = tuple[str | None, ...]`."""
    return isinstance(node.value, ast.Subscript) and isinstance(node.value.value, ast.Name)


def _lies_in(start: tuple[int, int], spans: list[Span]) -> bool:
    return any(first <= start < last for first, last in spans)


def _environment(copy: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(copy), "QT_QPA_PLATFORM": "offscreen"}


def _allowed_seconds(copy: Path, tests: list[str]) -> int:
    """Processor time one run of the tests may take.

    Raises:
        SystemExit: They fail on the code as it is: then every mutant would count as noticed.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(tests, cwd=copy, env=_environment(copy), capture_output=True, text=True)
    if run.returncode != 0:
        raise SystemExit(f"the tests fail without a mutant:\n{run.stdout[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return round(max(LEAST_SECONDS, SLOWER * took))


def _prepared(copy: Path, package: str, options: argparse.Namespace) -> Path:
    """Make a session of cosmic-ray whose mutants outside of the sample are skipped."""
    from cosmic_ray.work_db import WorkDB, use_db
    from cosmic_ray.work_item import WorkerOutcome, WorkResult

    tests = [options.python, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    tests.append(f"tests/core/{package}")
    limited = f"ulimit -t {_allowed_seconds(copy, tests)}; exec {shlex.join(tests)}"
    config = copy / f"{package}.toml"
    config.write_text(
        _CONFIG.format(
            module=f"simgui/core/{package}",
            timeout=WAITING_SECONDS,
            command=f"sh -c {shlex.quote(limited)}",
        )
    )
    session = copy / f"{package}.sqlite"
    _cosmic_ray(copy, "init", str(config), str(session))
    idle = {
        path.relative_to(copy): idle_spans(path.read_text(encoding="utf-8"))
        for path in (copy / "simgui" / "core" / package).rglob("*.py")
    }
    with use_db(str(session), WorkDB.Mode.open) as database:
        jobs = sorted(
            (m.module_path.as_posix(), m.start_pos, m.operator_name, m.occurrence, item.job_id)
            for item in database.work_items
            for m in item.mutations
        )
        meant = [job for job in jobs if not _lies_in(job[1], idle[Path(job[0])])]
        chosen = set(random.Random(options.seed).sample(meant, min(options.sample, len(meant))))
        for job in jobs:
            if job not in chosen:
                database.set_result(job[4], WorkResult(WorkerOutcome.SKIPPED))
    print(f"{package}: {len(chosen)} of {len(meant)} mutants", flush=True)
    return session


def _cosmic_ray(copy: Path, *words: str) -> None:
    tool = Path(sys.executable).with_name("cosmic-ray")
    subprocess.run([tool, *words], cwd=copy, env=_environment(copy), check=True)


def noticed_by(output: str) -> str:
    """How the tests noticed a mutant: "test", or "time" if they were ended before they said so."""
    return "test" if re.search(r"^(FAILED|ERROR|E  )|\b(failed|error)", output, re.M) else "time"


def _outcomes(session: Path) -> Iterator[tuple[str, str]]:
    """Of each mutant that ran: "survived" or who noticed it, and its line."""
    from cosmic_ray.work_db import WorkDB, use_db
    from cosmic_ray.work_item import WorkerOutcome

    with use_db(str(session), WorkDB.Mode.open) as database:
        items = {item.job_id: item for item in database.work_items}
        for job_id, result in database.results:
            if result.worker_outcome is WorkerOutcome.SKIPPED:
                continue
            (mutation,) = items[job_id].mutations
            lines = [line for line in (result.diff or "").splitlines() if line[:1] in "+-"]
            changed = " -> ".join(line[1:].strip() for line in lines if line[:3] not in "+++---")
            outcome = noticed_by(result.output or "") if result.is_killed else "survived"
            yield outcome, f"  {mutation.module_path}:{mutation.start_pos[0]}: {changed}"


def main() -> int:
    """Run the samples; 1 if a mutant survived."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("packages", nargs="+", help="packages of simgui/core, such as grouping")
    parser.add_argument("--sample", type=int, default=40, help="mutants of each package")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--python", default=sys.executable, help="runs the tests")
    options = parser.parse_args()
    survived = 0
    with tempfile.TemporaryDirectory(prefix="simgui-mutations-") as scratch:
        copy = Path(scratch) / "copy"
        archive = subprocess.run(
            ["git", "archive", "HEAD"], cwd=PROJECT, check=True, capture_output=True
        ).stdout
        copy.mkdir()
        subprocess.run(["tar", "-x"], cwd=copy, input=archive, check=True)
        for package in options.packages:
            session = _prepared(copy, package, options)
            _cosmic_ray(copy, "exec", str(copy / f"{package}.toml"), str(session))
            found = list(_outcomes(session))
            for outcome, words in (("survived", "survived"), ("time", "noticed by time alone")):
                lines = [line for how, line in found if how == outcome]
                head = f"{package}: {len(lines)} of {len(found)} {words}"
                print(head, *lines, sep="\n", flush=True)
            survived += sum(how == "survived" for how, _ in found)
            shutil.rmtree(copy / ".hypothesis", ignore_errors=True)
    return int(survived > 0)


if __name__ == "__main__":
    sys.exit(main())
