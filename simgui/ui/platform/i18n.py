"""Interface languages, and the switch to one before the first widget is made."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from simgui import paths
from simgui.core.errors import UserError
from simgui.text import translation
from simgui.text.translation import translate


def language(chosen: str) -> str:
    """The language to use: the chosen one, else the system's if there is one, else English."""
    if chosen in paths.languages():
        return chosen
    for name in QLocale.system().uiLanguages():
        code = name.replace("_", "-").split("-")[0]
        if code in paths.languages():
            return code
    return "en"


def own_name(code: str) -> str:
    """What a language calls itself."""
    name = QLocale(code).nativeLanguageName()
    return "English" if code == "en" else name[:1].upper() + name[1:]  # not "American English"


def install(app: QCoreApplication, chosen: str) -> str:
    """Translate everything made from now on; English is translated, too, for its plurals.

    Returns:
        The language in force.
    """
    code = language(chosen)
    system = QLocale.system()
    is_plain = system.language() is QLocale.Language.C
    if is_plain or system.name().split("_")[0] != code:
        # Numbers and dates follow the words; the C locale would write 12480 for 12,480.
        QLocale.setDefault(QLocale(code))
    else:
        QLocale.setDefault(system)
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    qt = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if qt.load(f"qtbase_{code}", folder):
        app.installTranslator(qt)
    own = QTranslator(app)
    try:
        if own.load(str(paths.resource(f"i18n/simgui_{code}.qm"))):
            app.installTranslator(own)
    except UserError:
        # The source texts are English and can be read without their plurals.
        code = "en"
    translation.use(QtTranslator(code))
    return code


class QtTranslator:
    """What Qt's installed translators and the default locale make of texts and numbers."""

    def __init__(self, language: str) -> None:
        self.language = language

    def translate(self, context: str, source: str, count: int) -> str:
        """See `translation.Translator`."""
        return QCoreApplication.translate(context, source, "", count)

    def decimal(self, value: float, digits: int) -> str:
        """See `translation.Translator`."""
        return QLocale().toString(float(value), "f", digits)


def last_run_died() -> str:
    """The sentence for a start after a crash."""
    return translate("Crash", "simgui closed unexpectedly last time.")
