"""The county's own organs, under 县直机关工委, in the order of P6."""

from typing import Final

from dangjian.affairs.organizations.models import Field, Kind, Level
from dangjian.site.demo import words
from dangjian.site.demo.county import County
from dangjian.site.demo.tree.shapes import Form, Shape, settle, shapes

WORK_COMMITTEE: Final = "县直机关工委"
OFFICES: Final = ("县委组织部", "县委社会工作部", "县委办公室", "县委网信办")  # Their officers act for the county.
_RANKS: Final = "大中小"
_SOME: Final = (*OFFICES, "县财政局", "县公安局")  # The small county has these.


def grow(county: County) -> None:
    """Grow the work committee and a body for every department."""
    top = county.grow(
        "中共清源县直属机关工作委员会",
        WORK_COMMITTEE,
        Kind.WORK_COMMITTEE,
        Field.ORGAN,
        parent=county.root,
        level=Level.DEPARTMENT,
    )
    listed = [(name, rank) for name, _, rank in words.lines("departments")]
    if county.measures.departments.units != len(listed):
        listed = [(name, rank) for name, rank in listed if name in _SOME]
    for (name, _), shape in zip(listed, _dealt(county, listed), strict=True):
        stem = f"清源县{name.removeprefix('县')}" if name.startswith("县") else name.replace("团县委", "共青团清源县委")
        organ = "机关" if shape.form is Form.COMMITTEE else ""
        body = settle(county, stem + organ, name + organ, shape, Field.ORGAN, top, level=Level.DEPARTMENT)
        county.unit(stem, Field.ORGAN, county.areas["清源县"], body, body)


def _dealt(county: County, listed: list[tuple[str, str]]) -> list[Shape]:
    """A shape for each department: the large ones get the committees, the small ones single branches."""
    ranked = sorted(listed, key=lambda line: _RANKS.index(line[1]))
    dealt = {
        name: shape for (name, _), shape in zip(ranked, shapes(county.measures.departments, county.chance), strict=True)
    }
    return [dealt[name] for name, _ in listed]
