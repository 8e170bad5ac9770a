from __future__ import annotations

import pytest

from ivfprep.catalog import Term
from ivfprep.checklist.glossing import Glosser

GLOSSARY = (
    Term(term="HAS", plain="a harbour authority"),
    Term(term="keel", plain="the spine of a boat", also=("keels",)),
    Term(term="dry dock (DD)", plain="a place to mend boats", also=("dry dock", "DD")),
)


@pytest.mark.parametrize(
    ("text", "explained"),
    [
        ("The keel.", "The keel (the spine of a boat)."),
        ("Keel and keel.", "Keel (the spine of a boat) and keel."),
        ("Two keels.", "Two keels (the spine of a boat)."),
        ("It has a HAS.", "It has a HAS (a harbour authority)."),
        ("A keelson.", "A keelson."),
        ("In (a keel) first, keel then.", "In (a keel) first, keel (the spine of a boat) then."),
        ("The keel (spine) is long.", "The keel (spine) is long."),
        ("A dry dock (DD) here.", "A dry dock (DD, a place to mend boats) here."),
        ("A DD.", "A DD (a place to mend boats)."),
    ],
)
def test_a_term_is_explained_where_it_stands(text: str, explained: str) -> None:
    assert Glosser(GLOSSARY).explain(text) == explained


def test_a_term_is_explained_once_a_page_under_any_of_its_names() -> None:
    glosser = Glosser(GLOSSARY)
    assert glosser.explain("A keel.") != "A keel."
    assert glosser.explain("Two keels.") == "Two keels."


def test_what_a_text_explains_itself_is_not_explained_again() -> None:
    glosser = Glosser(GLOSSARY)
    glosser.heed("A list names the keel (the spine of a boat), and a HAS.")
    assert (
        glosser.explain("Ask me about my keel and my HAS.") == "Ask me about my keel and my HAS (a harbour authority)."
    )
