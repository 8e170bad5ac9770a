from __future__ import annotations

import io
import os
import time
import tracemalloc
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from tests import any_text

from ivfprep.errors import BadInput, Problem
from ivfprep.loading import yaml_tree
from ivfprep.loading.files import MAX_BYTES, read_file, read_stream
from ivfprep.loading.nodes import MAX_PROBLEMS, Mapping, Node, Scalar, Sequence
from ivfprep.loading.yaml_tree import MAX_DEPTH, MAX_NODES, read_tree


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML without libyaml")
    monkeypatch.setattr(yaml_tree, "PARSER", getattr(yaml, request.param))


def problems(text: str) -> list[Problem]:
    with pytest.raises(BadInput) as caught:
        read_tree(text, "f.yaml")
    return list(caught.value.problems)


def places(text: str) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.message) for problem in problems(text)]


def plain(node: Node) -> object:
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key.text: plain(value) for key, value in node.pairs}


@pytest.mark.usefixtures("parser")
class TestTree:
    def test_everything_has_its_place(self) -> None:
        assert read_tree("a: 1\nb:\n  - x\n  - {c: 'y'}\n", "f") == Mapping(
            (
                (Scalar("a", False, 1, 1), Scalar("1", False, 1, 4)),
                (
                    Scalar("b", False, 2, 1),
                    Sequence(
                        (
                            Scalar("x", False, 3, 5),
                            Mapping(((Scalar("c", False, 4, 6), Scalar("y", True, 4, 9)),), 4, 5),
                        ),
                        3,
                        3,
                    ),
                ),
            ),
            1,
            1,
        )

    @pytest.mark.parametrize("word", ["yes", "no", "on", "012", "1:30", "2024-01-01", "0x1F", "1_000", ".inf", "true"])
    def test_text_stays_text(self, word: str) -> None:
        assert read_tree(f"- {word}", "f") == Sequence((Scalar(word, False, 1, 3),), 1, 1)

    @pytest.mark.parametrize("word", ["", "~", "null"])
    def test_no_value(self, word: str) -> None:
        tree = read_tree(f"a: {word}\nb: '{word}'", "f")
        assert isinstance(tree, Mapping)
        empty, quoted = tree.get("a"), tree.get("b")
        assert isinstance(empty, Scalar)
        assert isinstance(quoted, Scalar)
        assert (empty.text, empty.is_empty) == ("", True)
        assert (quoted.text, quoted.is_empty) == (word, False)

    def test_get_of_an_absent_key(self) -> None:
        tree = read_tree("a: 1", "f")
        assert isinstance(tree, Mapping)
        assert tree.get("b") is None

    @pytest.mark.parametrize("style", ["'x'", '"x"', "|-\n x", ">-\n x"])
    def test_every_kind_of_quoting(self, style: str) -> None:
        tree = read_tree(f"- {style}", "f")
        assert isinstance(tree, Sequence)
        assert tree.items[0] == Scalar("x", True, 1, 3)

    def test_byte_order_mark_does_not_shift_the_first_line(self) -> None:
        tree = read_tree("\ufeffa: 1", "f")
        assert isinstance(tree, Mapping)
        assert tree.pairs[0][0].column == 1

    def test_columns_count_characters(self) -> None:
        assert places("é😀: [&x a]") == [
            (1, 6, "Anchors and aliases, which are names after & or *, are not read here.")
        ]

    @pytest.mark.parametrize("text", ["", "  \n", "# only this\n", "---\n", "~"])
    def test_empty_file(self, text: str) -> None:
        assert places(text) == [(0, 0, "The file is empty.")]

    def test_duplicate_keys_name_both_lines_and_all_are_found(self) -> None:
        assert places("a: 1\nb: {c: 1, c: 2}\na: 3\n'a': 4") == [
            (2, 11, "`c` is given twice, both times on line 2."),
            (3, 1, "`a` is given twice: first on line 1, and again on line 3."),
            (4, 1, "`a` is given twice: first on line 1, and again on line 4."),
        ]

    def test_duplicate_keys_are_found_above_bad_syntax_too(self) -> None:
        found = places("a:\n  b: 1\n  b: 2\nc: 1\nc: 2\nd: 'x")
        assert [line for line, _, _ in found] == [3, 5, 6]

    @pytest.mark.parametrize(
        ("text", "line", "column"),
        [("a: !!python/object:os.system x", 1, 4), ("- !x [a]", 1, 3), ("!!map {a: b}", 1, 1), ("- ! a", 1, 3)],
    )
    def test_tags_are_refused(self, text: str, line: int, column: int) -> None:
        assert places(text) == [
            (line, column, "A value cannot begin with a tag, which is a word after an exclamation mark.")
        ]

    def test_anchors_and_aliases_are_refused_each(self) -> None:
        found = places("a: &x b\nc: *x\nd: &y [1]\ne: &z {f: *z}")
        assert [(line, column) for line, column, _ in found] == [(1, 4), (2, 4), (3, 4), (4, 4), (4, 11)]

    def test_merge_key_is_refused_and_quoted_is_not(self) -> None:
        assert places("<<: {a: 1}") == [(1, 1, "Merging with `<<` is not read here.")]
        assert plain(read_tree("'<<': x", "f")) == {"<<": "x"}

    def test_second_document(self) -> None:
        assert places("a: 1\n---\nb: 2\n") == [(2, 1, "A second document begins here; a file holds one.")]

    @pytest.mark.parametrize("key", ["? [a]\n", "? {a: b}\n", "[a]"])
    def test_key_that_is_no_text(self, key: str) -> None:
        assert [message for _, _, message in places(f"{key}: 1")] == [
            "A key must be plain text, not a list or a group."
        ]

    @pytest.mark.parametrize("key", ["~", "null", "?"])
    def test_key_that_is_empty(self, key: str) -> None:
        assert places(f"a: 1\n{key}: 1" if key != "?" else "a: 1\n?\n: 1")[0][2] == "A key is missing here."

    @pytest.mark.parametrize(
        ("text", "line", "column", "words", "to_do"),
        [
            ("a:\n\t- b", 2, 1, "indented with a tab", "two spaces"),
            ("a:\n  b: c\n\td: e", 3, 1, "indented with a tab", "two spaces"),
            ("a: 'x\nb: c", 1, 4, "quotation mark is never closed", "Close it"),
            ("a: 'don't'", 1, 9, "after the closing quotation mark", "double quotes"),
            ("a: [b]]", 1, 7, "after the closing quotation mark or bracket", "Remove"),
            ('a: "\\q"', 1, None, "backslash begins a code", "single quotes"),
            ("a: [b\nc: d", 1, 4, "bracket is not closed", "commas"),
            ("e: [", 1, 5, "a bracket before it is not closed", "close"),
            ("a: [b,,c]", 1, 7, "value is missing", "Write the value"),
            ("a: b\nfoo\nbar: c", 2, 1, "colon is missing", "key: value"),
            ("a: b: c", 1, 5, "colon cannot stand here", "quotes"),
            ("a: 1\n b: 2", 2, 3, "colon cannot stand here", "indent"),
            ("a: @b", 1, 4, "cannot begin with this sign", "quotes"),
            ("a: ,b", 1, 4, "cannot begin with this sign", "quotes"),
            ("a: |x\n  b", 1, 5, "begins on the next line", "indent"),
            ("- a\nb: c", 2, 1, "does not fit the lines above", "Indent it exactly"),
            ("a:\n  - b\n - c", 3, 2, "does not fit the lines above", "Indent it exactly"),
            ("a: &", 1, 5, "cannot begin with", "quotes"),
        ],
    )
    def test_bad_syntax(self, text: str, line: int, column: int | None, words: str, to_do: str) -> None:
        (problem,) = problems(text)
        assert (problem.file, problem.line) == ("f.yaml", line)
        assert column is None or problem.column == column
        assert words in problem.message
        shown, caret, advice = problem.hint.split("\n")
        assert shown == text.split("\n")[line - 1].replace("\t", " ")
        assert caret == "    " + " " * (problem.column - 1) + "^"
        assert to_do in advice

    def test_caret_stays_under_its_place_in_a_long_line(self) -> None:
        (problem,) = problems("k: " + "x" * 300 + ": y")
        shown, caret, _ = problem.hint.split("\n")
        assert shown[len(caret) - 5] == ":"
        assert len(shown) <= 80

    @pytest.mark.parametrize(
        "character", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\ud800", "\uffff", "\ufeff"]
    )
    def test_control_characters(self, character: str) -> None:
        (problem,) = problems(f"a: b\r\nc{character}: d\ne: {character}")
        assert (problem.line, problem.column) == (2, 2)
        assert f"U+{ord(character):04X}" in problem.message
        assert "1 more place" in problem.message

    def test_code_for_half_a_character(self) -> None:
        assert [problem.line for problem in problems('a: "\\ud800"')] == [1]

    @pytest.mark.parametrize("text", ['"\\U00110000"', f"%YAML {'9' * 5000}.1\n---\na"])
    def test_what_upsets_the_parser_itself(self, text: str) -> None:
        assert len(problems(text)) == 1


