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
from simgui.text import catalogue, errors, translation

EXIT_DONE = 0
EXIT_UNREADABLE = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130

_TIERS = ("identical", "pixels", "same", "edited", "similar")

_EPILOG = """\
examples:
  simgui                                     open the window
  simgui ~/Pictures                          open the window and scan a folder
  simgui scan ~/Pictures                     list groups of duplicates
  simgui scan ~/Pictures --json groups.json  write the groups for another program
  simgui similar query.jpg --in ~/Pictures   find photos similar to an image
  simgui clean ~/Pictures                    preview; nothing is moved without --apply

Your photos never leave this computer: simgui opens no network connection.
"""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=APP_NAME,
        description="Find duplicate and near-duplicate photos and remove them safely.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"{APP_NAME} {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_scan(commands)
    _add_similar(commands)
    _add_check(commands)
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
        "--library", metavar="DIR", help="keep the library in DIR instead of the default place"
    )
    parser.add_argument("--model", metavar="FILE", help="use another model file (ONNX)")
    parser.add_argument(
        "--threads", type=_positive, metavar="N", help="decoding threads (default: all cores)"
    )


def _add_scan(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "scan",
        "find groups of duplicate photos in folders",
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
        help="loosest match level to report (default: edited)",
    )
    _add_engine_options(parser)
    parser.set_defaults(run="simgui.cli.scan")


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "check",
        "tell which photos of a card or disk are in the library already",
        "  simgui check /media/card\n  simgui check ~/old-disk --against ~/Pictures --json -\n",
    )
    parser.add_argument("folder", metavar="FOLDER", help="the card, disk or folder to check")
    parser.add_argument(
        "--against",
        nargs="+",
        default=[],
        metavar="FOLDER",
        help="scan these folders and compare with them alone (default: the whole library)",
    )
    parser.add_argument("--json", metavar="FILE", help="write the result as JSON; - for stdout")
    _add_engine_options(parser)
    parser.set_defaults(run="simgui.cli.check")


def _add_similar(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "similar",
        "list the photos most similar to an image",
        "  simgui similar query.jpg\n"
        "  simgui similar query.jpg --in ~/Pictures --top 50 --metric euclidean --json -\n",
    )
    parser.add_argument("image", metavar="IMAGE", help="any image, in the library or not")
    parser.add_argument(
        "--in",
        dest="folders",
        nargs="+",
        default=[],
        metavar="FOLDER",
        help="scan and search these folders (default: search the whole library without scanning)",
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
        "compare the groups found in a folder against labelled ground truth",
        "  simgui evaluate labelled --truth labelled/truth.json\n"
        "\n"
        'truth: {"groups": {"name": group id}, "edits": {"name": edit}}; names are paths below\n'
        "FOLDER; a photo that is not listed has no duplicates\n",
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
        "manage the library",
        "  simgui library                     show what is in it\n"
        "  simgui library verify              check it for damage\n"
        "  simgui library rebuild             read all photos again at the next scan\n"
        "  simgui library forget ~/old        remove a folder (decisions stay)\n"
        "  simgui library export file.json    save decisions and deletion history\n"
        "  simgui library import file.json    add them to this library\n"
        "  simgui library journal             show the deletion history\n"
        "  simgui library undo [ID]           restore the last deletion, or one by its ID\n"
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
        "--library", metavar="DIR", help="keep the library in DIR instead of the default place"
    )
    parser.set_defaults(run="simgui.cli.library")


def _add_clean(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "clean",
        "move redundant copies to the trash",
        "  simgui clean ~/Pictures                     show what would be moved and why\n"
        "  simgui clean ~/Pictures --apply             move it to the trash\n"
        "  simgui clean ~/Pictures --tiers identical,pixels,same --rule resolution,oldest\n"
        "  simgui clean ~/Pictures --apply --save-metadata --move-to ~/copies\n"
        "  simgui clean ~/Pictures --apply --tiers identical --replace-by hardlink\n",
    )
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument(
        "--rule",
        metavar="LIST",
        help="which photo to keep: criteria in order of importance, separated by commas",
    )
    parser.add_argument(
        "--tiers",
        default="identical,pixels",
        metavar="LIST",
        help="match levels to clean: identical, pixels, same, edited (default: identical,pixels)",
    )
    parser.add_argument(
        "--protect",
        nargs="+",
        default=[],
        metavar="FOLDER",
        help="never touch photos in these folders",
    )
    parser.add_argument(
        "--apply", action="store_true", help="move the photos; without this, nothing is changed"
    )
    parser.add_argument("--json", action="store_true", help="print as JSON")
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument(
        "--move-to",
        metavar="DIR",
        help="move to DIR instead of the trash, keeping the folder structure",
    )
    instead.add_argument(
        "--replace-by",
        choices=("hardlink", "reflink"),
        help="replace identical files with links to the kept photo instead of moving them to the"
        " trash",
    )
    parser.add_argument(
        "--save-metadata",
        action="store_true",
        help="first save metadata only the copy has (date, place, rating, title, keywords) in an"
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
        0 done, 1 done with unreadable files, 2 usage error, 130 interrupted.
    """
    translation.use(catalogue.of_environment())
    options = _parser().parse_args(arguments)
    # A plain kill stops like Ctrl+C does: the batch under way is finished and recorded.
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        code: int = import_module(options.run).run(options)
        sys.stdout.flush()
    except UserError as error:
        print(f"{APP_NAME}: {plain(errors.message(error))}", file=sys.stderr)
        if error.remedy:
            print(f"  {plain(errors.remedy(error))}", file=sys.stderr)
        return EXIT_USAGE
    except (KeyboardInterrupt, Cancelled):
        print(f"\n{APP_NAME}: interrupted; the next run resumes from here", file=sys.stderr)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has left (as `head` does): nobody is there to complain to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_DONE
    return code
