"""Sheets to hand over, made up in the form of real ones: their words are to be placed, not to be believed."""

from __future__ import annotations

from msgspec.structs import replace

from ivfprep.handover import (
    Agreed,
    Asked,
    Card,
    Cell,
    CellSide,
    CheckBlock,
    CheckItem,
    Clinic,
    Column,
    Evidence,
    Figure,
    Handover,
    Leaving,
    LeftOff,
    More,
    Moved,
    Part,
    Plan,
    PlanRow,
    Signs,
    Step,
    StoryLine,
    Told,
    Visit,
)
from ivfprep.printed import Phone, Source

LEAVING = Leaving("Before I leave, I know:", ("the answers to 1, 2, 3", "the next step", "whom to call"))

STEPS = (
    Step("mark", "Mark your questions"),
    Step("hand_over", "Hand this page over", "Hand these pages over"),
    Step("ask", "Ask 1, 2, 3 first"),
    Step("say_back", "Say it back"),
)
FEVER = (
    "a high temperature (fever)",
    "signs of herpes (a virus that causes sores)",
    "a sore throat",
    "strong stomach pain",
    "urine problems",
)
PHONES = (Phone("Clinic, day", ""), Phone("Night, weekend", ""), Phone("Emergency", "999"))
WITH = "With dexamethasone: please tell me what to do, and whom to call, if I have:"
PIECES = ("Start day", "End day", "If I am pregnant", "How it is reduced", "Checks I need", "Whom I call about it")
MOVED = Moved("1 more on the back.", "{count} more on the back.")
TOLD = Told("Not known:", "who, if anyone, gains. There can be risks that nothing here names.")
SOURCES = (
    Source("a", "[1]", "Should You Add Dexamethasone Before IVF Transfer? Studio Global AI, no date.", "documents"),
    Source(
        "b", "[2]", "S. Aksoy: Immunomodulatory Treatments in IVF. One doctor's article, February 2026.", "documents"
    ),
    Source("c", "[3]", "Unexplained Recurrent Miscarriage and Recurrent Implantation Failure. No date.", "documents"),
    Source("d", "[4]", "Cochrane review CD005996, 2022.", "newer"),
    Source("e", "[5]", "Two meta-analyses of intralipids, 2020 to 2021.", "newer"),
    Source("f", "[6]", "Intralipid label, May 2023.", "newer"),
)


def left_off(count: int) -> LeftOff:
    return LeftOff(count, "1 more is on my full list.", "{count} more are on my full list.")


def story(*lines: str) -> tuple[StoryLine, ...]:
    """Return the lines of a story; in each of them, `|` stands after the bold beginning."""
    parted = (line.partition(" | ") for line in lines)
    return tuple(StoryLine(f"story-{number}", lead, text) for number, (lead, _, text) in enumerate(parted))


def more(*texts: str) -> tuple[More, ...]:
    """Return questions; a text that ends with `*` is her own."""
    return tuple(
        More(f"more-{number}", text.removesuffix("*"), "" if text.endswith("*") else "[1]", by)
        for number, text in enumerate(texts)
        for by in ("own" if text.endswith("*") else "specific",)
    )


def items(*texts: str) -> tuple[CheckItem, ...]:
    return tuple(CheckItem("yes", text, (f"check-{number}",)) for number, text in enumerate(texts))


def plan(*columns: str, pieces: tuple[str, ...] = PIECES, heading: str = "My plan") -> Plan:
    filled = {"If I am pregnant": "until week:", "Start day": "I take it now"}
    part = Part(heading, "Please fill this in with me. I will not change it on my own.")
    return Plan(part, columns, tuple(PlanRow(piece, (filled.get(piece, ""),) * len(columns)) for piece in pieces))


HEADS: tuple[tuple[CellSide, str], ...] = (
    ("for", "For:"),
    ("against", "Against:"),
    ("sure", "How sure:"),
    ("risk", "Risks named:"),
)


