"""A county's rules of warning: what is looked at, after how many days, tried before they are switched on."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.foundation.ids import public_id
from dangjian.procedures.evidence.kinds import CHOICES
from dangjian.programme.warnings.rules import CAPTIONS, About, Days


class RuleState(models.TextChoices):
    """draft → tried → on → off; what is changed is a draft again."""

    DRAFT = "draft", "没有试算"
    TRIED = "tried", "已试算，没有启用"
    ON = "on", "已启用"
    OFF = "off", "已停用"


class WarningRuleQuerySet(ScopedQuerySet["WarningRule"]):
    """Words for sets of rules."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the counties in which the person holds a post: by what a body is warned may be read there.

        To change one takes the post at the county itself.
        """
        if actor.permission is Permission.WARNING_RULE_EDIT:
            return super().visible_to(actor)
        return self.filter(county_id__in={grant.county_id for grant in actor.grants})

    def standing(self) -> Self:
        """Those that are switched on."""
        return self.filter(state=RuleState.ON)


class WarningRule(models.Model):
    """``key`` narrows duties to one kind; ``tried`` holds what the trial over the last year found, in counts."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    about = models.CharField("看什么", max_length=8, choices=[(one.value, CAPTIONS[one]) for one in About])
    key = models.CharField("哪一种", max_length=16, blank=True, default="", choices=CHOICES)
    first_days = models.PositiveSmallIntegerField("过几天提醒")
    second_days = models.PositiveSmallIntegerField("过几天预警")
    third_days = models.PositiveSmallIntegerField("过几天督办")
    fade_days = models.PositiveSmallIntegerField("过几天淡出")
    basis = models.CharField("依据", max_length=120)
    state = models.CharField("状态", max_length=8, choices=RuleState, default=RuleState.DRAFT)
    tried_on = models.DateField("试算日期", null=True)
    tried = models.JSONField("试算结果", default=dict)
    on_since = models.DateField("启用日期", null=True)
    recorded_at = models.DateTimeField("设定时间", db_default=Now())
    recorded_by = models.BigIntegerField("设定账号")
    switched_by = models.BigIntegerField("启用账号", null=True)

    objects = WarningRuleQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "county_id", "org_path", "about", "key", "first_days", "second_days", "third_days",
            "fade_days", "basis", "state", "tried_on", "tried", "on_since", "recorded_at", "recorded_by", "switched_by",
        )
    }  # fmt: skip

    class Meta:
        verbose_name = "预警规则"
        constraints = (
            models.CheckConstraint(
                condition=Q(first_days__lt=F("second_days")) & Q(second_days__lt=F("third_days")),
                name="warning_rule_days_rise",
            ),
            models.CheckConstraint(condition=Q(fade_days__gt=F("third_days")), name="warning_rule_fades_last"),
            models.CheckConstraint(
                condition=~Q(state="on") | Q(tried_on__isnull=False, on_since__isnull=False),
                name="warning_rule_tried_before_on",
            ),
            models.CheckConstraint(condition=Q(key="") | Q(about="duty"), name="warning_rule_kind_of_duty"),
            models.UniqueConstraint(
                fields=["county_id", "about", "key"], condition=Q(state="on"), name="warning_rule_once_on"
            ),
        )

    def __str__(self) -> str:
        kind = f"：{self.get_key_display()}" if self.key else ""
        return f"{self.get_about_display()}{kind}"

    @property
    def days(self) -> Days:
        """After how many days each level begins."""
        return Days(self.first_days, self.second_days, self.third_days)

    @property
    def is_tried(self) -> bool:
        """Whether it may be switched on."""
        return self.tried_on is not None and self.state != RuleState.ON
