"""The words as they may be printed: no character in them steers a terminal or turns a line around."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from ivfprep.sheet import Checklist

BODY = 75
"""The widest line of running text, in columns: longer ones are hard to follow."""

NARROWEST = 20
"""The least width that is used, in columns: hanging text has no room in less."""

# Compiled when a text needs them: most never do, and the start is what a reader waits for.
_SEQUENCE = r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
_BREAKS = r"[\t-\r\x1c-\x1f\x85\u2028\u2029]+"

# Lone surrogates are here because no file in UTF-8 can hold them, and noncharacters (the Unicode Standard, section
# 23.7) because HTML may not. Joiners (U+200C, U+200D) stay: words need them.
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_STEERING = rf"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff{_NONCHARACTERS}]"


# What JSON makes of the characters above, or of a space at either end of a text: most checklists hold none of them,
# and one in ASCII can hold only the first few.
_SUSPICIOUS = re.compile(rb'" | "|\\[bfnrtu]|\x7f')
_SPACE = rb"(?:\xc2\xa0|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xaf]|\xe2\x81\x9f|\xe3\x80\x80)"
_SUSPICIOUS_BEYOND_ASCII = (
    rb'"%b|%b"|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]' % (_SPACE, _SPACE)
    + rb"|\xef\xb7[\x90-\xaf]|[\xef-\xf4][\x80-\xbf]?\xbf[\xbe\xbf]"
)


def clean(text: str) -> str:
    """Return `text` on one line, without control, direction and surrogate characters and without outer spaces."""
    return re.sub(_STEERING, "", re.sub(_BREAKS, " ", re.sub(_SEQUENCE, "", text))).strip()


def cleaned(checklist: Checklist) -> Checklist:
    """Return `checklist` with each of its texts cleaned, so that no format can forget to."""
    data = msgspec.json.encode(checklist)
    if not _SUSPICIOUS.search(data) and (data.isascii() or not re.search(_SUSPICIOUS_BEYOND_ASCII, data)):
        return checklist
    return msgspec.convert(clean_all(msgspec.to_builtins(checklist)), Checklist)


def clean_all(value: Any) -> Any:  # noqa: ANN401  # whatever a sheet is made of
    """Return plain values, such as lists and dicts, with each text in them cleaned."""
    match value:
        case str():
            return clean(value)
        case dict():
            return {key: clean_all(item) for key, item in value.items()}
        case list() | tuple():
            return [clean_all(item) for item in value]
        case _:
            return value
