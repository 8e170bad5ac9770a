"""The parts that repeat, transfers and treatments: as many as told, put aside, brought back, moved, removed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy

from ivfprep.interview.paths import Data, find_entries, find_mapping, hidden, put, take

NAMED = ": "
"""Stands between the id of what is not in the list and the name that was typed for it."""

CALLED = " as "
"""Stands between the id of what is in the list and the name that she knows it by."""


def entries(answers: Data, part: str) -> list[Data]:
    """Return the entries of `part` ("transfers" or "add_ons"); none where it says "none" or does not say."""
    return find_entries(answers, part)


def set_number(answers: Data, number: int) -> None:
    """Make it `number` transfers: what is over is put aside, what was put aside comes back first."""
    known = entries(answers, "transfers") + _aside(answers, "transfers")
    blank: list[Data] = [{} for _ in range(number - len(known))]
    _store(answers, "transfers", (known + blank)[:number], [entry for entry in known[number:] if entry])


def set_ids(answers: Data, ids: Iterable[str]) -> None:
    """Make it the treatments `ids`; an earlier answer about one of them stays or comes back.

    One that is not in the list is `ID: NAME`, with the id of what is not listed and the name that was typed; one that
    is in the list can be `ID as NAME`, with the name that she knows it by.
    """
    known = entries(answers, "add_ons") + _aside(answers, "add_ons")
    chosen = [_blank(id_) for id_ in dict.fromkeys(ids)]
    kept = [entry for entry in entries(answers, "add_ons") if any(_is_one(entry, blank) for blank in chosen)]
    for blank in chosen:
        if not any(_is_one(entry, blank) for entry in kept):
            kept.append(next((entry for entry in known if _is_one(entry, blank)), blank))
    for blank in chosen:
        _call(blank, kept)
    _store(answers, "add_ons", kept, [entry for entry in known if not any(entry is one for one in kept)])


def _blank(id_: str) -> Data:
    first, _, name = id_.partition(NAMED)
    if name:
        return {"id": first, "name": name}
    first, _, called = id_.partition(CALLED)
    return {"id": first, "called": called} if called else {"id": first}


def _call(blank: Data, kept: list[Data]) -> None:
    """Let a treatment be known by the name that was typed for it now."""
    for entry in kept:
        if "called" in blank and entry["id"] == blank["id"]:
            entry["called"] = blank["called"]


def _is_one(entry: Data, blank: Data) -> bool:
    return entry["id"] == blank["id"] and blank.get("name", entry.get("name")) == entry.get("name")


def ids_of(answers: Data) -> list[str]:
    """Return the treatments as `set_ids` takes them; two that are not in the list are told apart by their names."""
    ids = [str(entry["id"]) for entry in entries(answers, "add_ons")]
    return [
        f"{id_}{NAMED}{entry['name']}" if ids.count(id_) > 1 and entry.get("name") else id_
        for id_, entry in zip(ids, entries(answers, "add_ons"), strict=True)
    ]


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
    """Let what is put aside, and what only the interview reads, move with the entries that it belongs to."""
    renamed: Data = {}
    for path, value in hidden(answers).items():
        place = _moved(path, part, new_place)
        if place:
            renamed[place] = value
    if hidden(answers):
        put(answers, "put_aside.hidden", renamed)
    steering = find_mapping(answers, f"asked.{part}")
    if steering:
        places = {new_place(int(old)): said for old, said in steering.items()}
        put(answers, f"asked.{part}", {str(new): said for new, said in places.items() if new is not None})


def _moved(path: str, part: str, new_place: Callable[[int], int | None]) -> str:
    """Return where a path leads now that entries have moved; "" where its entry is gone."""
    steering = "asked." if path.startswith("asked.") else ""
    first, _, rest = path.removeprefix(steering).partition(".")
    number, _, field = rest.partition(".")
    if first != part or not number.isdigit():
        return path
    place = new_place(int(number))
    return "" if place is None else f"{steering}{part}.{place}.{field}"
