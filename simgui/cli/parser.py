"""What the command line understands, and how its failures look."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module

from simgui import APP_NAME, __version__
from simgui.cli.console import plain
from simgui.core.errors import UserError
from simgui.core.task import Cancelled

EXIT_DONE = 0
EXIT_UNREADABLE = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130

_TIERS = ("identical", "pixels", "same", "edited", "similar")

_EPILOG = """\
examples:
  simgui                                     open the window
  simgui ~/Pictures                          open the window and scan a folder
  simgui scan ~/Pictures                     print groups of copies
  simgui scan ~/Pictures --json groups.json  write them for another program
  simgui similar query.jpg --in ~/Pictures   photos that look like one
  simgui clean ~/Pictures                    show what could go; nothing is moved without --apply

Nothing leaves this computer: simgui opens no network connection.
"""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=APP_NAME,
        description="Find duplicate and near-duplicate photos, and delete them without fear.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"{APP_NAME} {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_scan(commands)
    _add_similar(commands)
    _add_evaluate(commands)
    _add_library(commands)
    _add_clean(commands)
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    purpose: str,
    examples: str,
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=purpose,
        description=purpose[0].upper() + purpose[1:] + ".",
        epilog="examples:\n" + examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    return parser


def _add_engine_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--library", metavar="DIR", help="keep the library in DIR instead of the user's own"
    )
    parser.add_argument("--model", metavar="FILE", help="use another network (ONNX)")
    parser.add_argument(
        "--threads", type=_positive, metavar="N", help="decoding threads (default: all cores)"
    )


def _add_scan(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "scan",
        "find groups of copies in folders",
        "  simgui scan ~/Pictures\n"
        "  simgui scan ~/Pictures /media/usb --json -\n"
        "  simgui scan ~/Pictures --upto identical --csv copies.csv\n",
    )
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument("--json", metavar="FILE", help="write the groups as JSON; - for stdout")
    parser.add_argument("--csv", metavar="FILE", help="write the groups as CSV; - for stdout")
    parser.add_argument(
        "--upto",
        choices=_TIERS,
        default="edited",
        help="weakest evidence that makes a group (default: edited)",
    )
    _add_engine_options(parser)
    parser.set_defaults(run="simgui.cli.scan")


def _add_similar(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "similar",
        "rank the photos that look most like one picture",
        "  simgui similar query.jpg\n"
        "  simgui similar query.jpg --in ~/Pictures --top 50 --metric euclidean --json -\n",
    )
    parser.add_argument("image", metavar="IMAGE", help="any picture, in the library or not")
    parser.add_argument(
        "--in",
        dest="folders",
        nargs="+",
        default=[],
        metavar="FOLDER",
        help="look in these folders, scanned first (default: the whole library as it is)",
    )
    parser.add_argument("--top", type=_positive, default=20, metavar="N")
    parser.add_argument("--metric", choices=("cosine", "euclidean"), default="cosine")
    parser.add_argument("--json", metavar="FILE", help="write the ranking as JSON; - for stdout")
    _add_engine_options(parser)
    parser.set_defaults(run="simgui.cli.similar")


def _add_evaluate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "evaluate",
        "measure how well the groups of a folder agree with the truth",
        "  simgui evaluate labelled --truth labelled/truth.json\n"
        "\n"
        'truth: {"groups": {"name": group id}, "edits": {"name": edit}}; names are paths below\n'
        "FOLDER, and a photo that is not listed is a copy of nothing\n",
    )
    parser.add_argument("folder", metavar="FOLDER")
    parser.add_argument("--truth", required=True, metavar="FILE")
    parser.add_argument(
        "--json", nargs="?", const="-", metavar="FILE", help="as JSON; to stdout without FILE"
    )
    parser.add_argument("--upto", choices=_TIERS, default="edited")
    _add_engine_options(parser)
    parser.set_defaults(run="simgui.cli.evaluate")


def _add_library(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "library",
        "look after what simgui remembers",
        "  simgui library                     what is in it\n"
        "  simgui library verify              check every part of it\n"
        "  simgui library rebuild             make vectors and pairs again at the next scan\n"
        "  simgui library forget ~/old        forget a folder (decisions stay)\n"
        "  simgui library export file.json    decisions and journal, to keep or to move\n"
        "  simgui library import file.json\n"
        "  simgui library journal             what was moved, and what was kept instead\n"
        "  simgui library undo [ID]           bring the last (or one) action back\n"
        "  simgui library restore PHOTO       bring one photo back\n"
        "  simgui library where PHOTO         where did this file go?\n",
    )
    parser.add_argument(
        "action",
        nargs="?",
        default="info",
        choices=(
            "info",
            "verify",
            "rebuild",
            "forget",
            "export",
            "import",
            "journal",
            "undo",
            "redo",
            "restore",
            "where",
        ),
    )
    parser.add_argument("target", nargs="?", metavar="FOLDER|FILE|ID")
    parser.add_argument("--json", action="store_true", help="print as JSON")
    parser.add_argument(
        "--library", metavar="DIR", help="keep the library in DIR instead of the user's own"
    )
    parser.set_defaults(run="simgui.cli.library")


def _add_clean(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "clean",
        "move the copies that a rule picks to the trash",
        "  simgui clean ~/Pictures                     show what would go and why\n"
        "  simgui clean ~/Pictures --apply             move it to the trash\n"
        "  simgui clean ~/Pictures --tiers identical,pixels,same --rule resolution,oldest\n"
        "  simgui clean ~/Pictures --apply --save-metadata --move-to ~/copies\n"
        "  simgui clean ~/Pictures --apply --tiers identical --replace-by hardlink\n",
    )
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument(
        "--rule",
        metavar="LIST",
        help="which photo to keep: criteria in order, separated by commas",
    )
    parser.add_argument(
        "--tiers",
        default="identical,pixels",
        metavar="LIST",
        help="evidence that is enough: identical, pixels, same, edited (default: identical,pixels)",
    )
    parser.add_argument(
        "--protect", nargs="+", default=[], metavar="FOLDER", help="never touch photos in these"
    )
    parser.add_argument("--apply", action="store_true", help="do it; without this nothing moves")
    parser.add_argument("--json", action="store_true", help="print as JSON")
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument(
        "--move-to", metavar="DIR", help="move to DIR, folders kept, instead of to the trash"
    )
    instead.add_argument(
        "--replace-by",
        choices=("hardlink", "reflink"),
        help="put a link to the kept photo in place of identical files, instead of the trash",
    )
    parser.add_argument(
        "--save-metadata",
        action="store_true",
        help="first save what only the copy knows (date, place, rating, title, keywords) in an"
        " XMP side-car beside the kept photo",
    )
    _add_engine_options(parser)
    parser.set_defaults(run="simgui.cli.clean")


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{value} is not a positive number")
    return value


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 done, 1 done with unreadable files, 2 wrong use, 130 interrupted.
    """
    options = _parser().parse_args(arguments)
    # A plain kill stops like Ctrl+C does: the batch under way is finished and recorded.
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        code: int = import_module(options.run).run(options)
        sys.stdout.flush()
    except UserError as error:
        print(f"{APP_NAME}: {plain(str(error))}", file=sys.stderr)
        if error.remedy:
            print(f"  {plain(error.remedy)}", file=sys.stderr)
        return EXIT_USAGE
    except (KeyboardInterrupt, Cancelled):
        print(f"\n{APP_NAME}: interrupted; the next run goes on from here", file=sys.stderr)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has left (as `head` does): nobody is there to complain to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_DONE
    return code
