"""Who helps a weak body, a word each month, and the acceptance by counts."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.programme.rectification.models.cases import Rectification
from dangjian.programme.rectification.rules import Test


class Help(models.TextChoices):
    """“四个一”."""

    COUNTY_LEADER = "county_leader", "联系的县级领导"
    TOWNSHIP_LEADER = "township_leader", "包联的乡镇（街道）领导"
    FIRST_SECRETARY = "first_secretary", "第一书记"
    UNIT = "unit", "结对帮扶单位"


class Helper(models.Model):
    """Who helps, by name and post, from when to when; a unit by its name. A change ends one row and begins another."""

    rectification = models.ForeignKey(
        Rectification, on_delete=models.PROTECT, related_name="helpers", verbose_name="整顿"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    help = models.CharField("帮扶力量", max_length=16, choices=Help)
    name = models.CharField("姓名或单位", max_length=60)
    title = models.CharField("职务", max_length=60, blank=True, default="")
    since = models.DateField("起")
    until = models.DateField("止（不含）", null=True)
    account_id = models.BigIntegerField("登记账号", null=True)

    objects = ScopedQuerySet["Helper"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "rectification", "county_id", "org_path", "help", "since", "until", "account_id"),
        Privacy.PERSONAL: ("name", "title"),
    }

    class Meta:
        verbose_name = "帮扶力量"
        constraints = (
            models.UniqueConstraint(
                fields=["rectification", "help"], condition=Q(until=None), name="helper_one_of_each_now"
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="helper_ends_after_begin"),
        )

    def __str__(self) -> str:
        return f"{self.get_help_display()} {self.name}"


class Pace(models.TextChoices):
    """How it goes, in the words of the ledger (P7); no percentage."""

    NOT_BEGUN = "not_begun", "未启动"
    ON_PACE = "on_pace", "达到序时进度"
    BEHIND = "behind", "滞后"
    READY = "ready", "已完成待验收"


class Progress(models.Model):
    """A month in one line of words; written again the same month it is replaced, the log keeps who did."""

    rectification = models.ForeignKey(
        Rectification, on_delete=models.PROTECT, related_name="progress", verbose_name="整顿"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    month = models.DateField("月份")
    pace = models.CharField("进展", max_length=12, choices=Pace)
    words = models.CharField("一句话", max_length=200)
    account_id = models.BigIntegerField("登记账号", null=True)
    account_name = models.CharField("登记人", max_length=60)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    objects = ScopedQuerySet["Progress"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "rectification", "county_id", "org_path", "month", "account_id", "account_name", "recorded_at",
        ),
        Privacy.SENSITIVE: ("pace", "words"),
    }  # fmt: skip

    class Meta:
        verbose_name = "整顿进展"
        constraints = (
            models.UniqueConstraint(fields=["rectification", "month"], name="progress_once_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="progress_of_a_month"),
        )

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.get_pace_display()}"


class Acceptance(models.Model):
    """One acceptance by the county: that it was heard, the test by counts, how many were talked with, the score if any.

    What somebody said or ticked is never kept.
    """

    rectification = models.ForeignKey(
        Rectification, on_delete=models.PROTECT, related_name="acceptances", verbose_name="整顿"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    on = models.DateField("验收日期")
    handed_out = models.PositiveSmallIntegerField("发出测评票")
    returned = models.PositiveSmallIntegerField("收回测评票")
    satisfied = models.PositiveSmallIntegerField("满意")
    fairly = models.PositiveSmallIntegerField("基本满意")
    dissatisfied = models.PositiveSmallIntegerField("不满意")
    unsure = models.PositiveSmallIntegerField("不了解")
    interviewed = models.PositiveSmallIntegerField("个别访谈人数")
    score = models.PositiveSmallIntegerField("评分", null=True)
    is_passed = models.BooleanField("通过")
    account_id = models.BigIntegerField("登记账号", null=True)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    objects = ScopedQuerySet["Acceptance"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "rectification", "county_id", "org_path", "account_id", "recorded_at"),
        Privacy.SENSITIVE: (
            "on", "handed_out", "returned", "satisfied", "fairly", "dissatisfied", "unsure", "interviewed", "score",
            "is_passed",
        ),
    }  # fmt: skip

    class Meta:
        verbose_name = "整顿验收"
        constraints = (
            models.CheckConstraint(
                condition=Q(returned__lte=F("handed_out"))
                & Q(returned=F("satisfied") + F("fairly") + F("dissatisfied") + F("unsure")),
                name="acceptance_sheets_add_up",
            ),
        )

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {'通过' if self.is_passed else '未通过'}"

    @property
    def test(self) -> Test:
        """Return the counts."""
        names = ("handed_out", "returned", "satisfied", "fairly", "dissatisfied", "unsure", "interviewed", "score")
        counts: dict[str, Any] = {name: getattr(self, name) for name in names}
        return Test(**counts)
