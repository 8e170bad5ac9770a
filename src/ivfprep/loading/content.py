"""The content as the program uses it: found, read and typed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import convert

from ivfprep.catalog import Catalog
from ivfprep.errors import BadContent, BadInput, Problem
from ivfprep.loading.compiled import compiled_catalog, compiled_interview
from ivfprep.loading.folder import EXAMPLES, DataFolder, content_stamp, read_folder, shown

if TYPE_CHECKING:
    from ivfprep.prompts import Interview

_PACKAGE = Path(__file__).resolve().parents[1]


def find_data() -> Path:
    """Return the folder of the data: inside the package as in a wheel, else in the checkout.

    Raises BadContent when it stands in neither.
    """
    places = (_PACKAGE / "data", _PACKAGE.parents[1] / "data")
    for place in places:
        if (place / "about.yaml").is_file():
            return place
    message = f"The questions and rules of ivfprep are not there: looked in {places[0]} and {places[1]}."
    raise BadContent(Problem("ivfprep", 0, 0, message, "Install ivfprep again."))


def load_catalog(folder: Path | None = None) -> Catalog:
    """Return the content of `folder`, without one the shipped content.

    Only its shape is checked: `ivfprep check` finds the rest. Raises BadContent with every problem of every file.
    """
    folder = folder or find_data()
    return compiled_catalog(content_stamp(folder)) or catalog_of(_sound(read_folder(folder)))


def load_interview(folder: Path | None = None) -> Interview:
    """Return the interview of `folder`, without one the shipped interview.

    Raises BadContent with every problem of every file.
    """
    folder = folder or find_data()
    return compiled_interview(content_stamp(folder)) or interview_of(_sound(read_folder(folder)))


def _sound(read: DataFolder) -> DataFolder:
    if read.problems:
        raise BadContent(read.problems)
    return read


def catalog_of(read: DataFolder) -> Catalog:
    """Return the content of a folder that was read without a problem."""
    parts = {key: value for key, value in read.parts().items() if key in Catalog.__struct_fields__}
    return convert({**parts, "hash": read.hash}, Catalog)


def interview_of(read: DataFolder) -> Interview:
    """Return the interview of a folder that was read without a problem."""
    from ivfprep.prompts import Interview  # noqa: PLC0415 - not needed to make a list

    parts = {key: value for key, value in read.parts().items() if key in Interview.__struct_fields__}
    return convert(parts, Interview)


def example_names(folder: Path | None = None) -> list[str]:
    """Return the names of the made-up patients, sorted."""
    return sorted(path.stem for path in ((folder or find_data()) / EXAMPLES).glob("*.yaml"))


def example_path(name: str, folder: Path | None = None) -> Path:
    """Return the answers file of the made-up patient `name`; raises BadInput when there is none of that name."""
    folder = folder or find_data()
    names = example_names(folder)
    if name in names:
        return folder / EXAMPLES / f"{name}.yaml"
    from ivfprep.loading.spelling import did_you_mean  # noqa: PLC0415 - slow to import, and needed for a slip only

    hint = did_you_mean(name, names) or f"There are: {', '.join(names) or 'none'}."
    raise BadInput(Problem(shown(folder / EXAMPLES), 0, 0, f"There is no example '{name}'.", hint))
