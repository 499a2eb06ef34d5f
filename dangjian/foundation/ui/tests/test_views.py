"""The display switch, the frame's choice, and the gallery."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from dangjian.foundation.ui.context import look
from dangjian.foundation.ui.gallery import SHAPES, page
from dangjian.foundation.ui.views import elder_mode


def post(**data: str) -> HttpRequest:
    return RequestFactory().post("/display/", data)


def test_large_type_is_remembered_and_leads_back() -> None:
    response = elder_mode(post(on="1", next="/tasks/?words=a"))
    assert response["Location"] == "/tasks/?words=a"
    assert response.cookies["elder"].value == "1"
    assert response.cookies["elder"]["httponly"]


def test_large_type_can_be_left() -> None:
    assert elder_mode(post(on="0", next="/")).cookies["elder"]["max-age"] == 0


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_the_switch_leads_nowhere_else(target: str) -> None:
    assert elder_mode(post(on="1", next=target))["Location"] == "/"


def test_reading_does_not_switch() -> None:
    assert elder_mode(RequestFactory().get("/display/")).status_code == 405


@pytest.mark.parametrize(
    ("headers", "frame"),
    [
        ({}, "ui/frame.html"),
        ({"HX-Request": "true"}, "ui/fragment.html"),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, "ui/frame.html"),
    ],
)
def test_htmx_gets_the_content_alone(headers: dict[str, str], frame: str) -> None:
    assert look(RequestFactory().get("/", headers=headers))["frame"] == frame


def test_every_shape_of_the_gallery_has_its_template() -> None:
    assert {page(name)[0] for name in SHAPES} == {
        f"ui/gallery/{name}.html" for name in ("list", "detail", "form", "steps", "board")
    }
    assert page("no-such-shape")[0] == "ui/gallery/parts.html"
