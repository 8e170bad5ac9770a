"""Whatever a person types into a free field is shown as typed, or replaced, in every format; it is never obeyed."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from io import BytesIO
from itertools import cycle, islice
from typing import Any

import html5lib
import msgspec
import pytest
from markdown_it import MarkdownIt

from ivfprep.checklist import build_checklist
from ivfprep.checklist.handout import build_handout
from ivfprep.clinic import Clinic
from ivfprep.errors import BadInput
from ivfprep.loading.answers import read_answers
from ivfprep.loading.content import load_catalog
from ivfprep.profile import Profile
from ivfprep.render import render, render_file
from ivfprep.sheet import Checklist
from tests.render.reading_pdf import pages, squeezed
from tests.render.test_pdf import MARGIN

DAY = date(2026, 11, 21)
LONGEST = 500
HOSTILE = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "typst": '#raw("x") #import "a.typ": * $x$ @ref <label> \\',
    "rich": "[/] [red]paint[/red] [link=http://x]x[/link]",
    "markdown": "`code` ![x](y) [a](b) *s* | # h\n- one\n```",
    "null": "a\0b",
    "escape": "a\x1b[31mred\x1b]0;title\x07",
    "right to left": "a \u202ebackwards\u2066 \u200f",
    "emoji": "\N{FAMILY} \N{SAILBOAT}\ufe0f 👩\u200d👧",
    "template": "{{ 7 * 7 }} {name} {0.__class__} %s %(x)s ${HOME}",
    "noncharacter": "\ufffe\ufdd0 x",
    "one long word": "W" * LONGEST,
}
FREE = {
    "transfers.when",
    "transfers.own_word",
    "add_ons.name",
    "add_ons.target",
    "add_ons.number_told",
    "visit.date",
    "visit.clinic",
    "visit.phone_day",
    "visit.phone_night",
    "visit.country",
    "allergies",
    "own_questions",
    "visits.said.text",
    "visits.agreed.step",
    "stopped.was.name",
    "stopped.was.target",
    "stopped.was.number_told",
}
"""Every field of the answers that takes any text; dates are read, and then written as dates."""


def free_fields(kind: msgspec.inspect.Type, path: tuple[str, ...] = ()) -> set[str]:
    """Return the dotted names of the fields that take any text of up to 500 characters."""
    match kind:
        case msgspec.inspect.StrType(max_length=500):
            return {".".join(path)}
        case msgspec.inspect.StructType(fields=fields):
            return {one for field in fields for one in free_fields(field.type, (*path, field.name))}
        case msgspec.inspect.VarTupleType(item_type=inner) | msgspec.inspect.DictType(value_type=inner):
            return free_fields(inner, path)
        case msgspec.inspect.Metadata(type=inner):
            return free_fields(inner, path)
        case msgspec.inspect.UnionType(types=types):
            return {one for inner in types for one in free_fields(inner, path)}
    return set()


def answers(*texts: str) -> dict[str, Any]:
    """Return answers whose free fields hold these texts in turn."""
    turn = cycle(texts)

    def offered() -> dict[str, Any]:
        free = {name: next(turn) for name in ("name", "target", "number_told")}
        return {"status": "offered", "why": ["one_test"], **free}

    return {
        "format": 1,
        "visit": {name: next(turn) for name in ("clinic", "phone_day", "phone_night", "country")},
        "transfers": [{"when": "2024", "outcome": "no_pregnancy", "own_word": next(turn)}],
        "add_ons": [{"id": "ivig", **offered()}, {"id": "something_else", **offered()}],
        "allergies": next(turn),
        "history": {"allergy_medicine": "yes"},
        "timeline": "yes",
        "own_questions": [next(turn), f"and {next(turn)}"[:LONGEST]],
        "visits": [
            {
                "date": "2026-11-01",
                "said": {"purpose@ivig": {"status": "partly", "text": next(turn)}},
                "agreed": [{"step": next(turn), "who": next(turn)[:60], "by_when": next(turn)[:60]}],
            }
        ],
        "stopped": [{"on": "2026-11-01", "by": "my_doctor", "was": {"id": "something_else", **offered()}}],
    }


@cache
def checklist_of(*texts: str) -> Checklist:
    typed = json.dumps(answers(*texts), ensure_ascii=False)
    # A file with such a character in it is refused; written as a code it is read.
    stream = BytesIO(re.sub("[\ufdd0\ufffe]", lambda found: f"\\u{ord(found[0]):04x}", typed).encode())
    return build_checklist(read_answers(stream, load_catalog(), DAY), load_catalog(), DAY, everything=True)


every_text = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
STEERS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe]")


def test_no_free_field_is_forgotten() -> None:
    assert free_fields(msgspec.inspect.type_info(Profile)) == FREE


@every_text
@pytest.mark.parametrize(("format_", "width"), [("text", 80), ("markdown", 80), ("terminal", 40)])
def test_lines_on_a_screen_hold_no_character_that_steers_it(text: str, format_: str, width: int) -> None:
    page = render(checklist_of(text), format_, width=width, colour=False)
    assert not STEERS.search(page)
    assert "And 49" not in page or "7 * 7" not in text
    assert not re.search(r"\x1b", page)


@every_text
def test_markdown_shows_it_as_words(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable(["table"]).parse(render(checklist_of(text), "markdown"))
    inside = {child.type for token in tokens for child in token.children or ()}
    assert not {"html_block", "code_block", "fence"} & {token.type for token in tokens}
    assert not {"html_inline", "link_open", "image", "code_inline", "em_open"} & inside


@every_text
def test_a_web_page_holds_it_as_words(text: str) -> None:
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(render(checklist_of(text), "html"))
    assert not {"script", "iframe", "object", "form", "link"} & {node.tag for node in page.iter()}
    assert all(node.get("href", "").startswith(("#", "tel:")) for node in page.iter("a"))  # a mark, or a number
    assert all(node.get("src", "data:").startswith("data:") for node in page.iter("img"))
    assert not [name for node in page.iter() for name in node.keys() if name.startswith("on")]  # noqa: SIM118


def test_paper_shows_it_as_words() -> None:
    """Paper takes long: the texts stand on it together; `tests/long` has each in other fields."""
    shows_it_as_words(0)


def shows_it_as_words(first: int) -> None:
    texts = [*HOSTILE.values()][first:] + [*HOSTILE.values()][:first]
    checklist = checklist_of(*texts)
    found = pages(render_file(checklist, "pdf"))
    words = "".join(page.words for page in found)
    for page in found:
        assert max(letter.right for letter in page.letters) <= page.width - MARGIN + 1
    assert squeezed(checklist.handover.three_part.heading) in words
    assert squeezed("My full list") in words
    assert all(squeezed(HOSTILE[name])[:20] in words for name in ("script", "typst"))


@every_text
def test_json_gives_back_what_was_typed(text: str) -> None:
    page = json.loads(render(checklist_of(text), "json"))
    assert page["questions"]


@pytest.mark.parametrize("first", range(0, len(HOSTILE), 3))
def test_a_clinic_that_types_it_gets_its_handout(first: int) -> None:
    """As on paper, in other fields each time."""
    typed = (re.sub(r"\s", " ", text)[:60] for text in cycle([*HOSTILE.values()][first:] + [*HOSTILE.values()][:first]))
    free: dict[str, Any] = {name: next(typed) for name in ("name", "phone_day", "phone_night", "hours")}
    clinic = Clinic(**free, questions=tuple(islice(typed, len(HOSTILE) - len(free))))
    checklist = build_handout(load_catalog(), ["ivig"], clinic, None, DAY)
    assert render_file(checklist, "pdf").startswith(b"%PDF")
    html5lib.HTMLParser(strict=True).parse(render(checklist, "html"))
    assert not STEERS.search(render(checklist, "text"))


@pytest.mark.parametrize("field", ["allergies", "own_questions"])
def test_what_is_far_too_long_is_refused_with_its_place(field: str) -> None:
    long = "W" * 5000
    stream = BytesIO(json.dumps({"format": 1, field: [long] if field == "own_questions" else long}).encode())
    with pytest.raises(BadInput) as refused:
        read_answers(stream, load_catalog(), DAY)
    assert str(LONGEST) in str(refused.value)
    assert len(str(refused.value)) < 1000
