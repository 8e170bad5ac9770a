"""Pictures of numbers: each count stands in a source that the picture cites, and in words beside it."""

from __future__ import annotations

from collections.abc import Iterator

from ivfprep.catalog import Claim, PictureContent, Update
from ivfprep.errors import Problem
from ivfprep.loading.checks.inventory import Inventory
from ivfprep.loading.checks.places import Item


def picture_problems(inventory: Inventory) -> Iterator[Problem]:
    """Yield pictures that lack a part, cite nothing, or show a count that their sources or words do not hold."""
    says = {item.value.id: item.value.says for item in inventory.items("claims", Claim)}
    says |= {item.value.id: item.value.says for item in inventory.items("updates", Update)}
    for picture in inventory.items("pictures", PictureContent):
        yield from _parts(picture)
        yield from _counts(picture, says)


def _parts(picture: Item[PictureContent]) -> Iterator[Problem]:
    value, place = picture.value, picture.place
    needed = ("add_ons", "groups", "legend") if value.kind == "trial" else ("words", "threshold")
    missing = [name for name in needed if not getattr(value, name)]
    if missing:
        yield place.at("id").problem(f"This picture lacks {' and '.join(missing)}.", "Add what is missing.")
    if not any(caption.claims or caption.updates for caption in value.captions):
        yield place.at("captions").problem("This picture cites nothing.", "Name what each caption rests on.")


def _counts(picture: Item[PictureContent], says: dict[str, str]) -> Iterator[Problem]:
    cited = [id_ for caption in picture.value.captions for id_ in (*caption.claims, *caption.updates)]
    known = " ".join(says.get(id_, "") for id_ in cited)
    for index, group in enumerate(picture.value.groups):
        count, place = f"{group.count} of {group.of}", picture.place.at("groups", index)
        if not 0 <= group.count <= group.of:
            yield place.at("count").problem(f"There is no {count}.", "Write a count that is not above its group.")
        elif count not in known:
            yield place.at("count").problem(f"No source of this picture says {count}.", "Copy it from the claim.")
        elif count not in group.words or f"{group.of - group.count} did not" not in group.words:
            hint = f"Say '{count} ...' and '{group.of - group.count} did not'."
            yield place.at("words").problem("These words do not say both sides of the count.", hint)
