"""Villages of the demo county: matters at every step, village rules, what was disclosed, what villagers asked."""

from django.urls import reverse

from dangjian.affairs.organizations.models import VILLAGE_DIGITS, Area, Field, Level, Organization
from dangjian.community.villages.models import Village
from dangjian.site.demo.cast import VILLAGE
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County
from dangjian.site.demo.programme.desks import Desks
from dangjian.site.demo.village_life import covenants, disclosures, matters, questions
from dangjian.site.demo.village_life.places import Place, opened

__all__ = ["open_page", "write"]


def open_page() -> str:
    """Return the address of the printed village's open page, empty where this database does not hold it."""
    code = Village.objects.filter(name=VILLAGE).values_list("code", flat=True).first()
    return reverse("village:board", args=[code]) if code else ""


def write(county: County) -> None:
    """Open every village and let some of them work; ids and choices are drawn from a source of their own."""
    chance = Chance(county.measures.members + 41, county.today)
    desks = Desks(county)
    places = [_place(county, chance, desks, body) for body in county.bodies if _leads(county, body)]
    matters.write(county, chance, places)
    covenants.write(county, chance, desks, places)
    disclosures.write(county, chance, places)
    questions.write(county, chance, desks, places)


def _leads(county: County, body: Organization) -> bool:
    parent = county.bodies[(body.parent_id or 1) - 1]
    if body.field != Field.RURAL or body.level != Level.BASE or parent.level != Level.TOWNSHIP:
        return False
    return len(county.rows.of(Area)[(body.area_id or 1) - 1].code) == VILLAGE_DIGITS


def _place(county: County, chance: Chance, desks: Desks, body: Organization) -> Place:
    areas = county.rows.of(Area)
    area = areas[(body.area_id or 1) - 1]
    delegates, households = chance.randint(28, 52), chance.randint(240, 680)
    village = county.rows.add(
        Village(
            public_id=chance.public_id(), organization_id=body.pk, county_id=1, org_path=body.path, code=area.code,
            name=area.name, township_name=areas[(area.parent_id or 1) - 1].name, delegates=delegates,
            households=households, adults=households * 3 - chance.randint(0, 90), opened_on=opened(county.today),
            is_finance_monthly=chance.random() < 0.15,  # noqa: PLR2004  # some have much collective finance
        )
    )  # fmt: skip
    return Place(body, county.bodies[(body.parent_id or 1) - 1], village, desks.writes(body))
