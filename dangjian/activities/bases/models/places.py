"""A base that a body keeps, and what it offers."""

from typing import ClassVar, Final, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.activities.bases.rules import weekdays_words
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id
from dangjian.procedures.evidence.kinds import Kind as LifeKind

# What a branch may hold elsewhere as an open meeting; the rest of organization life stays at home.
OFFERED: Final = [(kind.value, kind.label) for kind in (LifeKind.THEME_DAY, LifeKind.LECTURE)]


class Kind(models.TextChoices):
    """What one goes there for."""

    RED = "red", "红色教育"
    INTEGRITY = "integrity", "家风廉洁"
    INDUSTRY = "industry", "产业发展"
    GOVERNANCE = "governance", "基层治理"
    SERVICE = "service", "志愿服务"
    OTHER = "other", "其他"


class BaseQuerySet(ScopedQuerySet["Base"]):
    """Words for sets of bases."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the counties where the person holds a post; to keep one, those of the bodies of their posts."""
        if actor.permission is Permission.BASE_KEEP:
            return super().visible_to(actor)
        return self.filter(county_id__in={grant.county_id for grant in actor.grants})

    def open(self) -> Self:
        """Those that can be booked."""
        return self.filter(is_open=True)


class Base(models.Model):
    """A base of open organization life; one branch at a time visits it.

    ``weekdays`` are 1 (Monday) to 7, ``hours`` the windows of such a day in words (``rules.read_hours``),
    ``most_a_month`` how many visits of a month it takes, None for as many as fit.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="bases", verbose_name="主管党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    name = models.CharField("名称", max_length=60)
    kind = models.CharField("类别", max_length=12, choices=Kind)
    place = models.CharField("地点", max_length=80)
    capacity = models.PositiveSmallIntegerField("一次最多接待")
    weekdays = ArrayField(models.PositiveSmallIntegerField(), verbose_name="开放日")
    hours = models.CharField("开放时段", max_length=80)
    most_a_month = models.PositiveSmallIntegerField("每月最多接待次数", null=True)
    is_open = models.BooleanField("接受预约", default=True)
    made_at = models.DateTimeField("登记时间", db_default=Now())

    objects = BaseQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "organization", "county_id", "org_path", "name", "kind", "place", "capacity",
            "weekdays", "hours", "most_a_month", "is_open", "made_at",
        ),
    }  # fmt: skip

    class Meta:
        verbose_name = "组织生活基地"
        constraints = (
            models.UniqueConstraint(fields=["organization", "name"], name="base_named_once"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="base_takes_someone"),
            models.CheckConstraint(
                condition=Q(weekdays__contained_by=[1, 2, 3, 4, 5, 6, 7]) & ~Q(weekdays=[]), name="base_opens_on_days"
            ),
        )
        indexes = (
            models.Index(fields=["county_id", "name", "id"], name="base_of_county"),
            models.Index(fields=["org_path"], name="base_by_place"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def opening_words(self) -> str:
        """周二、周四 9:00—11:30、14:30—17:00."""
        return f"{weekdays_words(self.weekdays)} {self.hours}"


class Activity(models.Model):
    """A line of the menu; what is no longer offered stays for the visits that had it."""

    base = models.ForeignKey(Base, on_delete=models.PROTECT, related_name="activities", verbose_name="基地")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    title = models.CharField("活动", max_length=60)
    kind = models.CharField("计入", max_length=20, choices=OFFERED, default=LifeKind.THEME_DAY.value)
    is_offered = models.BooleanField("提供", default=True)
    changed_on = models.DateField("更新日期")

    objects = ScopedQuerySet["Activity"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "base", "county_id", "org_path", "title", "kind", "is_offered", "changed_on"),
    }

    class Meta:
        verbose_name = "基地活动"
        constraints = (models.UniqueConstraint(fields=["base", "title"], name="activity_once_a_base"),)
        indexes = (models.Index(fields=["org_path"], name="activity_by_place"),)

    def __str__(self) -> str:
        return self.title
