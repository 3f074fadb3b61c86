"""simgui finds duplicate and near-duplicate photos and helps people delete them without fear."""

__version__ = "0.1.0"

APP_NAME = "simgui"
APP_ID = "io.simgui.simgui"
