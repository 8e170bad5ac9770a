"""The content, typed: what the files under `data/` hold once they are read and checked."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct, field

Id: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$", description="small letters, digits and _")]
LineId: TypeAlias = Annotated[
    str, Meta(pattern=r"^[a-z][a-z0-9_]*(/[a-z][a-z0-9_]*)?$", description="small letters, digits and _")
]
SourceId: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]*$", description="small letters, digits and -")]
Sentence: TypeAlias = Annotated[str, Meta(min_length=1, max_length=400)]
Country: TypeAlias = Annotated[str, Meta(pattern=r"^[A-Z]{2}$", description="a two-letter country code such as GB")]
Date: TypeAlias = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="a date such as 2026-11-21")]


class Content(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The root of every piece of content."""


class Document(Content, frozen=True):
    """One of the source documents. `short` names it in a sentence; `year` is None where none is given.

    `line` is how the sheet lists it: title, maker and date in one line.
    """

    id: SourceId
    title: Sentence
    short: Sentence
    kind: Sentence
    says: Sentence
    year: int | None = None
    by: str = ""
    citation: str = ""
    line: str = ""


class Claim(Content, frozen=True):
    """What a document says, in plain words. `words` says it without numbers, where `says` holds any."""

    id: SourceId
    document: SourceId
    where: Sentence
    says: Sentence
    words: str = ""


class Update(Content, frozen=True):
    """A newer finding or a label fact, outside the documents. `read` says what was read of its source."""

    id: SourceId
    beside: Annotated[tuple[SourceId, ...], Meta(min_length=1)]
    read: Literal["original", "secondary"]
    source: Sentence
    says: Sentence
    words: str = ""


class Topic(Content, frozen=True):
    """A heading for questions. `band` is its part in the ranking."""

    id: Id
    name: Sentence
    band: Literal["purpose", "plan", "other"] = "other"


class Pack(Content, frozen=True):
    """A clinic's own questions and flags. Its lines have ids of the form `pack/line`, and `name` marks them."""

    id: Id
    name: Annotated[str, Meta(min_length=1, max_length=60)]
    version: Annotated[str, Meta(min_length=1, max_length=20)]


Piece: TypeAlias = Literal[
    "start", "stop", "after_positive", "until_week", "how_reduced", "monitoring", "whom_to_call", "written"
]
"""A piece of a plan, as the answers file calls it."""


class Line(Content, frozen=True):
    """What questions and flags share: an id, a topic, why it is there, and the claims or updates behind it.

    `piece` names the piece of a plan that it asks for: where the sheet has that plan, its cell asks. `covers` names the
    questions that it asks too: beside it they are not asked again.
    """

    id: LineId
    topic: Id
    why: Sentence
    claims: tuple[SourceId, ...] = ()
    updates: tuple[SourceId, ...] = ()
    piece: Piece | Literal[""] = ""
    covers: tuple[LineId, ...] = ()


class Question(Line, frozen=True, kw_only=True):
    """Something to ask the doctor. `{name}` stands for the extra treatment; `grid` heads its column in a grid.

    `unsure` is the text while it is not known whether the question applies; without one the text serves both. Where the
    answer in `waits_for` is wholly open, the question waits: another line asks about that. `each` asks it of several
    treatments at once. `check` names what to look for ("test for APS") in a question that the sheet
    asks as a point to check, and `looked` the test of the answers that says whether it was looked for. `words` is the
    text for who wants no numbers. `history` is the point of her history that it is about, where no document names it.
    """

    text: Sentence
    unsure: str = ""
    words: str = ""
    waits_for: Literal["pregnancies_lost", "this.why", ""] = ""
    each: str = ""
    check: str = ""
    looked: str = ""
    history: str = ""
    for_: Literal["everyone", "rule"] = field(default="rule", name="for")
    grid: str = ""


Level: TypeAlias = Literal["listed", "history", "discuss"]


class Flag(Line, frozen=True, kw_only=True):
    """Something to raise. `said` is what the patient said, `ask` is the question that goes with it.

    `said` is a noun at the levels `listed` and `history`, and a sentence at `discuss` or when `alone`. `words` and
    `why_words` say the same without numbers. `unsure` is what to ask while it is not known whether the flag applies.
    """

    level: Level
    said: Sentence
    ask: Sentence
    alone: bool = False
    words: str = ""
    why_words: str = ""
    unsure: str = ""


class Family(Content, frozen=True):
    """A kind of treatments that rules and evidence can be about.

    A treatment of it is no extra for a patient with one of the conditions in `no_extra_with`.
    """

    id: Id
    name: Sentence
    no_extra_with: tuple[Id, ...] = ()


