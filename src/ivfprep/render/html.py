"""The sheet as one HTML file: no script, nothing from elsewhere, and the same sheet on paper from a browser."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from ivfprep.render.blocks import words_of
from ivfprep.render.svg import svg
from ivfprep.sheet import Checklist, Picture


def render(checklist: Checklist, width: int | None = None, colour: bool = False) -> str:
    """Return the sheet as HTML5, every word in it escaped; `width` and `colour` change nothing."""
    return _template().render(sheet=checklist.sheet) + "\n"


@cache
def _template() -> Template:
    loader = PackageLoader("ivfprep.render")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["zip"] = zip
    style, _, _ = loader.get_source(environment, "sheet.css")
    for name, weight in (("REGULAR", "Regular"), ("BOLD", "Bold")):
        style = style.replace(name, _font(f"AtkinsonHyperlegibleNext-{weight}.ttf"))
    environment.globals |= {"style": style, "drawn": _drawn, "words_of": words_of}
    return environment.get_template("sheet.html")


def _font(name: str) -> str:
    data = (files("ivfprep.render") / "fonts" / name).read_bytes()
    return f"data:font/ttf;base64,{b64encode(data).decode()}"


def _drawn(picture: Picture) -> str:
    return svg(picture, "currentColor")
