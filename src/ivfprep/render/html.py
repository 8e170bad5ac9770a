"""The page as one HTML file: no script, nothing from elsewhere, and the same sheet on paper from a browser."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from importlib.resources import files
from itertools import count, groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from ivfprep.handover import Column, Handover, Plan
from ivfprep.pictures import Picture, in_words
from ivfprep.printed import Source
from ivfprep.render import fullness
from ivfprep.render.beforehand import Beforehand
from ivfprep.render.block_kinds import Block, Heading, Reference
from ivfprep.render.full_list_blocks import PART, full_list_blocks
from ivfprep.render.giving_way import beyond_words, lean_plan, said_once, without_how_sure
from ivfprep.render.handover_blocks import agreed_table, more_part, plan_table, sides, story_lines
from ivfprep.render.linking import Links, callable_number
from ivfprep.render.svg import svg
from ivfprep.sheet import Checklist


def render(checklist: Checklist, width: int | None = None, colour: bool = False) -> str:
    """Return the page as HTML5, every word in it escaped; `width` and `colour` change nothing."""
    page = {**_sheet(checklist.handover), **_list(list(full_list_blocks(checklist.full_list)))}
    return _environment().get_template("handover.html").render(**page) + "\n"


def _sheet(sheet: Handover) -> dict[str, object]:
    plan, agreed = plan_table(sheet.plan), agreed_table(sheet.agreed)
    newer, only_beyond = [source for source in sheet.sources if source.layer == "newer"], fullness.only_beyond(sheet)
    hidden = len(list(fullness.hidden_in_print(sheet.evidence.columns)))
    few, fewest = fullness.may_go(sheet), fullness.may_go(sheet, fullness.FEWEST)
    return {
        "sheet": sheet,
        "links": Links(sheet.sources),
        "story": story_lines(sheet.story),
        "more_part": more_part(sheet),
        "three": [one for one in sheet.three if one.ask or one.more],
        "listed": next((signs for signs in sheet.card.signs if signs.signs), None),
        "plan": plan[0] if plan else None,
        "plan_heads": tuple(row.head for row in sheet.plan.rows),
        "plan_rows": _turned(sheet),
        "agreed": agreed[0] if agreed else None,
        "leaving": list(filter(None, sheet.agreed.leaving.known)),
        "documents": [source for source in sheet.sources if source.layer != "newer"],
        "newer": newer,
        "newer_beyond": all(source.id in only_beyond for source in newer),
        "front_class": fullness.front(sheet),
        "back_class": fullness.back(sheet),
        "may_go": few,
        "may_go_last": [id_ for id_ in fewest if id_ not in few],
        "left_off": sheet.left_off.said(len(few)),
        "left_off_least": sheet.left_off.said(len(fewest)),
        "lean_rows": [(row.head, *row.cells) for row in lean_plan(sheet.plan)],
        "once": [block.items for block in said_once(sheet.checks)],
        "beyond": beyond_words(hidden),
        "beyond_least": beyond_words(hidden + sum(map(_sure_beside_others, sheet.evidence.columns))),
        "only_beyond": only_beyond,
    }


def to_fill_in(plan: Plan, place: int) -> str:
    """Return the heads of what is open in the plan of one treatment, in a row."""
    open_ = (row.head for row in plan.rows if not row.cells[place] or row.cells[place].endswith(":"))
    return ", ".join(f"{head[:1].lower()}{head[1:]}" for head in open_ if head)


def _turned(sheet: Handover) -> list[tuple[str, ...]]:
    """Return the plan with a row for each treatment, for when there are too many for a column each."""
    return [(name, *(row.cells[place] for row in sheet.plan.rows)) for place, name in enumerate(sheet.plan.columns)]


def _sure_beside_others(column: Column) -> bool:
    """Return whether the treatment can do without how sure it is on paper."""
    return without_how_sure(column.cells) != column.cells


def _list(run: list[Block]) -> dict[str, object]:
    """Return the full list, blocks of one kind together, each with the name that a link to it needs, or none."""
    marks = [Source("", block.mark, "", "documents") for block in run if isinstance(block, Reference)]
    parts = count(1)
    named = [(block, f"list-{next(parts)}" if _is_part(block) else "") for block in run]
    return {
        "full_list": [(kind, list(some)) for kind, some in groupby(named, key=lambda pair: type(pair[0]).__name__)],
        "list_links": Links(marks, "list-"),
    }


def _is_part(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == PART


@cache
def _environment() -> Environment:
    loader = PackageLoader("ivfprep.render")
    environment = Environment(
        loader=loader, bytecode_cache=Beforehand(), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters |= {"zip": zip, "callable_number": callable_number}
    style, _, _ = loader.get_source(environment, "handover.css")
    for name, weight in (("REGULAR", "Regular"), ("BOLD", "Bold")):
        style = style.replace(name, _font(f"AtkinsonHyperlegibleNext-{weight}.ttf"))
    environment.globals |= {
        "style": style,
        "drawn": _drawn,
        "words_of": in_words,
        "sides": sides,
        "to_fill_in": to_fill_in,
        "tick_class": fullness.tick_class,
        "sure_beside_others": _sure_beside_others,
    }
    return environment


def _font(name: str) -> str:
    data = (files("ivfprep.render") / "fonts" / name).read_bytes()
    return f"data:font/ttf;base64,{b64encode(data).decode()}"


def _drawn(picture: Picture) -> str:
    return svg(picture, "currentColor")