def told(heading: str, *said: tuple[str, str]) -> Column:
    """Return the evidence on a treatment: its four texts with their marks."""
    return Column(heading, tuple(Cell(side, head, *one) for (side, head), one in zip(HEADS, said, strict=True)))


def column(heading: str, marks: str = "[1]") -> Column:
    return told(
        heading,
        ("An article says it may calm immune signals in the womb; that alone does not mean better results.", marks),
        ("The article says: not a routine extra, and not for one high immune number alone.", marks),
        ("Steroids: low to very low quality (Cochrane). 14 trials, 1,879 couples: no clear gain.", marks),
        ("Infections. High blood pressure (large doses), blood sugar. How often is not said.", marks),
    )


PATIENT = Handover(
    title="Questions for my IVF doctor",
    visit=Visit("Visit on", "", "with", ""),
    name_box="Name, or clinic sticker",
    steps=STEPS,
    story_part=Part("My story", "For the team: please read this and my 3 questions first."),
    story=story(
        "I have had | 3 embryo transfers: an early loss, no pregnancy, and a miscarriage at 8 weeks. My womb was looked"
        " at, and nothing was found.",
        "I was offered | dexamethasone (a steroid medicine) and intralipids (a fat mix by drip), after one high test of"
        " NK cells (a kind of immune cell).",
        "I take | low-dose aspirin (against clots), and progesterone, the usual support after a transfer.",
        "I have | an underactive thyroid.",
        "I had | high blood pressure some years ago.",
    ),
    three_part=Part("My 3 questions: please answer first", "Please write here, or I will."),
    three=(
        Asked(
            "1",
            "Why dexamethasone and intralipids for me, after one test?",
            "What is each one aimed at? Can the NK cell test be repeated first?",
            "[1]",
        ),
        Asked(
            "2",
            "How likely are they to help me have a baby? How sure are you?",
            "What are the risks of each one for me? What if I have neither?",
            figures=(Figure("With them:", "of 100"), Figure("Without them:", "of 100")),
        ),
        Asked(
            "3",
            "Can we wait a month before the next one?",
            "What would you look at first? I know of no test for endometritis or APS.",
            "[2]",
            "(my own question)",
        ),
    ),
    checks_part=Part("Please go over these with me", "Tick the box when we have talked about it."),
    checks=(
        CheckBlock(
            "Before dexamethasone",
            "MedlinePlus, a US health site, says to tell the doctor about these.",
            "[1]",
            items("I have an underactive thyroid.", "I have had high blood pressure."),
        ),
        CheckBlock(
            "Before intralipids",
            "An article names low platelets among their risks.",
            "[2]",
            items("I do not know if I have low platelets (blood cells that help clotting)."),
        ),
        CheckBlock(
            "Before either one",
            "An article says to look for a cause first.",
            "[2]",
            items(
                "I know of no test for chronic endometritis (lasting inflammation of the womb lining).",
                "I know of no test for APS (antiphospholipid syndrome, which makes blood clot).",
            ),
        ),
    ),
    card=Card(
        Part("If I feel unwell", "Until you tell me otherwise, I call the clinic; in an emergency, 999."),
        (Signs(WITH, FEVER), Signs("Signs with intralipids"), Signs("Signs with low-dose aspirin")),
        ("I call the clinic if", "An ambulance if"),
        PHONES,
        "[1]",
    ),
    plan=replace(
        plan("dexamethasone", "intralipids", "low-dose aspirin"),
        rows=(
            PlanRow("Start day", ("", "", "I take it now")),
            PlanRow("End day", ("", "", "")),
            PlanRow("If I am pregnant", ("until week:",) * 3),
            PlanRow("How it is reduced", ("", "not for a drip", "")),
            PlanRow("Checks I need", ("", "", "")),
            PlanRow("Whom I call about it", ("", "", "")),
        ),
    ),
    more_part=Part("More questions, if there is time"),
    more=more(
        "What does each one mean for a pregnancy and for a baby?",
        "What does each one cost, and what is the clear reason for it?",
        "How do you count my early loss: as a loss, or as no pregnancy?",
        "Is my history a reason to treat the immune system now?",
        "I was not told what aspirin is for, or until when. Can you tell me?",
        "How much can an NK cell test tell us about me?",
    ),
    own_lines="My own",
    agreed=Agreed(Part("What we agreed", "Let me say it back to you."), ("Next step", "Who", "By when"), 2, LEAVING),
    evidence=Evidence(
        Part("To read at home: articles and studies", "Put a ? where I want to ask more."),
        (
            told(
                "Dexamethasone (a steroid)",
                (
                    "An article says it may calm immune signals in the womb; that alone does not mean better"
                    " results. It gives no result in its favour.",
                    "[1]",
                ),
                ("The article says: not a routine extra, and not for one high immune number alone.", "[1]"),
                (
                    "Steroids: low to very low quality (Cochrane). ASRM, a US society, summed up 14 trials,"
                    " 1,879 couples: no clear gain. [1] Newer: still uncertain.",
                    "[4]",
                ),
                (
                    "Infections. High blood pressure (large doses), blood sugar (long use). Can reach the baby;"
                    " a gap in the lip or mouth. How often is not said.",
                    "[1]",
                ),
            ),
            told(
                "Intralipids",
                (
                    "Of 200 women with repeated losses and transfers that did not work, 52% got pregnant, a"
                    " review says; nobody was compared, so not my chance.",
                    "[3]",
                ),
                (
                    "A doctor's article reports no reliable evidence, and that ESHRE (a European society) does"
                    " not recommend them.",
                    "[2]",
                ),
                (
                    "Reviews disagree. Newer: two pooled small trials and found more births; one of them"
                    " advises against routine use.",
                    "[5]",
                ),
                (
                    "Large liver, yellow skin (jaundice), low platelets, too much fat in the blood. [2] Label:"
                    " not with egg, soya or peanut allergy. [6] How often is not said.",
                    "",
                ),
            ),
        ),
        (
            Told(
                "If found,",
                "an article says: endometritis, antibiotics; APS, heparin and low-dose aspirin. [2] Aspirin"
                " without APS: nothing here, for or against.",
            ),
            TOLD,
        ),
        "In short: how well they work is not settled.",
    ),
    sources=SOURCES,
    newer_lead="From outside our five documents:",
    footer_front="Not medical advice. No clinic or medicine maker paid.",
    footer_back="ivfprep content 2026.11, checked 21 November 2026, next check 21 May 2027.",
    left_off=left_off(21),
    moved=MOVED,
    footer_large="Not medical advice.",
    foot_name="Name:",
    sources_on="Sources: page {page}.",
)

