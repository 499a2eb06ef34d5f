"""民主生活会 of a leadership body: its plan filed above, opened, stopped, reconvened, held; the county's gates."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id


class LifeState(models.TextChoices):
    """How far it has come."""

    FILED = "filed", "方案已报上级"
    OPENED = "opened", "正在开"
    STOPPED = "stopped", "已叫停"
    HELD = "held", "已开"


class LeadersLife(models.Model):
    """A 民主生活会 of a body for a year. Days and numbers only; what was said is no field (P19)."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="leaders_lives", verbose_name="党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    year = models.PositiveSmallIntegerField("年度")
    state = models.CharField("进度", max_length=8, choices=LifeState, default=LifeState.FILED)
    planned_on = models.DateField("计划召开日期")
    filed_on = models.DateField("方案报上级日期")
    consent = models.CharField("改期的上级意见", max_length=200, blank=True, default="")
    entitled = models.PositiveSmallIntegerField("应到", null=True)
    present = models.PositiveSmallIntegerField("实到", null=True)
    gates = ArrayField(models.CharField(max_length=100), default=list, verbose_name="已过的关")
    stopped_on = models.DateField("叫停日期", null=True)
    stopped_for = models.CharField("叫停原因", max_length=200, blank=True, default="")
    held_on = models.DateField("召开日期", null=True)

    objects = ScopedQuerySet["LeadersLife"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "organization", "county_id", "org_path", "year", "state", "planned_on", "filed_on",
            "entitled", "present", "gates", "stopped_on", "held_on",
        ),
        Privacy.PERSONAL: ("consent", "stopped_for"),
    }  # fmt: skip

    class Meta:
        verbose_name = "民主生活会"
        constraints = (
            models.UniqueConstraint(fields=["organization", "year"], name="leaders_life_once_a_year"),
            models.CheckConstraint(
                condition=~Q(state=LifeState.HELD) | Q(held_on__isnull=False, present__isnull=False),
                name="leaders_life_held_on_a_day",
            ),
        )
        indexes = (models.Index(fields=["org_path", "-year", "-id"], name="leaders_life_by_place"),)

    def __str__(self) -> str:
        return f"{self.organization.short_name}{self.year}年度民主生活会"

    @property
    def source(self) -> str:
        """Return the name under which its evidence is lodged."""
        return f"appraisals.leaderslife:{self.public_id}"


class GateQuerySet(ScopedQuerySet["Gate"]):
    """Words for sets of gates."""

    def in_force(self, county_id: int, on: date) -> Self:
        """Those of a county on a day, in the order in which it set them."""
        rows = self.filter(county_id=county_id, from_day__lte=on)
        return rows.filter(Q(until_day=None) | Q(until_day__gte=on)).order_by("pk")


class Gate(models.Model):
    """What must be so before a 民主生活会 of the county is opened: the county's own words; none are shipped (P18)."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    words = models.CharField("会前要过的关", max_length=100)
    basis = models.CharField("依据", max_length=200)
    from_day = models.DateField("自哪天起")
    until_day = models.DateField("到哪天止", null=True)

    objects = GateQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "public_id", "county_id", "org_path", "words", "basis", "from_day", "until_day")
    }

    class Meta:
        verbose_name = "会前要过的关"
        indexes = (models.Index(fields=["county_id", "from_day"], name="gate_of_county"),)

    def __str__(self) -> str:
        return self.words
