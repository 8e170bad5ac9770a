"""The page as one HTML file: the interview, the engine, and the blank handout for where neither can work."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from datetime import date
from functools import reduce
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from ivfprep.dates import read_when
from ivfprep.interview.run import FEW, MANY, QUICK, minutes
from ivfprep.web.baked import NAME, Baked, written
from ivfprep.web.packing import licences, program, shared_parts
from ivfprep.web.sitting import House, first_screens

HERE: Final = Path(__file__).parent
DIGITS: Final = 12
GROUP: Final = 4
NO_CODE: Final = "0000 0000 0000"
"""What stands for the code of a page while it is worked out."""

POLICY: Final = (
    "default-src 'none'; connect-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; font-src data:; "
    "worker-src blob:; script-src 'wasm-unsafe-eval' {scripts}; style-src {styles}"
)
"""Nothing is fetched; of scripts and styles, only those that the page was written with."""

HERE_IS: Final = "\nwindow.pageIsHere = true;\n"
"""How guard.js knows that the script of the page ran to its end."""


AFTER_PACK: Final = "if (window.packIsHere) packIsHere();"
"""Stands after each pack: boot.js takes it up at once, while the browser still reads the next."""


class Paper(NamedTuple):
    """The blank sheet taken apart: its title, its style and what stands in its body."""

    title: str
    style: str
    body: str


def page_file(baked: Baked, handout: str, version: str) -> bytes:
    """Return the page, as UTF-8. `handout` is the HTML of the blank sheet.

    The same program, content, clinic and handout give the same bytes. Raises ValueError where the base is not whole.
    """
    parts = {**shared_parts(), "program": program({f"web/{NAME}": written(baked)})}
    paper, environment, content = taken_apart(handout), _environment(), baked.catalog
    words = words_of(baked, version)
    first = first_screens(House(baked.interview, content, date.min))
    page = environment.get_template("page.html").render(words=words, clinic=baked.clinic, first=first)
    styles = {"shell_style": _own("shell.css"), "page_style": _own("page.css"), "paper_style": paper.style}
    digests = {name: sha256(data).hexdigest() for name, data in parts.items()}
    boot = f"const PACKS = {json.dumps(digests)};\n{_own('boot.js')}"
    scripts = {"guard": _own("guard.js"), "boot": boot, "script": _own("page.js") + HERE_IS, "after_pack": AFTER_PACK}
    made = environment.get_template("shell.html").render(
        **styles,
        **scripts,
        policy=POLICY.format(scripts=_allowed(scripts), styles=_allowed(styles)),
        title=paper.title,
        page=page,
        handout=paper.body,
        words=words,
        code=NO_CODE,
        licences=licences(),
        packs={name: b64encode(data).decode() for name, data in parts.items()},
    )
    return made.replace(NO_CODE, code_of(made), 1).encode()


def words_of(baked: Baked, version: str) -> dict[str, str]:
    """Return the words of the page with what is known when it is written filled in; the rest is left to its script."""
    about = baked.catalog.about
    known = {
        "{few}": str(FEW),
        "{many}": str(MANY),
        "{quick}": str(QUICK),
        "{least}": str(minutes(FEW)),
        "{most}": str(minutes(MANY)),
        "{checked}": _in_words(about.checked),
        "{next_check}": _in_words(about.next_check),
        "{version}": version,
        "{content}": about.version,
    }
    return {
        name: reduce(lambda said, pair: said.replace(*pair), known.items(), text)
        for name, text in baked.interview.browser.items()
    }


def _in_words(day: str) -> str:
    return str(getattr(read_when(day), "text", day))


def code_of(page: str) -> str:
    """Return the code of a page that has none yet: the beginning of its SHA-256, in groups."""
    digest = sha256(page.encode()).hexdigest()[:DIGITS].upper()
    return " ".join(digest[place : place + GROUP] for place in range(0, DIGITS, GROUP))


def taken_apart(handout: str) -> Paper:
    """Return the parts of the blank sheet's HTML, which is our own and has one of each."""
    return Paper(*(_between(handout, f"<{name}>", f"</{name}>") for name in ("title", "style", "body")))


def _between(text: str, start: str, end: str) -> str:
    return text.partition(start)[2].partition(end)[0]


def _own(name: str) -> str:
    return (HERE / name).read_text("utf-8")


def _allowed(texts: Mapping[str, str]) -> str:
    return " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts.values())


def _environment() -> Environment:
    loader = PackageLoader("ivfprep.web", "")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
