"""What must never be said, as far as patterns can decide it: over every printable string, and over whole pages.

The patterns follow the project's safety rules; a reader judges the rest against the documents.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest

from ivfprep.checklist import build_checklist
from ivfprep.loading.answers import read_answers
from ivfprep.loading.content import example_names, example_path
from ivfprep.render import render
from tests.cases.patients import Case, cases, checklist_of, plain, printed, whole_page
from tests.test_words import CATALOG, printable

DAY = date(2026, 11, 21)
MEDICINES = (
    "dexamethasone|prednisone|prednisolone|steroids?|heparin|aspirin|progesterone|ivig|intralipids|tacrolimus|medicine"
)
ORDERS = "start|stop|skip|halve|taper|increase|reduce|take|avoid"
HISTORY = "(tubercul|ulcer|herpes)"
NEVER = {
    "a verdict about RIF": r"\byou (do not )?have (rif|recurrent implantation)|\bdo i have rif\b",
    "an order about a medicine": rf"(?:^|[.:;] )({ORDERS}) (the |your |my )?({MEDICINES})",
    "an order to the reader": r"\byou (should|must|need to|ought to)\b",
    "a count rule": r"\b(three|3|two|2) (failures|failed transfers) (=|means?|is|are)\b",
    "one person's laboratory values": r"\b(53|42) ?%|tnf-?alpha of|ifn-?gamma of",
    "HAS as checked": r"\bHAS (says|recommends|states)\b",
    "a study's percentage": r"\b(36\.5|61\.5|52|71|19|82\.8|48\.5) ?%",
    "no proof as proof of no effect": r"proven useless|consistently no effect|does not work\b",
    "a word of safety": r"\b(safe|unsafe|harmless|low[- ]risk|risk[- ]free)\b",
    "a cause from a bare figure": r"tacrolimus (causes|leads to)|4 ?%",
    "the placenta of another steroid": r"(prednisone|prednisolone)[^.]*placenta|placenta[^.]*(prednisone|prednisolone)",
    "a contraindication that is none": rf"contraindicat[^.]*{HISTORY}|{HISTORY}[^.]*contraindicat",
    "triage or self-care": r"\b(take paracetamol|wait (a|one|two) days?)|\b(mild|moderate) (symptom|fever|pain)",
    "an accusation": r"\b(your clinic|your doctor) (lied|hides|only wants)|for the money",
    "a dose": r"\b\d+ ?(mg|mcg|µg|microgram|units|iu|ml)\b",
    "a brand": r"\b(neupogen|clexane|lovenox|humira|enbrel|prograf|decadron|intratect|crinone|cyclogest)\b",
    "a claim to be more than it is": r"decision aid|improves your chances|proven to improve care",
    "a treatment recommended to the reader": r"\b(recommended|indicated|suitable|right) for you\b|\beligible\b",
    "blame": r"your fault|you caused|because you\b",
}
ALLOWED = ("not a harmless extra", "the pregnancy rate was 52%", "4% of pregnancies after a transplant")
"""Words that a pattern finds and that are right: both rates are without a denominator, and say whom they are about."""
NAMED_BY_ESHRE = {"intralipids", "IVIG", "recombinant LIF", "PBMC", "anti-TNF"}
OTHERS = (
    "steroid",
    "dexamethasone",
    "prednis",
    "tacrolimus",
    "LIT",
    "G-CSF",
    "heparin",
    "aspirin",
    "scratching",
    "hydroxychloroquine",
)
TEXTS = sorted(set(printable(CATALOG)))


def without_allowed(text: str) -> str:
    for allowed in ALLOWED:
        text = text.replace(allowed, "")
    return text


@cache  # most of what one patient's page says stands on others too
def said_in(text: str) -> list[str]:
    return [what for what in NEVER if re.search(NEVER[what], without_allowed(text), re.IGNORECASE)]


@pytest.mark.parametrize("what", NEVER)
def test_no_printable_string_says_it(what: str) -> None:
    found = [text for text in TEXTS if re.search(NEVER[what], without_allowed(text), re.IGNORECASE)]
    assert found == []


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.file)
def test_no_page_of_a_patient_says_it(case: object) -> None:
    # The short page is the beginning of the whole one.
    whole, _, words = printed(getattr(case, "file"))  # noqa: B009 - the type of a case is its own module's
    for text in (whole, *words.split(" | ")):
        assert said_in(text) == []


@pytest.mark.parametrize("name", example_names())
def test_no_page_of_an_example_says_it(name: str) -> None:
    checklist = build_checklist(read_answers(example_path(name), CATALOG, DAY), CATALOG, DAY, everything=True)
    assert said_in(" ".join(render(checklist, "text").split())) == []


def test_eshre_is_said_to_advise_against_its_five_treatments_and_no_other() -> None:
    sentences = [part for text in TEXTS for part in re.split(r"(?<=[.!?])\s", text) if "ESHRE" in part]
    against = [sentence for sentence in sentences if "not recommend" in sentence]
    assert against
    for sentence in against:
        assert not any(re.search(rf"\b{other}", sentence) for other in OTHERS), sentence
    claim = next(claim for claim in CATALOG.claims if claim.id == "eshre-not-recommended")
    assert all(name in claim.says for name in NAMED_BY_ESHRE)
    rows = [row for row in CATALOG.evidence if row.claim == claim.id]
    assert {add_on for row in rows for add_on in row.add_ons} == {"intralipids", "ivig", "rlif", "pbmc", "anti_tnf"}


def test_what_only_another_document_reports_is_said_to_be_reported() -> None:
    for claim in CATALOG.claims:
        if claim.id in (
            "melo-none",
            "ivig-rct",
            "eshre-not-recommended",
            "dexa-cochrane",
            "dexa-asrm",
            "rif-no-fixed-count",
        ):
            assert "report" in claim.says, claim.id


LISTED = {
    "dexamethasone_allergy": ("contra-allergy",),
    "dexamethasone_fungal": ("contra-fungal",),
    "intralipids_egg": ("label-intralipid-allergy",),
    "intralipids_soya": ("label-intralipid-allergy",),
    "intralipids_peanut": ("label-intralipid-allergy",),
    "intralipids_fat_metabolism": ("label-intralipid-allergy",),
    "ivig_iga_deficiency": ("label-ivig-iga",),
}
"""What a source lists as a reason against the treatment: the documents for dexamethasone, a label for the others."""


def test_only_what_a_source_lists_is_a_listed_contraindication() -> None:
    listed = {flag.id: (*flag.claims, *flag.updates) for flag in CATALOG.flags if flag.level == "listed"}
    assert listed == LISTED


def test_long_use_is_never_given_as_the_effect_of_a_few_days() -> None:
    for text in TEXTS:
        if re.search("Cushing|HPA axis", text):
            assert "chronic use" in text


@cache
def from_outside() -> frozenset[str]:
    """Return what is said from outside the documents, as a page says it."""
    said = [text for update in CATALOG.updates for text in (update.says, update.words)]
    said += [text for cell in CATALOG.cells if cell.updates for text in (cell.says, cell.words)]
    return frozenset(plain(text) for text in said if text)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.file)
def test_a_line_of_the_newer_layer_is_marked_wherever_it_prints(case: Case) -> None:
    listed = whole_page(case.file)
    numbers, page = outside(listed, checklist_of(case.file).handover.newer_lead), plain(listed)
    for text in from_outside():
        for found in re.finditer(re.escape(text) + r"((?: \[\d+\])*)", page):
            assert numbers & set(re.findall(r"\d+", found[1])), text


def test_lines_of_the_newer_layer_do_print() -> None:
    page = plain(whole_page("09-four-at-once"))
    assert len([text for text in from_outside() if text in page]) > 5


def outside(page: str, lead: str) -> set[str]:
    """Return the numbers of the sources that stand under the words that they are not from the documents."""
    assert lead
    _, *parts = re.split(f"^ *{re.escape(lead.rstrip(':'))}:?$", page, flags=re.MULTILINE)
    return {number for part in parts for number in re.findall(r"^ *\[(\d+)\] ", part.split("\n---")[0], re.MULTILINE)}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.file)
def test_what_is_listed_as_from_outside_is_all_that_is_not_from_the_documents(case: Case) -> None:
    checklist = checklist_of(case.file)
    sheet = checklist.handover
    sources = (*sheet.sources, *(checklist.full_list.sources if checklist.full_list else ()))
    newer = {source.mark.strip("[]") for source in sources if source.layer == "newer"}
    assert outside(whole_page(case.file), sheet.newer_lead) == newer
    assert not newer or case.documents_only == "no"
