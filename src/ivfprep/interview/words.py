"""Answers, places and progress in plain words."""

from __future__ import annotations

from ivfprep.catalog import Catalog
from ivfprep.dates import When, read_when
from ivfprep.interview.entries import entries
from ivfprep.interview.flow import Flow, Seen, View
from ivfprep.interview.paths import Answer, Data, find, find_texts
from ivfprep.interview.steps import Step, entry_name, options

UNSAID = {"not_sure": "Not sure", "prefer_not_to_say": "Prefer not to say", "skipped": "Skipped"}
CHANCE = "{} out of 100"
NOTHING = "Nothing"
"""What is shown for a text that was left empty."""
SECONDS = {"ticks": 25, "which": 40, "choices": 20, "text": 15, "lines": 40}
SECONDS_EACH = 8
MINUTE = 60


def answer_in_words(seen: Seen, answers: Data, catalog: Catalog) -> str:
    """Return the answer to a step in words; "" when there is none."""
    if seen.rows and "*" not in seen.step.prompt.answer:
        return _page_in_words(seen, answers)
    if seen.step.prompt.kind == "lines":
        return "; ".join(find_texts(answers, "own_questions")) or UNSAID["skipped"]
    answer = find(answers, seen.step.path)
    if answer is None:
        return ""
    return _value_in_words(seen.step, answer, answers, catalog)


def _value_in_words(step: Step, answer: Answer, answers: Data, catalog: Catalog) -> str:
    labels = {option.value: option.label for option in options(step, answers, catalog)} | UNSAID
    kind = step.prompt.kind
    if isinstance(answer, list):
        if kind == "how_many":
            return str(len(answer))
        return ", ".join(_listed(one, labels, catalog) for one in answer)
    if answer == "none":
        return labels.get("none", "0" if kind == "how_many" else "None")
    if kind == "day":
        return str(getattr(read_when(str(answer)), "text", labels.get(str(answer), answer)))
    said = labels.get(str(answer), str(answer)) or NOTHING
    return CHANCE.format(said.replace("-", " to ")) if kind == "chance" and answer not in UNSAID else said


def _listed(one: Answer, labels: dict[str, str], catalog: Catalog) -> str:
    if isinstance(one, dict):
        return str(one.get("name") or labels.get(str(one.get("id")), one.get("id")))
    return labels.get(str(one), str(one))


def _page_in_words(seen: Seen, answers: Data) -> str:
    by_answer: dict[str, list[str]] = {}
    for row in seen.rows:
        answer = find(answers, row.path)
        if row.applies and answer is not None:
            by_answer.setdefault(str(answer), []).append(row.option.label)
    prompt = seen.step.prompt
    said = [", ".join(by_answer.get(prompt.ticked, []))] if prompt.ticked in by_answer else []
    said += [f"{UNSAID[word].lower()}: {', '.join(rows)}" for word, rows in by_answer.items() if word in UNSAID]
    if set(by_answer) <= {"skipped"}:
        return UNSAID["skipped"] if by_answer else ""
    return "; ".join(said) or prompt.none or "None of these"


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
    """Return `text` with the name of the treatment and the number of transfers in their places."""
    name = place_in_words(step, answers, catalog) if step.part == "add_ons" else ""
    # Not `format`: braces in a name that the patient typed are only braces.
    return text.replace("{count}", str(len(entries(answers, "transfers")))).replace("{name}", name)


def progress(flow: Flow, view: View, at: Seen) -> str:
    """Return a line such as "Part 2 of 5: Your tests. About 3 minutes left."."""
    parts = _parts(flow)
    name = _part_of(flow, at)
    place = f"Part {parts.index(name) + 1} of {len(parts)}: {name}. " if name in parts else ""
    return place + _time_left(flow, view)


def _parts(flow: Flow) -> list[str]:
    asked = [
        section.name for section in flow.interview.sections if any(flow.asks(prompt) for prompt in section.prompts)
    ]
    return list(dict.fromkeys(asked))


def _part_of(flow: Flow, at: Seen) -> str:
    sections = flow.interview.sections
    return next((section.name for section in sections if at.step.prompt in section.prompts), "")


def _time_left(flow: Flow, view: View) -> str:
    open_ = [seen for seen in view.seen if seen.likely and flow.is_open(seen, view)]
    minutes = -(-sum(SECONDS.get(seen.step.prompt.kind, SECONDS_EACH) for seen in open_) // MINUTE)
    return f"About {minutes} minutes left." if minutes > 1 else "About a minute left."
