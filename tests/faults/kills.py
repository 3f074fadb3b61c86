"""Kills the real program at random moments of scan, match, clean and undo."""

from __future__ import annotations

import os
import random
import time
from dataclasses import dataclass, field

from simgui.core.removal.journal import StepState
from simgui.core.removal.movers.freedesktop_trash import FreedesktopTrash
from simgui.core.removal.recover import reconcile
from simgui.store.library import Library
from simgui.store.notices import NoticeKind
from tests.faults.workshop import Result, Workshop

_SCENES = 30


@dataclass
class Kills:
    """What the kills did."""

    kills: int = 0
    ended_before: int = 0
    by_command: dict[str, int] = field(default_factory=dict)
    settled: dict[str, int] = field(default_factory=dict)
    photos_lost: int = 0
    decisions_lost: int = 0
    records_lost: int = 0
    libraries_damaged: int = 0
    differing_results: int = 0

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost."""
        return not (
            self.photos_lost
            or self.decisions_lost
            or self.records_lost
            or self.libraries_damaged
            or self.differing_results
        )


class _Campaign:
    def __init__(self, shop: Workshop, chance: random.Random) -> None:
        self.shop = shop
        self.chance = chance
        self.found = Kills()
        self.wanted = shop.contents()
        self.decisions = 0
        self.recorded = 0

    def measured(self, *arguments: str) -> float:
        """Seconds a command takes if nothing kills it."""
        started = time.monotonic()
        result = self.shop.run(*arguments)
        assert result.code == 0, result.err
        return time.monotonic() - started

    def kill(self, seconds: float, *arguments: str) -> None:
        """Start a command, kill it at a random moment, and look what is left."""
        result = self.shop.run(*arguments, kill_after=self.chance.uniform(0.05, seconds * 1.1))
        self._note(result, arguments)

    def kill_amid(self, *arguments: str) -> None:
        """Kill a command as soon as some of the photos have changed their place."""
        before, wanted = self._in_place(), self.chance.randint(1, _SCENES // 2)
        result = self.shop.run_until(
            lambda: abs(self._in_place() - before) >= wanted,
            *arguments,
        )
        self._note(result, arguments)

    def _in_place(self) -> int:
        return sum(len(names) for _, _, names in os.walk(self.shop.photos))

    def _note(self, result: Result, arguments: tuple[str, ...]) -> None:
        if result.was_killed:
            self.found.kills += 1
            name = arguments[1] if arguments[0] == "library" else arguments[0]
            self.found.by_command[name] = self.found.by_command.get(name, 0) + 1
        else:
            self.found.ended_before += 1
        with self.shop.library() as library:
            self._look(library)

    def _look(self, library: Library) -> None:
        found = self.found
        if any(notice.kind is NoticeKind.SET_ASIDE for notice in library.notices):
            found.libraries_damaged += 1
        if [finding for finding in library.verify() if not finding.is_harmless]:
            found.libraries_damaged += 1
        for settled in reconcile(library.journal, FreedesktopTrash):
            name = settled.settlement.value
            found.settled[name] = found.settled.get(name, 0) + 1
        found.photos_lost += len(self.wanted - self.shop.contents())
        if len(library.decisions.all_apart()) < self.decisions:
            found.decisions_lost += 1
        recorded = len(library.known(str(self.shop.photos)))
        found.records_lost += max(0, self.recorded - recorded)
        self.recorded = max(self.recorded, recorded)
        self._decide(library)

    def _decide(self, library: Library) -> None:
        """One more decision that has to outlive all further kills."""
        hashes = sorted(content.hash for content in library.contents().values())
        if len(hashes) > 1:
            library.decisions.set_apart(self.chance.sample(hashes, 2))
            self.decisions += 1

    def forget_scan(self) -> None:
        """Rebuild the library's photos; decisions and journal stay."""
        with self.shop.library() as library:
            library.rebuild()
        self.recorded = 0


def run(count: int, seed: int) -> Kills:
    """Kill the program `count` times: half in scans, the rest in cleaning and bringing back."""
    with Workshop(scenes=_SCENES) as shop:
        campaign = _Campaign(shop, random.Random(seed))
        scan = ("scan", str(shop.photos), "--json", str(shop.root / "groups.json"))
        clean = ("clean", str(shop.photos), "--apply")
        undo = ("library", "undo")
        seconds = campaign.measured(*scan)
        reference = (shop.root / "groups.json").read_text().split('"stats"')[0]
        while campaign.found.kills < count // 2:
            campaign.forget_scan()
            for _ in range(4):
                campaign.kill(seconds, *scan)
            with shop.library() as library:  # what people set apart changes the groups, rightly
                for apart in library.decisions.all_apart():
                    library.decisions.undo_apart(apart.id)
            campaign.decisions = 0
            campaign.measured(*scan)
            if (shop.root / "groups.json").read_text().split('"stats"')[0] != reference:
                campaign.found.differing_results += 1
        clean_seconds = campaign.measured(*clean)
        undo_seconds = campaign.measured(*undo)
        while campaign.found.kills < count:
            campaign.kill_amid(*clean)
            campaign.kill_amid(*undo)
            campaign.kill(clean_seconds, *clean)
            campaign.kill(undo_seconds, *undo)
        _finish(campaign)
        return campaign.found


def _finish(campaign: _Campaign) -> None:
    """Bring everything back: every photo must be in its place again, and no step left open."""
    shop = campaign.shop
    while True:
        with shop.library() as library:
            actions = [record for record in library.journal.actions() if record.can_undo]
            states = {s.state for a in library.journal.actions() for s in a.steps}
        assert not states & {StepState.INTENDED, StepState.UNDOING}
        if not actions:
            break
        result = shop.run("library", "undo", str(actions[0].id))
        assert result.code == 0, result.err
    in_place = len(shop.files([shop.photos]))
    campaign.found.photos_lost += max(0, 2 * _SCENES - in_place)
