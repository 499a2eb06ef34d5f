"""A merge undone leaves no trace: a row in every table that names a person, found from the models, by checksum.

The tables are not written down here: whatever a capability of tomorrow lets point at a person is tried too.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import DatabaseError, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from dangjian.access.scope import PathField
from dangjian.activities.meetings.models import Absence, SignIn
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.dues.models import Assessment, Book
from dangjian.affairs.duplicates import services
from dangjian.affairs.duplicates.models import Case, Merger
from dangjian.affairs.members.models import Category, Member
from dangjian.affairs.members.services import enroll
from dangjian.affairs.members.tests.scene import NUMBER, Scene, make_scene
from dangjian.affairs.organizations.models import Area, Organization
from dangjian.affairs.people.models import Person, Source
from dangjian.affairs.posts.tests import make

pytestmark = pytest.mark.django_db
TODAY = make.TODAY
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
AnyField = Any  # Django has no class for it at run time that takes parameters.
_BARE: Final = ("person", "member")

Pointer = tuple[type[models.Model], str]  # A table and the column in which it names a person or a membership.


def pointers() -> list[Pointer]:
    """Every column that names a person or a membership: by foreign key, or by a bare number."""
    found = [(model, field.attname) for model in apps.get_models() for field in model._meta.concrete_fields
             if model._meta.managed and _names_someone(field)]  # fmt: skip
    return sorted(found, key=lambda one: (one[0]._meta.label_lower, one[1]))


def _names_someone(field: AnyField) -> bool:
    if isinstance(field, models.ForeignKey):
        return field.related_model in (Person, Member)
    return isinstance(field, models.IntegerField) and field.name.removesuffix("_id").endswith(_BARE)


# What the constraints of a table ask for beyond plain values: by the maker and the column that names someone.
_SHAPES: Final[dict[str, Callable[["Maker", str], dict[str, object]]]] = {
    "appraisals.appraisal": lambda _m, _c: {"state": "counted"},
    "appraisals.talk": lambda m, c: (
        {"first_id": m.third.pk, "second_id": m.member.pk} if c == "second_id"
        else {"first_id": m.member.pk, "second_id": m.fourth.pk}
    ),
    "disposals.disposal": lambda _m, _c: {"mode": "removal"},
    "dues.assessment": lambda _m, _c: {"from_month": 1},
    "dues.book": lambda m, _c: {"shelf": "till" if Book in m.made else "members"},
    "dues.entry": lambda m, _c: {
        "month": date(2026, 1, 1), "to_book_id": m.row(Book).pk
    },
    "dues.reduction": lambda _m, _c: {"cents": 0, "kind": "none"},
    "meetings.meeting": lambda _m, _c: {"kinds": ["theme_day"]},
    "mobility.stay": lambda _m, c: {"direction": "out"} if c == "person_id" else {"direction": "in"},
    "organizations.attached": lambda m, _c: {"area_id": m.row(Area).pk},
}  # fmt: skip
# Tables of which no second row can be made, and why.
_CANNOT: Final = {
    "members.member.person_id": "one membership a person: both records have theirs from the start",
    "dues.paidmonth.person_id": "only the ledger writes it: the row of dues.entry makes one",
}
# Tables that name someone and stay as they are, and why.
_STAY: Final = {
    "duplicates.merger": "the history of merging itself",
    "duplicates.side": "which records another case was about",
    "people.person": "a record that was merged into this one before says so still",
    "members.reveal": "who looked at which record stays said of that record",
}


class Maker:
    """Makes rows of any table with plain values; what they refer to is made first."""

    def __init__(self, member: Member, third: Member, fourth: Member) -> None:
        self.member: Member = member
        self.third: Member = third
        self.fourth: Member = fourth
        self.body = body = member.organization
        self.made: dict[type[models.Model], models.Model] = {
            Person: member.person, Member: member, Organization: body,
        }  # fmt: skip
        self.number = 0

    def row(self, model: type[models.Model], column: str = "") -> models.Model:
        made = model()
        for field in model._meta.concrete_fields:
            is_asked = field.attname == column
            if is_asked or not (field.primary_key or field.null or field.has_default() or field.has_db_default()):
                setattr(made, field.attname, self._value(field))
        shape = _SHAPES.get(model._meta.label_lower)
        for name, value in shape(self, column).items() if shape else ():
            setattr(made, name, value)
        with transaction.atomic():
            made.save(force_insert=True)
        self.made.setdefault(model, made)
        return made

    def _value(self, field: AnyField) -> object:
        self.number += 1
        if isinstance(field, models.ForeignKey):
            target = field.related_model
            assert isinstance(target, type)
            return (self.made.get(target) or self.row(target)).pk
        if field.name.removesuffix("_id").endswith("person"):
            return self.member.person_id
        if field.name.removesuffix("_id").endswith("member"):
            return self.member.pk
        if field.name == "county_id":
            return self.body.county_id
        if isinstance(field, PathField):
            return self.body.path
        return self._plain(field)

    def _plain(self, field: AnyField) -> object:
        choices = [key for key, _ in field.flatchoices]
        if choices:
            return choices[0]
        kinds: tuple[tuple[type, object], ...] = (
            (ArrayField, []), (DateRangeField, DateRange(date(2026, 1, 1), None)), (models.DateTimeField, NOON),
            (models.DateField, TODAY), (models.UUIDField, uuid4()), (models.BooleanField, False),
            (models.JSONField, {}), (models.BinaryField, b"x" * 32), (models.IntegerField, self.number),
            (models.DecimalField, 1), (models.CharField, f"{self.number}"[-(field.max_length or 9):]),
            (models.TextField, "x"),
        )  # fmt: skip
        return next((value for kind, value in kinds if isinstance(field, kind)), None)


def _key(row: models.Model) -> str:
    return f"{row._meta.label_lower}:{row.pk}"


def checksums() -> dict[str, str]:
    """Every row of every table that names someone, without what a sign-in goes on with."""
    tables: list[Any] = [Person, *dict.fromkeys(model for model, _ in pointers() if model not in (Person, Merger))]
    return {
        _key(row): hashlib.sha256(_text(row).encode()).hexdigest()
        for model in tables
        for row in model._default_manager.all()
    }


def _text(row: models.Model) -> str:
    skipped = "epoch" if isinstance(row, Account) else ""
    values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name != skipped}
    return repr({name: bytes(value) if isinstance(value, memoryview) else value for name, value in values.items()})


def enrolled(county: Scene, name: str, **facts: object) -> Member:
    return enroll(
        by=make.actor_of(county.organizer), organization=county.other, name=name, category=Category.PROBATIONARY,
        source=Source.TYPED, on=TODAY, facts=facts,
    )  # fmt: skip


def test_undo_puts_back_a_row_of_every_table_that_names_someone() -> None:
    county = make_scene()
    third, other = enrolled(county, "李四"), enrolled(county, "王建君", id_number=NUMBER)
    case = Case.objects.get()
    maker, failed, made = Maker(other, third, enrolled(county, "赵六")), {}, []
    for model, column in pointers():
        try:
            with transaction.atomic():
                made.append(maker.row(model, column))
        except (DatabaseError, ValueError, TypeError) as why:
            failed[f"{model._meta.label_lower}.{column}"] = str(why).split("\n")[0]
    assert set(failed) == set(_CANNOT), failed
    before = checksums()
    by = make.actor_of(county.organizer)
    merger = services.merge(by=by, case=case, kept=county.person, dropped=other.person, taken=(), on=TODAY)
    between = checksums()
    unmoved = {row._meta.label_lower for row in made if between.get(_key(row)) == before.get(_key(row))}
    assert unmoved == set(_STAY)
    services.undo(by=by, merger=merger, on=TODAY)
    after = checksums()
    new = after.keys() - before.keys()
    assert before == {key: text for key, text in after.items() if key not in new}
    assert {key.partition(":")[0] for key in new} == {"people.entry"}  # That it was undone, in both records.


def test_of_two_lines_in_one_meeting_or_two_amounts_one_is_kept_and_undo_brings_the_other_back() -> None:
    county = make_scene()
    other = enrolled(county, "王建君", id_number=NUMBER)
    maker = Maker(other, other, other)
    mine = Member.objects.get(person=county.person)
    rows: list[models.Model] = [maker.row(Absence), maker.row(SignIn), maker.row(Assessment)]
    for row in rows:
        values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        values.pop("id", None)
        values.pop("public_id", None)
        whose = {"person_id": county.person.pk} if isinstance(row, Assessment) else {"member_id": mine.pk}
        type(row)._default_manager.create(**values | whose)
    before, by = checksums(), make.actor_of(county.organizer)
    case = Case.objects.get()
    merger = services.merge(by=by, case=case, kept=county.person, dropped=other.person, taken=(), on=TODAY)
    assert [list(model.objects.values_list("member_id", flat=True)) for model in (Absence, SignIn)] == [[mine.pk]] * 2
    assert Assessment.objects.in_force().get().person == county.person
    services.undo(by=by, merger=merger, on=TODAY)
    assert before.items() <= checksums().items()
