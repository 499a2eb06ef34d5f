"""The texts of procedures that counties made: a row a version, never changed once it is published."""

from datetime import date
from functools import cached_property
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.foundation.ids import public_id
from dangjian.procedures.definitions.rules import instrument_of, read_steps
from dangjian.rulebook import Procedure, procedure


class DefinitionQuerySet(ScopedQuerySet["Definition"]):
    """Words for sets of texts."""

    def published(self) -> Self:
        """Texts by which cases begin or began."""
        return self.filter(published_on__isnull=False)

    def drafts(self) -> Self:
        """Texts that are being written."""
        return self.filter(published_on=None)

    def current(self) -> Self:
        """Of each county and procedure the text by which new cases begin."""
        newest = self.published().order_by("county_id", "key", "-version")
        return newest.distinct("county_id", "key")


class Definition(models.Model):
    """One version of a county's own procedure, or of its copy of a shipped one.

    ``steps`` is a list of tables as ``[[procedure.step]]`` has them. In a copy, a step of the shipped text stands by
    its key with what is tightened; a step that the shipped text does not have is local. ``org_path`` is the county's
    body; ``revision`` grows by each save, so that of two who edit one draft the second is told.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    key = models.CharField("程序", max_length=60)
    version = models.PositiveSmallIntegerField("版本")
    title = models.CharField("名称", max_length=60)
    derived_from = models.CharField("所据程序", max_length=60, blank=True, default="")
    derived_version = models.PositiveSmallIntegerField("所据版本", null=True)
    basis = models.CharField("依据", max_length=200)
    steps = models.JSONField("步骤", default=list)
    revision = models.PositiveIntegerField("修改次数", default=1)
    published_on = models.DateField("发布日期", null=True)
    recorded_at = models.DateTimeField("记录时间", db_default=Now())
    recorded_by = models.BigIntegerField("经办账号")
    recorded_name = models.CharField("经办人", max_length=60)

    objects = DefinitionQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "county_id", "org_path", "key", "version", "title", "derived_from", "derived_version",
            "basis", "steps", "revision", "published_on", "recorded_at", "recorded_by", "recorded_name",
        )
    }  # fmt: skip

    class Meta:
        verbose_name = "程序文本"
        constraints = (
            models.UniqueConstraint(fields=["county_id", "key", "version"], name="definition_version_once"),
            models.UniqueConstraint(
                fields=["county_id", "key"], condition=Q(published_on=None), name="definition_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(derived_from="", derived_version=None)
                | (~Q(derived_from="") & Q(derived_version__isnull=False)),
                name="definition_derived_from_a_version",
            ),
        )
        indexes = (models.Index(fields=["org_path"], name="definition_by_place"),)

    def __str__(self) -> str:
        return f"{self.title} 第{self.version}版"

    @property
    def is_draft(self) -> bool:
        """Whether no case can begin by it yet."""
        return self.published_on is None

    @property
    def base(self) -> Procedure | None:
        """The shipped text of which this is the county's copy."""
        return procedure(self.derived_from, version=self.derived_version) if self.derived_from else None

    @cached_property
    def procedure(self) -> Procedure:
        """What a published text says; it never changes again."""
        return self.as_of(self.published_on or date.max)

    def as_of(self, on: date) -> Procedure:
        """Read the steps, a draft's as of ``on``; ``RuleBreach`` where they are not whole yet."""
        instrument = instrument_of(self.basis, self.published_on or on)
        return Procedure(self.key, self.version, self.title, read_steps(self.steps, self.base, instrument))
