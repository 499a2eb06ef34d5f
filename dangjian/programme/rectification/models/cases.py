"""A weak body's case: what proposed it, its remedy, its end."""

from datetime import date
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
from dangjian.procedures.cases.models import Case, CaseStep


class Trouble(models.TextChoices):
    """软、散、乱、穷: what is wrong, said of each case."""

    SOFT = "soft", "软"
    SLACK = "slack", "散"
    DISORDERLY = "disorderly", "乱"
    POOR = "poor", "穷"


class Result(models.TextChoices):
    """How a case ended."""

    NOT_LISTED = "not_listed", "未列为整顿对象"
    DELISTED = "delisted", "已销号"
    RELISTED = "relisted", "重新列为整顿对象"
    LIFTED = "lifted", "党组织已合并、撤销"


class RectificationQuerySet(ScopedQuerySet["Rectification"]):
    """Words for sets of cases."""

    def visible_to(self, actor: Actor) -> Self:
        """Cases that have a step, taken or waiting, at a body of the actor's own posts; after its year none (P30)."""
        own = [grant.organization_id for grant in actor.grants]
        handled = CaseStep.objects.filter(actor.within("party__org_path"), party__organization_id__in=own)
        seen = Q(seen_until=None) | Q(seen_until__gte=Now())
        return self.filter(seen, case__in=handled.values("case"))

    def open(self) -> Self:
        """Cases that are not at their end."""
        return self.filter(ended_on=None)

    def listed(self) -> Self:
        """Bodies that are being helped now."""
        return self.open().filter(listed_on__isnull=False)

    def in_order(self) -> Self:
        """In the county's fixed sequence of bodies (P6): never by a figure."""
        return self.order_by("organization__order_no", "id")


class Rectification(models.Model):
    """One body's way from being named to a year after. It shares its public id with its case.

    ``grounds`` are facts as they stood when it was proposed (words and citation) and signs that people named.
    ``seen_until`` is the last day on which even the handling bodies see it: no mark remains later.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="rectifications", verbose_name="党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    township = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="rectifications_led", verbose_name="负责的党委"
    )
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="rectification", verbose_name="办件")
    year = models.PositiveSmallIntegerField("排查年度")
    grounds = models.JSONField("列出的情形", default=list)
    troubles = ArrayField(models.CharField(max_length=12, choices=Trouble), verbose_name="类型", default=list)
    remedy = models.CharField("整顿措施", max_length=600, blank=True, default="")
    proposed_on = models.DateField("提出日期")
    listed_on = models.DateField("列为整顿对象日期", null=True)
    delisted_on = models.DateField("销号日期", null=True)
    result = models.CharField("结果", max_length=12, choices=Result, blank=True, default="")
    ended_on = models.DateField("结束日期", null=True)
    seen_until = models.DateField("显示至", null=True)
    account_id = models.BigIntegerField("登记账号", null=True)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    objects = RectificationQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "public_id", "county_id", "org_path", "account_id", "recorded_at"),
        Privacy.SENSITIVE: (
            "organization", "township", "case", "year", "grounds", "troubles", "remedy", "proposed_on", "listed_on",
            "delisted_on", "result", "ended_on", "seen_until",
        ),
    }  # fmt: skip

    class Meta:
        verbose_name = "软弱涣散整顿"
        constraints = (
            models.UniqueConstraint(fields=["organization"], condition=Q(ended_on=None), name="rectification_one_open"),
            models.CheckConstraint(
                condition=Q(ended_on=None, result="", seen_until=None)
                | (Q(ended_on__isnull=False, seen_until__isnull=False) & ~Q(result="")),
                name="rectification_ends_with_a_result",
            ),
            models.CheckConstraint(
                condition=Q(delisted_on=None) | Q(listed_on__isnull=False), name="rectification_listed_before_delisted"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organization} 软弱涣散整顿"

    @property
    def trouble_words(self) -> str:
        """软、散."""
        return "、".join(Trouble(one).label for one in self.troubles)

    def is_watched_on(self, day: date) -> bool:
        """Say whether the year after delisting runs."""
        return self.result == Result.DELISTED and self.seen_until is not None and day <= self.seen_until
