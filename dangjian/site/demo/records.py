"""What the register holds of every person and body: facts that agree with each other, and how they came to be.

ID numbers begin with 99 and phones with 154: no area has the one, no network the other.
"""

from datetime import date, timedelta
from typing import Final

from django.db.backends.postgresql.psycopg_any import DateRange

from dangjian.access.secrets import Place, blind_index, seal
from dangjian.affairs.members.models import Category, Member, Spell
from dangjian.affairs.organizations.models import Area, Field, Organization, State
from dangjian.affairs.people.models import Entry, Person, Sex, Source
from dangjian.foundation.time import at
from dangjian.site.demo.cast import SECRETARY
from dangjian.site.demo.chance import Chance
from dangjian.site.demo.county import County

_DAYS: Final = 365.25
_GROWN: Final = 18
_RETIRED: Final = 60
_SECRETARY_AGE: Final = 56
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_FEMININE: Final = frozenset("芳兰英霞梅珍娟萍燕玲琴丽琳洁莹颖婷雯怡静艳倩雪红欣慧雨春桂")
_ETHNICITIES: Final = (("01", "05", "08", "15"), (970, 12, 10, 8))
_LAND: Final = (("71", "61", "41", "31", "21", "81"), (40, 24, 8, 14, 8, 6))
_DESK: Final = (("21", "31", "14", "41", "61"), (58, 24, 12, 4, 2))
_SHOP: Final = (("31", "21", "61", "41", "71"), (34, 28, 18, 12, 8))
_LEARNED: Final = {
    Field.RURAL: _LAND,
    Field.COMMUNITY: _SHOP,
    Field.ORGAN: _DESK,
    Field.SCHOOL: _DESK,
    Field.HOSPITAL: _DESK,
    Field.STATE_FIRM: _SHOP,
    Field.PRIVATE_FIRM: _SHOP,
    Field.SOCIETY: _SHOP,
}
_WORK: Final = {
    Field.RURAL: ("务农", "务农", "务农", "村级组织工作人员", "个体经营"),
    Field.COMMUNITY: ("社区工作者", "个体经营", "企业职工", "物业管理人员"),
    Field.ORGAN: ("机关工作人员", "机关工作人员", "事业单位管理人员"),
    Field.SCHOOL: ("教师", "教师", "教师", "学校管理人员"),
    Field.HOSPITAL: ("医师", "护士", "医技人员", "医院管理人员"),
    Field.STATE_FIRM: ("企业职工", "企业管理人员", "专业技术人员"),
    Field.PRIVATE_FIRM: ("企业职工", "企业管理人员", "专业技术人员"),
    Field.SOCIETY: ("社会组织工作人员", "专业技术人员"),
}


def write(county: County) -> None:
    """Give every body its history and every person a record; draws from a source of its own."""
    chance = Chance(county.measures.members, county.today)
    _states(county)
    places = _places(county)
    bodies = county.bodies
    secretary = county.cast.get(SECRETARY.login)
    for member in county.rows.of(Member):
        body = bodies[member.organization_id - 1]
        person = county.rows.of(Person)[member.person_id - 1]
        _describe(chance, county.today, person, member, body, aged=_SECRETARY_AGE if person is secretary else None)
        person.residence = person.registered_residence = places[body.area_id or 1]
        _remember(chance, county, person, member)


def _states(county: County) -> None:
    for body in county.bodies:
        county.rows.put(
            State,
            organization_id=body.pk,
            county_id=1,
            org_path=body.path,
            name=body.name,
            short_name=body.short_name,
            kind=body.kind,
            level=body.level,
            field=body.field,
            parent_id=body.parent_id,
            path=body.path,
            order_no=body.order_no,
            during=DateRange(body.founded_on, body.closed_on),
            recorded_at=at(county.today - timedelta(days=1), 9),
        )


def _places(county: County) -> dict[int, str]:
    """The words of a residence by area, down to the village and never to the door."""
    areas = {area.pk: area for area in county.rows.of(Area)}

    def words(area: Area) -> str:
        above = areas.get(area.parent_id or 0)
        return (words(above) if above and len(area.code) > len("990127") else "") + area.name

    return {number: words(area) for number, area in areas.items()}


def _describe(
    chance: Chance, today: date, person: Person, member: Member, body: Organization, aged: int | None
) -> None:
    field = Field(body.field)
    if aged:
        person.born_on = date(today.year - aged, 3, 12)
        member.joined_on = date(person.born_on.year + 24, 7, 1)
        member.confirmed_on = date(person.born_on.year + 25, 7, 1)
    else:
        start = member.joined_on or today
        person.born_on = start - timedelta(days=int((_GROWN + chance.triangular(0.5, 24, 6)) * _DAYS))
    age = (today - person.born_on).days / _DAYS
    person.sex = Sex.FEMALE if set(person.name[1:]) & _FEMININE else Sex.MALE
    person.ethnicity = chance.choices(*_ETHNICITIES)[0]
    person.education = chance.choices(*_LEARNED[field])[0]
    is_retired = age >= _RETIRED and field not in (Field.RURAL, Field.PRIVATE_FIRM)
    person.occupation = "离退休" if is_retired else chance.choice(_WORK[field])
    _seal(chance, person)


def _seal(chance: Chance, person: Person) -> None:
    number, phone = _id_number(chance, person), f"154{chance.randrange(10**8):08d}"
    person.id_number = seal(number, Place("people_person", "id_number", person.public_id))
    person.id_index = blind_index("id_number", number)
    person.phone = seal(phone, Place("people_person", "phone", person.public_id))
    person.phone_index = blind_index("phone", phone)


def _id_number(chance: Chance, person: Person) -> str:
    turn = chance.randrange(500) * 2 + (person.sex == Sex.MALE)
    stem = f"990127{person.born_on:%Y%m%d}{turn:03d}"
    return stem + _CHECKS[sum(int(digit) * weight for digit, weight in zip(stem, _WEIGHTS, strict=True)) % 11]


def _remember(chance: Chance, county: County, person: Person, member: Member) -> None:
    if member.category in (Category.FULL, Category.PROBATIONARY):
        since = member.joined_on or county.today
    else:
        since = member.applied_on = chance.day(county.today - timedelta(days=900), county.today - timedelta(days=200))
        if member.category != Category.APPLICANT:
            member.activist_on = chance.day(since + timedelta(days=90), county.today - timedelta(days=30))
    loaded = at(county.today - timedelta(days=1), 9)
    county.rows.put(
        Spell,
        member_id=member.pk,
        organization_id=member.organization_id,
        county_id=1,
        org_path=member.org_path,
        category=member.category,
        during=DateRange(since, None),
        source=Source.FIRST,
        recorded_at=loaded,
    )
    county.rows.put(
        Entry,
        public_id=chance.public_id(),
        person_id=person.pk,
        county_id=1,
        org_path=person.org_path,
        source=Source.FIRST,
        words="由全国党员管理信息系统导出的名册建档",
        fields=_FIELDS,
        on=loaded.date(),
        recorded_at=loaded,
    )


_FIELDS: Final = [
    "name",
    "sex",
    "ethnicity",
    "born_on",
    "education",
    "occupation",
    "residence",
    "registered_residence",
    "id_number",
    "phone",
    "organization",
    "category",
    "joined_on",
    "confirmed_on",
    "standing",
]
