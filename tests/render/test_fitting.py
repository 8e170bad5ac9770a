from __future__ import annotations

from itertools import chain, pairwise

from ivfprep.loading.content import example_names
from ivfprep.render.fitting import backs
from ivfprep.sheet import Sheet
from tests.render.test_pdf import example


def amount(sheet: Sheet) -> int:
    questions = sum(len(group.boxes) for group in sheet.groups)
    lines = sum(len(part.lines) for part in sheet.evidence)
    return questions + lines + len(sheet.pictures) + len(sheet.told)


def test_each_back_holds_less_than_the_one_before_and_counts_the_rest() -> None:
    for name in example_names():
        whole = example(name).sheet
        before = sum(part.count for part in whole.left_out.counts)
        for ladder in backs(example(name)):
            assert all(amount(longer) > amount(shorter) for longer, shorter in pairwise(ladder))
            for sheet in ladder:
                counted = sum(part.count for part in sheet.left_out.counts)
                assert counted - before == amount(whole) - amount(sheet)
        assert backs(example(name))[0][0].groups == whole.groups


def test_what_speaks_for_a_treatment_never_stands_without_what_speaks_against_it() -> None:
    for name in example_names():
        for sheet in chain.from_iterable(backs(example(name))):
            for part in sheet.evidence:
                whole = next(one for one in example(name).sheet.evidence if one.heading == part.heading)
                sides = {line.side for line in whole.lines} & {"For", "Against", "Risks named"}
                assert sides <= {line.side for line in part.lines}


def test_flags_and_the_patients_own_questions_never_give_way() -> None:
    for name in example_names():
        whole = example(name).sheet
        own = {box.id for group in whole.groups for box in group.boxes if box.id.startswith("own-")}
        for sheet in chain.from_iterable(backs(example(name))):
            assert (sheet.flags, sheet.more_flags, sheet.top) == (whole.flags, whole.more_flags, whole.top)
            assert own <= {box.id for group in sheet.groups for box in group.boxes}


def test_only_sources_that_are_still_cited_stay() -> None:
    for name in example_names():
        for sheet in chain.from_iterable(backs(example(name))):
            marks = str(
                [sheet.top, sheet.flags, sheet.time, sheet.more_flags, sheet.groups, sheet.evidence, sheet.pictures]
            )
            assert all(source.mark[:-1] in marks for source in sheet.sources)
