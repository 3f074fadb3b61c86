"""What `--help` and wrong usage say: argparse's own words in the user's language, and examples."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from simgui.text.translation import translate

Example = tuple[str, str]
"""A command, and what it does; nothing where the command says it."""


def examples(shown: Sequence[Example], note: str = "") -> str:
    """A block of examples to stand below a command's options."""
    width = max((len(command) for command, purpose in shown if purpose), default=0)
    lines = [f"  {command:{width}}  {purpose}".rstrip() for command, purpose in shown]
    return "\n".join([translate("Help", "examples:"), *lines, *(["", note] if note else [])])


def of_program() -> str:
    """Examples of the whole program."""
    return examples(
        [
            ("simgui", translate("Help", "open the window")),
            ("simgui ~/Pictures", translate("Help", "open the window and scan a folder")),
            ("simgui scan ~/Pictures", translate("Help", "list groups of duplicates")),
            (
                "simgui scan ~/Pictures --json groups.json",
                translate("Help", "write the groups for another program"),
            ),
            (
                "simgui similar query.jpg --in ~/Pictures",
                translate("Help", "find photos similar to an image"),
            ),
            (
                "simgui clean ~/Pictures",
                translate("Help", "preview; nothing is moved without --apply"),
            ),
        ],
        translate(
            "Help",
            "Your photos never leave this computer: simgui opens no network connection.",
        ),
    )


def of_library() -> str:
    """Examples of what can be done with the library."""
    return examples(
        [
            ("simgui library", translate("Help", "show what is in it")),
            ("simgui library verify", translate("Help", "check it for damage")),
            ("simgui library rebuild", translate("Help", "read all photos again at the next scan")),
            (
                "simgui library forget ~/old",
                translate("Help", "remove a folder (photos and decisions stay)"),
            ),
            (
                "simgui library export file.json",
                translate("Help", "save decisions and deletion history"),
            ),
            ("simgui library import file.json", translate("Help", "add them to this library")),
            ("simgui library journal", translate("Help", "show the deletion history")),
            (
                "simgui library undo [ID]",
                translate("Help", "restore the last deletion, or one by its ID"),
            ),
            ("simgui library redo [ID]", translate("Help", "delete again what was restored")),
            ("simgui library restore PHOTO", translate("Help", "restore one photo")),
            ("simgui library where PHOTO", translate("Help", "where did this file go?")),
            (
                "simgui library copies",
                translate("Help", "show what “simgui check --copy-new” copied"),
            ),
            (
                "simgui library undo-copies [ID]",
                translate("Help", "move those copies to the trash again"),
            ),
            (
                "simgui library apart",
                translate("Help", "show which photos you marked as not duplicates"),
            ),
            (
                "simgui library together ID",
                translate("Help", "let photos be grouped again, by the ID shown there"),
            ),
        ]
    )


def speak() -> None:
    """Have argparse speak the user's language.

    It looks its words up with gettext, which has no catalogue of ours: the two functions that it
    has imported from there are replaced.
    """
    argparse._ = _word  # type: ignore[attr-defined]
    argparse.ngettext = _counted  # type: ignore[attr-defined]


def _word(text: str) -> str:
    return _words().get(text, text)


def _counted(one: str, several: str, count: int) -> str:
    if one == "expected %s argument":
        return translate("Help", "expected %s arguments", "", count)
    return one if count == 1 else several


def _words() -> dict[str, str]:
    """What argparse of Python 3.11 to 3.14 says of options and arguments like ours."""
    return {
        "usage: ": translate("Help", "usage: "),
        "positional arguments": translate("Help", "positional arguments"),
        "options": translate("Help", "options"),
        "show this help message and exit": translate("Help", "show this help and exit"),
        "%(prog)s: error: %(message)s\n": translate("Help", "%(prog)s: error: %(message)s\n"),
        "argument %(argument_name)s: %(message)s": translate(
            "Help", "argument %(argument_name)s: %(message)s"
        ),
        "expected one argument": translate("Help", "expected one argument"),
        "expected at least one argument": translate("Help", "expected at least one argument"),
        "invalid choice: %(value)r (choose from %(choices)s)": translate(
            "Help", "invalid choice: %(value)r (choose from %(choices)s)"
        ),
        "not allowed with argument %s": translate("Help", "not allowed with argument %s"),
        "the following arguments are required: %s": translate(
            "Help", "the following arguments are required: %s"
        ),
        "unrecognized arguments: %s": translate("Help", "unrecognized arguments: %s"),
    }
