"""What no sheet may say of its patient, whoever she is: a scan of the finished sheet against the answers behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ivfprep.catalog import Catalog, HistoryMatters
from ivfprep.checklist.treatments import Treatment, treatments_of
from ivfprep.checklist.wording import Wording
from ivfprep.conditions import Interval
from ivfprep.facts import Facts, derive_facts
from ivfprep.handover import CheckItem, Handover
from ivfprep.profile import TOLD, Profile
from ivfprep.sheet import Checklist
from tests.test_safety import DAY, NEVER, without_allowed

BROKEN = {
    "a doubled word": r"\b(?!(?:had|that)\b)([a-z]{2,}) \1\b",
    "two articles": r"\b(?:a|an|the|my) (?:a|an|the|my|any)\b",
    "a before a vowel": r"\ba (?=[aeio][a-z]{2})(?!one|eur|once)",
    "an before a consonant": r"\ban (?=[bcdfgjkmpqtvwxyz][a-z])",
    "nothing of nothing": r"\b0 of 0\b",
    "a bracket in a bracket": r"\([^()]*\(",
    "an unfilled place": r"[{}]",
    "loose punctuation": r" [,.;:?]|,,|\.\.|\?\?|[,;:]\.|\?\.|:\s*$",
    "a space too many": r"  ",
    "a mark inside a text, which keeps its number when the sources are ordered": r"\[\d+\]",
    "a bracket left open": r"\([^)]*$",
    "plural against singular": (
        r"(?<!and )\bintralipids (?:is|was|has|does)\b|\b(?:they|these \d treatments) is\b|\bit are\b"
    ),
}
"""Broken grammar, as far as a pattern can see it."""

SPEAKS_OF = {
    "transfers": r"\bmy (?:last )?transfers?\b|\bafter a transfer that|did not lead to a pregnancy",
    "losses": r"\bmy loss(?:es)?\b|\bmore than one loss\b|as I had\b",
}
"""Words that speak of something as having happened."""


def texts_of(sheet: Handover) -> Iterator[tuple[str, str]]:
    """Yield every text of the sheet that is about her, with its part."""
    for line in sheet.story:
        yield "story", f"{line.lead} {line.text}".strip()
    for asked in sheet.three:
        yield "three", asked.ask
        yield from [("three", asked.more)] if asked.more else ()
    for block in sheet.checks:
        yield "checks", block.head
        yield from [("checks", block.says)] if block.says else ()
        yield from (("checks", item.text) for item in block.items)
    for signs in sheet.card.signs:
        yield from (("card", sign) for sign in signs.signs)
    for row in sheet.plan.rows:
        yield from (("plan cell", cell) for cell in row.cells if cell)
    yield from (("more", one.text) for one in sheet.more)
    for column in sheet.evidence.columns:
        yield "evidence", column.heading
        yield from (("evidence", cell.text) for cell in column.cells)
    yield from (("not known", told.text) for told in sheet.evidence.across)


def faults(profile: Profile, checklist: Checklist, catalog: Catalog) -> list[str]:
    """Return what is wrong with the sheet of one patient; nothing for a good one."""
    facts = derive_facts(profile, catalog, DAY)
    wording = Wording(catalog, profile, facts)
    sheet, treatments = checklist.handover, treatments_of(wording)
    own = set(_own_words(profile))
    found = [
        *_said(sheet, own),
        *_contradictions(sheet, profile, facts, catalog),
        *_history(sheet, profile, facts, treatments, catalog),
        *_noes(sheet, profile),
        *([] if _has_left_out(profile) else _named(sheet, treatments)),
        *_three(sheet, profile),
        *_sources(sheet),
    ]
    return [fault for fault in found if fault]


def _said(sheet: Handover, own: set[str]) -> Iterator[str]:
    for part, text in texts_of(sheet):
        if any(word and word.casefold() in text.casefold() for word in own):
            continue
        for what, pattern in NEVER.items():
            if re.search(pattern, without_allowed(text), re.IGNORECASE):
                yield f"{part} says {what}: {text}"
        for what, pattern in BROKEN.items():
            is_prompt = part in ("plan cell", "card") and what == "loose punctuation"
            if not is_prompt and re.search(pattern, text):
                yield f"{part} has {what}: {text}"


def _own_words(profile: Profile) -> Iterator[str]:
    """Yield what she typed herself: it is hers to word."""
    yield from (*profile.own_questions, profile.allergies)
    for one in () if isinstance(profile.add_ons, str) else profile.add_ons:
        yield from (one.name, one.called, one.target, one.illness, one.number_told)
    for transfer in () if isinstance(profile.transfers, str) else profile.transfers:
        yield transfer.own_word


def _has_left_out(profile: Profile) -> bool:
    return any(id_ == TOLD or id_.startswith("story_") for id_ in profile.leave_out)


def _contradictions(sheet: Handover, profile: Profile, facts: Facts, catalog: Catalog) -> Iterator[str]:
    flags: dict[str, set[str]] = {}
    for row in catalog.history_matters:
        for history, flag in row.flags.items():
            flags.setdefault(flag, set()).add(history)
    looked = {question.id: question.looked for question in catalog.questions if question.check}
    for block in sheet.checks:
        for item in block.items:
            yield from _against(item, profile, facts, flags, looked)
    for what, pattern in SPEAKS_OF.items():
        if _never(facts, what):
            for part, text in texts_of(sheet):
                if part in ("three", "more", "checks", "not known") and re.search(pattern, text):
                    yield f"{part} speaks of {what} that never were: {text}"


def _against(
    item: CheckItem, profile: Profile, facts: Facts, flags: dict[str, set[str]], looked: dict[str, str]
) -> Iterator[str]:
    for id_ in item.ids:
        bare = id_.partition("@")[0]
        if bare in looked:
            answer = str(getattr(profile.work_up, looked[bare]))
            if answer in ("yes", "not_found", "found", "treated"):
                yield f"a check of what was looked for: {item.text}"
        elif len(item.ids) == 1:
            values = {str(facts.values[f"history.{history}"]) for history in flags.get(bare, ())}
            is_wrong = "yes" not in values if item.kind == "yes" else values <= {"yes", "no"}
            if values and is_wrong:
                yield f"{item.kind} of an answer that is {values}: {item.text}"


def _never(facts: Facts, what: str) -> bool:
    names = {"transfers": ("transfers",), "losses": ("losses", "biochemical_pregnancies")}[what]
    values = [facts.values[name] for name in names]
    return all(isinstance(value, Interval) and value.high == 0 for value in values)


def _history(
    sheet: Handover, profile: Profile, facts: Facts, treatments: tuple[Treatment, ...], catalog: Catalog
) -> Iterator[str]:
    shown = {(item.kind, id_) for block in sheet.checks for item in block.items for id_ in item.ids}
    framed = {id_ for block in sheet.checks if block.framed for item in block.items for id_ in item.ids}
    levels = {flag.id: flag.level for flag in catalog.flags}
    for one in treatments:
        for row in (row for row in catalog.history_matters if _is_about(row, one)):
            for history, flag in row.flags.items():
                id_, value = f"{flag}@{one.key}", facts.values[f"history.{history}"]
                if value == "yes" and not any(found == id_ for _, found in shown):
                    yield f"{history} is yes and not raised before {one.name}"
                if profile.history.get(history) == "not_sure" and not any(found == id_ for _, found in shown):
                    yield f"{history} is not sure and not named before {one.name}"
                if value != "no" and levels[flag] == "listed" and id_ not in framed:
                    yield f"{history} is listed before {one.name} and not in the frame"


def _noes(sheet: Handover, profile: Profile) -> Iterator[str]:
    said = next((line.text for line in sheet.story if line.id == "story_noes"), "")
    answers = {*profile.history.values(), profile.allergies}
    if said and answers & {"skipped", "prefer_not_to_say"}:
        yield f"a no is said of what was not answered: {said}"
    if said and "not_sure" in answers and "not sure" not in said:
        yield f"a no is said of what she is not sure about: {said}"


def _is_about(row: HistoryMatters, one: Treatment) -> bool:
    add_on = one.add_on
    return add_on is not None and (add_on.id in row.add_ons or not set(add_on.families).isdisjoint(row.families))


def _named(sheet: Handover, treatments: tuple[Treatment, ...]) -> Iterator[str]:
    told = " ".join(f"{line.lead} {line.text}" for line in sheet.story)
    for one in treatments:
        if not any(word in told for word in (one.name, one.name.capitalize())):
            yield f"{one.name} stands nowhere in the story"


def _three(sheet: Handover, profile: Profile) -> Iterator[str]:
    if len(sheet.three) != len({asked.ask for asked in sheet.three}):
        yield "two of the three are one question"
    if not profile.top and len(sheet.three) != 3:
        yield f"{len(sheet.three)} questions in the place of three"
    framed = [item for block in sheet.checks if block.framed for item in block.items if item.kind == "yes"]
    if framed and not profile.top and not sheet.three[0].id.startswith("urgent"):
        yield f"a listed contraindication is not asked about first: {framed[0].text}"


def _sources(sheet: Handover) -> Iterator[str]:
    marks = [*(one.marks for one in sheet.three), *(block.marks for block in sheet.checks)]
    marks += [sheet.card.marks, *(one.marks for one in sheet.more)]
    marks += [cell.marks for column in sheet.evidence.columns for cell in column.cells]
    marks += [told.marks for told in sheet.evidence.across]
    cited = {int(number) for mark in marks for number in re.findall(r"\[(\d+)\]", mark)}
    listed = [int(source.mark.strip("[]")) for source in sheet.sources]
    yield from (f"source {number} is listed and cited nowhere" for number in listed if number not in cited)
    yield from (f"source {number} is cited and not listed" for number in sorted(cited - set(listed)))
    if sorted(listed) != list(range(1, len(listed) + 1)):
        yield f"sources are not numbered one by one: {sorted(listed)}"
