"""A register that a body keeps, its draft, and the versions in which it was published."""

from functools import cached_property
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.registers.rules.definitions import Definition, read_definition
from dangjian.affairs.registers.rules.periods import STANDING
from dangjian.foundation.ids import public_id


class RegisterQuerySet(ScopedQuerySet["Register"]):
    """Words for sets of registers."""

    def visible_to(self, actor: Actor) -> Self:
        """To make or change one, those of the bodies of one's posts; to read or fill, also what bodies above keep."""
        if actor.permission is Permission.REGISTER_DEFINE:
            return super().visible_to(actor)
        above = {place for grant in actor.grants for place in paths.ancestors(grant.path)}
        asked = Q(org_path__in=above, current__isnull=False)
        return self.filter(actor.within("org_path") & Q(current__isnull=False) | asked)

    def running(self) -> Self:
        """Those that are published and have not ended."""
        return self.filter(current__isnull=False, ended_on=None)

    def in_order(self) -> Self:
        """By the county's order of who keeps them, then by title."""
        return self.order_by("organization__order_no", "title", "id")


class Register(models.Model):
    """A register that ``organization`` keeps. ``draft`` is the definition in the making, ``revision`` its lock.

    ``derived_from`` names the shipped definition that it is a copy of, with its version: ``village_cadres@1``.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="registers", verbose_name="建台账的党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    derived_from = models.CharField("源自", max_length=60, blank=True, default="")
    title = models.CharField("名称", max_length=60)
    draft = models.JSONField("正在编的内容", default=dict)
    revision = models.PositiveIntegerField("修改次数", default=1)
    is_changed = models.BooleanField("有未发布的改动", default=True)
    current = models.ForeignKey(
        "Version", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="现行版本"
    )
    made_at = models.DateTimeField("建立时间", db_default=Now())
    opened_on = models.DateField("首次发布日期", null=True)
    ended_on = models.DateField("停用日期", null=True)

    objects = RegisterQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "organization", "county_id", "org_path", "derived_from", "title", "draft", "revision",
            "is_changed", "current", "made_at", "opened_on", "ended_on",
        ),
    }  # fmt: skip

    class Meta:
        verbose_name = "台账"
        indexes = (
            models.Index(fields=["org_path"], name="register_by_place"),
            models.Index(fields=["county_id", "title", "id"], name="register_of_county"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def drafted(self) -> Definition:
        """The definition in the making."""
        return read_definition(self.draft)

    @property
    def is_open(self) -> bool:
        """Say whether it can be changed still."""
        return self.ended_on is None

    @property
    def is_running(self) -> bool:
        """Say whether it is filled now."""
        return self.current_id is not None and self.ended_on is None


class Version(models.Model):
    """A register as it was published; never changed after. ``bodies`` were asked, at ``minutes`` each."""

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="versions", verbose_name="台账")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    number = models.PositiveIntegerField("版本")
    definition = models.JSONField("内容")
    period = models.CharField("周期", max_length=10, default=STANDING)
    minutes = models.PositiveIntegerField("每次约需分钟")
    bodies = models.PositiveIntegerField("涉及多少个党组织")
    words = models.CharField("改了什么", max_length=400, blank=True, default="")
    published_by = models.BigIntegerField("发布账号")
    published_name = models.CharField("发布人", max_length=60)
    published_on = models.DateField("发布日期")
    replaced_on = models.DateField("更新日期", null=True)

    objects = ScopedQuerySet["Version"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "register", "county_id", "org_path", "number", "definition", "period", "minutes", "bodies", "words",
            "published_by", "published_on", "replaced_on",
        ),
        Privacy.PERSONAL: ("published_name",),
    }  # fmt: skip

    class Meta:
        verbose_name = "台账版本"
        constraints = (models.UniqueConstraint(fields=["register", "number"], name="register_version_once"),)
        indexes = (models.Index(fields=["org_path"], name="register_version_by_place"),)

    def __str__(self) -> str:
        return f"{self.register} 第{self.number}版"

    @cached_property
    def text(self) -> Definition:
        """The definition."""
        return read_definition(self.definition)


class Change(models.Model):
    """What somebody did to a draft, in words: told to whoever changes it at the same time."""

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="changes", verbose_name="台账")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    revision = models.PositiveIntegerField("修改次数")
    words = models.CharField("改了什么", max_length=300)
    by = models.BigIntegerField("账号")
    by_name = models.CharField("修改人", max_length=60)
    at = models.DateTimeField("时间", db_default=Now())

    objects = ScopedQuerySet["Change"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "register", "county_id", "org_path", "revision", "words", "by", "at"),
        Privacy.PERSONAL: ("by_name",),
    }

    class Meta:
        verbose_name = "台账的修改"
        constraints = (models.UniqueConstraint(fields=["register", "revision"], name="register_change_once"),)
        indexes = (models.Index(fields=["org_path"], name="register_change_by_place"),)

    def __str__(self) -> str:
        return self.words
