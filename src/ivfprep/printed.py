"""What every printed page shares: where a line comes from, sources, numbers to call, a clinic's picture."""

from typing import Literal, TypeAlias

from msgspec import Struct

Layer: TypeAlias = Literal["documents", "newer", "general", "own", "clinic"]


class Frozen(Struct, frozen=True):
    """The root of everything that is printed."""


class Phone(Frozen, frozen=True):
    """A number to call; `number` is empty where a line is left to write on."""

    label: str
    number: str


class Source(Frozen, frozen=True):
    """A source as the page lists it. `mark` is what a line carries, such as `[1]`."""

    id: str
    mark: str
    text: str
    layer: Layer


class Logo(Frozen, frozen=True):
    """A clinic's picture: `kind` is png, jpeg or svg+xml, `data` its bytes in base64, `name` what it says."""

    kind: str
    data: str
    name: str
