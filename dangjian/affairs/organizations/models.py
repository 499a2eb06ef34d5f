"""Party bodies (the only tree), the units they answer for, and the areas."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from dangjian.access import paths
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.foundation.ids import public_id


class Kind(models.TextChoices):
    """What a body is; 党组 and 领导小组 stand beside the tree and are not among these."""

    WORK_COMMITTEE = "work_committee", "工委"
    COMMITTEE = "committee", "党委"
    GENERAL_BRANCH = "general_branch", "党总支"
    BRANCH = "branch", "党支部"
    JOINT_BRANCH = "joint_branch", "联合党支部"
    TEMPORARY_BRANCH = "temporary_branch", "临时党支部"
    MOBILE_BRANCH = "mobile_branch", "流动党员党支部"
    GROUP = "group", "党小组"


BRANCHES = (Kind.BRANCH, Kind.JOINT_BRANCH, Kind.TEMPORARY_BRANCH, Kind.MOBILE_BRANCH)
COMMITTEES = (Kind.WORK_COMMITTEE, Kind.COMMITTEE)


class Level(models.TextChoices):
    """The rank a body stands at."""

    COUNTY = "county", "县级"
    TOWNSHIP = "township", "镇乡（街道）"
    DEPARTMENT = "department", "县直部门"
    BASE = "base", "基层"


class Field(models.TextChoices):
    """The field of work a body belongs to (领域)."""

    RURAL = "rural", "农村"
    COMMUNITY = "community", "社区"
    ORGAN = "organ", "机关"
    SCHOOL = "school", "学校"
    STATE_FIRM = "state_firm", "国企"
    PRIVATE_FIRM = "private_firm", "非公企业"
    SOCIETY = "society", "社会组织"
    HOSPITAL = "hospital", "公立医院"


class Area(models.Model):
    """A place by its code: GB/T 2260 to the county, 9 digits a township, 12 a village."""

    code = models.CharField("代码", max_length=12, unique=True)
    name = models.CharField("名称", max_length=60)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="children", verbose_name="上级"
    )

    PRIVACY: ClassVar[Classes] = {Privacy.PUBLIC: ("id", "code", "name", "parent")}

    class Meta:
        verbose_name = "区划"

    def __str__(self) -> str:
        return self.name


class OrganizationQuerySet(ScopedQuerySet["Organization"]):
    """Words for sets of bodies."""

    scope_path = "path"

    def in_order(self) -> Self:
        """In the county's fixed sequence (P6)."""
        return self.order_by("order_no", "id")

    def open_on(self, day: date) -> Self:
        """Bodies that exist on ``day``."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day))

    def below(self, body: "Organization") -> Self:
        """Bodies under ``body``, itself apart."""
        return self.filter(path__gt=body.path, path__lt=paths.following(body.path))

    def at_or_below(self, body: "Organization") -> Self:
        """``body`` and everything under it."""
        return self.filter(path__gte=body.path, path__lt=paths.following(body.path))


class Organization(models.Model):
    """A Party body. ``parent`` is the truth; ``path`` is derived from it and is the scope."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    name = models.CharField("名称", max_length=120)
    short_name = models.CharField("简称", max_length=40)
    initials = models.CharField("首字母", max_length=60, db_collation="C")
    kind = models.CharField("类别", max_length=20, choices=Kind)
    level = models.CharField("层级", max_length=12, choices=Level, default=Level.BASE)
    field = models.CharField("领域", max_length=12, choices=Field)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="children", verbose_name="上级组织"
    )
    path = PathField("位置", unique=True)
    county_id = models.BigIntegerField("县")
    order_no = models.PositiveIntegerField("县内序号")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, verbose_name="区划")
    founded_on = models.DateField("成立日期", null=True)
    closed_on = models.DateField("撤销日期", null=True)

    objects = OrganizationQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.PUBLIC: (
            "id",
            "public_id",
            "name",
            "short_name",
            "initials",
            "kind",
            "level",
            "field",
            "parent",
            "path",
            "county_id",
            "order_no",
            "area",
            "founded_on",
            "closed_on",
        )
    }

    class Meta:
        verbose_name = "党组织"
        indexes = (
            models.Index(fields=["county_id", "order_no", "id"], name="organization_in_order"),
            models.Index(fields=["county_id", "path"], name="organization_by_place"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gt=F("founded_on")) | Q(founded_on=None),
                name="organization_closed_after_founded",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def is_open_on(self, day: date) -> bool:
        """Say whether the body exists on ``day``."""
        return self.closed_on is None or self.closed_on > day

    @property
    def is_branch(self) -> bool:
        """Say whether the body is a branch of some kind."""
        return self.kind in BRANCHES

    @property
    def is_committee(self) -> bool:
        """Say whether the body is a committee: a department may not order it in its own name."""
        return self.kind in COMMITTEES


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


class Unit(models.Model):
    """A firm, village committee, school or department, and the body that answers for it."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    name = models.CharField("名称", max_length=120)
    field = models.CharField("领域", max_length=12, choices=Field)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, verbose_name="区划")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    answering_body = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="units_answered", verbose_name="责任党组织"
    )
    bodies = models.ManyToManyField(Organization, related_name="units", verbose_name="党组织")

    objects = ScopedQuerySet["Unit"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.PUBLIC: ("id", "public_id", "name", "field", "area"),
        Privacy.INTERNAL: ("county_id", "org_path", "answering_body", "bodies"),
    }

    class Meta:
        verbose_name = "单位"
        indexes = (models.Index(fields=["org_path"], name="unit_by_place"),)

    def __str__(self) -> str:
        return self.name
