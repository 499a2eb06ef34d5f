"""Days moved for an area: what falls due there within certain days is due later, or not at all."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.foundation.ids import public_id


class Cause(models.TextChoices):
    """Why days are moved."""

    OUTAGE = "outage", "停电断网"
    DISASTER = "disaster", "灾情"
    FARMING = "farming", "农忙"
    SUSPENSION = "suspension", "经批准暂停"
    OTHER = "other", "其他"


class ShiftQuerySet(ScopedQuerySet["Shift"]):
    """Words for sets of shifts."""

    def standing(self) -> Self:
        """Those that hold: not taken back."""
        return self.filter(revoked_at=None)


class Shift(models.Model):
    """For the body and everything under it: due from ``from_day`` to ``to_day`` means due on ``moved_to``.

    Without ``moved_to`` what falls due in those days is waived (an approved suspension).
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    county_id = models.BigIntegerField("县")
    organization_id = models.BigIntegerField("党组织")
    org_path = PathField("位置")
    cause = models.CharField("原因", max_length=12, choices=Cause)
    from_day = models.DateField("起")
    to_day = models.DateField("止")
    moved_to = models.DateField("顺延至", null=True)
    words = models.CharField("说明", max_length=80)
    basis = models.CharField("依据", max_length=120)
    declared_at = models.DateTimeField("宣布时间")
    declared_by = models.BigIntegerField("宣布账号")
    revoked_at = models.DateTimeField("撤回时间", null=True)

    objects = ShiftQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "county_id",
            "organization_id",
            "org_path",
            "cause",
            "from_day",
            "to_day",
            "moved_to",
            "words",
            "basis",
            "declared_at",
            "declared_by",
            "revoked_at",
        )
    }

    class Meta:
        verbose_name = "日期顺延"
        constraints = (
            models.CheckConstraint(condition=Q(to_day__gte=F("from_day")), name="shift_days_in_order"),
            models.CheckConstraint(condition=Q(moved_to=None) | Q(moved_to__gt=F("to_day")), name="shift_moves_later"),
            models.CheckConstraint(condition=~Q(basis=""), name="shift_has_basis"),
        )
        indexes = (
            models.Index(fields=["county_id", "from_day"], condition=Q(revoked_at=None), name="shift_of_county"),
            models.Index(fields=["org_path"], name="shift_by_place"),
        )

    def __str__(self) -> str:
        return f"{self.get_cause_display()} {self.from_day}"
