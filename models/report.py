"""Writes what the benchmark measured: a Markdown table, the figures as JSON, plots as PNG."""

from __future__ import annotations

import json
from pathlib import Path

from simgui.core.metrics import largest_gap

BEGIN, END = "<!-- results: written by models.benchmark -->", "<!-- end of results -->"


def table(rows: list) -> list[str]:
    """Markdown lines of one table."""
    lines = [
        "| method | accuracy | precision | recall | F1 (95 %) | uAP | R@P.99 | R@P.999 |"
        " wrong links / 10,000 photos | ms a photo |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        f = row.figures
        cost = f"{f['ms']:.1f}" + (f" + {f['ms_pair']:.2f} a pair" if "ms_pair" in f else "")
        low, high = row.interval
        lines.append(
            f"| {row.name} | {f['accuracy']:.5f} | {f['precision']:.3f} | {f['recall']:.3f} |"
            f" {f['f1']:.3f} ({low:.3f} to {high:.3f}) | {f['uap']:.3f} | {f['r99']:.3f} |"
            f" {f['r999']:.3f} | {f['wrong_10k']:.0f} | {cost} |"
        )
    return lines


def edit_table(rows: list) -> list[str]:
    """Markdown lines: recall of every edit by every method."""
    edits = sorted({edit for row in rows for edit in row.by_edit})
    lines = ["| edit | " + " | ".join(row.name for row in rows) + " |"]
    lines.append("|---" * (len(rows) + 1) + "|")
    for edit in edits:
        cells = [f"{row.by_edit[edit]:.2f}" if edit in row.by_edit else "" for row in rows]
        lines.append(f"| {edit} | " + " | ".join(cells) + " |")
    return lines


def retrieval_table(rows: list[dict]) -> list[str]:
    """Markdown lines of the top-N figures."""
    lines = ["| measure | N | accuracy | precision | recall | F1 |", "|---|---|---|---|---|---|"]
    for row in rows:
        values = " | ".join(f"{row[key]:.4f}" for key in ("accuracy", "precision", "recall", "f1"))
        lines.append(f"| {row['metric']} | {row['n']} | {values} |")
    return lines


def into_card(path: Path, lines: list[str], plots: str) -> None:
    """Puts the results between the two marks of the model card; `plots` is their folder there.

    Raises:
        ValueError: The card has no such marks.
    """
    text = path.read_text()
    if BEGIN not in text or END not in text:
        raise ValueError(f"{path} lacks the marks {BEGIN} and {END}")
    before, rest = text.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    shown = [
        f"![{name}]({plots}/{file}.png)"
        for name, file in (
            ("Precision over recall", "precision-recall"),
            ("Recall by edit", "recall-by-edit"),
            ("Reliability of the probability", "reliability"),
        )
    ]
    path.write_text("\n".join([before + BEGIN, "", *lines, "", *shown, "", END]) + after)


def write(
    out: Path, card: dict, data: tuple, rows: list, locals_: list, top: list[dict], minutes: float
) -> list[str]:
    """Writes results.md, results.json and the plots into `out`; returns the lines of results.md."""
    out.mkdir(parents=True, exist_ok=True)
    sizes = [
        f"{name}: {len(part.names)} photos, {int(part.group.max()) + 1} subjects with copies,"
        f" {part.positives()} true pairs"
        for name, part in zip(("validation", "test"), data, strict=True)
    ]
    lines = [f"Network {card['id']}. {'; '.join(sizes)}. Took {minutes:.0f} minutes.", ""]
    lines += [*table(rows), ""]
    if locals_:
        lines += ["All pairs of a smaller part, with local features:", "", *table(locals_), ""]
    shown = [row for row in rows if "cosine" not in row.name and "shipped" not in row.name]
    lines += ["Recall of copies by edit, each method at its best threshold:", ""]
    lines += [*edit_table(shown), ""]
    lines += ["Top-N retrieval, each original asking for its copies:", "", *retrieval_table(top)]
    sure = [row for row in rows if row.reliability]
    for row in sure:
        gap = largest_gap(row.reliability)
        cells = ", ".join(
            f"{part.said:.3f} / {part.was:.3f} ({part.pairs})" for part in row.reliability
        )
        lines += [
            "",
            f"Probability by {row.name}, said / was (pairs): {cells}; largest gap {gap:.3f}",
        ]
    plot_reliability(out / "reliability.png", sure)
    (out / "results.md").write_text("\n".join(lines) + "\n")
    figures = {
        row.name: {"threshold": row.threshold, **row.figures, "interval": row.interval}
        for row in [*rows, *locals_]
    }
    (out / "results.json").write_text(json.dumps({"model": card["id"], "rows": figures}, indent=1))
    plot_curves(out / "precision-recall.png", rows)
    plot_edits(out / "recall-by-edit.png", shown)
    return lines


def plot_curves(path: Path, rows: list) -> None:
    """Precision over recall of every method."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(8, 5))
    for row in rows:
        if row.curve is None or "shipped" in row.name:
            continue
        width = 2.2 if row.name.startswith("simgui") else 1.0
        step = max(1, len(row.curve.recall) // 4000)
        axes.plot(row.curve.recall[::step], row.curve.precision[::step], lw=width, label=row.name)
    axes.set(xlabel="recall", ylabel="precision", xlim=(0, 1), ylim=(0.5, 1.005))
    axes.grid(alpha=0.3)
    axes.legend(fontsize=7, loc="lower left")
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    plt.close(figure)


def plot_edits(path: Path, rows: list) -> None:
    """Recall by edit as a coloured grid."""
    import matplotlib as mpl
    import numpy as np

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    edits = sorted({edit for row in rows for edit in row.by_edit})
    values = np.array([[row.by_edit.get(edit, np.nan) for edit in edits] for row in rows])
    figure, axes = plt.subplots(figsize=(12, 1.2 + 0.32 * len(rows)))
    axes.imshow(values, cmap="viridis", vmin=0, vmax=1, aspect="auto")
    axes.set_xticks(range(len(edits)), edits, rotation=60, ha="right", fontsize=7)
    axes.set_yticks(range(len(rows)), [row.name for row in rows], fontsize=8)
    for i, line in enumerate(values):
        for j, value in enumerate(line):
            shade = "white" if value < 0.6 else "black"
            axes.text(j, i, f"{value:.2f}"[-3:], ha="center", va="center", color=shade, fontsize=5)
    figure.tight_layout()
    figure.savefig(path, dpi=130)
    plt.close(figure)


def plot_reliability(path: Path, rows: list) -> None:
    """What was said against what was, a line for each method with a probability."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(4.5, 4.5))
    axes.plot([0, 1], [0, 1], color="grey", lw=1)
    for row in rows:
        said = [part.said for part in row.reliability]
        axes.plot(said, [part.was for part in row.reliability], marker="o", label=row.name)
    axes.set(xlabel="probability said", ylabel="share of right pairs", xlim=(0, 1), ylim=(0, 1))
    axes.grid(alpha=0.3)
    axes.legend(fontsize=7)
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    plt.close(figure)
