"""Party bodies (the only tree), the units they answer for, and the areas."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

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