class AddOn(Content, frozen=True):
    """An extra treatment. `also` lists other names it is looked up by.

    `immune` says whether it is meant to act on the immune system; None leaves that to the patient's answer. It is no
    extra where the answer in `no_extra_as` is yes, and `extra_name` names it where it is always one, as on a clinic's
    handout. `plan` lists the pieces of its plan, where they are not those usual for its `course`. `unnamed` marks one
    that only the patient can name. `plural` is for names such as "intralipids", which take "they" and "are".
    """

    id: Id
    name: Sentence
    label: Sentence
    course: Literal["medicine", "infusion", "procedure", "unknown"]
    immune: bool | None
    plan: tuple[Piece, ...] = ()
    families: tuple[Id, ...] = ()
    also: tuple[str, ...] = ()
    no_extra_as: Literal["luteal_support", ""] = ""
    extra_name: Sentence = ""
    unnamed: bool = False
    plural: bool = False


Side: TypeAlias = Literal["about", "for", "against", "strength", "risk"]


class Evidence(Content, frozen=True):
    """A claim or an update beside the treatments or families that it speaks of. `when` keeps it for some patients."""

    side: Side
    add_ons: tuple[Id, ...] = field(default=(), name="for")
    families: tuple[Id, ...] = ()
    claim: SourceId = ""
    update: SourceId = ""
    when: dict[str, object] | None = None


class Disagreement(Content, frozen=True):
    """Where sources say different things about a treatment, and the question that follows."""

    add_on: Id
    says: Sentence
    question: Id
    claims: tuple[SourceId, ...] = ()
    updates: tuple[SourceId, ...] = ()


class EvidenceCell(Content, frozen=True):
    """A sentence or two on the sheet about some treatments: a result and its caveat are one text, so they never part.

    `says` names who was studied and who says so; `words` says the same without numbers; `brief` says it in the
    fewest words, where three treatments or more share the paper. The first cell of a side is the one
    that stays longest. `when` keeps it for patients like those who were studied.
    """

    side: Literal["for", "against", "sure", "risk"]
    says: Sentence
    words: str = ""
    brief: str = ""
    add_ons: tuple[Id, ...] = field(default=(), name="for")
    families: tuple[Id, ...] = ()
    claims: tuple[SourceId, ...] = ()
    updates: tuple[SourceId, ...] = ()
    when: dict[str, object] | None = None


class Pattern(Content, frozen=True):
    """How one of the three questions is asked in one case: `ask` in large print, `more` on the line under it.

    `{names}` are the treatments that are meant, `{items}` is what the case is about. `knowing` stands in the place of
    `more` where something in her history matters for them: `{history}`. `covers` names the questions and flags of the
    list that it asks: they are not asked again. `figures` are the words around each number that
    its answer may hold, with ____ in its place.
    """

    id: Id
    ask: Sentence
    more: str = ""
    knowing: str = ""
    figures: tuple[Sentence, ...] = ()
    covers: tuple[LineId, ...] = ()
    claims: tuple[SourceId, ...] = ()
    updates: tuple[SourceId, ...] = ()


class PictureGroup(Content, frozen=True):
    """One group of a trial: `count` of `of` people, and both sides of it in words."""

    label: Sentence
    count: int
    of: int
    words: Sentence


class PictureCaption(Content, frozen=True):
    """A sentence under a picture, and what it rests on."""

    text: Sentence
    claims: tuple[SourceId, ...] = ()
    updates: tuple[SourceId, ...] = ()


class PictureContent(Content, frozen=True):
    """A picture of numbers for some patients: a trial's two groups, or the chances taken together.

    A trial stands beside its treatments; `legend` says what an icon is. The picture of chances has `words` and the
    label of the threshold.
    """

    id: Id
    kind: Literal["trial", "chance"]
    heading: Sentence
    captions: tuple[PictureCaption, ...]
    add_ons: tuple[Id, ...] = ()
    when: dict[str, object] | None = None
    legend: str = ""
    groups: tuple[PictureGroup, ...] = ()
    words: str = ""
    threshold: str = ""


