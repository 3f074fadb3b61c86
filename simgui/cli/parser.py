"""What the command line understands: commands, options, their help."""

from __future__ import annotations

import argparse

from simgui import APP_NAME, __version__
from simgui.cli import help_text
from simgui.text.translation import translate

_TIERS = ("identical", "pixels", "same", "edited", "similar")


def build() -> argparse.ArgumentParser:
    """The parser, with its texts in the language in use."""
    help_text.speak()
    parser = argparse.ArgumentParser(
        prog=APP_NAME,
        description=translate(
            "Help", "Find duplicate and near-duplicate photos and remove them safely."
        ),
        epilog=help_text.of_program(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"{APP_NAME} {__version__}",
        help=translate("Help", "show the version and exit"),
    )
    commands = parser.add_subparsers(
        dest="command", metavar=translate("Help", "COMMAND"), required=True
    )
    _add_scan(commands)
    _add_similar(commands)
    _add_check(commands)
    _add_folders(commands)
    _add_evaluate(commands)
    _add_library(commands)
    _add_clean(commands)
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    purpose: str,
    epilog: str,
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=purpose,
        description=purpose[0].upper() + purpose[1:] + ".",
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    return parser


def _only(*commands: str) -> str:
    """Examples that explain themselves."""
    return help_text.examples([(command, "") for command in commands])


def _add_engine_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--library",
        metavar=translate("Help", "DIR"),
        help=translate("Help", "keep the library in DIR instead of the default place"),
    )
    parser.add_argument(
        "--model",
        metavar=translate("Help", "FILE"),
        help=translate("Help", "use another model file (ONNX)"),
    )
    parser.add_argument(
        "--threads",
        type=_positive,
        metavar="N",
        help=translate("Help", "decoding threads (default: all cores)"),
    )


def _add_scan(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "scan",
        translate("Help", "find groups of duplicate photos in folders"),
        _only(
            "simgui scan ~/Pictures",
            "simgui scan ~/Pictures /media/usb --json -",
            "simgui scan ~/Pictures --upto identical --csv copies.csv",
        ),
    )
    parser.add_argument("folders", nargs="+", metavar=translate("Help", "FOLDER"))
    parser.add_argument(
        "--json",
        metavar=translate("Help", "FILE"),
        help=translate("Help", "write the groups as JSON; - for stdout"),
    )
    parser.add_argument(
        "--csv",
        metavar=translate("Help", "FILE"),
        help=translate("Help", "write the groups as CSV; - for stdout"),
    )
    parser.add_argument(
        "--upto",
        choices=_TIERS,
        default="edited",
        help=translate("Help", "loosest match level to report (default: edited)"),
    )
    _add_engine_options(parser)
    parser.set_defaults(run="simgui.cli.scan")


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "check",
        translate("Help", "show which photos on a card or disk are already in the library"),
        _only(
            "simgui check /media/card",
            "simgui check ~/old-disk --against ~/Pictures --json -",
            "simgui check /media/card --copy-new ~/Pictures --by-date %Y/%m",
        ),
    )
    parser.add_argument(
        "folder",
        metavar=translate("Help", "FOLDER"),
        help=translate("Help", "the card, disk or folder to check"),
    )
    parser.add_argument(
        "--against",
        nargs="+",
        default=[],
        metavar=translate("Help", "FOLDER"),
        help=translate(
            "Help", "scan these folders and compare with them alone (default: the whole library)"
        ),
    )
    parser.add_argument(
        "--json",
        metavar=translate("Help", "FILE"),
        help=translate("Help", "write the result as JSON; - for stdout"),
    )
    parser.add_argument(
        "--copy-new",
        metavar=translate("Help", "DIR"),
        help=translate("Help", "copy what is new, or better than yours, to DIR"),
    )
    parser.add_argument(
        "--by-date",
        default="",
        metavar=translate("Help", "PATTERN"),
        help=translate(
            "Help", "copy into folders by date taken, such as %%Y/%%m (default: all in DIR)"
        ),
    )
    _add_engine_options(parser)
    parser.set_defaults(run="simgui.cli.intake.check")


def _add_folders(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "folders",
        translate("Help", "compare folders: which photos are in one, the other, or both"),
        _only(
            "simgui folders compare ~/Pictures ~/Backup",
            "simgui folders pairs",
            "simgui folders pairs ~/Pictures /media/old-disk --json -",
            "simgui clean ~/Backup --prefer ~/Pictures",
        ),
    )
    parser.add_argument(
        "action",
        choices=("compare", "pairs"),
        help=translate(
            "Help", "compare two folders, or list the folders that share photos, most first"
        ),
    )
    parser.add_argument(
        "folders",
        nargs="*",
        metavar=translate("Help", "FOLDER"),
        help=translate("Help", "scan these first (pairs: the whole library without any)"),
    )
    parser.add_argument(
        "--json",
        metavar=translate("Help", "FILE"),
        help=translate("Help", "write the result as JSON; - for stdout"),
    )
    _add_engine_options(parser)
    parser.set_defaults(run="simgui.cli.folders")


