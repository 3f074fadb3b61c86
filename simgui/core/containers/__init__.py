"""Takes files apart: what a container holds beyond its first picture, by its structure alone."""

from simgui.core.containers.apart import take_apart
from simgui.core.containers.parts import Parts

__all__ = ["Parts", "take_apart"]
