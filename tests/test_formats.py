from __future__ import annotations

from importlib.util import find_spec

import pytest

from ivfprep.errors import BadInput
from ivfprep.formats import BY_ENDING, FORMATS, IN_FILES, SHEET, ending_of, format_of, in_words, named
from tests.test_readme import README


def test_the_formats_are_the_ones_that_are_promised() -> None:
    assert list(FORMATS) == ["terminal", "text", "markdown", "html", "json", "pdf"]
    assert IN_FILES == ("text", "markdown", "html", "json", "pdf")
    assert SHEET in IN_FILES


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_made_by_a_module_and_no_two_share_an_ending(name: str) -> None:
    assert find_spec(f"ivfprep.render.{FORMATS[name].module}")
    assert all(BY_ENDING[ending] == name for ending in FORMATS[name].endings)


@pytest.mark.parametrize("name", IN_FILES)
def test_a_file_asks_for_its_format_by_its_ending_and_the_readme_names_it(name: str) -> None:
    assert format_of(ending_of(name)) == format_of(ending_of(name).upper()) == name
    assert f"`{ending_of(name)}`" in README


def test_no_ending_stands_for_text_and_an_unknown_one_for_nothing() -> None:
    assert format_of("") == "text"
    with pytest.raises(BadInput, match=r"ends with '.docx'.\n +End its name with one of these: .txt, .md,"):
        format_of(".docx")


def test_a_format_is_named_by_its_ending_too() -> None:
    for name, form in FORMATS.items():
        words = filter(None, (name, *form.endings, *(ending.lstrip(".") for ending in form.endings)))
        assert {named(word) for word in words} == {name}
    assert (named("txt"), named("md"), named("htm"), named("odt"), named("")) == ("text", "markdown", "html", "odt", "")


def test_names_in_a_row_read_as_a_sentence() -> None:
    assert in_words(("a4", "letter")) == "a4 or letter"
    assert in_words(("text", "markdown", "html", "pdf")) == "text, markdown, html or pdf"
