"""Bodies beside the tree (P1): 党组, 领导小组, 区域党委; attached to a unit or an area, never a parent."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models.areas import Area
from dangjian.affairs.organizations.models.bodies import Organization
from dangjian.affairs.organizations.models.units import Unit
from dangjian.affairs.people.models import Person
from dangjian.foundation.ids import public_id


class AttachedKind(models.TextChoices):
    """What stands beside the tree."""

    PARTY_GROUP = "party_group", "党组"
    LEADING_GROUP = "leading_group", "领导小组"
    ZONE_COMMITTEE = "zone_committee", "区域党委（大党委）"


class AttachedQuerySet(ScopedQuerySet["Attached"]):
    """Words for sets of attached bodies."""

    def open_on(self, day: date) -> Self:
        """Those that exist on ``day``."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day))


class Attached(models.Model):
    """A body beside the tree. ``keeper`` is the body of the tree that set it up and keeps its page: its scope.

    ``formerly`` holds its earlier names, each with the first day without it and the document, oldest first.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    name = models.CharField("名称", max_length=120)
    kind = models.CharField("类别", max_length=16, choices=AttachedKind)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="attached", verbose_name="所在单位"
    )
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, related_name="attached", verbose_name="所在区划"
    )
    keeper = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="attached", verbose_name="批准设立的党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    founded_on = models.DateField("设立日期")
    closed_on = models.DateField("撤销日期", null=True)
    basis = models.CharField("依据", max_length=120, blank=True, default="")
    formerly = models.JSONField("曾用名", default=list)

    objects = AttachedQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.PUBLIC: ("id", "public_id", "name", "kind", "unit", "area", "founded_on", "closed_on"),
        Privacy.INTERNAL: ("keeper", "county_id", "org_path", "basis", "formerly"),
    }

    class Meta:
        verbose_name = "党组、领导小组、区域党委"
        indexes = (models.Index(fields=["org_path"], name="attached_by_place"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(unit__isnull=False, area=None) | Q(unit=None, area__isnull=False),
                name="attached_to_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gt=F("founded_on")), name="attached_closed_after_founded"
            ),
        )

    def __str__(self) -> str:
        return self.name


class SeatQuerySet(ScopedQuerySet["Seat"]):
    """Words for sets of seats."""

    def held_on(self, day: date) -> Self:
        """Seats taken on ``day``, as known now."""
        return self.filter(during__contains=day, superseded_at=None)


class Seat(models.Model):
    """A person, or a body, at an attached body (兼职委员); dated, and it gives no right."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    attached = models.ForeignKey(Attached, on_delete=models.PROTECT, related_name="seats", verbose_name="党组织")
    title = models.CharField("职务", max_length=40)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="seats", verbose_name="人员")
    body = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="seats", verbose_name="成员党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    during = DateRangeField("期间")
    recorded_at = models.DateTimeField("记录时间", db_default=Now())
    superseded_at = models.DateTimeField("更正时间", null=True)

    objects = SeatQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "attached",
            "title",
            "person",
            "body",
            "county_id",
            "org_path",
            "during",
            "recorded_at",
            "superseded_at",
        )
    }

    class Meta:
        verbose_name = "兼职委员"
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=False, body=None) | Q(person=None, body__isnull=False),
                name="seat_of_one",
            ),
        )

    def __str__(self) -> str:
        return f"{self.attached} {self.person or self.body}"
