"""The map names every room, and no room that is gone."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NO_ROOM = {"tests", "templates", "migrations", "static", "words", "node_modules", "assets"}


def rooms() -> set[str]:
    """Folders of code down to the capabilities."""
    found = [
        *ROOT.glob("dangjian/*/"),
        *ROOT.glob("dangjian/*/*/"),
        *ROOT.glob("tests/*/"),
        ROOT / "bench",
        ROOT / "bin",
    ]
    inner = [path.relative_to(ROOT) for path in found if any(path.glob("*.py"))]
    return {str(path) for path in inner if not NO_ROOM & set(path.parts[1:])}


def test_every_room_is_on_the_map() -> None:
    text = (ROOT / "docs/map.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)) - {"docs"}
    assert rooms() == named
