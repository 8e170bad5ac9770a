"""From matches to lines: each question and flag worded, ranked and with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ivfprep.catalog import Flag, Question, pack_of
from ivfprep.checklist.ranking import QUESTIONS, Lines, Place, Ranking
from ivfprep.checklist.wording import Wording, claims_of
from ivfprep.matching import Match
from ivfprep.printed import Layer
from ivfprep.sheet import FlagLine, QuestionLine, Status
from ivfprep.truth import Truth

BEFORE_TOPICS = -1


def build_lines(matches: Sequence[Match], wording: Wording, ranking: Ranking) -> Lines:
    """Return the lines for all matches that are not false, for everyone, and of the patient's own."""
    placed: list[tuple[Place, QuestionLine | FlagLine]] = [
        *_matched(matches, wording, ranking),
        *_for_everyone(wording, ranking),
        *_own(wording),
    ]
    placed.sort(key=lambda pair: pair[0])
    ranked = [replace(line, rank=rank) for rank, (_, line) in enumerate(placed, 1)]
    return Lines(
        tuple(line for line in ranked if isinstance(line, QuestionLine)),
        tuple(line for line in ranked if isinstance(line, FlagLine)),
    )


def line_id(match: Match) -> str:
    """Return the id of a line: the question's or flag's own, then `@` and its treatment's key if it has one."""
    return f"{match.line.id}@{match.entry}" if match.entry else match.line.id


def layer_of(line: Question | Flag) -> Layer:
    """Return where a line comes from: a clinic's pack, the documents, the newer layer, or nowhere in particular."""
    if pack_of(line.id):
        return "clinic"
    if line.updates:
        return "newer"
    return "documents" if line.claims else "general"


def named_points(matches: Sequence[Match]) -> dict[str, str]:
    """Return what each flag adds to a list of things I have or had, by its id; nothing for one that is a sentence."""
    flags = [(line_id(match), match.line) for match in matches if isinstance(match.line, Flag)]
    return {id_: "" if is_sentence(flag) else flag.said for id_, flag in flags}


def _matched(
    matches: Sequence[Match], wording: Wording, ranking: Ranking
) -> Iterator[tuple[Place, QuestionLine | FlagLine]]:
    for match in matches:
        if match.truth is not Truth.FALSE:
            place = ranking.place(match.line, match.entry, match.truth is Truth.UNKNOWN)
            yield place, _line(match.line, match, wording)


def _line(line: Question | Flag, match: Match, wording: Wording) -> QuestionLine | FlagLine:
    return _flag(line, match, wording) if isinstance(line, Flag) else _question(line, match, wording)


def _question(line: Question, match: Match, wording: Wording) -> QuestionLine:
    return QuestionLine(
        id=line_id(match),
        add_on=match.entry or None,
        topic=line.topic,
        text=wording.fill(_question_text(line, match, wording), match.entry),
        why=wording.fill(line.why, match.entry),
        rank=0,
        status=_status(match),
        claims=claims_of(line),
        because=wording.because(match),
        layer=layer_of(line),
        settled_by=wording.settled_by(match),
    )


def _flag(line: Flag, match: Match, wording: Wording) -> FlagLine:
    return FlagLine(
        id=line_id(match),
        add_on=match.entry or None,
        topic=line.topic,
        level=line.level,
        text=_flag_text(line, match, wording),
        why=wording.fill(_why(line, match, wording), match.entry),
        ask=_flag_ask(line, match, wording),
        rank=0,
        status=_status(match),
        claims=claims_of(line),
        because=wording.because(match),
        layer=layer_of(line),
        settled_by=wording.settled_by(match),
    )


def _question_text(line: Question, match: Match, wording: Wording) -> str:
    if line.unsure and match.truth is Truth.UNKNOWN:
        return line.unsure
    return _without_numbers(line, wording)


def _without_numbers(line: Question, wording: Wording) -> str:
    return line.words if line.words and wording.wants_no_numbers else line.text


def _flag_ask(line: Flag, match: Match, wording: Wording) -> str:
    if match.truth is Truth.UNKNOWN and line.unsure:
        return wording.fill(line.unsure, match.entry)
    if match.truth is Truth.UNKNOWN:
        return wording.say("ask_not_sure", items=wording.to_check(wording.settled_by(match)))
    return wording.fill(line.ask, match.entry)


def _flag_text(line: Flag, match: Match, wording: Wording) -> str:
    name, unsure = wording.names.get(match.entry, ""), match.truth is Truth.UNKNOWN
    if not is_sentence(line):
        return wording.say("flag_not_sure" if unsure else "block", name=name, items=line.said)
    if unsure:
        return wording.say("discuss_not_sure", items=wording.to_check(wording.settled_by(match)))
    return wording.fill(line.words if line.words and wording.wants_words else line.said, match.entry)


def is_sentence(line: Flag) -> bool:
    """Return whether what the patient said stands as a sentence, not as an item of a list."""
    return line.alone or line.level == "discuss"


def _why(line: Flag, match: Match, wording: Wording) -> str:
    if line.why_words and wording.wants_words:
        return line.why_words
    behind = [reason.rule for reason in match.reasons if reason.verdict.truth is not Truth.FALSE]
    return next((rule.why for rule in behind if rule.why), line.why)


def _status(match: Match) -> Status:
    return "ask" if match.truth is Truth.TRUE else "find-out"


def _for_everyone(wording: Wording, ranking: Ranking) -> Iterator[tuple[Place, QuestionLine]]:
    because = wording.say("for_everyone")
    for line in wording.catalog.questions:
        if line.for_ == "everyone":
            text = _without_numbers(line, wording)
            yield ranking.place(line, "", unsure=False), _asked_by_all(line, text, because, layer_of(line))


def _own(wording: Wording) -> Iterator[tuple[Place, QuestionLine]]:
    because = wording.say("own_question")
    for number, text in enumerate(wording.profile.own_questions, 1):
        line = Question(id=f"own-{number}", topic="own", why=because, text=text)
        yield Place(QUESTIONS, False, BEFORE_TOPICS, False, True, 0, number), _asked_by_all(line, text, because, "own")


def _asked_by_all(line: Question, text: str, because: str, layer: Layer) -> QuestionLine:
    return QuestionLine(
        id=line.id,
        add_on=None,
        topic=line.topic,
        text=text,
        why=line.why,
        rank=0,
        status="ask",
        claims=line.claims,
        because=(because,),
        layer=layer,
        settled_by=(),
    )
