"""What a patient answered. Absent means skipped; three values say that something is not known, and why."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct
from msgspec.structs import force_setattr, replace

FORMAT = 1
"""The version of the answers file that this program writes."""

TOLD = "told"
"""What `leave_out` calls the part of the page that says what the patient told."""

UNSAID = frozenset({"not_sure", "prefer_not_to_say", "skipped"})
"""The answers that leave a thing unknown."""

NOT_ASKED = "not_asked"
"""What stands where nobody asked, for the one answer where that is another thing than a skipped one."""

Unsaid: TypeAlias = Literal["not_sure", "prefer_not_to_say", "skipped"]
YesNo: TypeAlias = Literal["yes", "no", "not_sure", "prefer_not_to_say", "skipped"]
Told: TypeAlias = Literal["told", "not_told", "not_sure", "prefer_not_to_say", "skipped"]
Finding: TypeAlias = Literal["not_checked", "not_found", "found", "treated", "not_sure", "prefer_not_to_say", "skipped"]
Reason: TypeAlias = Literal[
    "named_target",
    "one_test",
    "repeated_tests",
    "reassurance",
    "everybody",
    "illness",
    "other_clinic",
    "not_told",
    "not_sure",
    "prefer_not_to_say",
    "skipped",
]

NoneOrUnsaid: TypeAlias = Literal["none", "not_sure", "prefer_not_to_say", "skipped"]
LONGEST, MOST_ENTRIES, MOST_LINES = 500, 50, 100
"""More letters, entries or lines are no answers of one person, and would keep the program busy for minutes."""

IsoDay = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}\Z", description="a date such as 2026-12-01")]
Text = Annotated[str, Meta(max_length=LONGEST)]
ShortText = Annotated[str, Meta(max_length=100)]
ONE_OR_MANY = Meta(extra={"one_or_many": True})
"""Marks a list that may also be written as one single value."""

FEW, MANY = Meta(max_length=MOST_ENTRIES), Meta(max_length=MOST_LINES)

Chance = Annotated[
    str,
    Meta(
        pattern=r"^(\d{1,3}(\.\d{1,2})?(-\d{1,3}(\.\d{1,2})?)?|not_told|not_sure|prefer_not_to_say|skipped)\Z",
        description="a number of percent from 0 to 100 such as 40, or a range such as 30-40, or not_told or not_sure",
    ),
]


NOTHING = frozenset({"none", "no", "nothing", "n/a", *UNSAID, *(word.replace("_", " ") for word in UNSAID)})
"""Words that fill in no text: whoever writes one of them into a place for a name or a number leaves it empty."""


class Answers(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The root of every part of the answers file.

    A place for words that holds one of NOTHING is empty: `not_sure` is always an answer, and never a name.
    """

    def __post_init__(self) -> None:
        for name, default in zip(self.__struct_fields__[::-1], self.__struct_defaults__[::-1], strict=False):
            text = getattr(self, name)
            if default == "" and text and (meant := self.meant(text)) != text:
                force_setattr(self, name, meant)

    def meant(self, text: str) -> str:
        """Return what `text` means in a place for words: "" where it is none."""
        return "" if text.strip(" .").casefold() in NOTHING else text


