"""simgui finds duplicate and near-duplicate photos and helps people delete them without fear."""

import os

__version__ = "0.1.0"

APP_NAME = "simgui"
APP_ID = "io.simgui.simgui"

# onnxruntime reads this once, when it is imported: unless it is set, onnxruntime looks up a server
# of its maker and leaves a device id and a database of events in the user's home. Every entry
# passes this file first, and only `core.runtime` imports onnxruntime.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