class HistoryItem(Content, frozen=True):
    """Something in a patient's history. `said` is a noun for the sheet, `label` the words to tick.

    `ask` is the question that goes with it before a treatment, unless the treatment has a better one. `lead` and `noun`
    make the sentence on the sheet: "I have had" and "high blood pressure"; without `noun`, `said` serves. `instead_of`
    marks what matters for nothing: it stands beside the item that it is mistaken for, so that nobody ticks that one.
    `first` asks about a yes before anything else, after listed contraindications: it may be over in a week. An `event`
    is over: its risks are asked about "after" it, those of all else "with" it. It is found by the names in `also`, too.
    """

    id: Id
    group: Literal["allergies", "heart", "body", "nerves", "infections", "reactions", "now"]
    label: Sentence
    said: Sentence
    ask: str = ""
    lead: Literal["I have", "I had", "I have had", "I have or had", "I am", "I take"] = "I have"
    noun: str = ""
    first: bool = False
    event: bool = False
    instead_of: Id | Literal[""] = ""
    also: tuple[str, ...] = ()


class HistoryMatters(Content, frozen=True):
    """Which history matters for which treatments: history id to flag id.

    They are raised whatever the treatment is for. `why` replaces each flag's own.
    `says` stands on the sheet before the points of this block: who says that they matter.
    """

    id: Id
    because: Sentence
    flags: dict[Id, Id]
    add_ons: tuple[Id, ...] = ()
    families: tuple[Id, ...] = ()
    why: str = ""
    says: str = ""


class Rule(Content, frozen=True):
    """When a condition holds, add these lines. With `for_each` it runs once per extra treatment."""

    id: str
    when: dict[str, object]
    adds: tuple[str, ...]
    because: Sentence
    for_each: Literal["add_on", ""] = ""
    why: str = ""
    claims: tuple[SourceId, ...] = ()


class CardPart(Content, frozen=True):
    """Lines of the safety card: for some treatments, or for everybody else.

    `bullets` are signs; where `of_risks`, they are risks whose signs the doctor is to name.
    """

    id: Id
    intro: Sentence
    bullets: tuple[Sentence, ...]
    add_ons: tuple[Id, ...] = ()
    claims: tuple[SourceId, ...] = ()
    of_risks: bool = False


class Term(Content, frozen=True):
    """A medical word and up to 12 plain ones. `mask` marks names that the reading grade leaves out.

    `is_source` marks bodies and collections that are cited: they are not explained on paper.
    """

    term: Sentence
    plain: Sentence
    also: tuple[str, ...] = ()
    mask: bool = False
    is_source: bool = False


class LocalWords(Content, frozen=True):
    """What is said otherwise in some countries: whole words of the content to those that stand in their place there."""

    countries: Annotated[tuple[Country, ...], Meta(min_length=1)]
    words: dict[str, Sentence]


class FactWords(Content, frozen=True):
    """How a fact is named in a reason; `options` words its values.

    `open` names the answer that would settle the fact, where that is another thing; `{name}` is the extra treatment.
    `hers` marks what only she can say: nobody is asked to check it.
    """

    id: str
    name: Sentence
    open: str = ""
    hers: bool = False
    options: dict[str, str] = {}


class EmergencyNumber(Content, frozen=True):
    """The emergency number of a country; `medical` is a second one, for medical help alone, where there is one."""

    country: Country
    name: Sentence
    number: str
    medical: str = ""

    @property
    def numbers(self) -> tuple[str, ...]:
        """Return every number to call."""
        return (self.number, self.medical) if self.medical else (self.number,)


class About(Content, frozen=True):
    """The version of the content, when it was last checked against its sources, and when it is due again."""

    version: Sentence
    checked: Date
    next_check: Date
    made_by: Sentence
    emergency_source: Sentence


class Catalog(Content, frozen=True):
    """All content, in file order. `words` are the fixed sentences of the page by name."""

    about: About
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    updates: tuple[Update, ...]
    topics: tuple[Topic, ...]
    questions: tuple[Question, ...]
    flags: tuple[Flag, ...]
    add_ons: tuple[AddOn, ...]
    evidence: tuple[Evidence, ...]
    disagreements: tuple[Disagreement, ...]
    history: tuple[HistoryItem, ...]
    history_matters: tuple[HistoryMatters, ...]
    rules: tuple[Rule, ...]
    card: tuple[CardPart, ...]
    glossary: tuple[Term, ...]
    facts: tuple[FactWords, ...]
    emergency_numbers: tuple[EmergencyNumber, ...]
    words: dict[str, str]
    families: tuple[Family, ...] = ()
    pictures: tuple[PictureContent, ...] = ()
    cells: tuple[EvidenceCell, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    packs: tuple[Pack, ...] = ()
    local_words: tuple[LocalWords, ...] = ()
    hash: str = ""


def pack_of(id_: str) -> str:
    """Return the id of the pack that a line or a rule is from; nothing for those that ship."""
    return id_.partition("/")[0] if "/" in id_ else ""
