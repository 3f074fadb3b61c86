"""`simgui similar`: rank the library by likeness to one picture."""

from __future__ import annotations

import argparse
import os

from simgui.cli import report, session
from simgui.cli.console import plain
from simgui.cli.parser import EXIT_DONE
from simgui.engine.queries import Query, Searcher, SearchOptions


def run(options: argparse.Namespace) -> int:
    """Embed the query, compare it with every photo, print the best."""
    with session.interruptible() as token, session.opened_library(options) as library:
        network = session.network(options, library)
        targets = session.absolute(options.folders)
        if targets:
            session.scan(library, targets, network, options, token)
        query = os.path.abspath(os.path.expanduser(options.image))
        wanted = SearchOptions(options.metric, options.top, tuple(targets))
        hits = Searcher(library, network.model).answer(Query(query), wanted).hits
    if options.json:
        result = {
            "version": 1,
            "query": query,
            "metric": options.metric,
            "results": [
                {
                    "rank": number,
                    "path": hit.photo.path,
                    "similarity": round(hit.similarity, 6),
                    "distance": round(hit.distance, 6),
                }
                for number, hit in enumerate(hits, 1)
            ],
        }
        report.write(report.dump(result), options.json)
    else:
        value = "distance" if options.metric == "euclidean" else "similarity"
        lines = [f"rank  {value}  photo"]
        for number, hit in enumerate(hits, 1):
            figure = hit.distance if options.metric == "euclidean" else hit.similarity
            lines.append(f"{number:4d}  {figure:{len(value)}.4f}  {plain(hit.photo.path)}")
        report.write("\n".join(lines) + "\n", "-")
    return EXIT_DONE
