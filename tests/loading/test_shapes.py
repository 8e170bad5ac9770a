from __future__ import annotations

import enum
from datetime import date
from typing import Annotated, Any, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta, Struct
from tests import any_text

from ivfprep.errors import BadInput
from ivfprep.loading.nodes import MAX_PROBLEMS
from ivfprep.loading.shapes import Checked, check
from ivfprep.loading.spelling import did_you_mean
from ivfprep.loading.yaml_tree import read_tree
from ivfprep.profile import ONE_OR_MANY

Percent = Annotated[int, Meta(ge=0, le=100)]
Range = Annotated[str, Meta(pattern="^[0-9]+-[0-9]+$", description="a range such as 30-40")]
Share = Annotated[
    Percent | Annotated[str, Meta(pattern="^[0-9]+-[0-9]+$")],
    Meta(description="a percentage such as 40, or a range such as 30-40"),
]
Size = Literal["small", "medium", "large"]
Many = Literal["a01", "a02", "a03", "a04", "a05", "a06", "a07", "a08", "a09", "a10", "a11", "a12", "melon"]


class Colour(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Apple(Struct, frozen=True):
    size: Size
    weight: int = 1
    ripe: bool | None = None


class Tagged(Struct, frozen=True, tag="t"):
    size: Size


class Needy(Struct, frozen=True):
    size: Size | None


class Basket(Struct, frozen=True, rename="kebab"):
    owner_name: str
    apples: tuple[Apple, ...] = ()
    labels: Annotated[tuple[str, ...], Meta(extra={"one_or_many": True})] = ()
    best: Apple | Literal["none"] = "none"


def checked(text: str, type_: Any) -> Checked:
    return check(read_tree(text, "f.yaml"), type_, "f.yaml")


def value(text: str, type_: Any) -> Any:
    result = checked(text, type_)
    assert result.problems == ()
    msgspec.convert(result.value, type_)
    return result.value


def said(text: str, type_: Any) -> list[str]:
    return [f"{p.line}:{p.column} {p.message} {p.hint}".strip() for p in checked(text, type_).problems]


def value_at(text: str, type_: Any) -> Any:
    return value(f"x: {text}", dict[str, type_])["x"]


def said_at(text: str, type_: Any) -> str:
    (problem,) = checked(f"x: {text}", dict[str, type_]).problems
    assert (problem.file, problem.line, problem.column) == ("f.yaml", 1, 4 if text else 3)
    return f"{problem.message} {problem.hint}".strip()


class TestScalars:
    @pytest.mark.parametrize(
        ("text", "type_", "expected"),
        [
            ("0", int, 0),
            ("-12", int, -12),
            ("'12'", int, 12),
            ("yes", bool, True),
            ("true", bool, True),
            ("no", bool, False),
            ("false", bool, False),
            ("no", str, "no"),
            ("012", str, "012"),
            ("1:30", str, "1:30"),
            ("''", str, ""),
            ("no", Literal["yes", "no"], "no"),
            ("1", Literal[1, "a"], 1),
            ("blue", Colour, "blue"),
            ("2024-02-29", date, "2024-02-29"),
            ("30-40", Range, "30-40"),
            ("", None, None),
        ],
    )
    def test_the_type_decides(self, text: str, type_: Any, expected: object) -> None:
        got = value_at(text, type_)
        assert (got, type(got)) == (expected, type(expected))

    @pytest.mark.parametrize("text", ["012", "0x1F", "1_000", "+5", "1.5", "1:30", "-0", "1,5", "9" * 30])
    def test_numbers_in_other_ways_of_writing(self, text: str) -> None:
        assert said_at(text, int) == (
            f"`x` cannot be '{text}': write a whole number. "
            "Use plain digits only: no leading zero, plus sign, point, comma or underscore."
        )

    @pytest.mark.parametrize("text", ["on", "off", "1", "TRUE", "y"])
    def test_other_words_for_bool(self, text: str) -> None:
        assert said_at(text, bool).startswith(f"`x` cannot be '{text}': write yes or no.")

    def test_capitals_in_a_bool(self) -> None:
        assert said_at("Yes", bool) == "`x` cannot be 'Yes': write yes or no. Did you mean 'yes'?"

    @pytest.mark.parametrize("text", ["2024-02-30", "2024-2-3", "20240203", "yesterday", "0000-01-01"])
    def test_dates(self, text: str) -> None:
        assert said_at(text, date) == f"`x` cannot be '{text}': write a date such as 2024-03-31."

    def test_long_and_invisible_text_is_shown_short(self) -> None:
        shown = said_at('"\\e[31m' + "z" * 500 + '"', int)
        assert shown == f"`x` cannot be ' [31m{'z' * 55}...': write a whole number."


class TestConstraints:
    @pytest.mark.parametrize(
        ("meta", "good", "bad", "words"),
        [
            (Meta(ge=1), "1", "0", "write a whole number 1 or more."),
            (Meta(gt=1), "2", "1", "write a whole number 2 or more."),
            (Meta(le=9), "9", "10", "write a whole number 9 or less."),
            (Meta(lt=9), "8", "9", "write a whole number 8 or less."),
            (Meta(ge=0, le=9), "0", "10", "write a whole number from 0 to 9."),
            (Meta(le=9, description="a mark."), "9", "10", "write a mark. The number must be 9 or less."),
            (Meta(le=9, title="a mark"), "9", "10", "write a mark. The number must be 9 or less."),
        ],
    )
    def test_bounds(self, meta: Meta, good: str, bad: str, words: str) -> None:
        assert value_at(good, Annotated[int, meta]) == int(good)
        assert said_at(bad, Annotated[int, meta]) == f"`x` cannot be '{bad}': {words}"

    def test_pattern(self) -> None:
        assert said_at("abc", Range) == "`x` cannot be 'abc': write a range such as 30-40."
        assert "text of the form ^a$" in said_at("b", Annotated[str, Meta(pattern="^a$")])

    @pytest.mark.parametrize(
        ("type_", "short", "fits", "long", "unit"),
        [
            (str, "a", "ab", "abcd", "character"),
            (list[str], "[a]", "[a, b]", "[a, b, c, d]", "item"),
            (dict[str, str], "{a: b}", "{a: b, c: d}", "{a: b, c: d, e: f, g: h}", "line"),
        ],
    )
    def test_lengths(self, type_: Any, short: str, fits: str, long: str, unit: str) -> None:
        limited = Annotated[type_, Meta(min_length=2, max_length=3)]
        value_at(fits, limited)
        assert said_at(short, limited) == f"`x` is too short: it needs at least 2 {unit}s."
        assert said_at(long, limited) == f"`x` is too long: it can have at most 3 {unit}s, and here are 4."

    def test_length_of_one(self) -> None:
        assert said_at("[]", Annotated[list[str], Meta(min_length=1)]).endswith("at least 1 item.")


class TestOptions:
    def test_all_options_and_the_closest(self) -> None:
        assert said_at("smal", Size) == (
            "`x` cannot be 'smal': choose one of: large, medium, small. Did you mean 'small'?"
        )

    def test_nothing_close(self) -> None:
        assert said_at("qqq", Size) == "`x` cannot be 'qqq': choose one of: large, medium, small."

    def test_long_lists_name_what_is_close_or_the_first_few(self) -> None:
        assert said_at("Melom", Many) == "`x` cannot be 'Melom': choose one of: melon ... Did you mean 'melon'?"
        assert said_at("xyz", Many) == "`x` cannot be 'xyz': choose one of: a01, a02, a03, a04, a05, a06 ..."

    def test_enum(self) -> None:
        assert said_at("bleu", Colour) == "`x` cannot be 'bleu': choose one of: red, blue. Did you mean 'blue'?"

    def test_only_option(self) -> None:
        assert said_at("q", Literal["all"]) == "`x` cannot be 'q': write `all`."

    def test_option_of_no_value(self) -> None:
        assert value_at("", Literal["a", None]) is None

    def test_did_you_mean(self) -> None:
        assert did_you_mean("SMALLL", ["large", "small"]) == "Did you mean 'small'?"
        assert did_you_mean("q", ["large", "small"]) == ""
        assert did_you_mean("small" * 1000, ["small"]) == ""


class TestStructs:
    def test_values(self) -> None:
        text = "owner-name: 12\napples:\n  - size: small\n    weight: 3\n  - {size: large, ripe: no}\n"
        assert value(text, Basket) == {
            "owner-name": "12",
            "apples": [{"size": "small", "weight": 3}, {"size": "large", "ripe": False}],
        }

    def test_several_faults_at_once_each_in_its_place(self) -> None:
        text = "apples:\n  - {size: smal, weight: 01}\n  - {sise: small}\n  - 3\nlabels: {a: b}\nbest:\nowner_name: x\n"
        assert said(text, Basket) == [
            "1:1 The key `owner-name` is missing: write some text.",
            "2:12 `size` cannot be 'smal': choose one of: large, medium, small. Did you mean 'small'?",
            "2:26 `weight` cannot be '01': write a whole number. "
            "Use plain digits only: no leading zero, plus sign, point, comma or underscore.",
            "3:5 The key `size` is missing: choose one of: large, medium, small.",
            "3:6 There is no key `sise` here: the keys are size, weight, ripe. Did you mean 'size'?",
            "4:5 Item 3 of `apples` holds a group of `key: value` lines; here is a single value. "
            "Write `key: value` lines, indented below it.",
            "5:9 `labels` holds a single value or a list; here is a group of `key: value` lines. "
            "Write one value after the colon, or each item on a line of its own, after `- `.",
            "6:6 `best` needs a value: write `key: value` lines, or `none`.",
            "7:1 There is no key `owner_name` here: the keys are owner-name, apples, labels, best. "
            "Did you mean 'owner-name'?",
        ]

    def test_missing_key_that_may_be_left_empty(self) -> None:
        assert value("size:", Needy) == {"size": None}
        assert said("{}", Needy) == ["1:1 The key `size` is missing: choose one of: large, medium, small."]

    def test_value_where_none_belongs(self) -> None:
        assert said_at("a", None) == "`x` cannot be 'a': leave the place after the colon empty."

    def test_wrong_kind_of_file(self) -> None:
        assert said("- a", Basket) == [
            "1:1 The file holds a group of `key: value` lines; here is a list. "
            "Write `key: value` lines, indented below it."
        ]

    def test_wrong_kind_of_value(self) -> None:
        assert said_at("small", list[str]) == (
            "`x` holds a list; here is a single value. Write each item on a line of its own, after `- `."
        )
        assert said_at("[a]", int) == "`x` holds a single value; here is a list. Write one value after the colon."

    @pytest.mark.parametrize(
        ("type_", "words"),
        [
            (str, "write some text"),
            (bool, "write yes or no"),
            (Size, "choose one of: large, medium, small"),
            (list[str], "write a list"),
            (dict[str, str], "write `key: value` lines"),
            (Apple, "write `key: value` lines"),
            (Range, "write a range such as 30-40"),
            (Share, "write a percentage such as 40, or a range such as 30-40"),
            (Annotated[tuple[int, ...], ONE_OR_MANY], "write a whole number, or a list of such"),
        ],
    )
    def test_no_value(self, type_: Any, words: str) -> None:
        assert said_at("", type_) == f"`x` needs a value: {words}."

    def test_lists_in_lists(self) -> None:
        assert said("- [1, a]", list[list[int]]) == [
            "1:7 Item 2 of item 1 of the file cannot be 'a': write a whole number."
        ]

    def test_not_more_problems_than_can_be_read(self) -> None:
        found = checked("\n".join(f"k{n}: v" for n in range(5000)), Basket).problems
        assert len(found) == MAX_PROBLEMS + 1
        assert found[0].message == f"Only the first {MAX_PROBLEMS} problems are shown."

    def test_positions(self) -> None:
        result = checked("owner-name: x\napples:\n  - size: small\nlabels: one\n", Basket)
        assert dict(result.positions) == {
            (): (1, 1),
            ("owner-name",): (1, 13),
            ("apples",): (3, 3),
            ("apples", 0): (3, 5),
            ("apples", 0, "size"): (3, 11),
            ("labels",): (4, 9),
            ("labels", 0): (4, 9),
        }


class TestDicts:
    def test_keys_have_types_too(self) -> None:
        assert value("{small: 1, large: 2}", dict[Size, int]) == {"small": 1, "large": 2}
        assert said("x: {smal: 1}", dict[str, dict[Size, int]]) == [
            "1:5 A key of `x` cannot be 'smal': choose one of: large, medium, small. Did you mean 'small'?"
        ]

    def test_value_without_a_type_stays_text_and_keeps_its_places(self) -> None:
        result = checked("a: [1, {b: no}, ~]", Any)
        assert result.value == {"a": ["1", {"b": "no"}, ""]}
        assert result.positions["a", 1, "b"] == (1, 12)


class TestUnions:
    @pytest.mark.parametrize(
        ("text", "type_", "expected"),
        [
            ("", Size | None, None),
            ("small", Size | None, "small"),
            ("none", int | Literal["none"], "none"),
            ("12", int | Literal["none"], 12),
            ("12", Literal["12"] | int, "12"),
            ("12", int | str, 12),
            ("'12'", int | str, "12"),
            ("012", int | str, "012"),
            ("yes", bool | str, True),
            ("maybe", bool | str, "maybe"),
            ("2024-01-02", date | int, "2024-01-02"),
            ("40", Share, 40),
            ("30-40", Share, "30-40"),
            ("{size: small}", Apple | Literal["none"], {"size": "small"}),
            ("none", Apple | Literal["none"], "none"),
            ("[1, 2]", tuple[int, ...] | dict[str, int] | Literal["none"], [1, 2]),
            ("{a: 1}", tuple[int, ...] | dict[str, int] | Literal["none"], {"a": 1}),
        ],
    )
    def test_member_is_picked_by_its_look(self, text: str, type_: Any, expected: object) -> None:
        got = value_at(text, type_)
        assert (got, type(got)) == (expected, type(expected))

    @pytest.mark.parametrize(
        ("text", "type_", "words"),
        [
            ("abc", Share, "write a percentage such as 40, or a range such as 30-40."),
            ("abc", Share | None, "write a percentage such as 40, or a range such as 30-40."),
            (
                "101",
                Share,
                "write a percentage such as 40, or a range such as 30-40. The number must be from 0 to 100.",
            ),
            ("nome", Percent | Size | Literal["none"], "write a whole number from 0 to 100, or one of: "),
            ("nome", Apple | Literal["none"], "write `key: value` lines, or `none`. Did you mean 'none'?"),
            (
                "012",
                int | Literal["none"],
                "write a whole number, or `none`. "
                "Use plain digits only: no leading zero, plus sign, point, comma or underscore.",
            ),
            ("a-b", int | Range, "write a whole number, or a range such as 30-40."),
        ],
    )
    def test_all_that_is_possible_is_named(self, text: str, type_: Any, words: str) -> None:
        message = said_at(text, type_)
        assert message.startswith(f"`x` cannot be '{text}': write ")
        assert words in message

    def test_no_member_is_a_list(self) -> None:
        assert said_at("[a]", Apple | Literal["none"]) == ("`x` cannot be a list: write `key: value` lines, or `none`.")


class TestOneOrMany:
    SIZES = Annotated[tuple[Size, ...], ONE_OR_MANY]
    RANGES = Annotated[tuple[Range, ...] | Literal["none"], ONE_OR_MANY]

    def test_both_ways(self) -> None:
        assert value_at("small", self.SIZES) == ["small"]
        assert value_at("[small, large]", self.SIZES) == ["small", "large"]

    def test_not_without_the_mark(self) -> None:
        assert "holds a list" in said_at("small", tuple[Size, ...])

    def test_lists_inside_are_not_marked(self) -> None:
        nested = Annotated[tuple[tuple[int, ...], ...], ONE_OR_MANY]
        assert "Item 1 of `x` holds a list; here is a single value" in said("x: [1]", dict[str, nested])[0]

    def test_message_of_a_single_value(self) -> None:
        assert said_at("smal", self.SIZES) == (
            "`x` cannot be 'smal': choose one of: large, medium, small. Did you mean 'small'?"
        )

    def test_too_few(self) -> None:
        assert "at least 2 items" in said_at("a", Annotated[tuple[str, ...], ONE_OR_MANY, Meta(min_length=2)])

    @pytest.mark.parametrize(("text", "expected"), [("none", "none"), ("1-2", ["1-2"]), ("[1-2, 3-4]", ["1-2", "3-4"])])
    def test_beside_an_option(self, text: str, expected: object) -> None:
        assert value_at(text, self.RANGES) == expected
        assert value_at(text, Annotated[tuple[Range, ...], ONE_OR_MANY] | Literal["none"]) == expected

    def test_message_beside_an_option(self) -> None:
        assert said_at("nome", self.RANGES) == (
            "`x` cannot be 'nome': write a range such as 30-40, or a list of such, or `none`. Did you mean 'none'?"
        )


@pytest.mark.parametrize("type_", [float, bytes, tuple[int, str], Tagged])
def test_type_that_cannot_be_read_is_a_mistake_of_ours(type_: Any) -> None:
    with pytest.raises(TypeError, match="is not a type that can be read from YAML"):
        checked("a", type_)


WORDS = st.sampled_from(["1", "no", "small", "30-40", "none", "", "'1'", "2024-01-01", "[]", "{}", "[small, 1]", "x y"])
KEYS = st.sampled_from(["owner-name", "apples", "labels", "best", "size", "z"])
VALUES = WORDS | st.dictionaries(KEYS, WORDS, max_size=3).map(
    lambda pairs: "{" + ", ".join(f"{key}: {word}" for key, word in pairs.items()) + "}"
)
TYPES = [Basket, Apple, Share, Size, list[Apple], dict[str, Share], bool, date, int | str, Apple | Literal["none"]]


@given(
    st.dictionaries(KEYS, VALUES).map(lambda d: "\n".join(f"{k}: {v}" for k, v in d.items())) | VALUES | any_text.text()
)
def test_what_has_no_problems_fits_the_type(text: str) -> None:
    try:
        tree = read_tree(text, "f")
    except BadInput:
        return
    for type_ in TYPES:
        result = check(tree, type_, "f")
        if not result.problems:
            msgspec.convert(result.value, type_)
