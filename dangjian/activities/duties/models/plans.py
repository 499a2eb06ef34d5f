"""The annual plan of a branch: on which days it does what it owes; proposed, adjusted, submitted, approved above."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id
from dangjian.procedures.evidence.kinds import CHOICES


class PlanState(models.TextChoices):
    """draft → submitted → approved; returned is a draft with words."""

    DRAFT = "draft", "草拟"
    SUBMITTED = "submitted", "待上级批准"
    APPROVED = "approved", "已批准"


class Plan(models.Model):
    """One a body and year."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="annual_plans", verbose_name="党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    year = models.PositiveSmallIntegerField("年份")
    state = models.CharField("状态", max_length=10, choices=PlanState, default=PlanState.DRAFT)
    words = models.CharField("批复或退回意见", max_length=200, blank=True, default="")
    made_by = models.BigIntegerField("拟订账号")
    submitted_by = models.BigIntegerField("提交账号", null=True)
    decided_by = models.BigIntegerField("批复账号", null=True)
    made_at = models.DateTimeField("拟订时间", db_default=Now())
    decided_on = models.DateField("批复日期", null=True)

    objects = ScopedQuerySet["Plan"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "organization",
            "county_id",
            "org_path",
            "year",
            "state",
            "words",
            "made_by",
            "submitted_by",
            "decided_by",
            "made_at",
            "decided_on",
        )
    }

    class Meta:
        verbose_name = "年度计划"
        constraints = (models.UniqueConstraint(fields=["organization", "year"], name="plan_once_a_year"),)
        indexes = (
            models.Index(fields=["org_path", "year"], name="plan_by_place"),
            models.Index(fields=["org_path"], condition=Q(state="submitted"), name="plan_waits"),
        )

    def __str__(self) -> str:
        return f"{self.organization}{self.year}年计划"


class PlanItemQuerySet(ScopedQuerySet["PlanItem"]):
    """Words for sets of planned days."""

    scope_path = "plan__org_path"

    def visible_to(self, actor: Actor) -> Self:
        """Days of the plans in scope."""
        return self.filter(plan__in=Plan.objects.visible_to(actor))


class PlanItem(models.Model):
    """A day and what is done on it; ``kinds`` as evidence names them."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="items", verbose_name="计划")
    on = models.DateField("日期")
    kinds = ArrayField(models.CharField(max_length=16, choices=CHOICES), verbose_name="内容")
    theme = models.CharField("主题", max_length=80, blank=True, default="")

    objects = PlanItemQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {Privacy.INTERNAL: ("id", "public_id", "plan", "on", "kinds", "theme")}

    class Meta:
        verbose_name = "计划的日子"
        constraints = (models.UniqueConstraint(fields=["plan", "on"], name="plan_day_once"),)

    def __str__(self) -> str:
        return f"{self.on} {'、'.join(self.kinds)}"
