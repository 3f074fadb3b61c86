"""`simgui similar`: rank the library by likeness to one picture."""

from __future__ import annotations

import argparse
import os

from simgui.cli import report, session
from simgui.cli.console import plain
from simgui.cli.entry import EXIT_DONE
from simgui.engine.queries import Query, Searcher, SearchOptions
from simgui.text import display
from simgui.text.translation import translate


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
        is_distance = options.metric == "euclidean"
        rank, photo = translate("Terminal", "rank"), translate("Terminal", "photo")
        value = (
            translate("Terminal", "distance")
            if is_distance
            else translate("Terminal", "similarity")
        )
        lines = [f"{rank}  {value}  {photo}"]
        for number, hit in enumerate(hits, 1):
            figure = display.decimal(hit.distance if is_distance else hit.similarity, 4)
            path = plain(hit.photo.path)
            lines.append(f"{number:{len(rank)}d}  {figure:>{len(value)}}  {path}")
        report.write("\n".join(lines) + "\n", "-")
    return EXIT_DONE
