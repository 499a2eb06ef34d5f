"""What counties have set, one row a decision; never changed, only followed by the next."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.procedures.provisions.rules import as_value, value_words


class LocalRuleQuerySet(ScopedQuerySet["LocalRule"]):
    """Words for sets of local rules."""

    def in_force_on(self, day: date) -> Self:
        """Of each county and rule the one in force on a day: the latest to begin, and of those the last set."""
        begun = self.filter(from_day__lte=day).order_by("county_id", "rule_id", "-from_day", "-id")
        return begun.distinct("county_id", "rule_id")

    def latest_first(self) -> Self:
        """By the day they begin, newest first."""
        return self.order_by("-from_day", "-id")


class LocalRule(models.Model):
    """A county's own value of a rule from a day on, and on what basis. ``org_path`` is the county's body."""

    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    rule_id = models.CharField("规则", max_length=80)
    value = models.JSONField("本地规定")
    basis = models.CharField("依据", max_length=200)
    from_day = models.DateField("起始日")
    recorded_at = models.DateTimeField("设定时间", db_default=Now())
    recorded_by = models.BigIntegerField("设定账号")
    recorded_name = models.CharField("设定人", max_length=60)

    objects = LocalRuleQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "county_id", "org_path", "rule_id", "value", "basis", "from_day", "recorded_at", "recorded_by",
            "recorded_name",
        )
    }  # fmt: skip

    class Meta:
        verbose_name = "本地规定"
        constraints = (models.CheckConstraint(condition=~Q(basis=""), name="local_rule_has_basis"),)
        indexes = (models.Index(fields=["county_id", "rule_id", "-from_day", "-id"], name="local_rule_in_force"),)

    def __str__(self) -> str:
        return f"{self.rule_id} {self.value} {self.from_day:%Y-%m-%d}"

    @property
    def words(self) -> str:
        """Return the value as people read it: 7, or 180、90、30、0."""
        return value_words(as_value(self.value))
