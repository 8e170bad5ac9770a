"""The page that lists the sheets of a day: who, which treatments, what to raise first, and the file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from ivfprep.catalog import Catalog
from ivfprep.profile import UNSAID, Profile
from ivfprep.render.plain import clean
from ivfprep.sheet import Checklist

NAME = "index.html"

NOTICE = (
    "This page holds private health facts of many people. Keep it as you keep their notes, and delete it after the day."
)
"""What the page says of itself, and the program when it has written it."""

PAGE = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Sheets of the day</title>
<style>body {{ font: 1rem/1.4 sans-serif; margin: 2rem }} table {{ border-collapse: collapse }}
th, td {{ border: 1px solid; padding: .4rem; text-align: left; vertical-align: top }}</style>
</head>
<body>
<main>
<h1>Sheets of the day</h1>
<p><strong>{notice}</strong></p>
<table>
<thead><tr><th scope="col">Who</th><th scope="col">Visit</th><th scope="col">Treatments</th>\
<th scope="col">To raise first</th><th scope="col">Sheet</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
</main>
</body>
</html>
"""


class Row(NamedTuple):
    """One file of answers: whose it is, and its sheet; without a `sheet` the answers could not be used."""

    who: str
    visit: str = ""
    treatments: str = ""
    first: tuple[str, ...] = ()
    sheet: str = ""


def row_of(who: str, profile: Profile, checklist: Checklist, catalog: Catalog, sheet: str) -> Row:
    """Return the row of one patient; `who` is the name of the file of answers, for one who gave no name."""
    date = profile.visit.date
    visit = "" if date in UNSAID else date
    return Row(
        profile.visit.name or who, visit, ", ".join(_treatments(profile, catalog)), tuple(_first(checklist)), sheet
    )


def _treatments(profile: Profile, catalog: Catalog) -> Iterator[str]:
    names = {add_on.id: add_on.name for add_on in catalog.add_ons}
    for answer in () if isinstance(profile.add_ons, str) else profile.add_ons:
        yield answer.name or names.get(answer.id, "not sure which")


def _first(checklist: Checklist) -> Iterator[str]:
    """Yield what is listed as a reason against a treatment, and the first question."""
    for block in checklist.handover.checks:
        if block.framed:
            yield f"{block.head}: {' '.join(item.text for item in block.items)}"
    yield from (asked.ask for asked in checklist.handover.three[:1])


def page(rows: Iterable[Row]) -> bytes:
    """Return the page, without a script and without anything from elsewhere."""
    return PAGE.format(notice=escape(NOTICE), rows="\n".join(map(_row, rows))).encode()


def _row(row: Row) -> str:
    first = "<br>".join(_safe(line) for line in row.first)
    link = (
        f'<a href="./{_address(row.sheet)}">{_safe(row.sheet)}</a>' if row.sheet else "These answers could not be used."
    )
    cells = (_safe(row.who), _safe(row.visit), _safe(row.treatments), first, link)
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _address(name: str) -> str:
    signs = ((chr(byte), byte) for byte in os.fsencode(name))
    return "".join(
        sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else f"%{byte:02X}" for sign, byte in signs
    )


def _safe(text: str) -> str:
    return escape(clean(text))
