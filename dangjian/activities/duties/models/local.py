"""What a county adds to the law, and what is said of a duty that was missed."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.activities.duties.rules import Duty, Every
from dangjian.foundation.ids import public_id
from dangjian.procedures.evidence.kinds import CHOICES, Kind


class LocalDutyQuerySet(ScopedQuerySet["LocalDuty"]):
    """Words for sets of local duties."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the counties in which the person holds a post: what is asked of a body may be read there.

        To change one takes the post at the county itself.
        """
        if actor.permission is Permission.LOCAL_DUTY_EDIT:
            return super().visible_to(actor)
        return self.filter(county_id__in={grant.county_id for grant in actor.grants})

    def in_force_on(self, day: date) -> Self:
        """Those that hold on a day."""
        return self.filter(from_day__lte=day).filter(Q(until_day=None) | Q(until_day__gte=day))


class LocalDuty(models.Model):
    """A duty that a county sets beside the regulations; ``org_path`` is the county's body."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    name = models.CharField("制度名称", max_length=40)
    kind = models.CharField("类别", max_length=16, choices=CHOICES)
    every = models.CharField("周期", max_length=10, choices=[(str(one), one.label) for one in Every])
    times = models.PositiveSmallIntegerField("次数", default=1)
    bodies = ArrayField(models.CharField(max_length=20), verbose_name="适用党组织类别")
    fields = ArrayField(models.CharField(max_length=12), verbose_name="适用领域", default=list, blank=True)
    basis = models.CharField("依据", max_length=200)
    from_day = models.DateField("起始日")
    until_day = models.DateField("终止日", null=True, blank=True)
    recorded_at = models.DateTimeField("设定时间", db_default=Now())
    recorded_by = models.BigIntegerField("设定账号")

    objects = LocalDutyQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "county_id",
            "org_path",
            "name",
            "kind",
            "every",
            "times",
            "bodies",
            "fields",
            "basis",
            "from_day",
            "until_day",
            "recorded_at",
            "recorded_by",
        )
    }

    class Meta:
        verbose_name = "本地制度"
        indexes = (models.Index(fields=["county_id", "from_day"], name="local_duty_of_county"),)
        constraints = (
            models.CheckConstraint(condition=~Q(basis=""), name="local_duty_has_basis"),
            models.CheckConstraint(condition=Q(times__gte=1), name="local_duty_asks_something"),
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gte=F("from_day")), name="local_duty_days_in_order"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """Return how results name this duty."""
        return f"local:{self.public_id}"

    @property
    def duty(self) -> Duty:
        """Return what it asks."""
        every = Every(self.every)
        return Duty(
            key=self.key, name=self.name, kind=Kind(self.kind), every=every, times=self.times,
            bodies=tuple(self.bodies), fields=tuple(self.fields), citation=self.basis,
            says=f"{self.name}：{every.label}{self.times}次", from_day=self.from_day, until_day=self.until_day,
        )  # fmt: skip


class Explanation(models.Model):
    """Why a duty was not done in a period: it stands beside the fact, and the fact stays."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    county_id = models.BigIntegerField("县")
    organization_id = models.BigIntegerField("党组织")
    org_path = PathField("位置")
    duty = models.CharField("制度", max_length=60, db_collation="C")
    period_start = models.DateField("期间起")
    words = models.CharField("情况说明", max_length=200)
    account_id = models.BigIntegerField("账号")
    account_name = models.CharField("说明人", max_length=60)
    explained_at = models.DateTimeField("说明时间")
    withdrawn_at = models.DateTimeField("撤回时间", null=True)

    objects = ScopedQuerySet["Explanation"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "county_id",
            "organization_id",
            "org_path",
            "duty",
            "period_start",
            "words",
            "account_id",
            "account_name",
            "explained_at",
            "withdrawn_at",
        )
    }

    class Meta:
        verbose_name = "情况说明"
        constraints = (
            models.UniqueConstraint(
                fields=["organization_id", "duty", "period_start"],
                condition=Q(withdrawn_at=None),
                name="explanation_one_stands",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="explanation_says_something"),
        )
        indexes = (models.Index(fields=["org_path"], name="explanation_by_place"),)

    def __str__(self) -> str:
        return self.words
