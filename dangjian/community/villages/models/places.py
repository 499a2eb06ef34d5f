"""A village: the place whose matters are decided, and the Party body that leads there."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id


class VillageQuerySet(ScopedQuerySet["Village"]):
    """Words for sets of villages."""

    def standing(self) -> Self:
        """Those that were not merged into another."""
        return self.filter(merged_into=None)


class Village(models.Model):
    """A village with its 12-digit code, under which its open page stands; a body may lead two after a merger.

    One that was merged into another (``merged_into``) keeps its page with all it published, and gets nothing new.

    ``adults``, ``households`` and ``delegates`` are the numbers of the last vote, so that nobody types them twice.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="villages", verbose_name="村党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    code = models.CharField("区划代码", max_length=12, unique=True)
    name = models.CharField("村名", max_length=60)
    township_name = models.CharField("镇乡", max_length=60, blank=True, default="")
    adults = models.PositiveIntegerField("十八周岁以上村民人数", null=True)
    households = models.PositiveIntegerField("户数", null=True)
    delegates = models.PositiveIntegerField("村民代表人数", null=True)
    is_finance_monthly = models.BooleanField("财务按月公布", default=False)
    opened_on = models.DateField("开通日期")

    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged", verbose_name="并入的村"
    )
    merged_on = models.DateField("撤并日期", null=True)

    objects = VillageQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.PUBLIC: ("id", "public_id", "code", "name", "township_name", "merged_into", "merged_on"),
        Privacy.INTERNAL: (
            "organization", "county_id", "org_path", "adults", "households", "delegates", "is_finance_monthly",
            "opened_on",
        ),
    }  # fmt: skip

    class Meta:
        verbose_name = "行政村"
        constraints = (models.CheckConstraint(condition=Q(code__regex=r"^[0-9]{12}$"), name="village_code_of_12"),)
        indexes = (models.Index(fields=["org_path"], name="village_by_place"),)

    def __str__(self) -> str:
        return self.name