FRAMED = CheckBlock(
    "First, before any dexamethasone",
    "Its US label lists both as reasons not to give it.",
    "[1]",
    items("Ask me about allergy to dexamethasone", "Ask me about fungal infection in the body"),
    framed=True,
)
FOUR = replace(
    PATIENT,
    visit=Visit("Visit on", "1 December 2026", "with", "Dr Example"),
    story=story(
        "I have had | 10 embryo transfers: 6 with no pregnancy, 2 with an early loss, 1 with a miscarriage, 1 with a"
        " pregnancy outside the womb. The last one was in June 2026. My clinic is looking into why.",
        "I was offered | dexamethasone (a steroid medicine), to do all we can, and IVIG (antibodies by drip). I was not"
        " told why IVIG. I have had no immune tests.",
        "I take | heparin and low-dose aspirin (against blood clots).",
        "I have had | high blood pressure.",
    ),
    three=(
        Asked(
            "1",
            "Why these 4 treatments for me? What is each one for?",
            "Would dexamethasone or IVIG replace another one, or come on top?",
            "[1]",
        ),
        Asked(
            "2",
            "How likely are they to help me have a baby? How sure are you?",
            "What are the risks of having them together? What if I have fewer, or none?",
        ),
        Asked(
            "3",
            "How long do we wait between two transfers?",
            "What did you find in my womb and embryos, and what would you look at next?",
            "[2]",
            "(my own question)",
        ),
    ),
    checks=(
        FRAMED,
        CheckBlock(
            "Before dexamethasone",
            "MedlinePlus, a US health site, says to tell the doctor about these.",
            "[1]",
            items(
                "I have had high blood pressure.",
                "Ask me about diabetes, underactive thyroid",
                "Ask me about heart, liver, bowel, ulcers",
                "Ask me about seizures, mental illness",
                "Ask me about osteoporosis, eye herpes",
                "Ask me about myasthenia gravis, TB",
            ),
        ),
        CheckBlock(
            "Before IVIG",
            "An article [2] or its labels [6] link these to its risks.",
            "",
            items(
                "I do not know if I have had a severe reaction to a drip.",
                "Ask me about meningitis after IVIG, low IgA",
                "Ask me about estrogen, clotting disorder",
            ),
        ),
        CheckBlock(
            "Before heparin", "An article says to look for a cause first.", "[2]", items("I know of no test for APS.")
        ),
    ),
    card=replace(
        PATIENT.card, signs=(Signs(WITH, FEVER), Signs("Signs with IVIG"), Signs("Signs with heparin, aspirin"))
    ),
    plan=plan("dexamethasone", "IVIG", "heparin", "low-dose aspirin", pieces=("What it is for", *PIECES)),
    more=(*more("Can my sister come to the next visit with me?*"), *PATIENT.more),
    evidence=replace(
        PATIENT.evidence,
        columns=(
            PATIENT.evidence.columns[0],
            told(
                "IVIG",
                (
                    "With prednisone, after 3 or more consecutive losses, a study of 52 calls it promising;"
                    " nobody was compared, and trials are needed.",
                    "[3]",
                ),
                (
                    "A doctor's article reports no meaningful benefit, and that ESHRE (a European society) does"
                    " not recommend it.",
                    "[2]",
                ),
                (
                    "A review calls it heavily debated: many studies are small and differ, and a large trial is"
                    " needed.",
                    "[4]",
                ),
                (
                    "Inflammation around the brain (meningitis), kidney failure, blood clots, severe allergic"
                    " reaction. How often is not said.",
                    "[2]",
                ),
            ),
        ),
        across=(
            Told(
                "Heparin, aspirin:",
                "an article says they treat APS, which I do not have. [2] Without it: nothing here.",
            ),
            TOLD,
        ),
    ),
    left_off=left_off(30),
)


