"""Pilots of collective economy, named from above, with the days by which they yield."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Area, Organization
from dangjian.foundation.ids import public_id


class Tier(models.TextChoices):
    """Who named a pilot."""

    PROVINCE = "province", "省级试点"
    CITY = "city", "市级试点"
    COUNTY = "county", "县级试点"


class PilotQuerySet(ScopedQuerySet["Pilot"]):
    """Words for sets of pilots."""

    def open(self) -> "PilotQuerySet":
        """Pilots that have not come to profit yet."""
        return self.filter(profited_on=None)


class Pilot(models.Model):
    """A village's project that was named a pilot: it is to have output by one day and profit by another.

    It belongs to the place; ``organization`` is the village's body that answers for it today.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="economy_pilots", verbose_name="行政村")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="economy_pilots", verbose_name="村党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    tier = models.CharField("试点级别", max_length=10, choices=Tier)
    project = models.CharField("项目", max_length=60)
    basis = models.CharField("依据", max_length=120)
    yielding_by = models.DateField("有产出期限")
    profiting_by = models.DateField("见效益期限")
    yielded_on = models.DateField("有产出日期", null=True)
    profited_on = models.DateField("见效益日期", null=True)
    words = models.CharField("产出、效益情况", max_length=200, blank=True, default="")

    objects = PilotQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "area", "organization", "county_id", "org_path", "tier", "project", "basis",
            "yielding_by", "profiting_by", "yielded_on", "profited_on", "words",
        )
    }  # fmt: skip

    class Meta:
        verbose_name = "集体经济试点"
        constraints = (
            models.UniqueConstraint(fields=["area", "project"], name="economy_pilot_once"),
            models.CheckConstraint(condition=Q(profiting_by__gte=F("yielding_by")), name="economy_profit_after_yield"),
            models.CheckConstraint(
                condition=Q(profited_on=None) | Q(yielded_on__isnull=False), name="economy_profit_needs_yield"
            ),
        )
        indexes = (models.Index(fields=["org_path"], name="economy_pilot_by_place"),)

    def __str__(self) -> str:
        return f"{self.area} {self.project}"

    @property
    def due_on(self) -> date | None:
        """Return by when it reaches what comes next; None once it profits."""
        if self.profited_on:
            return None
        return self.profiting_by if self.yielded_on else self.yielding_by

    @property
    def next_words(self) -> str:
        """Return what comes next."""
        return "见效益" if self.yielded_on else "有产出"
