"""What stands above and below the photos that are compared: what they are, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from simgui.core.types import Member
from simgui.text import display
from simgui.text.translation import translate
from simgui.ui.review.page import TierChip
from simgui.ui.widgets.controls import Button, ElidedLabel, Segments, label, row, set_kind
from simgui.ui.widgets.folding_bar import FittingLine, FoldingBar, KeyHints
from simgui.ui.widgets.theme import SPACE, Theme


class CompareHead(FoldingBar):
    """The upper bar: back button, what the photos are to each other, comparison modes."""

    def __init__(self, theme: Theme) -> None:
        self.back = Button(theme, translate("Compare", "Back"), icon="back", key="Esc")
        self.title = ElidedLabel(kind="strong", mode=Qt.TextElideMode.ElideMiddle)
        self._chip = TierChip(theme)
        self._certainty = label(kind="dim")
        self._zoom = label(kind="small")
        self._zoom.setMinimumWidth(44)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.modes = Segments(
            theme,
            (
                translate("Compare", "Side by side"),
                translate("Compare", "Swipe"),
                translate("Compare", "Blink"),
                translate("Compare", "Difference"),
                translate("Compare", "Match map"),
                translate("Compare", "Flip"),
            ),
            name=translate("Compare", "View"),
        )
        self.fit = Button(theme, translate("Compare", "Fit"))
        self.fit.setToolTip(translate("Compare", "Fit to window (F)"))
        self.full = Button(theme, "100\N{NO-BREAK SPACE}%")
        self.full.setToolTip(translate("Compare", "Actual size (0)"))
        self.whole = Button(
            theme,
            icon="screen",
            kind="icon",
            hint=translate("Compare", "Full screen, one photo at a time (F11)"),
        )
        self._hidden = label(kind="dim")
        self._hidden.setToolTip(translate("Compare", "The arrow keys step through all of them."))
        said = row(self.back, self.title, self._chip, self._certainty, self._hidden)
        said.insertSpacing(1, 4)
        words = QWidget()
        words.setLayout(said)
        # The last are left out in a narrow window: keys do the same.
        ways = FittingLine((self.modes, self.whole, self.fit, self.full, self._zoom), SPACE)
        super().__init__("topbar", words, ways, height=52, margins=QMargins(16, 0, 16, 1))

    def show_words(self, headline: str, member: Member | None, *, hidden: int) -> None:
        """Say what the photos are.

        Args:
            headline: Of all of them.
            member: The chosen one, to say how it is tied to the keeper.
            hidden: How many more there are that are not shown.
        """
        self._hidden.setVisible(hidden > 0)
        self._hidden.setText(translate("Compare", "%Ln more not shown", "", hidden))
        self.title.set_text(headline)
        self._chip.setVisible(member is not None)
        self._certainty.setVisible(member is not None)
        if member is not None:
            self._chip.show_tier(member.tier)
            self._certainty.setText(display.percent(member.probability, 1))

    def show_zoom(self, scale: float) -> None:
        """Show how large the photos are drawn; 1 is a pixel of the photo for one of the window."""
        share = display.percent(scale * self.devicePixelRatioF())
        self._zoom.setText(share)
        self._zoom.setAccessibleName(translate("Compare", "Zoom: {share}").format(share=share))


class CompareFoot(QFrame):
    """The keys, and the two ways on."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        set_kind(self, "footer")
        self.setFixedHeight(56)
        keys = KeyHints(
            (
                (("1", "2"), translate("Compare", "keep")),
                ((translate("Key", "Space"),), translate("Compare", "mark")),
                (("S",), translate("Compare", "swipe")),
                (("B",), translate("Compare", "blink")),
                (("D",), translate("Compare", "difference")),
                (("W",), translate("Compare", "match map")),
                (("+", "\N{MINUS SIGN}"), translate("Compare", "zoom")),
                (("←", "→"), translate("Compare", "next photo")),
            )
        )
        self.apart = Button(theme, translate("Compare", "Not duplicates"))
        self.next = Button(theme, translate("Compare", "Next group"), kind="primary")
        self.next.setToolTip(
            translate("Compare", "Mark the other photos and compare the next group (Enter)")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 1, 16, 0)
        row.setSpacing(8)
        row.addWidget(keys)
        row.addStretch(1)
        row.addWidget(self.apart)
        row.addWidget(self.next)

    def show_choices(self, *, has_group: bool) -> None:
        """Show what can be decided; nothing about photos that are no group."""
        self.apart.setVisible(has_group)
        self.next.setVisible(has_group)

    def show_kept(self, number: int) -> None:
        """Say which photo the button keeps, by its number from 1."""
        text = translate("Compare", "Keep photo {number} & next").format(number=number)
        self.next.setText(text.replace("&", "&&"))  # one & would underline the next letter
        self.next.setAccessibleName(text)
