"""A client of AT-SPI, as screen readers are: `python -m tests.ui.screen_reader HOME`.

Runs within a session bus and a display of its own. It starts the window, finds it by the
accessibility bus alone, reads one group aloud, presses a button, and reads the group again. What it
reads goes to its output, a line of JSON for each time.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

_ROOT = "/org/a11y/atspi/accessible/root"
_REFERENCE = re.compile(r"\('([^']*)', (?:objectpath )?'([^']*)'\)")
_SECONDS = 60.0
_LEAVES = frozenset({"combo box", "label", "list", "push button", "spin box", "table", "tree"})
"""What is not looked into: items of lists are read where they are wanted."""


@dataclass(frozen=True, slots=True)
class Node:
    """An object on the accessibility bus."""

    bus: str
    path: str


class Reader:
    """Asks the objects of the accessibility bus."""

    def __init__(self) -> None:
        bus = ["--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus"]
        said = subprocess.run(
            ["gdbus", "call", *bus, "--method", "org.a11y.Bus.GetAddress"],
            capture_output=True,
            text=True,
            check=True,
        )
        self._address = said.stdout.strip()[2:-3]

    def ask(self, node: Node, method: str, *arguments: str) -> str:
        """Call a method.

        Raises:
            subprocess.CalledProcessError: The object is gone or does not know the method.
        """
        target = ["--address", self._address, "--dest", node.bus, "--object-path", node.path]
        said = subprocess.run(
            ["gdbus", "call", "--timeout", "20", *target, "--method", method, *arguments],
            capture_output=True,
            text=True,
            check=True,
        )
        return said.stdout.strip()

    def children(self, node: Node) -> list[Node]:
        """What lies in an object."""
        said = self.ask(node, "org.a11y.atspi.Accessible.GetChildren")
        return [Node(*found) for found in _REFERENCE.findall(said)]

    def role(self, node: Node) -> str:
        """What an object is, in words."""
        return self.ask(node, "org.a11y.atspi.Accessible.GetRoleName")[2:-3]

    def name(self, node: Node) -> str:
        """What an object is called."""
        said = self.ask(
            node, "org.freedesktop.DBus.Properties.Get", "org.a11y.atspi.Accessible", "Name"
        )
        return said.removeprefix("(<").removesuffix(">,)")[1:-1]

    def press(self, node: Node) -> None:
        """Do what a click would."""
        self.ask(node, "org.a11y.atspi.Action.DoAction", "0")

    def all(self, node: Node) -> Iterator[tuple[Node, str]]:
        """An object and what lies in it, with their roles; not the items of lists."""
        role = self.role(node)
        yield node, role
        if role not in _LEAVES:
            for child in self.children(node):
                yield from self.all(child)

    def find(self, top: Node, role: str, name: str) -> Node:
        """The first object of a role and name.

        Raises:
            LookupError: There is none.
        """
        others = []
        for node, found in self.all(top):
            named = self.name(node)
            if found == role and named == name:
                return node
            others.append((found, named))
        raise LookupError(f"no {role} named {name} among {others}")


def application(reader: Reader) -> Node:
    """The window's application, once it has said hello to the bus.

    Raises:
        LookupError: It did not.
    """
    registry = Node("org.a11y.atspi.Registry", _ROOT)
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        for found in reader.children(registry):
            return found
        time.sleep(0.2)
    raise LookupError("no application on the bus")


def main() -> None:
    """Read a review."""
    reader = Reader()
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    command = [sys.executable, "-m", "tests.ui.spoken_window", sys.argv[1]]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True
    ) as window:
        if window.stdout is None or window.stdout.readline().strip() != "ready":
            raise SystemExit("the window did not open")
        top = application(reader)
        groups = reader.find(top, "list", "Duplicate groups")
        photos = reader.find(top, "list", "Photos in this group")
        print(json.dumps([reader.name(item) for item in reader.children(groups)]))
        print(json.dumps([reader.name(item) for item in reader.children(photos)]))
        reader.press(reader.find(top, "push button", "Mark the rest"))
        time.sleep(0.5)
        print(json.dumps([reader.name(item) for item in reader.children(photos)]), flush=True)
        window.communicate("")


if __name__ == "__main__":
    main()