@pytest.mark.usefixtures("parser")
class TestLimits:
    @pytest.mark.parametrize("unit", ["[", "{a: ", "- ", "? ", "{? "])
    @pytest.mark.parametrize("levels", [MAX_DEPTH + 1, 5_000, 30_000, 250_000])
    def test_deep_nesting_is_refused_quickly_and_in_little_memory(self, unit: str, levels: int) -> None:
        text = (unit * levels)[:MAX_BYTES]
        started = time.process_time()
        found = problems(text)
        seconds = time.process_time() - started  # apart from the memory: watching that takes several times as long
        assert [problem.message for problem in found] == [f"This is nested more than {MAX_DEPTH} levels deep."]
        assert seconds < 2
        if levels == 250_000:  # fewer take less
            tracemalloc.start()
            problems(text)
            _, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            assert peak < 20 * MAX_BYTES

    def test_deepest_nesting_that_is_read(self) -> None:
        node = read_tree("[" * MAX_DEPTH + "]" * MAX_DEPTH, "f")
        for _ in range(MAX_DEPTH - 1):
            assert isinstance(node, Sequence)
            (node,) = node.items
        assert node == Sequence((), 1, MAX_DEPTH)

    def test_number_of_problems(self) -> None:
        assert len(problems("a: 1\n" * 1000)) == MAX_PROBLEMS

    def test_length_of_text(self) -> None:
        assert "larger than 1 MB" in problems("#" * (MAX_BYTES + 1))[0].message
        assert problems("#" * MAX_BYTES)[0].message == "The file is empty."


