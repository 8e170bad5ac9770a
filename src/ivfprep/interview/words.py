"""Answers, places and progress in plain words."""

from __future__ import annotations

import math

from ivfprep.catalog import Catalog
from ivfprep.dates import When, read_when
from ivfprep.interview.at_once import out_of_order
from ivfprep.interview.entries import entries
from ivfprep.interview.flow import Flow, Seen, View
from ivfprep.interview.paths import Answer, Data, find, find_texts
from ivfprep.interview.steps import Step, as_known, chosen, entry_name, listed, options
from ivfprep.prompts import Prompt

UNSAID = {"not_sure": "Not sure", "prefer_not_to_say": "Prefer not to say", "skipped": "Skipped"}
UNSAID_OF = {"not_sure": "not sure about", "prefer_not_to_say": "rather not said", "skipped": "skipped"}
CHANCE = "{} out of 100"
SECONDS = {"ticks": 30, "which": 40, "choices": 25, "text": 15, "lines": 40}
SECONDS_EACH = 10
LIKELY = {"how_many": ("transfers", 2), "which": ("add_ons", 2)}
"""How many transfers and treatments are counted on while nobody has said how many there are."""

MINUTE = 60
PAIR = 2


def answer_in_words(seen: Seen, answers: Data, catalog: Catalog) -> str:
    """Return the answer to a step in words; "" when there is none, or an empty one."""
    step = seen.step
    if seen.rows and "*" not in step.prompt.answer:
        return _page_in_words(seen)
    if step.prompt.kind == "lines":
        return "; ".join(find_texts(answers, "own_questions")) or "None"
    if step.prompt.kind == "choices":
        return _choices_in_words(step, answers, catalog)
    if said := partly_said(step, answers):
        return said
    answer = chosen(step, answers) if step.prompt.kind == "choice" else find(answers, step.path)
    return "" if answer is None else _value_in_words(step, answer, answers, catalog)


def partly_said(step: Step, answers: Data) -> str:
    """Return an answer that says less than any option, as one given in the quick form; "" for one that does not."""
    places = {step.path_to(place) for option in step.prompt.options for place in option.gives}
    if any(find(answers, place) is not None for place in places - {step.path}):
        return ""
    return step.prompt.partly.get(str(find(answers, step.path)), "")


def _choices_in_words(step: Step, answers: Data, catalog: Catalog) -> str:
    labels = _labels(step, answers, catalog)
    ticked = listed(step, answers)
    if not ticked and find(answers, step.path) is not None:
        return step.prompt.none or UNSAID["skipped"]
    return ", ".join(labels.get(one, one) for one in ticked)


def _labels(step: Step, answers: Data, catalog: Catalog) -> dict[str, str]:
    words = {value: word[0].upper() + word[1:] for word, value in step.prompt.words.items()}
    return words | {option.value: option.label for option in options(step, answers, catalog)} | UNSAID


def _value_in_words(step: Step, answer: Answer, answers: Data, catalog: Catalog) -> str:
    labels = _labels(step, answers, catalog)
    kind = step.prompt.kind
    if isinstance(answer, list):
        if kind == "how_many":
            return str(len(answer))
        return ", ".join(_listed(one, labels, catalog) for one in answer)
    if answer == "none":
        return labels.get("none", "0" if kind == "how_many" else "None")
    if kind in ("day", "when"):
        return str(getattr(read_when(str(answer)), "text", labels.get(str(answer), answer)))
    said = labels.get(str(answer), str(answer))
    return CHANCE.format(said.replace("-", " to ")) if kind == "chance" and answer not in labels else said


def _listed(one: Answer, labels: dict[str, str], catalog: Catalog) -> str:
    if isinstance(one, dict):
        return str(one.get("name") or as_known(str(labels.get(str(one.get("id")), one.get("id"))), one))
    return labels.get(str(one), str(one))


def _page_in_words(seen: Seen) -> str:
    by_answer: dict[str, list[str]] = {}
    for row in seen.rows:
        if row.applies and row.state is not None:
            by_answer.setdefault(row.state, []).append(row.option.label)
    prompt = seen.step.prompt
    if len(by_answer) <= 1 and set(by_answer) <= set(UNSAID):
        return "".join(UNSAID[word] for word in by_answer)
    said = [", ".join(by_answer["yes"])] if "yes" in by_answer else []
    said += [f"{UNSAID_OF[word]}: {', '.join(rows)}" for word, rows in by_answer.items() if word in UNSAID]
    if said and prompt.rest and "no" in by_answer:
        said.append(f"the rest counts as {prompt.rest}")
    whole = "; ".join(said) or prompt.none or "None of these"
    return whole[:1].upper() + whole[1:]


