"""The fixed words of the page, the names of facts, and the topics: all there, and none too many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ivfprep.catalog import FactWords, Topic
from ivfprep.errors import Problem
from ivfprep.loading.checks.browser_words import BROWSER_WORDS
from ivfprep.loading.checks.inventory import Inventory
from ivfprep.loading.checks.page_words import PAGE_WORDS
from ivfprep.loading.checks.placeholders import placeholders, unknown_placeholders
from ivfprep.loading.checks.places import Item
from ivfprep.loading.checks.texts import Text
from ivfprep.loading.roots import BROWSER
from ivfprep.loading.spelling import clipped, did_you_mean, listed


def page_problems(inventory: Inventory) -> Iterator[Problem]:
    """Yield fixed words that are missing, unknown or wrongly filled in, facts without words, and empty topics."""
    yield from _named(inventory, "page.yaml", "words", inventory.words, PAGE_WORDS)
    yield from _named(inventory, BROWSER, "browser", inventory.browser, BROWSER_WORDS)
    yield from _dates(inventory)
    yield from _facts(inventory)
    yield from _topics(inventory)


def _named(
    inventory: Inventory,
    file_name: str,
    key: str,
    words: Mapping[str, Item[str]],
    needed: Mapping[str, tuple[str, ...]],
) -> Iterator[Problem]:
    file = inventory.folder.files.get(file_name)
    if file is None:
        return
    missing = [name for name in needed if name not in words]
    for name in missing if inventory.is_whole else ():
        yield file.problem((key,), f"The page needs the words `{name}`.", "Add them.")
    for name, item in words.items():
        yield from _words(name, item, needed)


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


def _words(name: str, item: Item[str], needed: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    if name not in needed:
        hint = did_you_mean(name, needed) or "Take them out."
        yield item.place.problem(f"The page has no words `{clipped(name)}`.", hint)
        return
    yield from unknown_placeholders(Text(item.value, item.place), needed[name])
    for filled in needed[name]:
        if f"{{{filled}}}" not in item.value and _is_closed(item.value):
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