def short(heading: str, text: str) -> Column:
    return Column(
        heading,
        (
            Cell("for", "For:", text, "[3]"),
            Cell("against", "Against:", "An article reports no real benefit.", "[2]"),
            Cell("risk", "Risks named:", "Blood clots, an allergic reaction. How often is not said.", "[2]"),
        ),
    )


SIX = replace(
    FOUR,
    visit=PATIENT.visit,
    three=(
        Asked(
            "1",
            "Why these 6 treatments for me? What is each one for?",
            "Would any of them replace another one, or come on top?",
        ),
        Asked(
            "2",
            "How likely are they to help me have a baby? How sure are you?",
            "What are the risks of having them together? What if I have fewer, or none?",
        ),
        Asked("3", "What did you find in my womb, embryos and losses?"),
    ),
    plan=plan(
        "prednisolone",
        "IVIG",
        "intralipids",
        "hydroxychloroquine",
        "heparin",
        "low-dose aspirin",
        pieces=(
            "For what",
            "Start",
            "End",
            "If I am pregnant",
            "How reduced",
            "Checks, whom I call",
        ),
    ),
    evidence=replace(
        FOUR.evidence,
        columns=(
            short("Prednisolone.", "It calms the immune system; that alone does not mean better results."),
            short("IVIG.", "Promising with prednisone after 3 or more losses: 52 patients, nobody was compared."),
            short("Intralipids.", "Newer small trials found more births; one review advises against routine use."),
            short("Hydroxychloroquine.", "A review searched for it; its summary gives no result."),
        ),
        across=(
            Told(
                "Heparin, low-dose aspirin:",
                "they treat APS. [2] Without APS, nothing here speaks for or against them.",
            ),
            TOLD,
        ),
    ),
)

