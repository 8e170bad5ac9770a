"""What a person typed, understood: a value, a question back when it can mean two things, or what to type instead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from ivfprep.dates import Ambiguous, When, read_when
from ivfprep.interview.steps import Step
from ivfprep.limits import ANSWER, CERTAIN, doubt_about
from ivfprep.profile import LONGEST, MOST_LINES
from ivfprep.prompts import Prompt
from ivfprep.said_dates import read_said

WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {word: number for number, word in enumerate(WORDS)} | {"no": 0, "zero": 0, "never": 0, "once": 1, "twice": 2}
UNSAID_WORDS = {
    **dict.fromkeys(
        (
            *("not sure", "unsure", "i am not sure", "i'm not sure", "im not sure"),
            *("don't know", "dont know", "i don't know", "i dont know", "i do not know", "do not know", "dunno", "idk"),
            *("no idea", "unknown", "not known", "can't remember", "i can't remember", "i cannot remember"),
            *("don't remember", "i don't remember", "i do not remember", "i forgot", "forgot"),
        ),
        "not_sure",
    ),
    **dict.fromkeys(
        ("prefer not to say", "i prefer not to say", "rather not say", "i'd rather not say"), "prefer_not_to_say"
    ),
}
NOTHING_WORDS = frozenset({"none", "no", "nothing", "no word", "n/a", "-", "no one", "nobody"})
"""What somebody types who leaves a text empty: no word is never read back as one."""

PHONES = frozenset({"visit.phone_day", "visit.phone_night"})
"""Where a telephone number stands: words without a digit are none."""

NUMBER_TOLD = "number_told"
"""Where she types how likely a treatment is to help: words without a number may be meant for another question."""

_UNSURE_AT_FIRST = re.compile(
    rf"(?:{'|'.join(sorted((word for word in UNSAID_WORDS if ' ' in word), key=len, reverse=True))})\b"
    r"[^,;]*(?:[,;]|\bbut\b)?\s*(?P<rest>.*)",
    re.IGNORECASE,
)
"""What begins by saying that it is not known; what comes after a comma is the answer, if anything does."""

_YEAR = re.compile(r"\d{4}|year|\d[./-]\d{1,2}[./-]\d{2}|'\d{2}|\d[a-z]* [a-z ]{3,}\.?,? \d{2}$")
"""What says of which year a day is."""

MONTHS_A_YEAR = 12
TEN_MONTHS = timedelta(days=304)
"""A day without a year that is further away may be one of another year, or a slip."""

SHOWN = 40
"""So many letters of what was not understood are said back."""


class Understood(NamedTuple):
    """A value; `echo` says in words how it was understood where that is not plain."""

    value: str | int
    echo: str = ""


class Again(NamedTuple):
    """Not understood: what to type."""

    message: str


class Meaning(NamedTuple):
    """One of the values that a text can mean, and that value in words."""

    value: str | int
    label: str


class Which(NamedTuple):
    """Understood in more than one way: the question back, and what to choose from."""

    text: str
    meanings: tuple[Meaning, ...]


OTHERWISE = Meaning("type_again", "No, let me type it again")
"""What can be chosen where one reading is asked about: the line is asked for again then."""

Reading: TypeAlias = Understood | Again | Which


LINE_TOO_LONG = f"I kept the lines of up to {LONGEST} letters. One was longer. Type it again, in fewer words."
IF_UNKNOWN = " If you do not know, type: not sure"
LEFT_OPEN = "I leave that open."
TOO_LONG = f"That is longer than the page can hold. Type {LONGEST} letters at most."


def read_line(step: Step, text: str, today: date, most: int | None = None) -> Reading:
    """Return what `text` means as an answer to `step`; `most` is the largest number that fits.

    A meaning that an answers file could not hold is none: whatever is understood here can be read again.
    """
    prompt, plain = step.prompt, clean(text)
    if len(plain) > LONGEST:
        return Again(TOO_LONG)
    typed = plain.lower().rstrip(".")
    if typed in prompt.words:
        return Understood(prompt.words[typed])
    unsaid = UNSAID_WORDS.get(typed.replace("\u2019", "'"))
    if unsaid and prompt.unsaid and prompt.kind in READERS:
        return Understood(unsaid)
    reading = READERS.get(prompt.kind, _read_text)(prompt, plain, today, prompt.high if most is None else most)
    return _within_limits(reading, step.place, today)


def _within_limits(reading: Reading, place: str, today: date) -> Reading:
    if isinstance(reading, Understood):
        return _refusal(place, reading.value, today) or reading
    if isinstance(reading, Again):
        return reading
    refused = [None if one is OTHERWISE else _refusal(place, one.value, today) for one in reading.meanings]
    left = tuple(meaning for meaning, again in zip(reading.meanings, refused, strict=True) if again is None)
    if left == (OTHERWISE,):
        return next(again for again in refused if again)
    if len(left) == 1:
        return Understood(left[0].value, f"I took that as {left[0].label}.")
    return reading._replace(meanings=left) if left else next(again for again in refused if again)


def _refusal(place: str, value: str | int, today: date) -> Again | None:
    doubt = doubt_about(place, value, today) if place else None
    return Again(f"{doubt.message.replace(ANSWER, str(value))} {doubt.hint}") if doubt else None


class Lines(NamedTuple):
    """What is kept of some lines, and what to say where that is not all of them."""

    kept: list[str]
    note: str = ""


YES_LINE = frozenset({"yes", "y", "yes please", "yes i do", "i do"})
"""What says that there are lines, and is none."""

NO_WORDS = 'I did not keep "{}", as it has no words. Type it in words, or press Enter alone if there are none.'
TYPE_ITSELF = "Please type the words themselves, or press Enter alone if there are none."


def read_lines(lines: Iterable[str], standing: int) -> Lines:
    """Return the lines that the answers can hold beside the `standing` ones; none of them is cut."""
    cleaned = [plain for line in lines if (plain := clean(line))]
    typed = [line for line in cleaned if _bare(line) not in (*UNSAID_WORDS, *NOTHING_WORDS, *YES_LINE)]
    if not typed and any(_bare(line) in YES_LINE for line in cleaned):
        return Lines([], TYPE_ITSELF)
    wordless = next((line for line in typed if not any(letter.isalpha() for letter in line)), "")
    typed = [line for line in typed if any(letter.isalpha() for letter in line)]
    fitting = [line for line in typed if len(line) <= LONGEST]
    room = max(0, MOST_LINES - standing)
    if len(fitting) > room:
        return Lines(fitting[:room], f"The page has no room for more than {MOST_LINES}. I kept the first ones.")
    if wordless:
        return Lines(fitting, NO_WORDS.format(shortened(wordless)))
    return Lines(fitting, LINE_TOO_LONG if len(fitting) < len(typed) else "")


def _bare(line: str) -> str:
    return line.lower().rstrip(" .!")


def clean(text: str) -> str:
    """Return `text` as one line, without control characters and without marks that turn the direction of writing."""
    folded = "".join(" " if letter.isspace() else letter for letter in text)
    kept = (letter for letter in folded if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return " ".join("".join(kept).split())


def ended(text: str) -> str:
    """Return `text` with a full stop, unless it ends a sentence already."""
    return text if text[-1:] in (".", "?", "!", ":") else f"{text}."


def _read_text(prompt: Prompt, text: str, today: date, most: int) -> Reading:
    typed = text.lower().rstrip(".").replace("\u2019", "'")
    if typed in UNSAID_WORDS or typed in NOTHING_WORDS:
        return Understood("", LEFT_OPEN if typed in UNSAID_WORDS else "")
    if unsure := _UNSURE_AT_FIRST.match(text.replace("\u2019", "'")):
        rest = unsure["rest"].strip()
        return Understood(rest, f"I took that as: {ended(rest)}" if rest else LEFT_OPEN)
    if prompt.answer in PHONES and text and not any(letter.isdigit() for letter in text):
        return again(text, "a telephone number", "020 7946 0000", "+33 1 99 00 00 00")
    if prompt.answer == NUMBER_TOLD and text and not _names_a_number(typed):
        meanings = (Meaning(text, "Yes, keep it as I typed it"), OTHERWISE)
        return Which(f'I see no number in "{shortened(text)}". Is that what you were told?', meanings)
    return Understood(text)


def _names_a_number(typed: str) -> bool:
    words = {*NUMBERS, "half", "third", "thirds", "quarter", "quarters", "hundred", "percent", "twice", "double"}
    return any(letter.isdigit() for letter in typed) or not words.isdisjoint(re.findall("[a-z]+", typed))


def _read_count(prompt: Prompt, text: str, today: date, most: int) -> Reading:
    spread = re.fullmatch(r"(\d{1,2})\s*(?:-|to|or)\s*(\d{1,2})(?: ?weeks)?", text.lower())
    numbers = [int(number) for number in spread.groups()] if spread else [_whole(text.lower())]
    said = [number for number in numbers if number is not None]
    shown = re.search(r"\d+", prompt.example)
    least = int(shown[0]) if shown else max(prompt.low, 1)
    examples = (str(least), next(iter(prompt.words), str(least + 1)))
    if not said:
        return again(text, "a number", *examples)
    if not all(prompt.low <= number <= most for number in said):
        return again(text, f"a number from {prompt.low} to {most}", *examples)
    if len(said) > 1:
        return _which_number(text, said)
    return Understood(said[0], "" if text.isdecimal() else f"I took that as {said[0]}.")


def _which_number(text: str, said: list[int]) -> Which:
    meanings = tuple(Meaning(number, str(number)) for number in said)
    return Which(f"{text} can be {said[0]} or {said[1]}. Which is nearer?", meanings)


def _whole(text: str) -> int | None:
    found = re.fullmatch(
        r"(?:(?:about|around|at|nearly|almost|just|only|week) |~)*(\w+?)"
        r"(?: times?| transfers?| ?weeks?| ?wks?\.?|(?: weeks?)? ?(?:\+|and|,) ?\d(?: days?)?)?(?: pregnant| along)?",
        text,
    )
    if not found:
        return None
    return int(found[1]) if found[1].isascii() and found[1].isdecimal() else NUMBERS.get(found[1])


def _read_chance(prompt: Prompt, text: str, today: date, most: int) -> Reading:
    plain = re.sub(r"(?:about|around|roughly|~|%|percent|per cent|out of 100|in 100)", "", text.lower()).strip()
    share = re.fullmatch(r"(\d{1,3})\s*(in|of|out of|/)\s*(\d{1,3})", plain)
    if share and int(share[3]):
        return _read_share(int(share[1]), share[2], int(share[3]), text)
    numbers = re.fullmatch(r"(\d{1,3}(?:[.,]\d{1,2})?)(?:\s*(?:-|to|or|\u2013)\s*(\d{1,3}(?:[.,]\d{1,2})?))?", plain)
    if not numbers:
        return again(text, "a chance out of 100", "40", "30-40")
    low, high = (_decimal(numbers[1]), _decimal(numbers[2] or numbers[1]))
    if not 0 <= low <= high <= CERTAIN:
        return again(text, "a chance from 0 to 100", "40", "30-40")
    if numbers[2]:
        return Understood(
            f"{_digits(low)}-{_digits(high)}", f"I took that as {_digits(low)} to {_digits(high)} of 100."
        )
    return _percent(low, text)


def _read_share(part: int, sign: str, whole: int, text: str) -> Reading:
    """Read "1 in 3" and "1/3" as a part of a whole; "50/50" as even odds, and "40/60" as one or the other."""
    chance = Fraction(100 * part, whole)
    if sign != "/" or part + whole != CERTAIN:
        return _percent(chance, text)
    return _which_chance(text, Fraction(part), chance) if part < whole else _percent(Fraction(part), text)


def _percent(chance: Fraction, text: str) -> Reading:
    said = _digits(chance)
    if chance > CERTAIN:
        return again(text, "a chance from 0 to 100", "40", "30-40")
    if 0 < chance < 1 and "%" not in text:
        return _which_chance(text, 100 * chance, chance)
    return Understood(said, "" if text == said else f"I took that as {said} out of 100.")


def _which_chance(text: str, *chances: Fraction) -> Which:
    meanings = tuple(Meaning(_digits(chance), f"{_digits(chance)} out of 100") for chance in chances)
    return Which(f"{text} can mean two things. Which one is right?", meanings)


def _decimal(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def _digits(number: Fraction) -> str:
    return f"{float(round(number, 2)):.2f}".rstrip("0").rstrip(".")


def _read_when(prompt: Prompt, text: str, today: date, most: int) -> Reading:
    found = read_said(text, today)
    if found is None:
        return again(text, "a date", "March 2024", "about 2023")
    month = _month_and_year(text, today)
    if month:
        return _which_date(text, [*(found if isinstance(found, Ambiguous) else [found]), month], str)
    if isinstance(found, Ambiguous):
        return _which_date(text, found, str)
    return Understood(found.text, "" if found.text == text else f"I took that as {found.text}.")


def _month_and_year(text: str, today: date) -> When | None:
    """Return the month that "9/25" means besides a day, where it is one that is not to come; None for no such text.

    What can be read as two days, such as 9/11, is none: that month was long ago.
    """
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{2})", text)
    if not found or int(found[2]) <= MONTHS_A_YEAR:
        return None
    when = read_when(f"{found[1]}/20{found[2]}")
    return when if isinstance(when, When) and when.earliest <= today else None


def _read_day(prompt: Prompt, text: str, today: date, most: int) -> Reading:
    return read_day(text, today, ahead=True)


def read_day(text: str, today: date, *, ahead: bool, planned: When | None = None) -> Reading:
    """Return the one day that `text` means, in ISO form: not before today where it is `ahead`, else not after it.

    A day without a year is the `planned` one where it fits that, and is asked about where it is almost a year away.
    """
    examples = ("3 April", "Thursday") if ahead else ("yesterday", "3 April")
    found = read_said(text, today, ahead=ahead)
    readings = list(found) if isinstance(found, Ambiguous) else list(found.each or (found,)) if found else []
    has_a_year = bool(_YEAR.search(text.lower()))
    days = [one for one in readings if one.earliest == one.latest]
    if planned and not has_a_year:
        days = [planned if _is_day_of(one, planned) else one for one in days]
    if not days:
        return again(text, "one day", *examples)
    fitting = [one for one in days if (one.latest >= today if ahead else one.latest <= today)]
    if not fitting:
        return Again(f"{days[0].text} {'has passed' if ahead else 'is still to come'}. {_such_as(*examples)}")
    if len(fitting) > 1:
        return _which_date(text, fitting, read_iso)
    day = fitting[0]
    if not has_a_year and day is not planned and abs(day.latest - today) > TEN_MONTHS:
        away = f"almost a year {'from now' if ahead else 'ago'}"
        meanings = (Meaning(day.latest.isoformat(), f"Yes, {day.text}"), OTHERWISE)
        return Which(f"That would be {day.text}, {away}. Is that right?", meanings)
    return Understood(day.latest.isoformat(), "" if day.text == text else f"I took that as {day.text}.")


def _is_day_of(one: When, planned: When) -> bool:
    """Return whether two days are the same day of the year."""
    return (one.latest.month, one.latest.day) == (planned.latest.month, planned.latest.day)


def read_iso(text: str) -> str:
    """Return the ISO form of a day that the program has written out."""
    found = read_when(text)
    return found.latest.isoformat() if isinstance(found, When) else text


def again(text: str, as_what: str, *examples: str) -> Again:
    """Return what was not understood, with two examples of what would be."""
    return Again(f'I cannot read "{shortened(text)}" as {as_what}. {_such_as(*examples)}')


def shortened(text: str) -> str:
    """Return what was typed, or the beginning of it where it is long."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."


def _such_as(*examples: str) -> str:
    return f"Type for example: {', or: '.join(examples)}.{IF_UNKNOWN}"


def _which_date(text: str, found: Sequence[When], store: Callable[[str], str]) -> Which:
    meanings = tuple(Meaning(store(when.text), when.text) for when in found)
    return Which(f"{text} can be {WORDS[len(meanings)]} dates. Which one is it?", meanings)


READERS: Mapping[str, Callable[[Prompt, str, date, int], Reading]] = {
    "count": _read_count,
    "how_many": _read_count,
    "chance": _read_chance,
    "when": _read_when,
    "day": _read_day,
}