class Transfer(Answers, frozen=True):
    """One embryo transfer. `chance` is in percent, as the clinic told it, and `chance_of` says of what.

    `not_told` says that nobody told the patient: an answer, where `not_sure` leaves open whether somebody did. `weeks`
    says how far a pregnancy came that was lost. One that is not `in_story` counts as any other, and nothing printed
    tells of it by itself.
    """

    when: Text = "skipped"
    kind: Literal["fresh", "frozen", "not_sure", "prefer_not_to_say", "skipped"] = "skipped"
    stage: Literal["early", "blastocyst", "not_told", "not_sure", "prefer_not_to_say", "skipped"] = "skipped"
    quality: Literal["good", "fair", "lower", "not_told", "not_sure", "prefer_not_to_say", "skipped"] = "skipped"
    tested: YesNo = "skipped"
    embryos: Annotated[int, Meta(ge=1, le=6)] | Unsaid = "skipped"
    outcome: Literal[
        "no_pregnancy",
        "biochemical",
        "miscarriage",
        "ectopic",
        "live_birth",
        "waiting",
        "not_sure",
        "prefer_not_to_say",
        "skipped",
    ] = "skipped"
    weeks: Annotated[int, Meta(ge=1, le=45)] | Literal["very_early"] | Unsaid = "skipped"
    own_word: Text = ""
    in_story: YesNo = "yes"
    chance: Chance = "skipped"
    chance_of: Literal["pregnancy", "live_birth", "not_sure", "prefer_not_to_say", "skipped"] = "skipped"


class Plan(Answers, frozen=True):
    """Which pieces of the plan for a treatment the patient was told."""

    start: Told = "skipped"
    stop: Told = "skipped"
    after_positive: Told = "skipped"
    until_week: Told = "skipped"
    how_reduced: Told = "skipped"
    monitoring: Told = "skipped"
    whom_to_call: Told = "skipped"
    written: YesNo = "skipped"


class PlanChange(Answers, frozen=True):
    """A piece of a plan as it was agreed at a visit: `says` holds the patient's words, `on` the day of that visit."""

    on: IsoDay
    piece: Literal["start", "stop", "until_week", "how_reduced", "monitoring", "whom_to_call"]
    says: ShortText


class AddOnAnswer(Answers, frozen=True):
    """One extra treatment. `id` is one of the catalog's, or `not_sure`; `name` is what the patient calls it.

    `called` is the brand or other name that she knows a treatment of the list by.

    `illness` names what it is for, and who treats that. `prescribed_by` is `a_doctor` where nobody said which one.
    `number_told` is a number that she was told of it. Absent, `for_disease` says that nobody asked, and `facts` looks
    at what else was said. `changes` are what visits changed in its plan, the oldest first.
    """

    id: str
    name: Text = ""
    called: ShortText = ""
    status: Literal["taking", "offered", "considering", "not_sure", "prefer_not_to_say", "skipped"] = "skipped"
    why: Annotated[tuple[Reason, ...], ONE_OR_MANY] = ()
    target: Text = ""
    illness: ShortText = ""
    number_told: Text = ""
    test_repeated: YesNo = "skipped"
    plan: Plan = Plan()
    before_visit: YesNo = "skipped"
    prescribed_by: Literal[
        "fertility_clinic",
        "specialist",
        "other_doctor",
        "a_doctor",
        "nobody",
        "not_sure",
        "prefer_not_to_say",
        "skipped",
    ] = "skipped"
    for_disease: Literal["yes", "no", "not_sure", "prefer_not_to_say", "skipped", "not_asked"] = "not_asked"
    luteal_support: YesNo = "skipped"
    immune: YesNo = "skipped"
    changes: Annotated[tuple[PlanChange, ...], MANY] = ()

    @property
    def told(self) -> Plan:
        """Return which pieces of the plan she knows: what was agreed at a visit is told, whatever was said before."""
        return replace(self.plan, **{change.piece: "told" for change in self.changes})


class StoppedTreatment(Answers, frozen=True):
    """A treatment that is stopped or no longer planned, as a visit on the day `on` left it; `was` keeps its answers."""

    on: IsoDay
    by: Literal["my_doctor", "me", "not_sure"]
    was: AddOnAnswer


class WorkUp(Answers, frozen=True):
    """Which tests were done, and what they found."""

    rif_evaluation: Literal["no", "under_way", "done", "not_sure", "prefer_not_to_say", "skipped"] = "skipped"
    immune_findings: Literal[
        "not_tested",
        "nothing_found",
        "one_not_repeated",
        "several_not_repeated",
        "repeated",
        "not_sure",
        "prefer_not_to_say",
        "skipped",
    ] = "skipped"
    embryo_testing: YesNo = "skipped"
    hysteroscopy: YesNo = "skipped"
    chronic_endometritis: Finding = "skipped"
    adenomyosis: Finding = "skipped"
    polyps: Finding = "skipped"
    aps_tests: YesNo = "skipped"
    protocol_reviewed: YesNo = "skipped"


