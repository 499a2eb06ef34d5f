"""Error pages stand on their own: the server may have nothing else left to give them."""

import re

import pytest
from django.template.loader import render_to_string


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_an_error_page_needs_nothing_and_says_what_to_do(name: str) -> None:
    page = render_to_string(f"{name}.html")
    words = re.sub(r"<[^>]+>", "", page[page.index("<main") :])
    assert "返回上一页" in words
    assert not re.search(r"[A-Za-z]{2,}", words)
    assert "data-refused" in page
