"""Villages that must have a first secretary, and who is stationed where; both belong to the place and are dated."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Area, Organization
from dangjian.foundation.ids import public_id


class Ground(models.TextChoices):
    """Why a village must have one; 整顿 is not named, it stands among the others."""

    LIFTED = "lifted", "脱贫村"
    RESETTLED = "resettled", "易地搬迁安置村（社区）"
    FOCUS = "focus", "乡村振兴重点村"
    OTHER = "other", "其他应派村"


class NeedQuerySet(ScopedQuerySet["Need"]):
    """Words for sets of needs."""

    def held_on(self, day: date) -> Self:
        """Those in force on ``day``."""
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))


class Need(models.Model):
    """A village must have a first secretary, from a day on, by a document; ``until`` is the first day without."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="stationing_needs", verbose_name="村")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="stationing_needs", verbose_name="村党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    ground = models.CharField("应派类别", max_length=10, choices=Ground)
    basis = models.CharField("依据", max_length=120)
    since = models.DateField("起始日期")
    until = models.DateField("终止日期", null=True)

    objects = NeedQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "area", "organization", "county_id", "org_path", "ground", "basis", "since", "until",
        )
    }  # fmt: skip

    class Meta:
        verbose_name = "应派第一书记的村"
        constraints = (
            models.UniqueConstraint(fields=["area"], condition=Q(until=None), name="stationing_need_once_a_village"),
        )
        indexes = (models.Index(fields=["org_path"], name="stationing_need_by_place"),)

    def __str__(self) -> str:
        return f"{self.area} {self.get_ground_display()}"


class Part(models.TextChoices):
    """As what somebody is stationed."""

    FIRST = "first", "第一书记"
    MEMBER = "member", "工作队员"


class StationingQuerySet(ScopedQuerySet["Stationing"]):
    """Words for sets of stationings."""

    def held_on(self, day: date) -> Self:
        """Those who are there on ``day``, as known now."""
        return self.filter(during__contains=day, superseded_at=None)


class Stationing(models.Model):
    """Somebody from a unit is stationed in a village, as first secretary or member of the team, during a period.

    They keep their post at home and take none in the village: it gives no right on the platform.
    ``due_on`` is the end of the term that was set.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="stationings", verbose_name="村")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="stationings", verbose_name="村党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    part = models.CharField("身份", max_length=8, choices=Part)
    name = models.CharField("姓名", max_length=40)
    home = models.CharField("派出单位", max_length=80)
    title = models.CharField("原职务", max_length=60, blank=True, default="")
    basis = models.CharField("依据", max_length=120)
    during = DateRangeField("在村期间")
    due_on = models.DateField("任期届满")
    extended_for = models.CharField("延长任期的原因", max_length=120, blank=True, default="", db_default="")
    ended_for = models.CharField("离任原因", max_length=120, blank=True, default="")
    recorded_at = models.DateTimeField("记录时间", db_default=Now())
    superseded_at = models.DateTimeField("更正时间", null=True)

    objects = StationingQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "area", "organization", "county_id", "org_path", "part", "name", "home", "title",
            "basis", "during", "due_on", "extended_for", "ended_for", "recorded_at", "superseded_at",
        )
    }  # fmt: skip

    class Meta:
        verbose_name = "驻村"
        indexes = (models.Index(fields=["org_path"], name="stationing_by_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=["area"],
                condition=Q(part=Part.FIRST, superseded_at=None, during__endswith__isnull=True),
                name="stationing_one_first_secretary",
            ),
        )

    def __str__(self) -> str:
        return f"{self.area} {self.get_part_display()} {self.name}"
