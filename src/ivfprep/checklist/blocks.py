"""Flags as the page prints them: those of one treatment in one block, what is not sure in one line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from msgspec.structs import replace

from ivfprep.checklist.citations import Citations
from ivfprep.checklist.wording import Wording, listed
from ivfprep.printed import Layer
from ivfprep.sheet import FlagBlock, FlagLine

MANY = 8
"""From so many points on, what is not sure about one treatment is counted and not named."""


ON_THE_FRONT = 3
"""How many blocks stand on the front; the rest stand on the back."""

REASONS = 2
"""How many reasons of one block stand on the front; the rest stand on the back."""

ASKS = 2
"""From more questions than this on, one asks them all, but where everything is printed."""


class Raised(NamedTuple):
    """Every block: those of the front, those of the back, and how many of the latter are not begun on the front."""

    front: tuple[FlagBlock, ...]
    back: tuple[FlagBlock, ...]
    moved: int


def front_and_back(blocks: Sequence[FlagBlock], more: str) -> Raised:
    """Return the blocks, most urgent first, with those that find room on the front told from the rest.

    `more` stands before the reasons that go on on the back.
    """
    front, rest = blocks[:ON_THE_FRONT], blocks[ON_THE_FRONT:]
    short = tuple(replace(block, whys=block.whys[:REASONS]) for block in front)
    longer = [
        replace(block, text=more, whys=block.whys[REASONS:], asks=(), asked="", urgent=False)
        for block in front
        if block.whys[REASONS:]
    ]
    return Raised(short, (*longer, *rest), len(rest))


class BlockMaker:
    """Makes the blocks of one page. `said` holds what each flag adds to a list, or nothing for a sentence."""

    def __init__(self, wording: Wording, citations: Citations, said: Mapping[str, str]) -> None:
        self.wording, self.citations, self.said = wording, citations, said

    def blocks(self, flags: Sequence[FlagLine], top: Sequence[str], everything: bool) -> Iterator[FlagBlock]:
        """Return the blocks, most urgent first; a question in `top` is not asked again.

        `everything` names each point that is not sure, and asks each question by itself.
        """
        sure = [flag for flag in flags if flag.status == "ask" or self._stands_alone(flag)]
        for _, group in groupby(sure, key=self._block_of):
            yield self._block(list(group), top, everything)
        unsure = [flag for flag in flags if flag not in sure]
        by_treatment = sorted(unsure, key=lambda flag: (not self.said[flag.id], flag.add_on or "", flag.rank))
        for _, group in groupby(by_treatment, key=lambda flag: self.said[flag.id] and flag.add_on):
            yield self._unsure(list(group), everything)

    def _stands_alone(self, flag: FlagLine) -> bool:
        return flag.level == "listed" and flag.add_on not in self.wording.unnamed

    def _block_of(self, flag: FlagLine) -> tuple[str, ...]:
        if self.said[flag.id]:
            return (flag.level, flag.add_on or "", flag.layer, flag.status)
        return (flag.id,)

    def _block(self, flags: list[FlagLine], top: Sequence[str], everything: bool) -> FlagBlock:
        first, say = flags[0], self.wording.say
        on_top = [top.index(flag.id) + 1 for flag in flags if flag.id in top]
        asks = tuple(dict.fromkeys(flag.ask for flag in flags if flag.status == "ask" and flag.id not in top))
        if len(asks) > ASKS and not everything:
            asks = (say("block_ask", name=self.wording.names[first.add_on or ""]),)
        text = first.text
        if len(flags) > 1:
            items = listed(self.said[flag.id] for flag in flags)
            sentence = "block" if first.status == "ask" else "block_not_sure"
            text = say(sentence, name=self.wording.names[first.add_on or ""], items=items)
        return FlagBlock(
            ids=tuple(flag.id for flag in flags),
            label=say(f"level_{first.level}"),
            text=text,
            whys=tuple(say("why", text=why) for why in dict.fromkeys(flag.why for flag in flags)),
            asks=asks,
            marks=self.citations.of_line(
                replace(first, claims=tuple(claim for flag in flags for claim in flag.claims))
            ),
            asked=say("flag_asked", number=on_top[0]) if on_top else "",
            urgent=first.level == "listed",
        )

    def _unsure(self, flags: list[FlagLine], everything: bool) -> FlagBlock:
        return FlagBlock(
            ids=tuple(flag.id for flag in flags),
            label=self.wording.say("level_not_sure"),
            text=self._unsure_text(flags, everything),
            whys=(),
            asks=(),
            marks=self._unsure_marks(flags, everything),
        )

    def _unsure_marks(self, flags: list[FlagLine], everything: bool) -> str:
        if not self._named_items(flags, everything):
            return ""
        layer: Layer = "documents" if any(flag.layer == "documents" for flag in flags) else "newer"
        return self.citations.mark([claim for flag in flags for claim in flag.claims], layer)

    def _named_items(self, flags: list[FlagLine], everything: bool) -> bool:
        few = len(flags) < MANY and flags[0].add_on not in self.wording.unnamed
        return bool(self.said[flags[0].id]) and (few or everything)

    def _unsure_text(self, flags: list[FlagLine], everything: bool) -> str:
        say = self.wording.say
        if not self.said[flags[0].id]:
            return say("discuss_not_sure", items=listed(item for flag in flags for item in flag.settled_by))
        name = self.wording.names[flags[0].add_on or ""]
        if self._named_items(flags, everything):
            return say("block_not_sure", name=name, items=listed(self.said[flag.id] for flag in flags))
        if flags[0].add_on in self.wording.unnamed:
            return say("block_unnamed", name=name)
        return say("block_not_sure_many", name=name, count=len(flags))
