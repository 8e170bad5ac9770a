"""Strict YAML: from bytes to a tree of text that knows where everything stands.

Nothing is guessed: `no`, `012`, `1:30` and dates stay the text that was written, and the schema decides what they mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple, NoReturn

import yaml

from ivfprep.errors import BadInput, Problem
from ivfprep.loading.files import MAX_BYTES, place, refuse, refuse_large
from ivfprep.loading.nodes import MAX_PROBLEMS, Mapping, Node, Scalar, Sequence
from ivfprep.loading.spelling import clipped, visible

MAX_DEPTH: Final = 40
MAX_NODES: Final = 200_000

PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_EMPTY_WORDS: Final = frozenset({"", "~", "null", "Null", "NULL"})
# U+0085, U+2028 and U+2029 are line breaks to YAML but not to an editor, so line numbers would no longer agree.
# To make a pattern of them takes longer than to read most files.
_BREAKS, _MARKS = (0x2028, 0x2029), (0xFEFF, 0xFFFE, 0xFFFF)
_CONTROLS: Final = (*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0))
_UNREADABLE: Final = frozenset(map(chr, (*_CONTROLS, *_BREAKS, *range(0xD800, 0xE000), *_MARKS)))


def read_tree(text: str, file: str, *, aliases: bool = False) -> Node:
    """Return the one document in `text` as a tree; every scalar is the text that was written.

    With `aliases`, `*name` stands for what `&name` marked before it; what that comes to counts towards the limits.
    Raises BadInput, with every problem found, for bad syntax, duplicate or non-text keys, tags, anchors and aliases
    (unless allowed), merge keys, several documents, an empty file, control characters, and anything beyond the limits
    above.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > MAX_BYTES:
        refuse_large(file)
    if unreadable := list(_unreadable(text, file)):
        raise BadInput(unreadable)
    return _Tree(file, aliases).grown_from(text)


def _unreadable(text: str, file: str) -> Iterator[Problem]:
    """Yield one problem for each different character that cannot stand in a file, at its first place."""
    for character in _UNREADABLE.intersection(text):
        index = text.index(character)
        others = text.count(character) - 1
        also = f", and in {others} more place{'s' * (others > 1)}" if others else ""
        message = f"An invisible control character (U+{ord(character):04X}) stands here{also}."
        advice = "Delete it and type the text again; it often comes along when text is copied from another program."
        yield Problem(file, *place(text[:index]), message, advice)


class _Open(NamedTuple):
    """A list or mapping whose end has not come yet; the bottom one holds the document."""

    kind: str
    line: int
    column: int
    children: list[Node]
    anchor: str | None = None