NONE = replace(
    PATIENT,
    story=story("I have had | no embryo transfer yet.", "I was offered | no extra treatment (add-on) so far."),
    three=(
        Asked(
            "1",
            "Out of 100 people like me, how many have a baby after one transfer?",
            "What would change that number for me?",
        ),
        Asked(
            "2", "What did you find so far, and what is not checked yet?", "Has the inside of my womb been looked at?"
        ),
        Asked("3", "What will it all cost, with every extra?", "Is any extra treatment (add-on) in my plan?"),
    ),
    checks=(),
    card=Card(
        Part("If I feel unwell", "Please tell me:"),
        (Signs("What do I watch for?"),),
        ("I call the clinic if", "An ambulance if"),
        (
            Phone("Clinic, day", ""),
            Phone("Night, weekend", ""),
            Phone("Emergency", ""),
        ),
    ),
    plan=Plan(Part("My plan"), (), ()),
    evidence=Evidence(
        Part("To read at home"),
        (),
        (
            Told(
                "Not known:",
                "No document here can say what a treatment would do for one person. There can be risks that"
                " nothing here names.",
            ),
        ),
    ),
    sources=SOURCES[:1],
    left_off=left_off(0),
)

TO_TICK = (
    *("diabetes", "high blood pressure", "an underactive thyroid", "heart disease", "liver disease", "kidney disease"),
    *("bowel disease", "an ulcer (sore) in the stomach or gut", "mental illness", "seizures (fits)"),
    *(
        "osteoporosis (thin bones)",
        "myasthenia gravis (weak muscles)",
        "tuberculosis (TB)",
        "herpes infection of the eye",
    ),
    *("an infection now, or often", "an allergy to another medicine", "I am pregnant or breastfeeding"),
    "none of these, as far as I know",
)


def to_tick(*texts: str) -> tuple[CheckItem, ...]:
    return tuple(CheckItem("tell_us", text, (f"tell-{number}",)) for number, text in enumerate(texts))


HANDOUT = replace(
    PATIENT,
    title="Questions about dexamethasone",
    title_note="a steroid medicine",
    visit=Visit("", "", "", ""),
    clinic=Clinic(
        "Example Fertility Clinic",
        ("Open Mon to Fri 8 am to 6 pm, Sat 9 am to noon",),
        (
            Phone("Day", "020 7946 0018"),
            Phone("Night", "020 7946 0019"),
        ),
    ),
    welcome="We want you to ask questions. Please hand us your top 3 at the start.",
    story=(),
    three_part=Part("My 3 questions", "Please write here, or I will."),
    three=(
        Asked("1", "Why dexamethasone for me?", "What exactly is it aimed at? Which of my tests point to it?", "[1]"),
        Asked(
            "2",
            "How likely is it to help me have a baby? How sure are you?",
            "What are the risks for me? Which studies used it the way you plan it?",
            "[1]",
        ),
        Asked("3", "What if I do not have it?", "What else could we look at first?", "[2]"),
    ),
    checks_part=Part("Tell us before you start", "Tick what you have or had. Write ? if you are not sure."),
    checks=(
        CheckBlock(
            "First",
            "Its US label lists both as reasons not to give it.",
            "[1]",
            to_tick(
                "an allergy to dexamethasone",
                "a fungal infection inside the body",
            ),
            framed=True,
        ),
        CheckBlock("", "Most of these are on the list of MedlinePlus, a US health site.", "[1]", to_tick(*TO_TICK)),
    ),
    card=Card(
        PATIENT.card.part,
        (Signs("Please tell me what to do, and whom to call, if I have:", FEVER),),
        ("I call the clinic if", "An ambulance if"),
        (
            Phone("Clinic, day", "020 7946 0018"),
            Phone("Night, weekend", "020 7946 0019"),
            Phone("Emergency", "999"),
        ),
    ),
    plan=Plan(
        Part("My plan for dexamethasone", "Please fill this in with me. I will not change it on my own."),
        ("dexamethasone",),
        (
            PlanRow("Start day", ("",)),
            PlanRow("End day", ("",)),
            PlanRow("If I am pregnant", ("[ ] it ends [ ] it goes on, until week:",)),
            PlanRow("How it is reduced, who decides", ("",)),
            PlanRow("Checks I need", ("[ ] blood sugar [ ] blood pressure [ ] infection [ ] stomach",)),
            PlanRow("Whom I call about it", ("",)),
        ),
    ),
    evidence=Evidence(
        PATIENT.evidence.part,
        (column("Dexamethasone"),),
        (
            Told(
                "Newer, another steroid:",
                "prednisone or placebo, 715 women under 38, two or more transfer cycles that did not work: live"
                " birth 37.8% and 38.8% (not my chance); more very early loss and early birth with it.",
                "[4]",
            ),
            Told(
                "Not known:",
                "who, if anyone, gains, and what it would do for me. There can be risks that nothing here names.",
            ),
        ),
    ),
    sources=(*SOURCES[:2], SOURCES[3]),
    footer_back="ivfprep content 2026.11, next check 21 May 2027. Code 7F3A 91C2 D04E.",
    left_off=left_off(0),
)