def _add_similar(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "similar",
        translate("Help", "list the photos most similar to an image"),
        _only(
            "simgui similar query.jpg",
            "simgui similar query.jpg --in ~/Pictures --top 50 --metric euclidean --json -",
        ),
    )
    parser.add_argument(
        "image",
        metavar=translate("Help", "IMAGE"),
        help=translate("Help", "any image, in the library or not"),
    )
    parser.add_argument(
        "--in",
        dest="folders",
        nargs="+",
        default=[],
        metavar=translate("Help", "FOLDER"),
        help=translate(
            "Help",
            "scan and search these folders (default: search the whole library without scanning)",
        ),
    )
    parser.add_argument("--top", type=_positive, default=20, metavar="N")
    parser.add_argument("--metric", choices=("cosine", "euclidean"), default="cosine")
    parser.add_argument(
        "--json",
        metavar=translate("Help", "FILE"),
        help=translate("Help", "write the ranking as JSON; - for stdout"),
    )
    _add_engine_options(parser)
    parser.set_defaults(run="simgui.cli.similar")


def _add_evaluate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "evaluate",
        translate("Help", "compare the groups found in a folder against labelled ground truth"),
        help_text.examples(
            [("simgui evaluate labelled --truth labelled/truth.json", "")],
            translate(
                "Help",
                'truth: {"groups": {"name": group id}, "edits": {"name": edit}}; names are paths'
                " below\nFOLDER; a photo that is not listed has no duplicates",
            ),
        ),
    )
    parser.add_argument("folder", metavar=translate("Help", "FOLDER"))
    parser.add_argument("--truth", required=True, metavar=translate("Help", "FILE"))
    parser.add_argument(
        "--json",
        nargs="?",
        const="-",
        metavar=translate("Help", "FILE"),
        help=translate("Help", "as JSON; to stdout without FILE"),
    )
    parser.add_argument("--upto", choices=_TIERS, default="edited")
    _add_engine_options(parser)
    parser.set_defaults(run="simgui.cli.evaluate")


def _add_library(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "library",
        translate("Help", "manage the library"),
        help_text.of_library(),
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
            "copies",
            "undo-copies",
            "apart",
            "together",
        ),
    )
    parser.add_argument("target", nargs="?", metavar=translate("Help", "FOLDER|FILE|ID"))
    parser.add_argument("--json", action="store_true", help=translate("Help", "print as JSON"))
    parser.add_argument(
        "--library",
        metavar=translate("Help", "DIR"),
        help=translate("Help", "keep the library in DIR instead of the default place"),
    )
    parser.set_defaults(run="simgui.cli.library")


def _add_clean(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "clean",
        translate("Help", "move redundant copies to the trash"),
        help_text.examples(
            [
                ("simgui clean ~/Pictures", translate("Help", "show what would be moved and why")),
                ("simgui clean ~/Pictures --apply", translate("Help", "move it to the trash")),
                ("simgui clean ~/Pictures --tiers identical,pixels,same --rule oldest,size", ""),
                ("simgui clean ~/Pictures --apply --save-metadata --move-to ~/copies", ""),
                ("simgui clean ~/Pictures --apply --tiers identical --replace-by hardlink", ""),
            ]
        ),
    )
    parser.add_argument("folders", nargs="+", metavar=translate("Help", "FOLDER"))
    parser.add_argument(
        "--rule",
        metavar=translate("Help", "LIST"),
        help=translate(
            "Help", "which photo to keep: criteria in order of importance, separated by commas"
        ),
    )
    parser.add_argument(
        "--tiers",
        default="identical,pixels",
        metavar=translate("Help", "LIST"),
        help=translate(
            "Help",
            "match levels to clean: identical, pixels, same, edited (default: identical,pixels)",
        ),
    )
    _add_clean_limits(parser)
    parser.add_argument(
        "--apply",
        action="store_true",
        help=translate("Help", "move the photos; without this, nothing is changed"),
    )
    parser.add_argument("--json", action="store_true", help=translate("Help", "print as JSON"))
    _add_clean_destinations(parser)
    parser.add_argument(
        "--save-metadata",
        action="store_true",
        help=translate(
            "Help",
            "first save metadata only the copy has (date, place, rating, title, keywords) in an"
            " XMP side-car beside the kept photo",
        ),
    )
    _add_engine_options(parser)
    parser.set_defaults(run="simgui.cli.clean")


def _add_clean_limits(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--protect",
        nargs="+",
        default=[],
        metavar=translate("Help", "FOLDER"),
        help=translate("Help", "never touch photos in these folders"),
    )
    parser.add_argument(
        "--prefer",
        nargs="+",
        default=[],
        metavar=translate("Help", "FOLDER"),
        help=translate(
            "Help", "move only what these folders have, at least as good; photos in them stay"
        ),
    )


def _add_clean_destinations(parser: argparse.ArgumentParser) -> None:
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument(
        "--move-to",
        metavar=translate("Help", "DIR"),
        help=translate("Help", "move to DIR instead of the trash, keeping the folder structure"),
    )
    instead.add_argument(
        "--replace-by",
        choices=("hardlink", "reflink"),
        help=translate(
            "Help",
            "replace identical files with links to the kept photo instead of moving them to the"
            " trash",
        ),
    )


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        problem = translate("Help", "“{value}” is not a whole number above zero")
        raise argparse.ArgumentTypeError(problem.format(value=text))
    return int(text)
