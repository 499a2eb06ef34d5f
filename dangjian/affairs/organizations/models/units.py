"""Units: what a Party body is set up in, or answers for."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models.areas import Area
from dangjian.affairs.organizations.models.bodies import Organization
from dangjian.affairs.organizations.models.kinds import Field
from dangjian.foundation.ids import public_id


class Unit(models.Model):
    """A firm, village committee, school or department, and the body that answers for it."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    name = models.CharField("名称", max_length=120)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True, default="", db_collation="C")
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
        Privacy.PUBLIC: ("id", "public_id", "name", "credit_code", "field", "area"),
        Privacy.INTERNAL: ("county_id", "org_path", "answering_body", "bodies"),
    }

    class Meta:
        verbose_name = "单位"
        indexes = (models.Index(fields=["org_path"], name="unit_by_place"),)
        constraints = (
            models.UniqueConstraint(fields=["credit_code"], condition=~Q(credit_code=""), name="unit_by_credit_code"),
        )

    def __str__(self) -> str:
        return self.name
