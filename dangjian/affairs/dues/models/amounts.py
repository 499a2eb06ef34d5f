"""What each member pays a month in a year, and how that was reckoned."""

import json
from datetime import date
from decimal import Decimal
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.access.secrets import Place, unseal
from dangjian.affairs.dues.rules import CAPTIONS, Income, Payer
from dangjian.affairs.dues.rules.months import Amount
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.foundation.ids import public_id


class AssessmentQuerySet(ScopedQuerySet["Assessment"]):
    """Words for sets of assessments."""

    def in_force(self) -> Self:
        """Those that nothing has taken the place of."""
        return self.filter(superseded_at=None)


class Assessment(models.Model):
    """What one member pays a month from ``from_month`` of a year on, in cents, and how that was reckoned.

    ``detail`` holds the income, sealed; ``working`` tells the reckoning without it. A change within the year is a row
    with a later month and a reason; a correction supersedes.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="dues_assessments", verbose_name="党员")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="dues_assessments", verbose_name="所在党支部"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    year = models.PositiveSmallIntegerField("年度")
    from_month = models.PositiveSmallIntegerField("起始月")
    payer = models.CharField("收入情形", max_length=14, choices=[(one.value, CAPTIONS[one]) for one in Payer])
    computed = models.PositiveIntegerField("核定数额（分／月）")
    voluntary = models.PositiveIntegerField("自愿多交（分／月）", default=0)
    detail = models.BinaryField("收入", null=True)
    working = models.JSONField("计算过程", default=list)
    rules = models.JSONField("所依据的规定", default=list)
    reason = models.CharField("年内变动的原因", max_length=100, blank=True, default="")
    set_on = models.DateField("核定日期")
    account_id = models.BigIntegerField("核定账号", null=True)
    superseded_at = models.DateTimeField("更正时间", null=True)
    recorded_at = models.DateTimeField("记录时间", db_default=Now())

    objects = AssessmentQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "person", "organization", "county_id", "org_path", "year", "from_month", "rules",
            "set_on", "account_id", "superseded_at", "recorded_at",
        ),
        Privacy.PERSONAL: ("payer", "computed", "voluntary", "working", "reason"),
        Privacy.SENSITIVE: ("detail",),
    }  # fmt: skip

    class Meta:
        verbose_name = "党费核定"
        indexes = (
            models.Index(fields=["org_path", "year"], condition=Q(superseded_at=None), name="assessment_by_place"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["person", "year", "from_month"], condition=Q(superseded_at=None), name="one_amount_a_month"
            ),
            models.CheckConstraint(condition=Q(from_month__gte=1, from_month__lte=12), name="assessment_from_a_month"),
            models.CheckConstraint(condition=Q(computed__gte=1), name="assessment_is_something"),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.year}"

    @property
    def cents(self) -> int:
        """What is paid a month, in cents."""
        return self.computed + self.voluntary

    @property
    def since(self) -> date:
        """The first month it holds for."""
        return date(self.year, self.from_month, 1)

    @property
    def amount(self) -> Amount:
        """As the rules take it."""
        return Amount(self.since, self.cents)

    @property
    def laws(self) -> list[str]:
        """The citations of the rules it was reckoned by, without the ids under which they are kept."""
        return [words.partition(" ")[2] or words for words in self.rules]

    @property
    def kind(self) -> Payer:
        """How the income comes in."""
        return Payer(self.payer)

    @property
    def place(self) -> Place:
        """Where the sealed income belongs."""
        return Place("dues_assessment", "detail", self.public_id)

    def income(self) -> Income | None:
        """Return the income in the clear, None where the amount follows from none. Whoever calls it records why."""
        if not self.detail:
            return None
        kept = json.loads(unseal(bytes(self.detail), self.place))
        excluded = {name: Decimal(part) for name, part in kept["excluded"].items()}
        return Income(Decimal(kept["received"]), excluded)