def test_number_of_values() -> None:
    assert "more than 200,000 values" in problems("[" + "a," * MAX_NODES + "]")[0].message
    tree = read_tree("[" + "a," * (MAX_NODES - 1) + "]", "f")
    assert isinstance(tree, Sequence)
    assert len(tree.items) == MAX_NODES - 1


def test_a_usual_file_is_read_fast() -> None:
    text = "".join(f"- id: q_{n}\n  text: What would you change?\n  claims: [a, b]\n" for n in range(3500))
    started = time.process_time()
    read_tree(text, "f")
    assert len(text) > 200_000
    assert time.process_time() - started < 1  # a tenth of it in truth; the rest is for a busy machine


VALUES = st.recursive(
    any_text.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(any_text.text(), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_written_comes_back(value: object) -> None:
    assert plain(read_tree(yaml.safe_dump(value, default_style='"', width=1000), "f")) == value


@given(any_text.text() | st.text(st.sampled_from("ab:-? \t\n[]{},&*!|>'\"%@`#~<\\u0\ufeff\r")))
@example("%YAML 1.2\n---\n- a")
@example("%TAG ! x")
@example("'\n...")
@example('"\\x"')
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    found: list[Problem] | None = None
    try:
        read_tree(text, "f")
    except BadInput as refused:
        found = list(refused.problems)
    lines = len(text.splitlines()) + 1
    assert found is None or (found and all(problem.message and problem.line <= lines for problem in found))


class Broken(io.BytesIO):
    def read(self, size: int | None = -1) -> bytes:
        raise OSError(5, "Input/output error")


def refused(path: Path) -> Problem:
    with pytest.raises(BadInput) as caught:
        read_file(path)
    (problem,) = caught.value.problems
    assert problem.file == str(path)
    assert problem.hint
    return problem


class TestReadFile:
    def test_text(self, tmp_path: Path) -> None:
        (tmp_path / "a.yaml").write_bytes("\ufeffa: é\r\n".encode())
        assert read_file(tmp_path / "a.yaml") == "a: é\r\n"

    def test_missing(self, tmp_path: Path) -> None:
        assert refused(tmp_path / "none").message == "There is no such file."

    def test_folder(self, tmp_path: Path) -> None:
        assert refused(tmp_path).message == "This is a folder, not a file."

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices")
    def test_device(self) -> None:
        assert "device or a pipe" in refused(Path("/dev/zero")).message

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
    def test_pipe_does_not_hang(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        assert "device or a pipe" in refused(tmp_path / "pipe").message

    @pytest.mark.skipif(not hasattr(os, "seteuid"), reason="no users to change to")
    def test_no_permission(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_text("a")
        (tmp_path / "a").chmod(0)
        user = os.geteuid()
        if user == 0:  # may read everything: the file is read as "nobody" then
            os.seteuid(65534)
        try:
            assert "permission" in refused(tmp_path / "a").message
        finally:
            os.seteuid(user)

    def test_size_is_checked_before_reading(self, tmp_path: Path) -> None:
        with (tmp_path / "large").open("wb") as large:
            large.truncate(100 * 10**9)
        assert "larger than 1 MB" in refused(tmp_path / "large").message

    def test_largest_file_that_is_read(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(b"a" * MAX_BYTES)
        assert len(read_file(tmp_path / "a")) == MAX_BYTES

    @pytest.mark.parametrize("name", ["a/b", "x" * 300, "a\0b"])
    def test_impossible_names(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "a").write_text("a")
        assert refused(tmp_path / name).message

    def test_not_utf8(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes("a: b\né: ü\n".encode() + b"x\xff")
        problem = refused(tmp_path / "a")
        assert (problem.line, problem.column) == (3, 2)
        assert "byte 14 does not fit (0xff)" in problem.message
        assert "UTF-8" in problem.hint

    def test_own_name_in_problems(self, tmp_path: Path) -> None:
        with pytest.raises(BadInput, match=r"^shown\.yaml: There is no such file\."):
            read_file(tmp_path / "none", file="shown.yaml")


class TestReadStream:
    def test_text(self) -> None:
        assert read_stream(io.BytesIO(b"\xef\xbb\xbfa"), "stdin") == "a"

    def test_no_more_than_the_limit_is_read(self) -> None:
        stream = io.BytesIO(b"a" * (MAX_BYTES + 500))
        with pytest.raises(BadInput, match="larger than 1 MB"):
            read_stream(stream, "stdin")
        assert stream.tell() == MAX_BYTES + 1

    def test_failure_while_reading(self) -> None:
        with pytest.raises(BadInput, match=r"^stdin: This cannot be read: Input/output error\."):
            read_stream(Broken(), "stdin")


@pytest.mark.usefixtures("parser")
class TestAliases:
    def test_an_alias_stands_for_what_was_marked(self) -> None:
        tree = read_tree("a: &x [1, {b: 2}]\nc: *x\nd: {e: *x}\nf: &y text\ng: *y\n", "f.yaml", aliases=True)
        marked = ["1", {"b": "2"}]
        assert plain(tree) == {"a": marked, "c": marked, "d": {"e": marked}, "f": "text", "g": "text"}

    def test_what_an_alias_stands_for_keeps_its_place(self) -> None:
        tree = read_tree("a: &x [1]\nc: *x\n", "f.yaml", aliases=True)
        assert isinstance(tree, Mapping)
        assert tree.get("a") is tree.get("c")

    @pytest.mark.parametrize("text", ["a: *x\nb: &x 1\n", "a: &x [*x]\n"])
    def test_an_alias_comes_after_its_mark(self, text: str) -> None:
        with pytest.raises(BadInput, match=r"Nothing before this is marked|cannot be read"):
            read_tree(text, "f.yaml", aliases=True)

    def test_what_aliases_come_to_counts(self) -> None:
        lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
        lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
        with pytest.raises(BadInput, match="more than 200,000 values"):
            read_tree("\n".join(lines), "f.yaml", aliases=True)

    def test_levels_that_aliases_add_count(self) -> None:
        lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 60))]
        with pytest.raises(BadInput, match=f"more than {MAX_DEPTH} levels deep"):
            read_tree("\n".join(lines), "f.yaml", aliases=True)


def test_a_key_given_twice_is_shown_without_its_direction_marks() -> None:
    assert all(problem.message.isascii() for problem in problems('"\u202ea": 1\n"\u202ea": 2\n'))


def test_a_broken_line_is_shown_without_its_direction_marks() -> None:
    assert all(str(problem).isascii() for problem in problems("a: [\u202eb\u2066\nc: d\n"))