class _Tree:
    """Grows the tree from parser events; composing would recurse and crash on deep nesting."""

    def __init__(self, file: str, aliases: bool) -> None:
        self._file, self._aliases = file, aliases
        self._marked: dict[str, Node] = {}
        self._problems: list[Problem] = []
        self._open = [_Open("document", 1, 1, [])]
        self._nodes = 0

    def grown_from(self, text: str) -> Node:
        try:
            for event in yaml.parse(text, Loader=PARSER):
                self._take(event)
        except yaml.MarkedYAMLError as error:
            from ivfprep.loading.syntax import explained  # noqa: PLC0415 - needed for a slip only

            self._give_up(explained(error, text, self._file))
        except (yaml.YAMLError, ValueError, OverflowError) as error:  # what the pure Python parser lets through
            self._give_up(Problem(self._file, 0, 0, f"This is not valid YAML: {error}."))
        return self._finished()

    def _finished(self) -> Node:
        if self._problems:
            raise BadInput(self._problems)
        roots = self._open[0].children
        if not roots or (isinstance(roots[0], Scalar) and roots[0].is_empty):
            refuse(self._file, "The file is empty.", "Check that it is the right file, or write something in it.")
        return roots[0]

    def _take(self, event: yaml.Event) -> None:
        mark: Any = event.start_mark  # typed as optional, but the parser always sets it
        line, column = mark.line + 1, mark.column + 1
        match event:
            case yaml.ScalarEvent():
                self._refuse_extras(event, line, column)
                self._add(self._scalar(event, line, column), event.anchor)
            case yaml.CollectionStartEvent():
                self._refuse_extras(event, line, column)
                kind = "list" if isinstance(event, yaml.SequenceStartEvent) else "mapping"
                self._begin(_Open(kind, line, column, [], event.anchor))
            case yaml.CollectionEndEvent():
                self._end()
            case yaml.AliasEvent():
                self._add(self._meant(event.anchor, line, column))
            case yaml.DocumentStartEvent() if self._open[0].children:
                self._give_up(self._second_document(line, column))

    def _scalar(self, event: yaml.ScalarEvent, line: int, column: int) -> Scalar:
        if _has_half_character(event.value):  # only the pure Python parser lets these codes through
            self._report(line, column, "A code such as \\ud800 is half a character.", "Write the character itself.")
        text = "" if not event.style and event.value in _EMPTY_WORDS else event.value
        return Scalar(text, bool(event.style), line, column)

    def _refuse_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int, column: int) -> None:
        if event.anchor is not None and not self._aliases:
            self._report_reference(line, column)
        if event.tag is not None:
            message = "A value cannot begin with a tag, which is a word after an exclamation mark."
            self._report(line, column, message, "Remove the tag, or put quotes round the text if it is meant as text.")

    def _report_reference(self, line: int, column: int) -> None:
        message = "Anchors and aliases, which are names after & or *, are not read here."
        self._report(line, column, message, "Write the value out, or put quotes round it if it is meant as text.")

    def _meant(self, anchor: str | None, line: int, column: int) -> Node:
        marked = self._marked.get(anchor or "")
        if marked:
            size, height = _measured(marked)
            self._count(size - 1, height, line, column)
            return marked
        if self._aliases:
            message = f"Nothing before this is marked `&{visible(anchor or '')}`."
            self._report(line, column, message, "Mark what is meant, or put quotes round it if it is meant as text.")
        else:
            self._report_reference(line, column)
        return Scalar("", True, line, column)

    def _second_document(self, line: int, column: int) -> Problem:
        message = "A second document begins here; a file holds one."
        advice = "Remove the line `---`, or put the rest in a file of its own."
        return Problem(self._file, line, column, message, advice)

    def _begin(self, opened: _Open) -> None:
        self._count(0, 1, opened.line, opened.column)
        self._open.append(opened)

    def _end(self) -> None:
        kind, line, column, children, anchor = self._open.pop()
        if kind == "list":
            self._add(Sequence(tuple(children), line, column), anchor)
        else:
            pairs = zip(self._keys(children[::2]), children[1::2], strict=True)
            self._add(Mapping(tuple(pairs), line, column), anchor)

    def _add(self, node: Node, anchor: str | None = None) -> None:
        self._count(1, 0, node.line, node.column)
        self._open[-1].children.append(node)
        if anchor is not None and self._aliases:
            self._marked[anchor] = node

    def _count(self, nodes: int, levels: int, line: int, column: int) -> None:
        """Give up when this many more values, or levels below what is open, would be too many."""
        if levels and len(self._open) - 1 + levels > MAX_DEPTH:
            message = f"This is nested more than {MAX_DEPTH} levels deep."
            self._give_up(Problem(self._file, line, column, message, "Write it flatter; a few levels are enough."))
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            message = f"There are more than {MAX_NODES:,} values up to here, the most that are read."
            advice = "Check that it is the right file; if it is, split it into smaller ones."
            self._give_up(Problem(self._file, line, column, message, advice))

    def _keys(self, keys: list[Node]) -> Iterator[Scalar]:
        first: dict[str, int] = {}
        for node in keys:
            key = self._key(node)
            if key.text and key.text in first:
                self._report_twice(key, first[key.text])
            first.setdefault(key.text, key.line)
            yield key

    def _key(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            advice = "Write a word before the colon, and lists or groups after it."
            self._report(node.line, node.column, "A key must be plain text, not a list or a group.", advice)
            return Scalar("", True, node.line, node.column)
        if node.is_empty:
            self._report(node.line, node.column, "A key is missing here.", "Write a word before the colon.")
        if node.text == "<<" and not node.quoted:
            self._report(node.line, node.column, "Merging with `<<` is not read here.", "Write the keys out.")
        return node

    def _report_twice(self, key: Scalar, first_line: int) -> None:
        where = f": first on line {first_line}, and again on line {key.line}"
        if key.line == first_line:
            where = f", both times on line {key.line}"
        self._report(key.line, key.column, f"`{clipped(key.text)}` is given twice{where}.", "Keep one of the two.")

    def _report(self, line: int, column: int, message: str, advice: str) -> None:
        self._problems.append(Problem(self._file, line, column, message, advice))
        if len(self._problems) >= MAX_PROBLEMS:
            raise BadInput(self._problems)

    def _give_up(self, last: Problem) -> NoReturn:
        """Raise with what was found so far, the keys of what is still open, and `last`."""
        for held in self._open:
            if held.kind == "mapping":
                list(self._keys(held.children[::2]))
        raise BadInput([*self._problems, last]) from None


def _measured(node: Node) -> tuple[int, int]:
    """Return how many values there are in `node`, itself included, and how many levels of lists and mappings."""
    match node:
        case Scalar():
            return 1, 0
        case Sequence():
            inner = [_measured(item) for item in node.items]
        case Mapping():
            inner = [_measured(child) for pair in node.pairs for child in pair]
    return 1 + sum(size for size, _ in inner), 1 + max((height for _, height in inner), default=0)


def _has_half_character(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text)
