"""The tree of the demo county: a part of the county a module."""

from dangjian.affairs.organizations.models import Area, Field, Kind, Level
from dangjian.site.demo.county import County
from dangjian.site.demo.tree import beside, departments, newcomers, systems, townships


def grow(county: County) -> None:
    """Grow all bodies, units and areas, in the county's order: townships, organs, systems, new fields."""
    place = _place(county)
    county.grow(
        "中共清源县委员会",
        "清源县委",
        Kind.COMMITTEE,
        Field.ORGAN,
        parent=None,
        level=Level.COUNTY,
        area=place,
    )
    townships.grow(county)
    departments.grow(county)
    systems.grow(county)
    newcomers.grow(county)
    county.put_in_order()
    beside.stand(county)


def _place(county: County) -> Area:
    """Province, city and county under codes that no one has been given (99)."""
    above = None
    for code, name in (("99", "示例省"), ("9901", "示例市"), ("990127", "清源县")):
        above = county.rows.add(Area(code=code, name=name, parent_id=above.pk if above else None))
        county.areas[name] = above
    return county.areas["清源县"]
