"""A saved rule for whom a list goes to: level, kind, field, township, or names."""

from typing import ClassVar

from django.db import models

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id


class Selection(models.Model):
    """``rule`` is the content of the target form; it is applied anew each time, to the tree of that day."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="selections")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    name = models.CharField("名称", max_length=60)
    rule = models.JSONField("规则")

    objects = ScopedQuerySet["Selection"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "public_id", "organization", "county_id", "org_path", "name", "rule")
    }

    class Meta:
        verbose_name = "下达范围"
        constraints = (models.UniqueConstraint(fields=["organization", "name"], name="selection_name_unique"),)

    def __str__(self) -> str:
        return self.name
