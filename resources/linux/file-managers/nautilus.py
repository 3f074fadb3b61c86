"""Adds "Find Duplicates Here" to the menu of folders in Nautilus (needs python3-nautilus)."""

import locale
import subprocess

from gi.repository import GObject, Nautilus

LABELS = {"de": "Hier nach doppelten Fotos suchen"}


class SimguiMenu(GObject.GObject, Nautilus.MenuProvider):
    """Opens simgui on the selected folders, or on the folder whose background was clicked."""

    def get_file_items(self, *arguments):
        """Nautilus 3 passes the window first, Nautilus 4 only the files."""
        return self._items(arguments[-1])

    def get_background_items(self, *arguments):
        """As above, with the folder that is shown."""
        return self._items([arguments[-1]])

    def _items(self, files):
        paths = [f.get_location().get_path() for f in files if f.is_directory()]
        if not paths or len(paths) != len(files) or None in paths:
            return []
        language = (locale.getlocale()[0] or "")[:2]
        item = Nautilus.MenuItem(
            name="Simgui::find_duplicates",
            label=LABELS.get(language, "Find Duplicates Here"),
            icon="io.simgui.simgui",
        )
        item.connect("activate", lambda _: subprocess.Popen(["simgui", *paths]))
        return [item]
