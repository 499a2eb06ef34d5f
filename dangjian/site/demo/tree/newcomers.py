"""两新: non-public firms and societies, under 两新工委, the park and the townships; many have no body."""

from dangjian.affairs.organizations.models import Area, Field, Kind, Level, Organization
from dangjian.site.demo import words
from dangjian.site.demo.county import County
from dangjian.site.demo.sizes import Mix
from dangjian.site.demo.tree.shapes import Shape, settle, shapes


def grow(county: County) -> None:
    """Grow 两新工委 and below it the park and the committee of societies, then firms and societies."""
    top = county.grow(
        "中共清源县非公有制经济组织和社会组织工作委员会",
        "县两新工委",
        Kind.WORK_COMMITTEE,
        Field.PRIVATE_FIRM,
        parent=county.root,
        level=Level.DEPARTMENT,
    )
    park = county.grow("中共清源产业园区委员会", "产业园区党委", Kind.COMMITTEE, Field.PRIVATE_FIRM, parent=top)
    hub = county.grow("中共清源县社会组织综合委员会", "社会组织综合党委", Kind.COMMITTEE, Field.SOCIETY, parent=top)
    towns = [body for body in county.bodies if body.level == Level.TOWNSHIP]
    _firms(county, top, park, towns)
    _societies(county, hub, towns)


def _firms(county: County, top: Organization, park: Organization, towns: list[Organization]) -> None:
    marks, trades = words.every("firm_marks"), words.every("firm_trades")
    names = [f"{mark}{trade}" for trade in trades for mark in marks]
    county.chance.shuffle(names)
    names = names[: county.measures.firms_in_all]
    homes = [park, top, *towns]
    weights = [6, 4, *[1] * len(towns)]
    _spread(county, names, county.measures.firms, Field.PRIVATE_FIRM, homes, weights, ("有限公司", "商圈企业"))


def _societies(county: County, hub: Organization, towns: list[Organization]) -> None:
    topics, forms = words.every("society_topics"), words.every("society_forms")
    names = [f"{topic}{form}" for form in forms for topic in topics]
    county.chance.shuffle(names)
    names = names[: county.measures.societies_in_all]
    homes, weights = [hub, *towns], [14, *[1] * len(towns)]
    _spread(county, names, county.measures.societies, Field.SOCIETY, homes, weights, ("", "社会组织"))


def _spread(
    county: County,
    names: list[str],
    mix: Mix,
    field: Field,
    homes: list[Organization],
    weights: list[int],
    words_of: tuple[str, str],
) -> None:
    """Bodies for the first names, joint branches for the next, an answering body for the rest."""
    suffix, joint_word = words_of
    waiting = iter(names)
    for number, shape in enumerate(shapes(mix, county.chance)):
        home = county.chance.choices(homes, weights)[0] if number else homes[0]  # None of these stays empty.
        _own(county, next(waiting), suffix, shape, field, home)
    for number in range(mix.joint):
        sharing = mix.sharing * (number + 1) // mix.joint - mix.sharing * number // mix.joint
        members = [next(waiting) + suffix for _ in range(sharing)]
        _joint(county, members, joint_word, field, county.chance.choices(homes, weights)[0])
    for name in waiting:
        home = county.chance.choices(homes, weights)[0]
        county.unit(f"{_stem(home)}{name}{suffix}", field, _area(county, home), home)


def _own(county: County, name: str, suffix: str, shape: Shape, field: Field, home: Organization) -> None:
    full = f"{_stem(home)}{name}{suffix}"
    body = settle(county, full, name, shape, field, home)
    county.unit(full, field, _area(county, home), body, body)


def _joint(county: County, names: list[str], word: str, field: Field, home: Organization) -> None:
    first = names[0].removesuffix("有限公司")
    short = f"{first}等{len(names)}家{word}联合党支部"
    body = county.grow(
        f"中共{_stem(home)}{first}等{len(names)}家{word}联合支部委员会", short, Kind.JOINT_BRANCH, field, parent=home
    )
    for name in names:
        county.unit(f"{_stem(home)}{name}", field, _area(county, home), body, body)


def _stem(home: Organization) -> str:
    return home.short_name.removesuffix("党委") if home.level == Level.TOWNSHIP else "清源县"


def _area(county: County, home: Organization) -> Area:
    return county.areas.get(home.short_name.removesuffix("党委"), county.areas["清源县"])
