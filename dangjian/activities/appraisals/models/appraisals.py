"""The appraisal of a branch for a work year, and the grade of each member as the branch decided it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.activities.appraisals.rules import Grade, window
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id

GRADES = [(grade.value, grade.label) for grade in Grade]


class Way(models.TextChoices):
    """How the ballot is taken."""

    PHONES = "phones", "手机无记名"
    PAPER = "paper", "纸质票"


class State(models.TextChoices):
    """How far it has come."""

    VOTING = "voting", "正在测评"
    COUNTED = "counted", "待评定"
    DECIDED = "decided", "已评定"


class Decider(models.TextChoices):
    """Who decides the grades after the ballot."""

    COMMITTEE = "committee", "支委会"
    CONGRESS = "congress", "党员大会"


class AppraisalQuerySet(ScopedQuerySet["Appraisal"]):
    """Words for sets of appraisals."""

    def visible_to(self, actor: Actor) -> Self:
        """Under a permission, those of the bodies in scope; for anyone, those in which they take part."""
        if actor.permission is None:
            return self.filter(electors__member__person_id=actor.person_id)
        return super().visible_to(actor)

    def latest_first(self) -> Self:
        """The latest work year first."""
        return self.order_by("-work_year", "-id")


class Appraisal(models.Model):
    """民主评议 of a branch for a work year; one a year. Days only: no moment of it is kept."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="appraisals", verbose_name="党支部"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    work_year = models.PositiveSmallIntegerField("评议年度")
    held_on = models.DateField("评议日期")
    way = models.CharField("测评方式", max_length=8, choices=Way)
    state = models.CharField("进度", max_length=8, choices=State)
    counted_on = models.DateField("测评结束日期", null=True)
    decided_on = models.DateField("评定日期", null=True)
    decided_by = models.CharField("由谁评定", max_length=10, choices=Decider, blank=True, default="")
    cast = models.PositiveSmallIntegerField("收到票数", default=0)
    voided_for = models.CharField("手机测评作废的原因", max_length=60, blank=True, default="")

    objects = AppraisalQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "organization", "county_id", "org_path", "work_year", "held_on", "way", "state",
            "counted_on", "decided_on", "decided_by", "cast", "voided_for",
        )
    }  # fmt: skip

    class Meta:
        verbose_name = "民主评议"
        constraints = (
            models.UniqueConstraint(fields=["organization", "work_year"], name="appraisal_once_a_work_year"),
            models.CheckConstraint(
                condition=~Q(state=State.DECIDED) | (Q(decided_on__isnull=False) & ~Q(decided_by="")),
                name="appraisal_decided_by_someone",
            ),
        )
        indexes = (models.Index(fields=["org_path", "-work_year", "-id"], name="appraisal_by_place"),)

    def __str__(self) -> str:
        return f"{self.organization.short_name}{self.work_year}年度民主评议"

    @property
    def source(self) -> str:
        """Return the name under which its evidence is lodged, and which its notices bear."""
        return f"appraisals.appraisal:{self.public_id}"

    @property
    def is_counted_by_phone(self) -> bool:
        """Whether its urn was opened and no grade is decided yet."""
        return self.state == State.COUNTED and self.way == Way.PHONES

    @property
    def is_in_window(self) -> bool:
        """Whether it was held in the window of its work year."""
        first, last = window(self.work_year)
        return first <= self.held_on <= last


class GradingQuerySet(ScopedQuerySet["Grading"]):
    """Words for sets of grades."""

    def of_home(self, actor: Actor) -> Self:
        """Those of members whose formal relation is in scope, wherever they were appraised."""
        return self.filter(actor.within("member__org_path"))


class Grading(models.Model):
    """What the ballots said of a member, and the grade that was decided; empty until then.

    Nobody above the branch reads it by name (P21). ``reason`` says why the grade is another than most ballots named.
    """

    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="gradings", verbose_name="评议")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="gradings", verbose_name="党员")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    excellent = models.PositiveSmallIntegerField("优秀票", null=True)
    qualified = models.PositiveSmallIntegerField("合格票", null=True)
    basic = models.PositiveSmallIntegerField("基本合格票", null=True)
    unqualified = models.PositiveSmallIntegerField("不合格票", null=True)
    grade = models.CharField("等次", max_length=12, choices=GRADES, blank=True, default="")
    reason = models.CharField("与测评不一致的原因", max_length=200, blank=True, default="")

    objects = GradingQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "appraisal", "county_id", "org_path"),
        Privacy.SENSITIVE: ("member", "excellent", "qualified", "basic", "unqualified", "grade", "reason"),
    }

    class Meta:
        verbose_name = "评议等次"
        constraints = (models.UniqueConstraint(fields=["appraisal", "member"], name="grading_once"),)
        indexes = (models.Index(fields=["org_path"], name="grading_by_place"),)

    def __str__(self) -> str:
        return f"{self.appraisal} {self.member}"

    @property
    def counts(self) -> tuple[int, ...]:
        """Return the ballots for each grade, the best first; none where there was no ballot on phones."""
        if self.excellent is None:
            return ()
        return (self.excellent, self.qualified or 0, self.basic or 0, self.unqualified or 0)