LONG_NAMES = replace(
    FOUR,
    story=(
        *FOUR.story,
        *story("I have | osteoporosis (thin bones), an allergy to soya, and an illness of the bowel that comes back."),
        *story("I have had | a blood clot in the leg, a long time ago, and an ulcer that was treated."),
    ),
    three=(
        replace(
            FOUR.three[0],
            ask="Why hydroxychloroquine, tacrolimus, certolizumab and dexamethasone for me, after one test?",
        ),
        *FOUR.three[1:],
    ),
    plan=plan(
        "hydroxychloroquine",
        "granulocyte-colony-stimulating factor",
        "certolizumab",
        "dexamethasone",
        pieces=("What it is for", *PIECES),
    ),
    evidence=replace(
        FOUR.evidence,
        across=(
            *FOUR.evidence.across,
            Told("Also:", "With questions from the team of a clinic whose name is long, version 1 of 2026."),
            Told("Left out:", "3 lines from labels and newer findings are left out here."),
            Told("Who made it:", "Made by the project. No clinic and no medicine maker paid for it."),
            Told(
                "Not known either:",
                "whether having several of them together does more than one alone, and what it may do to a pregnancy.",
            ),
        ),
    ),
)
OWN = "「胚移植は何回まで?」, \N{SAILBOAT}, Żółć, or שלום: is \U00013000 all right?"
NON_LATIN = replace(
    PATIENT, three=(*PATIENT.three[:2], replace(PATIENT.three[2], ask=OWN)), more=(*more(f"{OWN}*"), *PATIENT.more)
)


def numbered(number: int) -> Column:
    alike = column(f"Number {number}")
    return replace(alike, cells=tuple(replace(cell, text=f"{number}: {cell.text}") for cell in alike.cells))


def again(block: CheckBlock, number: int) -> CheckBlock:
    items = tuple(replace(item, text=f"{number}: {item.text}") for item in block.items)
    return replace(block, head=f"Again, {number}", items=items)


ENDLESS = replace(
    FOUR,
    checks=(*FOUR.checks, *(again(block, number) for number in range(2) for block in FOUR.checks[1:])),
    evidence=replace(FOUR.evidence, columns=tuple(numbered(number) for number in range(1, 10))),
)

TOYS = {
    "patient": PATIENT,
    "four": FOUR,
    "six": SIX,
    "none": NONE,
    "handout": HANDOUT,
    "long_names": LONG_NAMES,
    "non_latin": NON_LATIN,
}
