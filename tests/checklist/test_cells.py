from __future__ import annotations

from msgspec.structs import replace

from ivfprep.catalog import EvidenceCell
from ivfprep.handover import Column
from tests.checklist.toys import CELLS, SMALL, offered, sheet


def columns(*ids: str, **answers: object) -> tuple[Column, ...]:
    return sheet(add_ons=offered(*ids), **answers).evidence.columns


def texts(column: Column) -> list[str]:
    return [cell.text for cell in column.cells]


def test_sides_stand_in_order_each_with_its_turns() -> None:
    (tea,) = columns("tea")
    assert [(cell.side, cell.turn) for cell in tea.cells] == [("for", 1), ("for", 2), ("sure", 1), ("risk", 1)]
    assert texts(tea) == ["3 of 10 liked tea.", "Newer: tea is liked.", "Leaves were few.", "Tea has risks."]


def test_a_cell_for_other_patients_stays_away() -> None:
    assert "After losses, tea." not in texts(columns("tea")[0])
    assert "After losses, tea." not in texts(columns("tea", losses_outside_transfers="not_sure")[0])
    assert "After losses, tea." in texts(columns("tea", losses_outside_transfers=1)[0])


def test_treatments_of_which_the_same_is_said_share_a_column() -> None:
    twin = replace(SMALL.add_ons[1], id="sage", name="sage")
    catalog = replace(SMALL, add_ons=(*SMALL.add_ons, twin))
    shown = sheet(catalog, add_ons=offered("mint", "tea", "sage")).evidence.columns
    assert [column.heading for column in shown] == ["Mint and sage", "Tea"]


def test_what_nothing_speaks_for_says_so() -> None:
    (drip,) = columns("drip")
    assert texts(drip) == ["Nothing for it.", "The label warns."]
    assert drip.cells[0].side == "for"
    assert "Nothing for it." not in texts(columns("tea")[0])


def test_what_no_document_speaks_of_says_so() -> None:
    assert texts(columns("rub")[0]) == ["Nothing at all."]
    assert texts(columns("drops")[0]) == ["Nothing at all.", "Newer: drops drip."]


def test_documents_only_leaves_out_what_is_newer() -> None:
    (tea,) = columns("tea", documents_only=True)
    assert "Newer: tea is liked." not in texts(tea)
    assert texts(columns("drops", documents_only=True)[0]) == ["Nothing at all."]
    shown = sheet(add_ons=offered("tea", "drops"), documents_only=True)
    assert {source.layer for source in shown.sources} == {"documents"}


def test_numbers_stand_there_unless_she_wants_words() -> None:
    for wish, text in {
        "numbers": "3 of 10 liked tea.",
        "words_first": "Some liked tea.",
        "none": "Some liked tea.",
    }.items():
        assert texts(columns("tea", numbers=wish)[0])[0] == text


def test_support_and_what_she_cannot_name_have_no_column() -> None:
    support = {"id": "cream", "status": "taking", "luteal_support": "yes"}
    assert sheet(add_ons=[support, {"id": "not_sure", "name": "a jab"}]).evidence.columns == ()


def test_only_what_is_cited_is_listed() -> None:
    shown = sheet(add_ons=offered("tea"))
    assert [(source.id, source.mark) for source in shown.sources] == [
        ("book", "[1]"),
        ("page", "[2]"),
        ("newer-1", "[3]"),
    ]
    assert sheet(add_ons="none", work_up={"hysteroscopy": "yes", "aps_tests": "yes"}).sources == ()


def test_what_stays_longest_is_numbered_first_and_without_a_gap() -> None:
    newest_first = (replace(CELLS[2], side="for"), *(cell for cell in CELLS if cell is not CELLS[2]))
    extra = EvidenceCell("for", "Late.", add_ons=("tea",), claims=("late-1",))
    catalog = replace(SMALL, cells=(*newest_first, extra), history_matters=())
    shown = sheet(catalog, add_ons=offered("tea", "drip")).evidence.columns
    first = [mark for column in shown for cell in column.cells if cell.turn == 1 for mark in cell.marks.split()]
    later = [mark for column in shown for cell in column.cells if cell.turn > 1 for mark in cell.marks.split()]
    assert {int(mark.strip("[]")) for mark in first} == set(range(1, len(set(first)) + 1))
    assert later
    assert max(first) <= max(later)


def test_of_many_what_is_taken_beside_them_stands_below_and_cites_what_it_says_alone() -> None:
    cells = (
        *SMALL.cells,
        EvidenceCell("for", "Drops work.", add_ons=("drops",), claims=("late-1",)),
        EvidenceCell("sure", "Drops were few.", add_ons=("drops",), claims=("label-2",)),
    )
    taken = {"id": "drops", "status": "taking"}
    shown = sheet(replace(SMALL, cells=cells), add_ons=[*offered("tea", "drip"), taken])
    assert [column.heading for column in shown.evidence.columns] == ["Tea", "The drip"]
    below = next(told for told in shown.evidence.across if told.lead == "Drops:")
    assert "Drops were few." in below.text
    assert "Drops work." not in below.text
    assert "late" not in {source.id for source in shown.sources}
    two = sheet(replace(SMALL, cells=cells), add_ons=[*offered("tea"), taken])
    assert [column.heading for column in two.evidence.columns] == ["Tea", "Drops"]
