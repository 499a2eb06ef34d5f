"""Party bodies: the only tree."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from dangjian.access import paths
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models.areas import Area
from dangjian.affairs.organizations.models.kinds import BRANCHES, COMMITTEES, Field, Kind, Level
from dangjian.foundation.ids import public_id


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
    national_code = models.CharField(
        "全国系统党组织代码", max_length=40, blank=True, default="", db_default="", db_collation="C"
    )
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
        ),
        Privacy.INTERNAL: ("national_code",),
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
            models.UniqueConstraint(
                fields=["national_code"], condition=~Q(national_code=""), name="organization_by_national_code"
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
