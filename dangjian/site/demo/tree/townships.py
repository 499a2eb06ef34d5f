"""Townships with their organs, villages and communities; branches of those away, and temporary ones."""

from datetime import timedelta

from dangjian.affairs.organizations.models import Area, Field, Kind, Level, Organization
from dangjian.site.demo import words
from dangjian.site.demo.county import County
from dangjian.site.demo.tree.shapes import Form, Shape, numeral, settle, shapes

FIRST = ("城关镇", "石桥镇", "柳河乡")  # The small county has these.
SINGLE = ("上湾村", "青峰村")  # Villages of one branch, whatever the draw.
_VILLAGE, _COMMUNITY = 200, 1  # Where the last three digits of their codes begin.


def names(county: County) -> list[tuple[str, str]]:
    """The townships, as the county lists them, with the last digits of their codes."""
    listed = [(name, code) for name, code in words.lines("townships")]
    whole = county.measures.townships == len(listed)
    return listed if whole else [(name, code) for name, code in listed if name in FIRST]


def grow(county: County) -> None:
    """Grow every township with what stands below it."""
    bodies = [_township(county, name, code) for name, code in names(county)]
    _settle(county, bodies, "villages", county.measures.villages.units, Field.RURAL)
    _settle(county, bodies, "communities", county.measures.communities.units, Field.COMMUNITY)
    _mobile(county, bodies)


def _township(county: County, name: str, code: str) -> Organization:
    above = county.areas["清源县"]
    area = county.rows.add(Area(code=above.code + code, name=name, parent_id=above.pk))
    county.areas[name] = area
    body = county.grow(
        f"中共{name}委员会",
        f"{name}党委",
        Kind.COMMITTEE,
        Field.RURAL,
        parent=county.root,
        level=Level.TOWNSHIP,
        area=area,
    )
    for number in range(county.measures.organ_branches):
        ordinal = f"机关第{numeral(number + 1)}" if county.measures.organ_branches > 1 else "机关"
        county.grow(f"中共{name}{ordinal}支部委员会", f"{name}{ordinal}党支部", Kind.BRANCH, Field.ORGAN, parent=body)
    county.unit(f"{name}人民政府", Field.ORGAN, area, body, body)
    return body


def _settle(county: County, bodies: list[Organization], file: str, count: int, field: Field) -> None:
    mix = county.measures.villages if field is Field.RURAL else county.measures.communities
    places = _places(bodies, file, count)
    drawn = shapes(mix, county.chance)
    fixed = [shape for shape in drawn if shape.form is Form.SINGLE][: sum(name in SINGLE for _, name in places)]
    others = [shape for shape in drawn if shape.form is not Form.SINGLE] + drawn[len(drawn) - mix.single + len(fixed) :]
    county.chance.shuffle(others)
    start = _VILLAGE if field is Field.RURAL else _COMMUNITY
    counters: dict[int, int] = {}
    for township, name in places:
        shape = fixed.pop() if name in SINGLE else others.pop()
        counters[township.pk] = counters.get(township.pk, start - 1) + 1
        _place(county, township, name, counters[township.pk], shape, field)


def _places(bodies: list[Organization], file: str, count: int) -> list[tuple[Organization, str]]:
    """Places by township, in order; where fewer are wanted, the first of each township in turn."""
    known = words.by_first(file)
    listed = [(rank, body, name) for body in bodies for rank, name in enumerate(known[_bare(body)])]
    chosen = sorted(listed, key=lambda item: (item[0], item[2] not in SINGLE))[:count]
    kept = {name for _, _, name in chosen}
    return [(body, name) for _, body, name in listed if name in kept]


def _place(county: County, township: Organization, name: str, number: int, shape: Shape, field: Field) -> None:
    above = county.areas[_bare(township)]
    area = county.rows.add(Area(code=f"{above.code}{number:03d}", name=name, parent_id=above.pk))
    county.areas[name] = area
    body = settle(county, f"{_bare(township)}{name}", name, shape, field, township, area=area)
    council = "村民委员会" if field is Field.RURAL else "居民委员会"
    county.unit(f"{_bare(township)}{name}{council}", field, area, body, body)


def _mobile(county: County, bodies: list[Organization]) -> None:
    """Branches of members who work away, and temporary ones for a task that ends."""
    cities = words.every("host_cities")
    for number in range(county.measures.mobile_branches):
        body = bodies[number % len(bodies)]
        stem = f"{_bare(body)}驻{cities[number // len(bodies) % len(cities)]}流动党员"
        county.grow(f"中共{stem}支部委员会", f"{stem}党支部", Kind.MOBILE_BRANCH, Field.RURAL, parent=body)
    for number in range(county.measures.temporary_branches):
        body = bodies[number % len(bodies)]
        county.grow(
            f"中共{_bare(body)}防汛抗旱临时支部委员会",
            f"{_bare(body)}防汛抗旱临时党支部",
            Kind.TEMPORARY_BRANCH,
            Field.RURAL,
            parent=body,
            since=county.today - timedelta(days=150),
        )


def _bare(township: Organization) -> str:
    return township.short_name.removesuffix("党委")
