"""The fixed words of the page, the names of facts, and the topics: all there, and none too many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from ivfprep.catalog import FactWords, Topic
from ivfprep.errors import Problem
from ivfprep.loading.checks.handover_words import HANDOVER_WORDS
from ivfprep.loading.checks.inventory import Inventory
from ivfprep.loading.checks.placeholders import placeholders, unknown_placeholders
from ivfprep.loading.checks.places import Item
from ivfprep.loading.checks.texts import Text
from ivfprep.loading.spelling import clipped, did_you_mean, listed

OUTCOMES = ("no_pregnancy", "biochemical", "miscarriage", "ectopic", "live_birth", "waiting", "unsaid")

PAGE_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("title", "message_one", "message_none", "message_team"), ()),
    "title_about": ("names",),
    "endorsement": ("clinic",),
    "topic_clinic": ("name",),
    **dict.fromkeys(("endorsement_none", "handout_title", "handout_top_heading", "handout_top_suggested"), ()),
    **dict.fromkeys(("handout_flags_heading", "handout_more_flags_heading"), ()),
    **dict.fromkeys(("handout_level_listed", "handout_level_history"), ()),
    "handout_block": ("name", "items"),
    "title_dated": ("date",),
    "message": ("count",),
    "phone_day_at": ("clinic",),
    "told": ("target",),
    **dict.fromkeys(("top_heading", "top_suggested", "top_own", "topic_own"), ()),
    **dict.fromkeys(("flags_heading", "flags_none", "more_flags_heading", "more_whys", "time_heading"), ()),
    **dict.fromkeys(("pictures_heading", "timeline_heading", "told_heading", "told_no_transfers"), ()),
    **dict.fromkeys((f"outcome_{outcome}" for outcome in OUTCOMES), ()),
    **dict.fromkeys(("status_taking", "status_offered", "status_considering"), ()),
    **dict.fromkeys(("visit_answered", "visit_open", "visit_new"), ()),
    "visit_heading": ("date",),
    "visit_noted": ("text",),
    "visit_more": ("count",),
    "told_transfers": ("count", "items"),
    "told_losses": ("count",),
    **dict.fromkeys(("told_treatments", "told_yes", "told_unsure", "told_allergies", "told_tests"), ("items",)),
    "flags_more": ("count", "heading"),
    "flag_asked": ("number",),
    "block_ask": ("name",),
    **dict.fromkeys(("level_listed", "level_history", "level_discuss", "level_not_sure"), ()),
    **dict.fromkeys(("block", "flag_not_sure", "block_not_sure"), ("name", "items")),
    "block_not_sure_many": ("name", "count"),
    "block_unnamed": ("name",),
    **dict.fromkeys(("discuss_not_sure", "ask_not_sure", "not_settled", "i_said"), ("items",)),
    "why": ("text",),
    **dict.fromkeys(("groups_heading", "groups_heading_all"), ()),
    **dict.fromkeys(("grid_heading", "grid_heading_plan", "grid_general", "grid_plan"), ()),
    **dict.fromkeys(("card_heading", "card_others", "phone_day", "phone_night", "phone_emergency"), ()),
    "phone_emergency_in": ("country",),
    **dict.fromkeys(("evidence_heading", "nothing", "nothing_for", "nothing_against"), ()),
    **dict.fromkeys(("side_about", "side_for", "side_against", "side_strength", "side_risk", "side_disagree"), ()),
    **dict.fromkeys(("unknown_heading", "unknown_person", "unknown_cover", "unknown_biochemical"), ()),
    "unknown_total": (),
    "unknown_at_least": ("total",),
    "side_numbers": (),
    **dict.fromkeys(("explain_ask", "explain_find_out", "explain_off", "explain_no_treatment"), ()),
    **dict.fromkeys(("sources_title", "read_original", "read_secondary"), ()),
    "beside": ("ids",),
    **dict.fromkeys(("sources_heading", "newer_heading", "newer_mark", "general_mark", "own_mark", "no_date"), ()),
    "places": ("places",),
    **dict.fromkeys(("left_out", "left_out_one"), ("count", "topics")),
    "left_out_room": ("count",),
    **dict.fromkeys(("left_out_own", "left_out_answered", "left_out_merged"), ()),
    "documents_only": ("count",),
    "footer_advice": (),
    "footer_content": ("version", "checked", "next_check"),
    "footer_hash": ("hash",),
    "footer_pack": ("name", "version"),
    "clinic_mark": ("name",),
    "warn_old": ("next_check",),
    "warn_top": ("id",),
    **dict.fromkeys(("name_unknown", "name_any", "for_everyone", "own_question"), ()),
    **HANDOVER_WORDS,
}
"""Every sentence that the code says by name, and what it fills in; `tests/loading` holds it against the code."""

MAY_GO_UNSAID: Final = frozenset({("left_out_one", "count")})
"""What the code fills in and a sentence need not hold: 1 is written out there."""


def page_problems(inventory: Inventory) -> Iterator[Problem]:
    """Yield fixed words that are missing, unknown or wrongly filled in, facts without words, and empty topics."""
    file = inventory.folder.files.get("page.yaml")
    if file is not None:
        missing = [name for name in PAGE_WORDS if name not in inventory.words]
        for name in missing if inventory.is_whole else ():
            yield file.problem(("words",), f"The page needs the words `{name}`.", "Add them.")
        for name, item in inventory.words.items():
            yield from _words(name, item)
    yield from _dates(inventory)
    yield from _facts(inventory)
    yield from _topics(inventory)


def _dates(inventory: Inventory) -> Iterator[Problem]:
    if inventory.about is None:
        return
    about, place = inventory.about.value, inventory.about.place
    unreadable = [name for name in ("checked", "next_check") if not _is_date(getattr(about, name))]
    for name in unreadable:
        yield place.at(name).problem("There is no such day.", "Write year, month and day, such as 2027-05-21.")
    if not unreadable and about.next_check <= about.checked:
        yield place.at("next_check").problem("The next check comes after the last one.", "Write a later day.")


def _is_date(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _words(name: str, item: Item[str]) -> Iterator[Problem]:
    if name not in PAGE_WORDS:
        hint = did_you_mean(name, PAGE_WORDS) or "Take them out."
        yield item.place.problem(f"The page has no words `{clipped(name)}`.", hint)
        return
    yield from unknown_placeholders(Text(item.value, item.place), PAGE_WORDS[name])
    for filled in PAGE_WORDS[name]:
        if f"{{{filled}}}" not in item.value and (name, filled) not in MAY_GO_UNSAID and _is_closed(item.value):
            yield item.place.problem(f"`{name}` does not say {{{filled}}}.", f"Put {{{filled}}} where it belongs.")


def _is_closed(text: str) -> bool:
    try:
        placeholders(text)
    except ValueError:
        return False
    return True


def _facts(inventory: Inventory) -> Iterator[Problem]:
    needed = {fact for fact in inventory.kinds if not fact.startswith("history.")}
    items = inventory.items("facts", FactWords)
    for item in items:
        if item.value.id not in needed:
            hint = did_you_mean(item.value.id, needed) or "Take it out; history items are named in history.yaml."
            yield item.place.at("id").problem(f"There is no fact `{clipped(item.value.id)}`.", hint)
        else:
            yield from _options(item, inventory.kinds[item.value.id].options)
    if file := inventory.folder.files.get("facts.yaml"):
        for fact in sorted(needed - inventory.ids("facts")):
            yield file.problem(("facts",), f"The fact `{fact}` has no words.", "Add a line with its id and its name.")


def _options(item: Item[FactWords], options: tuple[str, ...]) -> Iterator[Problem]:
    for option in item.value.options:
        if option not in options:
            hint = did_you_mean(option, options) or f"It has: {listed(options) or 'none'}."
            place = item.place.at("options", option)
            yield place.problem(f"`{item.value.id}` has no option '{clipped(option)}'.", hint)


def _topics(inventory: Inventory) -> Iterator[Problem]:
    used = {line.value.topic for line in inventory.lines()}
    for topic in inventory.items("topics", Topic) if inventory.is_whole else ():
        if topic.value.id not in used:
            message = f"No question or flag has the topic '{topic.value.id}'."
            yield topic.place.at("id").problem(message, "Use it, or take it out.")
