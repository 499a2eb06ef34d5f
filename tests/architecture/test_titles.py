"""A page that writes its own heading in the template says it in the title too, else the window is called 首页."""

from pathlib import Path

import dangjian

ROOT = Path(dangjian.__file__).parent
FRAMES = ROOT / "foundation" / "ui" / "templates" / "ui"  # They give the blocks; a page fills them.


def untitled(templates: dict[str, str]) -> list[str]:
    """Return the templates with a heading of their own and no title."""
    own = (name for name, text in templates.items() if "{% block heading %}" in text)
    return [name for name in own if "{% block title %}" not in templates[name]]


def test_every_page_with_a_heading_has_a_title() -> None:
    pages = {str(path): path.read_text() for path in ROOT.rglob("*.html") if not path.is_relative_to(FRAMES)}
    assert len(pages) > 50
    assert untitled(pages) == []


def test_a_heading_without_a_title_is_found() -> None:
    assert untitled({"a.html": "{% block heading %}职务{% endblock %}"}) == ["a.html"]