class Visit(Answers, frozen=True):
    """The visit to prepare for. `date` is an ISO date; `country` a two-letter ISO 3166 code or a name.

    `doctor` is whom she sees there, in her words. `name` is what the clinic knows her by: a name, initials or a number.
    `hours` are when its number by day answers. Nothing asks for these two.
    """

    date: Text = "skipped"
    doctor: ShortText = ""
    name: ShortText = ""
    clinic: Text = ""
    phone_day: Text = ""
    phone_night: Text = ""
    hours: ShortText = ""
    country: Text = ""


OWN_QUESTION = "own-"
"""How the id of a question of her own begins, in what was noted of a visit."""


class Noted(Answers, frozen=True):
    """What the doctor said to one line, in the patient's words; `talked_about` where no more was noted.

    `asked` is the line as it stood on the sheet: the next one may word it for other treatments.
    """

    status: Literal["answered", "partly", "talked_about", "not_asked", "not_sure"]
    text: Text = ""
    asked: str = ""

    def meant(self, text: str) -> str:
        """Return "" where `text` is none; "No." is what a doctor may well have said."""
        return "" if text in UNSAID else text


class NextStep(Answers, frozen=True):
    """What was agreed on at a visit: the step, who takes it and by when, in the patient's words."""

    step: Text
    who: ShortText = ""
    by_when: ShortText = ""


class PastVisit(Answers, frozen=True):
    """What was noted after a visit: a note by the id of each line on the page, and what was agreed."""

    date: IsoDay
    said: dict[str, Noted] = {}
    agreed: Annotated[tuple[NextStep, ...], MANY] = ()


class Profile(Answers, frozen=True):
    """Every answer of one patient.

    `losses_in_a_row` and `losses_far` are about the losses outside transfers: how far the one came that came furthest.
    `put_aside` holds answers that are kept and never matched: those that a changed answer hides, and those that only
    the interview reads.
    """

    format: int
    visit: Visit = Visit()
    transfers: Annotated[tuple[Transfer, ...], FEW] | Literal["none", "not_sure", "prefer_not_to_say", "skipped"] = (
        "skipped"
    )
    losses_outside_transfers: Annotated[int, Meta(ge=0, le=30)] | Unsaid = "skipped"
    losses_in_a_row: YesNo = "skipped"
    losses_far: Literal["very_early", "before_12", "after_12", "not_sure", "prefer_not_to_say", "skipped"] = "skipped"
    add_ons: Annotated[tuple[AddOnAnswer, ...], FEW] | Literal["none", "not_sure", "prefer_not_to_say", "skipped"] = (
        "skipped"
    )
    stopped: Annotated[tuple[StoppedTreatment, ...], FEW] = ()
    history: dict[str, YesNo] = {}
    allergies: Text = ""
    work_up: WorkUp = WorkUp()
    numbers: Literal["numbers", "words_first", "none", "not_sure", "prefer_not_to_say", "skipped"] = "skipped"
    timeline: Literal["yes", "no", "not_sure", "prefer_not_to_say", "skipped"] = "skipped"
    own_questions: Annotated[tuple[Text, ...], MANY] = ()
    top: Annotated[tuple[str, ...], MANY] = ()
    leave_out: Annotated[tuple[str, ...], Meta(max_length=1000)] = ()
    visits: Annotated[tuple[PastVisit, ...], MANY] = ()
    put_aside: dict[str, object] = {}

    def meant(self, text: str) -> str:
        """Return the answer that `text` is for her allergies: not to be sure of any is another thing than none."""
        word = text.strip(" .").casefold().replace(" ", "_")
        return word if word in UNSAID else super().meant(text)
