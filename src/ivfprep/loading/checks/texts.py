"""Every text that a patient may read, with its place and the limits that it keeps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ivfprep.catalog import (
    AddOn,
    CardPart,
    Claim,
    Disagreement,
    Document,
    EvidenceCell,
    FactWords,
    Flag,
    HistoryItem,
    HistoryMatters,
    Pattern,
    PictureContent,
    Question,
    Rule,
    Term,
    Topic,
    Update,
)
from ivfprep.loading.checks.inventory import Inventory
from ivfprep.loading.checks.places import Item, Place
from ivfprep.prompts import Prompt, Section

IN_LINES = ("name", "names", "without", "total", "rest", "left_out", "told", "number", "allergies")
"""What the program fills in in the text of a question or a flag."""

IN_PATTERNS = ("name", "names", "count", "items", "they", "them", "are", "told", "history")
"""What the program fills in in a pattern of the three questions."""

IN_ALOUD = ("takes", "had", "also")
"""What the program fills in in what she can say on the phone."""

LONGEST_QUESTION = 25
LONGEST_WHY = 15
LONGEST_PLAIN = 12
LONGEST_BULLET = 12
LONGEST_BRIEF = 24
LONGEST_FIGURE = 12


class Text(NamedTuple):
    """Words for a patient. `most` is how many words it may have in all (0: no limit but that of a sentence).

    `is_name` marks names of conditions and treatments, which are what they are.
    """

    words: str
    place: Place
    most: int = 0
    placeholders: tuple[str, ...] = ()
    is_name: bool = False
    is_question: bool = False


def texts(inventory: Inventory) -> Iterator[Text]:
    """Yield every text that a patient may read, but for titles of sources and the fixed words of the page."""
    for question in inventory.items("questions", Question):
        yield from _of_question(question)
    for flag in inventory.items("flags", Flag):
        yield from _of_flag(flag)
    yield from _of_sources(inventory)
    yield from _of_tables(inventory)
    for section in inventory.items("sections", Section):
        yield Text(section.value.name, section.place.at("name"))
    for each, prompt in inventory.prompts():
        yield from _of_prompt(prompt, ("name",) if each else ("count", "all", "later", "earlier", "transfers"))


def _of_question(item: Item[Question]) -> Iterator[Text]:
    line, place = item.value, item.place
    fills = () if line.for_ == "everyone" else IN_LINES
    yield Text(line.text, place.at("text"), LONGEST_QUESTION, fills, is_question=True)
    yield Text(line.unsure, place.at("unsure"), LONGEST_QUESTION, fills, is_question=True)
    yield Text(line.words, place.at("words"), LONGEST_QUESTION, fills, is_question=True)
    yield Text(line.each, place.at("each"), LONGEST_QUESTION, ("names", "count"), is_question=True)
    yield Text(line.check, place.at("check"))
    yield Text(line.why, place.at("why"), 0, fills)
    yield Text(line.grid, place.at("grid"))


def _of_flag(item: Item[Flag]) -> Iterator[Text]:
    line, place = item.value, item.place
    yield Text(line.said, place.at("said"), 0, IN_LINES if _is_filled(line) else ())
    yield Text(line.ask, place.at("ask"), LONGEST_QUESTION, IN_LINES, is_question=True)
    yield Text(line.unsure, place.at("unsure"), LONGEST_QUESTION, IN_LINES, is_question=True)
    yield Text(line.why, place.at("why"), LONGEST_WHY, IN_LINES)
    yield Text(line.words, place.at("words"), 0, IN_LINES)
    yield Text(line.why_words, place.at("why_words"), LONGEST_WHY, IN_LINES)


def _is_filled(flag: Flag) -> bool:
    return flag.alone or flag.level == "discuss"


def _of_sources(inventory: Inventory) -> Iterator[Text]:
    for document in inventory.items("documents", Document):
        yield Text(document.value.says, document.place.at("says"))
    for claim in inventory.items("claims", Claim):
        yield from _of_source(claim.value, claim.place)
    for update in inventory.items("updates", Update):
        yield from _of_source(update.value, update.place)
    for row in inventory.items("disagreements", Disagreement):
        yield Text(row.value.says, row.place.at("says"))
    for cell in inventory.items("cells", EvidenceCell):
        yield Text(cell.value.says, cell.place.at("says"))
        yield Text(cell.value.words, cell.place.at("words"))
        yield Text(cell.value.brief, cell.place.at("brief"), LONGEST_BRIEF)
    for pattern in inventory.items("patterns", Pattern):
        yield Text(pattern.value.ask, pattern.place.at("ask"), LONGEST_QUESTION, IN_PATTERNS, is_question=True)
        for part in ("more", "knowing"):
            yield Text(
                getattr(pattern.value, part), pattern.place.at(part), LONGEST_QUESTION, IN_PATTERNS, is_question=True
            )
        for index, words in enumerate(pattern.value.figures):
            yield Text(words, pattern.place.at("figures", index), LONGEST_FIGURE, IN_PATTERNS)
    for picture in inventory.items("pictures", PictureContent):
        yield from _of_picture(picture.value, picture.place)


def _of_picture(picture: PictureContent, place: Place) -> Iterator[Text]:
    for key in ("heading", "legend", "threshold"):
        yield Text(getattr(picture, key), place.at(key))
    yield Text(picture.words, place.at("words"), 0, ("total", "rest"))
    for index, group in enumerate(picture.groups):
        yield Text(group.label, place.at("groups", index, "label"))
        yield Text(group.words, place.at("groups", index, "words"))
    for index, caption in enumerate(picture.captions):
        yield Text(caption.text, place.at("captions", index, "text"))


def _of_source(source: Claim | Update, place: Place) -> Iterator[Text]:
    yield Text(source.says, place.at("says"))
    yield Text(source.words, place.at("words"))


def _of_tables(inventory: Inventory) -> Iterator[Text]:
    for topic in inventory.items("topics", Topic):
        yield Text(topic.value.name, topic.place.at("name"))
    for add_on in inventory.items("add_ons", AddOn):
        yield Text(add_on.value.name, add_on.place.at("name"), is_name=True)
        yield Text(add_on.value.label, add_on.place.at("label"), is_name=True)
    for history in inventory.items("history", HistoryItem):
        yield Text(history.value.label, history.place.at("label"), is_name=True)
        yield Text(history.value.said, history.place.at("said"), is_name=True)
    for matters in inventory.items("history_matters", HistoryMatters):
        yield Text(matters.value.because, matters.place.at("because"))
        yield Text(matters.value.says, matters.place.at("says"))
        yield Text(matters.value.why, matters.place.at("why"), LONGEST_WHY, IN_LINES)
    for rule in inventory.items("rules", Rule):
        yield Text(rule.value.because, rule.place.at("because"))
        yield Text(rule.value.why, rule.place.at("why"), LONGEST_WHY, IN_LINES)
    yield from _of_card(inventory)
    yield from _of_words(inventory)


def _of_card(inventory: Inventory) -> Iterator[Text]:
    for card in inventory.items("card", CardPart):
        yield Text(card.value.intro, card.place.at("intro"))
        for index, bullet in enumerate(card.value.bullets):
            yield Text(bullet, card.place.at("bullets", index), LONGEST_BULLET)


def _of_words(inventory: Inventory) -> Iterator[Text]:
    for term in inventory.items("glossary", Term):
        yield Text(term.value.term, term.place.at("term"), is_name=True)
        yield Text(term.value.plain, term.place.at("plain"), LONGEST_PLAIN)
    for fact in inventory.items("facts", FactWords):
        yield Text(fact.value.name, fact.place.at("name"))
        yield Text(fact.value.open, fact.place.at("open"), 0, IN_LINES)
        for option, words in fact.value.options.items():
            yield Text(words, fact.place.at("options", option))


def _of_prompt(item: Item[Prompt], fills: tuple[str, ...]) -> Iterator[Text]:
    prompt, place = item.value, item.place
    yield Text(prompt.text, place.at("text"), LONGEST_QUESTION, fills)
    for key in ("name", "help", "example", "none", "opening"):
        yield Text(getattr(prompt, key), place.at(key))
    yield Text(prompt.aloud, place.at("aloud"), 0, IN_ALOUD)
    for index, option in enumerate(prompt.options):
        yield Text(option.label, place.at("options", index, "label"))
