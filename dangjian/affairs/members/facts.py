"""The facts of a record: what each is called, how it is read from what people write, and how it is said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import models

from dangjian.access.privacy import Privacy, class_of
from dangjian.affairs.members import reading
from dangjian.affairs.members.models import Category, Leaving, Member, Standing
from dangjian.affairs.members.reading import Reader, Value
from dangjian.affairs.people.codes import EDUCATION, ETHNICITY, Codes
from dangjian.affairs.people.models import Person, Sex
from dangjian.affairs.people.rules import masked_id_number, masked_landline, masked_phone


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of a person or of a membership."""

    name: str
    model: type[models.Model]
    read: Reader
    codes: Codes | None = None
    choices: type[models.TextChoices] | None = None
    mask: Callable[[str], str] | None = None

    @property
    def caption(self) -> str:
        """What the field is called on screen."""
        return str(getattr(self.model._meta.get_field(self.name), "verbose_name", self.name))

    @property
    def privacy(self) -> Privacy:
        """How far the field may travel."""
        return class_of(self.model, self.name)

    @property
    def is_sealed(self) -> bool:
        """Whether it is kept encrypted."""
        return self.mask is not None

    @property
    def is_of_person(self) -> bool:
        """Whether it belongs to the person and not to the membership."""
        return self.model is Person

    def words(self, value: Value) -> str:
        """Return a value as people read it; empty where nothing is held."""
        if value is None or value == "":
            return ""
        if self.codes:
            return self.codes.words_of(str(value))
        if self.choices:
            return str(self.choices(str(value)).label)
        if isinstance(value, bool):
            return "是" if value else "否"
        return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else str(value)


def _person(name: str, read: Reader, mask: Callable[[str], str] | None = None) -> Fact:
    return Fact(name, Person, read, mask=mask)


def _member(name: str, read: Reader) -> Fact:
    return Fact(name, Member, read)


def _word(name: str, model: type[models.Model], choices: type[models.TextChoices], *, needed: bool = False) -> Fact:
    return Fact(name, model, reading.chosen(choices, needed=needed), choices=choices)


_ALL: Final = (
    _person("name", reading.name),
    _word("sex", Person, Sex),
    Fact("ethnicity", Person, reading.coded(ETHNICITY), codes=ETHNICITY),
    _person("born_on", reading.day),
    _person("id_number", reading.id_number, masked_id_number),
    _person("phone", reading.phone, masked_phone),
    _person("landline", reading.landline, masked_landline),
    Fact("education", Person, reading.coded(EDUCATION), codes=EDUCATION),
    _person("degree", reading.text(20)),
    _person("occupation", reading.text(60)),
    _person("technical_title", reading.text(40)),
    _person("social_stratum", reading.text(40)),
    _person("is_migrant_worker", reading.flag),
    _person("residence", reading.text(120)),
    _person("registered_residence", reading.text(120)),
    _member("organization", reading.body),
    _word("category", Member, Category, needed=True),
    _member("joined_on", reading.day),
    _member("confirmed_on", reading.day),
    _member("seniority_correction", reading.months),
    _member("joining_kind", reading.text(30)),
    _member("joined_at", reading.text(120)),
    _member("applied_on", reading.day),
    _member("activist_on", reading.day),
    _member("extended_until", reading.day),
    _word("standing", Member, Standing, needed=True),
    _member("lost_since", reading.day),
    _member("left_on", reading.day),
    _word("left_reason", Member, Leaving),
)
FACTS: Final = {fact.name: fact for fact in _ALL}
# What a change of these means for where and as what someone is counted: a new spell, and another Actor.
SPELLED: Final = frozenset({"organization", "category", "standing", "left_on", "left_reason"})


def held(person: Person, member: Member | None, name: str) -> Value:
    """Return a fact as it is kept, sealed ones in the clear. Whoever calls it for a sealed one records why."""
    fact = FACTS[name]
    if fact.is_sealed:
        return person.unsealed(name)
    value: Value = getattr(person if fact.is_of_person else member, name, None)
    return value
