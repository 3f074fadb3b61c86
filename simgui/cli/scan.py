"""`simgui scan`: bring the library up to date and print the groups."""

from __future__ import annotations

import argparse

from simgui.cli import report, session
from simgui.cli.entry import EXIT_DONE, EXIT_UNREADABLE
from simgui.core.types import Tier
from simgui.engine.groups import group_folders


def run(options: argparse.Namespace) -> int:
    """Scan, group, print."""
    targets = session.absolute(options.folders)
    with session.interruptible() as token, session.opened_library(options) as library:
        network = session.network(options, library)
        stats = session.scan(library, targets, network, options, token)
        upto = Tier[options.upto.upper()]
        groups = group_folders(library, network.model, targets, upto)
        unreadable = library.unreadable(targets)
    if options.json:
        listed = [*stats.unseen, *unreadable]
        report.write(report.dump(report.to_json(groups, listed, stats)), options.json)
    if options.csv:
        report.write(report.to_csv(groups), options.csv)
    if not options.json and not options.csv:
        report.write(report.to_text(groups, stats), "-")
    session.tell_unreadable(unreadable)
    return EXIT_UNREADABLE if unreadable or stats.unseen else EXIT_DONE
