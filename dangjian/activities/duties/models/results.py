"""How each duty of each body stands in each period: derived, never typed; and which county-years are kept."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from dangjian.access import paths
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.procedures.evidence.kinds import CHOICES


class DutyResultQuerySet(ScopedQuerySet["DutyResult"]):
    """Words for sets of results."""

    def at_or_below(self, path: str) -> Self:
        """Results of a body and everything under it."""
        return self.filter(org_path__gte=path, org_path__lt=paths.following(path))

    def due_between(self, start: date, end: date) -> Self:
        """Results that fall due in a half-open period."""
        return self.filter(due_on__gte=start, due_on__lt=end)

    def asked(self) -> Self:
        """Those that are owed: not exempt, or done all the same."""
        return self.filter(Q(exempt="") | Q(met_on__isnull=False))

    def met(self) -> Self:
        """Those that are done."""
        return self.filter(met_on__isnull=False)

    def behind(self, on: date) -> Self:
        """Those past their day, not done, neither exempt nor explained."""
        return self.filter(met_on=None, exempt="", explained="", due_on__lt=on)

    def open_on(self, on: date) -> Self:
        """Those still to be done whose period has begun."""
        return self.filter(met_on=None, exempt="", period_start__lte=on, due_on__gte=on)


class DutyResult(models.Model):
    """A duty of a body in a period. ``got`` counts days, ``met_on`` is the day on which ``needed`` was reached.

    The engine alone writes it. Hash-partitioned by county; nothing refers to it.
    """

    pk = models.CompositePrimaryKey("county_id", "organization_id", "duty", "period_start")
    county_id = models.BigIntegerField("县")
    organization_id = models.BigIntegerField("党组织")
    org_path = PathField("位置")
    duty = models.CharField("制度", max_length=60, db_collation="C")
    kind = models.CharField("类别", max_length=16, choices=CHOICES)
    period_start = models.DateField("期间起")
    period_end = models.DateField("期间止（不含）")
    due_on = models.DateField("最迟日期")
    needed = models.PositiveSmallIntegerField("应开展次数")
    got = models.PositiveSmallIntegerField("已开展次数")
    met_on = models.DateField("完成日期", null=True)
    exempt = models.CharField("免除原因", max_length=120, blank=True, default="")
    moved = models.CharField("顺延原因", max_length=120, blank=True, default="")
    explained = models.CharField("情况说明", max_length=200, blank=True, default="")

    objects = DutyResultQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "county_id",
            "organization_id",
            "org_path",
            "duty",
            "kind",
            "period_start",
            "period_end",
            "due_on",
            "needed",
            "got",
            "met_on",
            "exempt",
            "moved",
            "explained",
        )
    }

    class Meta:
        verbose_name = "应办情况"
        indexes = (models.Index(fields=["org_path", "due_on"], name="duty_result_by_place"),)

    def __str__(self) -> str:
        return f"{self.duty} {self.period_start}"


class Reckoning(models.Model):
    """A year of a county that is kept reckoned. ``marked_at``: facts have changed since, the whole is due again."""

    county_id = models.BigIntegerField("县")
    year = models.PositiveSmallIntegerField("年份")
    marked_at = models.DateTimeField("待重算", null=True)
    reckoned_at = models.DateTimeField("算到", null=True)

    PRIVACY: ClassVar[Classes] = {Privacy.INTERNAL: ("id", "county_id", "year", "marked_at", "reckoned_at")}

    class Meta:
        verbose_name = "应办年度"
        constraints = (models.UniqueConstraint(fields=["county_id", "year"], name="reckoning_once"),)

    def __str__(self) -> str:
        return f"{self.county_id} {self.year}"
