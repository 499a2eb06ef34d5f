"""指导、联系: which body stands by which beside 隶属; it gives reading only where that is granted."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.actors import Reach
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models.attached import Attached
from dangjian.affairs.organizations.models.bodies import Organization
from dangjian.foundation.ids import public_id


class RelationKind(models.TextChoices):
    """How a body stands by another; 隶属 is the tree itself and is not among these."""

    GUIDES = "guides", "指导"
    CONTACTS = "contacts", "联系"


class Sight(models.TextChoices):
    """How far a reading grant reaches from the body that is guided."""

    BODY = Reach.BODY.value, "只看该党组织"
    SUBTREE = Reach.SUBTREE.value, "该党组织及其下级"


class RelationQuerySet(ScopedQuerySet["Relation"]):
    """Words for sets of relations."""

    def held_on(self, day: date) -> Self:
        """Relations in force on ``day``, as known now."""
        return self.filter(during__contains=day, superseded_at=None)


class Relation(models.Model):
    """``guide`` or ``attached`` stands by ``target``. Its place is the target's: who answers for that keeps it.

    ``sight`` makes it a reading grant: those who hold a post at ``guide`` that reads bodies read the target.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    kind = models.CharField("关系", max_length=10, choices=RelationKind)
    guide = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="guiding", verbose_name="指导（联系）方"
    )
    attached = models.ForeignKey(
        Attached, on_delete=models.PROTECT, null=True, related_name="guiding", verbose_name="指导（联系）方"
    )
    target = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="guided_by", verbose_name="被指导（联系）方"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    sight = models.CharField("查看授权", max_length=8, choices=Sight, blank=True, default="")
    basis = models.CharField("依据", max_length=120, blank=True, default="")
    during = DateRangeField("期间")
    recorded_at = models.DateTimeField("记录时间", db_default=Now())
    superseded_at = models.DateTimeField("更正时间", null=True)

    objects = RelationQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "kind",
            "guide",
            "attached",
            "target",
            "county_id",
            "org_path",
            "sight",
            "basis",
            "during",
            "recorded_at",
            "superseded_at",
        )
    }

    class Meta:
        verbose_name = "指导、联系关系"
        indexes = (
            models.Index(fields=["org_path"], name="relation_by_place"),
            models.Index(
                fields=["guide"], condition=~Q(sight="") & Q(superseded_at=None), name="relation_gives_reading"
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(guide__isnull=False, attached=None) | Q(guide=None, attached__isnull=False, sight=""),
                name="relation_of_one_guide",
            ),
        )

    def __str__(self) -> str:
        return f"{self.guide or self.attached} {self.get_kind_display()} {self.target}"
