"""How a branch collects, and what a body publishes once a year."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id


class Every(models.TextChoices):
    """How often dues are paid; by the quarter where the branch agrees."""

    MONTH = "month", "按月"
    QUARTER = "quarter", "按季度"


class Custom(models.Model):
    """How one branch collects: every month or quarter, and on which day of the month."""

    organization = models.OneToOneField(
        Organization, on_delete=models.PROTECT, related_name="dues_custom", verbose_name="党支部"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    every = models.CharField("交纳办法", max_length=7, choices=Every, default=Every.MONTH)
    day = models.PositiveSmallIntegerField("收缴日", default=20)
    set_on = models.DateField("确定日期")

    objects = ScopedQuerySet["Custom"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "organization", "county_id", "org_path", "every", "day", "set_on")
    }

    class Meta:
        verbose_name = "党费收缴办法"
        constraints = (models.CheckConstraint(condition=Q(day__gte=1, day__lte=28), name="custom_on_a_day"),)

    def __str__(self) -> str:
        return f"{self.organization} {self.get_every_display()}"


class Statement(models.Model):
    """What a body published of its dues of a year: figures as they stood then, no names."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="dues_statements", verbose_name="党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    year = models.PositiveSmallIntegerField("年度")
    figures = models.JSONField("数字")
    words = models.CharField("说明", max_length=300, blank=True, default="")
    published_on = models.DateField("公布日期")
    account_id = models.BigIntegerField("公布账号", null=True)
    recorded_at = models.DateTimeField("记录时间", db_default=Now())

    objects = ScopedQuerySet["Statement"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "organization", "county_id", "org_path", "year", "figures", "words", "published_on",
            "account_id", "recorded_at",
        )
    }  # fmt: skip

    class Meta:
        verbose_name = "党费公布"
        indexes = (models.Index(fields=["org_path", "year"], name="statement_by_place"),)

    def __str__(self) -> str:
        return f"{self.organization} {self.year}"
