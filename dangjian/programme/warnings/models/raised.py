"""A warning: a fact about a body, never about a person."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access import paths
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id
from dangjian.foundation.ui.parts import Level, Standing
from dangjian.programme.warnings.models.rules import WarningRule
from dangjian.programme.warnings.rules import CURES, LEVELS, About


class Ending(models.TextChoices):
    """Why a warning stands no more."""

    HEALED = "healed", "已办结"
    EXPLAINED = "explained", "已说明"
    DISMISSED = "dismissed", "已撤销"
    MOVED = "moved", "期限已顺延或不再要求"
    FADED = "faded", "到期淡出"
    OFF = "off", "规则已停用"


class RaisedWarningQuerySet(ScopedQuerySet["RaisedWarning"]):
    """Words for sets of warnings."""

    def at_or_below(self, path: str) -> Self:
        """Those of a body and everything under it."""
        return self.filter(org_path__gte=path, org_path__lt=paths.following(path))

    def standing(self) -> Self:
        """Those that stand."""
        return self.filter(ended="")

    def in_order(self) -> Self:
        """In the county's order of bodies (P6), then by the day."""
        return self.order_by("organization__order_no", "since", "id")


class RaisedWarning(models.Model):
    """One fact, once: ``subject`` names it. Raised, raised in level and healed by the engine alone.

    ``since`` is the day it was due, ``due_on`` until when it is cured before the next level.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    county_id = models.BigIntegerField("县")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="warnings", verbose_name="党组织"
    )
    org_path = PathField("位置")
    rule = models.ForeignKey(WarningRule, on_delete=models.PROTECT, related_name="warnings", verbose_name="规则")
    about = models.CharField("看什么", max_length=8)
    subject = models.CharField("对应的事", max_length=120, db_collation="C")
    what = models.CharField("事实", max_length=260)
    article = models.CharField("条文", max_length=300, blank=True, default="")
    since = models.DateField("应办日期")
    level = models.PositiveSmallIntegerField("级别", choices=LEVELS.items())
    due_on = models.DateField("请在此日前办理")
    fades_on = models.DateField("淡出日期")
    raised_on = models.DateField("发出日期")
    ended = models.CharField("结果", max_length=10, choices=Ending, blank=True, default="")
    ended_on = models.DateField("结束日期", null=True)
    words = models.CharField("说明", max_length=200, blank=True, default="")
    who = models.CharField("说明人", max_length=120, blank=True, default="")
    account_id = models.BigIntegerField("说明账号", null=True)
    recorded_at = models.DateTimeField("记录时间", db_default=Now())

    objects = RaisedWarningQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "county_id", "organization", "org_path", "rule", "about", "subject", "what", "article",
            "since", "level", "due_on", "fades_on", "raised_on", "ended", "ended_on", "words", "who", "account_id",
            "recorded_at",
        )
    }  # fmt: skip

    class Meta:
        verbose_name = "预警"
        indexes = (
            models.Index(fields=["org_path", "level"], condition=Q(ended=""), name="warning_standing"),
            models.Index(fields=["org_path", "ended"], name="warning_by_place"),
        )
        constraints = (
            models.UniqueConstraint(fields=["rule", "organization", "subject"], name="warning_once_a_fact"),
            models.CheckConstraint(
                condition=Q(ended="", ended_on=None) | (~Q(ended="") & Q(ended_on__isnull=False)),
                name="warning_ends_on_a_day",
            ),
        )

    def __str__(self) -> str:
        return self.what

    @property
    def standing(self) -> Standing:
        """How it stands, in words."""
        if self.ended:
            level = Level.OK if self.ended == Ending.HEALED else Level.NA
            return Standing(level, str(Ending(self.ended).label), self.words)
        return Standing((Level.INFO, Level.SOON, Level.LATE)[self.level - 1], LEVELS[self.level])

    @property
    def cure(self) -> str:
        """What cures it."""
        return CURES[About(self.about)]

    @property
    def next_words(self) -> str:
        """What follows where it is not cured by the day."""
        return (
            f"到期没有办结的转为{LEVELS[self.level + 1]}"
            if self.level + 1 in LEVELS
            else "到期仍没有办结的，由上级督办"
        )


class Watch(models.Model):
    """Up to where a county is reckoned: ``seen`` holds the newest rows of what is looked at."""

    county_id = models.BigIntegerField("县", unique=True)
    seen = models.JSONField("看到", default=list)
    reckoned_on = models.DateField("算到", null=True)

    PRIVACY: ClassVar[Classes] = {Privacy.INTERNAL: ("id", "county_id", "seen", "reckoned_on")}

    class Meta:
        verbose_name = "预警计算"

    def __str__(self) -> str:
        return f"{self.county_id} {self.reckoned_on}"
