"""Words for facts, reasons and treatments, filled into the sentences of the catalog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from math import ceil, inf

from msgspec.structs import replace

from ivfprep.catalog import AddOn, Catalog, Flag, Question, Term
from ivfprep.conditions import Ground, Interval, Value
from ivfprep.cumulative import Range, cumulative_chance, in_words
from ivfprep.facts import ANYTHING, Facts, keyed
from ivfprep.matching import Match
from ivfprep.profile import UNSAID, AddOnAnswer, Profile
from ivfprep.transfers import transfers_of
from ivfprep.truth import Truth

NOT_SURE = "not_sure"
"""The id of a treatment that she could not find in the list: it goes by her own name for it."""


class Wording:
    """The words for one patient: `names` holds the name of each treatment by its key, `unnamed` those without one."""

    def __init__(self, catalog: Catalog, profile: Profile, facts: Facts) -> None:
        self.catalog, self.profile, self.facts = catalog, profile, facts
        self.names = _names(catalog, profile)
        answers = keyed(() if isinstance(profile.add_ons, str) else profile.add_ons)
        self.told = {key: self.say("told", target=answer.target) for key, answer in answers if answer.target}
        self.wants_words = profile.numbers in ("none", "words_first")
        self.wants_no_numbers = profile.numbers == "none"
        numbers = {key: answer.number_told for key, answer in answers if answer.number_told}
        self.numbers = {} if self.wants_words else {key: f" ({number})" for key, number in numbers.items()}
        self.filled: dict[str, Mapping[str, str]] = {}
        self.fact_words = {words.id: words for words in catalog.facts}
        self.history = {item.id: item for item in catalog.history}
        self.unnamed = frozenset(entry.key for entry in facts.entries if entry.values["this.id"] is Truth.UNKNOWN)
        self.entry_values = {entry.key: entry.values for entry in facts.entries}

    def say(self, sentence: str, /, **values: object) -> str:
        """Return a fixed sentence of the page with its values filled in."""
        return self.catalog.words[sentence].format_map(values)

    def name_of(self, answer: AddOnAnswer) -> str:
        """Return what a treatment is called that is not, or no more, among hers."""
        known = {add_on.id: add_on for add_on in self.catalog.add_ons}
        return _name(answer, known, self.say("name_unknown"))

    @cached_property
    def glossary(self) -> tuple[Term, ...]:
        """Return the words to explain, with her own names for treatments among them: "heparin (Clexane, ...)"."""
        unnamed = {add_on.name for add_on in self.catalog.add_ons if add_on.unnamed}
        own = tuple(self._own_terms())
        taken = {term.term for term in own} | unnamed
        return (*own, *(term for term in self.catalog.glossary if term.term not in taken))

    def _own_terms(self) -> Iterator[Term]:
        known = {add_on.id: add_on for add_on in self.catalog.add_ons}
        terms = {term.term: term for term in self.catalog.glossary}
        answers = () if isinstance(self.profile.add_ons, str) else self.profile.add_ons
        for answer in answers:
            add_on, name, called = known.get(answer.id), answer.name.strip(), answer.called.strip()
            term = terms.get(add_on.name) if add_on else None
            if add_on and add_on.unnamed:
                yield from [replace(term, term=name, also=())] if term and name else ()
            elif add_on and called:
                yield replace(term, plain=f"{called}, {term.plain}") if term else Term(term=add_on.name, plain=called)

    def fill(self, text: str, entry: str) -> str:
        """Return a sentence of the catalog with the patient's values in it, its first letter a capital."""
        filled = self.fill_in(text, entry)
        return filled[:1].upper() + filled[1:]

    def fill_in(self, text: str, entry: str) -> str:
        """Return a part of a sentence with the patient's values in it."""
        if "{" not in text:
            return text
        if entry not in self.filled:
            self.filled[entry] = self._values(entry)
        return text.format_map(self.filled[entry])

    def _values(self, entry: str) -> Mapping[str, str]:
        chances = self.chances
        return {
            "name": self.names.get(entry) or self.say("name_any"),
            "names": ", ".join(self.extra_names()),
            "without": self._count("transfers_without_pregnancy"),
            "total": in_words(chances),
            "rest": rest_in_words(chances),
            "left_out": self._count("left_out_of_chances"),
            "told": self.told.get(entry, ""),
            "number": self.numbers.get(entry, ""),
            "allergies": f" ({self.profile.allergies})" if self.profile.allergies not in ("", *UNSAID) else "",
        }

    def _count(self, fact: str) -> str:
        value = self.facts.values[fact]
        return interval_in_words(value) if isinstance(value, Interval) else ""

    @cached_property
    def chances(self) -> Range:
        """Return where the clinic's chances taken together can lie."""
        return cumulative_chance(transfers_of(self.profile)).range

    def extra_names(self) -> list[str]:
        """Return the names of the treatments that count as extras, or may."""
        return [self.names[entry.key] for entry in self.facts.entries if entry.values["this.extra"] != "no"]

    def because(self, match: Match) -> tuple[str, ...]:
        """Return why a line is on the list: each rule's reason, and what the patient said."""
        if match.truth is Truth.UNKNOWN:
            return (self.say("not_settled", items=", ".join(self.settled_by(match))),)
        fired = [reason for reason in match.reasons if reason.verdict.truth is Truth.TRUE]
        said = [self.fact(ground) for reason in fired for ground in reason.verdict.because]
        rules = dict.fromkeys(reason.rule.because for reason in fired)
        return (*rules, *((self.say("i_said", items="; ".join(dict.fromkeys(said))),) if said else ()))

    def settled_by(self, match: Match) -> tuple[str, ...]:
        """Return the answers that would settle a line, in words."""
        open_ = [ground for reason in match.reasons for ground in reason.verdict.open]
        return tuple(dict.fromkeys(self._answer(ground) for ground in open_)) if match.truth is Truth.UNKNOWN else ()

    def to_check(self, items: Iterable[str]) -> str:
        """Return which of the answers that would settle a line a doctor can check: not those that only she can give.

        Where there is no other, it is all of them.
        """
        every = list(dict.fromkeys(items))
        return ", ".join([item for item in every if item not in self._hers] or every)

    @cached_property
    def _hers(self) -> frozenset[str]:
        facts = [words.id for words in self.fact_words.values() if words.hers]
        own = (
            Ground(fact, key) for fact in facts for key in (self.entry_values if fact.startswith("this.") else ("",))
        )
        return frozenset(map(self._answer, own))

    def fact(self, ground: Ground) -> str:
        """Return a fact with its value: "diabetes: yes"."""
        values = self.entry_values.get(ground.entry, self.facts.values)
        return f"{self.subject(ground)}: {self._value(ground.fact, values[ground.fact])}"

    def subject(self, ground: Ground) -> str:
        """Return what a fact is about: "diabetes", or "the end day (dexamethasone)"."""
        if ground.fact.startswith("history."):
            return self.history[ground.fact.removeprefix("history.")].said
        name = self.fact_words[ground.fact].name
        return f"{name} ({self.names[ground.entry]})" if ground.entry else name

    def _answer(self, ground: Ground) -> str:
        """Return which answer would settle a fact: "the end day (dexamethasone)", or "what dexamethasone is"."""
        words = self.fact_words.get(ground.fact)
        return self.fill_in(words.open, ground.entry) if words and words.open else self.subject(ground)

    def _value(self, fact: str, value: Value) -> str:
        if isinstance(value, Interval):
            return interval_in_words(value)
        if isinstance(value, Truth):
            return "not sure"
        if isinstance(value, frozenset):
            return ", ".join(_plain(option) for option in sorted(value)) or "none"
        return self.fact_words[fact].options.get(value, _plain(value)) if fact in self.fact_words else _plain(value)


