"""Schools, public hospitals and state firms, each under the body of its system."""

from dangjian.affairs.organizations.models import Field, Kind, Level, Organization
from dangjian.site.demo import words
from dangjian.site.demo.county import County
from dangjian.site.demo.sizes import Mix
from dangjian.site.demo.tree import townships
from dangjian.site.demo.tree.shapes import settle, shapes


def grow(county: County) -> None:
    """Grow the three systems."""
    of_townships = [name for name, _ in townships.names(county)]
    _system(
        county,
        _top(county, "中共清源县教育工作委员会", "县教育工委", Kind.WORK_COMMITTEE, Field.SCHOOL),
        county.measures.schools,
        [*words.every("schools"), *(f"{t}{s}" for s in ("中心学校", "初级中学", "中心幼儿园") for t in of_townships)],
    )
    _system(
        county,
        _top(county, "中共清源县卫生健康系统委员会", "县卫健系统党委", Kind.COMMITTEE, Field.HOSPITAL),
        county.measures.hospitals,
        [*words.every("hospitals"), *(f"{t}卫生院" for t in of_townships)],
    )
    _system(
        county,
        _top(county, "中共清源县国有资产监督管理委员会委员会", "县国资委党委", Kind.COMMITTEE, Field.STATE_FIRM),
        county.measures.state_firms,
        list(words.every("state_firms")),
    )


def _top(county: County, name: str, short: str, kind: Kind, field: Field) -> Organization:
    return county.grow(name, short, kind, field, parent=county.root, level=Level.DEPARTMENT)


def _system(county: County, top: Organization, mix: Mix, names: list[str]) -> None:
    """The largest first, as their lists run: committees, general branches, single branches."""
    field = Field(top.field)
    for name, shape in zip(names[: mix.units], shapes(mix, county.chance), strict=True):
        body = settle(county, name, name.removeprefix("清源"), shape, field, top)
        county.unit(name, field, county.areas["清源县"], body, body)
