"""`ivfprep page`: the one file that lets a patient answer in a browser, with a clinic's own baked in."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Final

from ivfprep import __version__
from ivfprep.checklist.handout import build_handout
from ivfprep.cli.clinics import Setting
from ivfprep.cli.named_files import refuse_inputs
from ivfprep.cli.opening import catalog_with
from ivfprep.cli.streams import say
from ivfprep.cli.tasks import may_replace
from ivfprep.cli.world import today
from ivfprep.errors import BadInput, OutputFailed, Problem
from ivfprep.formats import FORMATS
from ivfprep.loading.content import load_interview
from ivfprep.render import render
from ivfprep.web.baked import Baked
from ivfprep.web.page_file import page_file
from ivfprep.writing import write_file

NAME: Final = "visit-questions.html"
"""What we let the file be called."""


def write_page(output: Path | None, setting: Setting, force: bool) -> None:
    """Write the page; raises BadInput and BadContent for what cannot be baked in, and OutputFailed."""
    file = _html_file(output)
    refuse_inputs(file, setting.files())
    catalog = catalog_with(setting.packs)
    handout = build_handout(catalog, (), setting.clinic, setting.logo, today())
    baked = Baked(catalog, load_interview(), setting.clinic, setting.logo)
    try:
        data = page_file(baked, render(handout, "html"), __version__)
    except (OSError, ValueError):
        message = "What the page is made of is not whole."
        raise OutputFailed(Problem("ivfprep", 0, 0, message, "Install ivfprep again.")) from None
    write_file(file, data, replace=force or may_replace(file), private=False)
    say(f"Written to {file}: {len(data) / 1_000_000:.1f} MB. SHA-256: {sha256(data).hexdigest()}")


def _html_file(output: Path | None) -> Path:
    if output is None:
        raise BadInput(Problem("page", 0, 0, "A screen cannot show the page.", f"Name a file for it: -o {NAME}"))
    endings = FORMATS["html"].endings
    if output.suffix.lower() not in endings:
        message = f"The page is HTML, and this file ends with '{output.suffix}'."
        raise BadInput(Problem("-o", 0, 0, message, f"End its name with {' or '.join(endings)}."))
    return output