def claims_of(line: Question | Flag) -> tuple[str, ...]:
    """Return the ids of the claims or updates that a line rests on."""
    return line.claims or line.updates


def interval_in_words(interval: Interval) -> str:
    """Return "2", "1 to 3" or "at least 1"."""
    if interval.low == interval.high:
        return f"{interval.low:g}"
    return f"at least {interval.low:g}" if interval.high == inf else f"{interval.low:g} to {interval.high:g}"


def rest_in_words(chances: Range) -> str:
    """Return the other side of a chance: out of 100, how many would still have no pregnancy."""
    rest = (1 - chances.low) * 100
    if chances.low == chances.high:
        return str(round(rest)) if rest >= 1 or not rest else "fewer than 1"
    return f"at most {ceil(rest)}"


def listed(items: Iterable[str]) -> str:
    """Return the items with commas, each once."""
    return ", ".join(dict.fromkeys(items))


def _plain(option: str) -> str:
    return option.replace("_", " ")


def _names(catalog: Catalog, profile: Profile) -> dict[str, str]:
    known = {add_on.id: add_on for add_on in catalog.add_ons}
    answers = keyed(() if isinstance(profile.add_ons, str) else profile.add_ons)
    names = {key: _name(answer, known, catalog.words["name_unknown"]) for key, answer in answers}
    return {ANYTHING: catalog.words["name_any"], **names}


def _name(answer: AddOnAnswer, known: Mapping[str, AddOn], unknown: str) -> str:
    add_on, own = known.get(answer.id), answer.name.strip()
    name = add_on.name if add_on else unknown
    if not own or own.casefold() == name.casefold():
        return name
    return own if answer.id == NOT_SURE or (add_on and add_on.unnamed) else f"{name} ({own})"
