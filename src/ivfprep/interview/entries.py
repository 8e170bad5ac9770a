"""The parts that repeat, transfers and treatments: as many as told, put aside, brought back, moved, removed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy

from ivfprep.interview.paths import Data, find_entries, hidden, put, take


def entries(answers: Data, part: str) -> list[Data]:
    """Return the entries of `part` ("transfers" or "add_ons"); none where it says "none" or does not say."""
    return find_entries(answers, part)


def set_number(answers: Data, number: int) -> None:
    """Make it `number` transfers: what is over is put aside, what was put aside comes back first."""
    known = entries(answers, "transfers") + _aside(answers, "transfers")
    blank: list[Data] = [{} for _ in range(number - len(known))]
    _store(answers, "transfers", (known + blank)[:number], [entry for entry in known[number:] if entry])


def set_ids(answers: Data, ids: Iterable[str]) -> None:
    """Make it the treatments `ids`; an earlier answer about one of them stays or comes back."""
    known = entries(answers, "add_ons") + _aside(answers, "add_ons")
    chosen = list(dict.fromkeys(ids))
    kept = [entry for entry in entries(answers, "add_ons") if entry["id"] in chosen]
    for id_ in chosen:
        if id_ not in [entry["id"] for entry in kept]:
            kept.append(next((entry for entry in known if entry["id"] == id_), {"id": id_}))
    _store(answers, "add_ons", kept, [entry for entry in known if not any(entry is one for one in kept)])


def set_none(answers: Data, part: str, word: str) -> None:
    """Make it no entries, for the reason `word`: `none`, or a word that leaves it unknown."""
    aside = [entry for entry in entries(answers, part) + _aside(answers, part) if entry]
    _store(answers, part, [], aside)
    answers[part] = word


def reorder(answers: Data, part: str, order: list[int]) -> Data:
    """Return the answers with the entries of `part` in the given order; an entry left out of it is removed."""
    changed = deepcopy(answers)
    changed[part] = [entries(changed, part)[old] for old in order] or "none"
    _rename_hidden(changed, part, lambda old: order.index(old) if old in order else None)
    return changed


def _aside(answers: Data, part: str) -> list[Data]:
    return find_entries(answers, f"put_aside.{part}")


def _store(answers: Data, part: str, kept: list[Data], aside: list[Data]) -> None:
    before = entries(answers, part)
    moved = {old: new for new, entry in enumerate(kept) for old, one in enumerate(before) if one is entry}
    _rename_hidden(answers, part, moved.get)
    answers[part] = list(kept) or "none"
    take(answers, f"put_aside.{part}")
    if aside:
        put(answers, f"put_aside.{part}", list(aside))


def _rename_hidden(answers: Data, part: str, new_place: Callable[[int], int | None]) -> None:
    renamed: Data = {}
    for path, value in hidden(answers).items():
        first, _, rest = path.partition(".")
        number, _, field = rest.partition(".")
        place = new_place(int(number)) if first == part and number.isdigit() else None
        if first != part:
            renamed[path] = value
        elif place is not None:
            renamed[f"{part}.{place}.{field}"] = value
    if hidden(answers):
        put(answers, "put_aside.hidden", renamed)
