"""What happened to the bodies, and how each of them stood during which period."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models.functions import Now

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models.bodies import Organization
from dangjian.affairs.organizations.models.kinds import Field, Kind, Level
from dangjian.foundation.ids import public_id


class Event(models.TextChoices):
    """What happens to a body."""

    FOUND = "found", "成立"
    RENAME = "rename", "更名"
    CONVERT = "convert", "改设"
    MOVE = "move", "调整隶属"
    MERGE = "merge", "并入"
    SPLIT = "split", "分设"
    CLOSE = "close", "撤销"
    IMPORT = "import", "表格导入"


class Change(models.Model):
    """An event in the life of a body, by which document, from which day on."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="changes", verbose_name="党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    event = models.CharField("变动", max_length=10, choices=Event)
    on = models.DateField("生效日期")
    basis = models.CharField("依据", max_length=120, blank=True)
    words = models.CharField("说明", max_length=300, blank=True)
    account_id = models.BigIntegerField("账号", null=True)
    recorded_at = models.DateTimeField("记录时间", db_default=Now())

    objects = ScopedQuerySet["Change"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "organization",
            "county_id",
            "org_path",
            "event",
            "on",
            "basis",
            "words",
            "account_id",
            "recorded_at",
        )
    }

    class Meta:
        verbose_name = "组织变动"
        indexes = (models.Index(fields=["org_path", "-on"], name="change_by_place"),)

    def __str__(self) -> str:
        return f"{self.organization} {self.get_event_display()}"


class StateQuerySet(ScopedQuerySet["State"]):
    """Words for sets of states."""

    def held_on(self, day: date) -> Self:
        """States that cover ``day``, as known now: the tree as it was."""
        return self.filter(during__contains=day, superseded_at=None)


class State(models.Model):
    """How a body stood during a period: name, kind, superior and place. Rights follow today's row of the body.

    ``path`` is the place in the tree of that time; ``org_path`` is the body's place today and is the scope.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="states", verbose_name="党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    name = models.CharField("名称", max_length=120)
    short_name = models.CharField("简称", max_length=40)
    kind = models.CharField("类别", max_length=20, choices=Kind)
    level = models.CharField("层级", max_length=12, choices=Level)
    field = models.CharField("领域", max_length=12, choices=Field)
    parent = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="child_states", verbose_name="上级组织"
    )
    path = models.CharField("当时位置", max_length=60, db_collation="C")
    order_no = models.PositiveIntegerField("县内序号")
    during = DateRangeField("期间")
    change = models.ForeignKey(
        Change, on_delete=models.PROTECT, null=True, related_name="states", verbose_name="组织变动"
    )
    recorded_at = models.DateTimeField("记录时间", db_default=Now())
    superseded_at = models.DateTimeField("更正时间", null=True)

    objects = StateQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "organization",
            "county_id",
            "org_path",
            "name",
            "short_name",
            "kind",
            "level",
            "field",
            "parent",
            "path",
            "order_no",
            "during",
            "change",
            "recorded_at",
            "superseded_at",
        )
    }

    class Meta:
        verbose_name = "组织沿革"
        indexes = (
            models.Index(fields=["organization"], name="state_of_body"),
            models.Index(fields=["org_path"], name="state_by_place"),
            models.Index(fields=["path"], name="state_by_past_place"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.during}"


class Trail(models.Model):
    """A subtree that went from one place to another: rows written meanwhile with the old place follow by it.

    The places are plain text, not ``PathField``: a later move leaves a trail as it was. A segment is never
    given twice, so that a row which still carries an old place can only be a straggler.
    """

    old_path = models.CharField("原位置", max_length=60, db_collation="C")
    new_path = models.CharField("新位置", max_length=60, db_collation="C")
    old_county_id = models.BigIntegerField("原县")
    new_county_id = models.BigIntegerField("新县")
    moved_at = models.DateTimeField("时间", db_default=Now())

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "old_path", "new_path", "old_county_id", "new_county_id", "moved_at")
    }

    class Meta:
        verbose_name = "位置变动"

    def __str__(self) -> str:
        return f"{self.old_path} → {self.new_path}"
