"""The county's own organs, under 县直机关工委, in the order of P6."""

from typing import Final

from dangjian.affairs.organizations.models import Field, Kind, Level
from dangjian.site.demo import words
from dangjian.site.demo.county import County
from dangjian.site.demo.tree.shapes import Form, Shape, settle, shapes

WORK_COMMITTEE: Final = "县直机关工委"
OFFICES: Final = ("县委组织部", "县委社会工作部", "县委办公室", "县委网信办")  # Their officers act for the county.
_LARGE: Final = ("县公安局", "县教育和体育局", "县卫生健康局", "县财政局", "县农业农村局", "县自然资源局")


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
    listed = [name for name, _ in words.lines("departments")]
    count = county.measures.departments.units
    chosen = listed if count == len(listed) else [name for name in listed if name in (*OFFICES, "县财政局", "县公安局")]
    for name, shape in zip(chosen, _dealt(county, chosen), strict=True):
        stem = f"清源县{name.removeprefix('县')}" if name.startswith("县") else name.replace("团县委", "共青团清源县委")
        organ = "机关" if shape.form is Form.COMMITTEE else ""
        body = settle(county, stem + organ, name + organ, shape, Field.ORGAN, top, level=Level.DEPARTMENT)
        county.unit(stem, Field.ORGAN, county.areas["清源县"], body, body)


def _dealt(county: County, names: list[str]) -> list[Shape]:
    """A shape for each department: the large ones committees, the officers' own a general branch or more."""
    drawn = shapes(county.measures.departments, county.chance)
    committees = [shape for shape in drawn if shape.form is Form.COMMITTEE]
    others = [shape for shape in drawn if shape.form is not Form.COMMITTEE]
    county.chance.shuffle(others)
    large = [name for name in names if name in _LARGE][: len(committees)]
    rest = [name for name in names if name not in large]
    more = county.chance.sample(rest, len(committees) - len(large))
    return [committees.pop() if name in (*large, *more) else others.pop() for name in names]
