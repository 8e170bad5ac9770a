from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given

from ivfprep.pictures import ChanceBar, IconArray, Picture
from ivfprep.render.svg import svg
from tests.render.any_page import pictures
from tests.render.toy import PICTURES

NS = "{http://www.w3.org/2000/svg}"


@given(pictures)
def test_every_picture_is_an_svg_with_a_size(picture: Picture) -> None:
    root = ElementTree.fromstring(svg(picture))
    assert root.tag == f"{NS}svg"
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    assert not [node.tag for node in root.iter() if node.tag.removeprefix(NS) not in SHAPES]


SHAPES = {"svg", "g", "circle", "rect", "line", "text"}


def test_one_icon_is_one_person() -> None:
    icons = PICTURES[0]
    assert isinstance(icons, IconArray)
    groups = ElementTree.fromstring(svg(icons)).findall(f"{NS}g")
    counts = [[circle.get("fill") for circle in group.iter(f"{NS}circle")] for group in groups]
    assert [(fills.count("black"), len(fills)) for fills in counts] == [(29, 35), (16, 33)]
    assert all(fills == sorted(fills, key=lambda fill: fill != "black") for fills in counts)


@pytest.mark.parametrize(("low", "threshold"), [(61, 60), (0, 60), (100, 60)])
def test_the_bar_is_as_long_as_the_chance(low: float, threshold: float) -> None:
    bar = ChanceBar("", low, low, threshold, "", "", ())
    root = ElementTree.fromstring(svg(bar))
    frame, filled, _ = root.findall(f"{NS}rect")
    assert float(filled.get("width", "")) == pytest.approx(float(frame.get("width", "")) * low / 100, abs=0.1)
    line = root.find(f"{NS}line")
    assert line is not None
    assert float(line.get("x1", "")) == pytest.approx(float(frame.get("width", "")) * threshold / 100, abs=1.1)


def test_a_colour_can_be_named_and_type_prints_at_12_points() -> None:
    for picture in PICTURES:
        assert "black" not in svg(picture, "currentColor").replace('fill="white"', "")
    sizes = {
        node.get("font-size") for picture in PICTURES for node in ElementTree.fromstring(svg(picture)).iter(f"{NS}text")
    }
    assert sizes == {"16"}