def place_in_words(step: Step, answers: Data, catalog: Catalog) -> str:
    """Return which entry a step is about, such as "Transfer 2 of 4"; "" when it is about none."""
    some = entries(answers, step.part) if step.part else []
    if step.part == "transfers":
        when = read_when(str(some[step.at].get("when", "")))
        dated = f", {when.text}" if isinstance(when, When) else ""
        return f"Transfer {step.at + 1} of {len(some)}{dated}" if len(some) > 1 else "Your transfer"
    if step.part:
        name = entry_name(some[step.at], catalog)
        return name[0].upper() + name[1:]
    return ""


def fill(text: str, step: Step, answers: Data, catalog: Catalog) -> str:
    """Return `text` with the treatment, the transfers, their number and two out of order in their places."""
    name = place_in_words(step, answers, catalog) if step.part == "add_ons" else ""
    # Not `format`: braces in a name that the patient typed are only braces.
    count = len(entries(answers, "transfers"))
    every = "both" if count == PAIR else f"all {count}"
    for place, number in zip(("{later}", "{earlier}"), _out_of_order(text, answers), strict=False):
        text = text.replace(place, number)
    text = text.replace("{transfers}", "your transfer" if count == 1 else "your transfers")
    return text.replace("{all}", every).replace("{count}", str(count)).replace("{name}", name)


def _out_of_order(text: str, answers: Data) -> list[str]:
    """Return the two transfers that a text names by their numbers and dates; none where it names none."""
    some = entries(answers, "transfers")
    pair = out_of_order(some) if "{later}" in text else None
    dates = [getattr(read_when(str(some[at].get("when", ""))), "text", "") for at in pair or ()]
    return [f"transfer {at + 1} ({when})" for at, when in zip(pair or (), dates, strict=True)]


def progress(flow: Flow, view: View, at: Seen) -> str:
    """Return a line such as "Part 2 of 5: Your tests. About 3 minutes left."."""
    number, parts = progress_in_numbers(flow, at)
    place = f"Part {number} of {parts}: {_part_of(flow, at)}. " if number else ""
    return place + _time_left(flow, view)


def progress_in_numbers(flow: Flow, at: Seen) -> tuple[int, int]:
    """Return the part that a step is in, and how many parts there are; both 0 for what is said at once."""
    parts, name = _parts(flow), _part_of(flow, at)
    return (parts.index(name) + 1, len(parts)) if name in parts else (0, 0)


def _parts(flow: Flow) -> list[str]:
    asked = [
        section.name for section in flow.interview.sections if any(flow.asks(prompt) for prompt in section.prompts)
    ]
    return list(dict.fromkeys(asked))


def _part_of(flow: Flow, at: Seen) -> str:
    sections = flow.interview.sections
    return next((section.name for section in sections if at.step.prompt in section.prompts), "")


def _time_left(flow: Flow, view: View) -> str:
    asked_for_all = {_field(seen) for seen in view.seen if "*" in seen.step.prompt.answer and flow.is_open(seen, view)}
    open_ = [seen for seen in view.seen if flow.is_open(seen, view)]
    # What is asked for all at once is seldom asked for each one, too.
    open_ = [seen for seen in open_ if not (seen.step.part and seen.step.prompt.answer in asked_for_all)]
    # Of what an answer still to come decides, about every second one is asked.
    seconds = sum(_seconds(seen.step.prompt) / (1 if seen.likely else 2) + _to_come(flow, seen) for seen in open_)
    minutes = math.ceil(seconds / MINUTE)
    return f"About {minutes} minutes left." if minutes > 1 else "About a minute left."


def _seconds(prompt: Prompt) -> int:
    return SECONDS.get(prompt.kind, SECONDS_EACH)


def _to_come(flow: Flow, seen: Seen) -> int:
    """Return the seconds that the entries are likely to take whose number an open prompt asks for."""
    part, number = LIKELY.get(seen.step.prompt.kind, ("", 0))
    sections = (section for section in flow.interview.sections if part and section.each == part)
    prompts = (prompt for section in sections for prompt in section.prompts if flow.asks(prompt))
    return number * sum(_seconds(prompt) for prompt in prompts if prompt.ask_if is None and prompt.worth_if is None)


def _field(seen: Seen) -> str:
    return seen.step.prompt.answer.partition(".*.")[2]
