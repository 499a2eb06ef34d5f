"""谈心谈话: that two talked, and on which day. No text: none is asked and none is kept (P19)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.activities.appraisals.rules import Relation
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id


class Talk(models.Model):
    """Two members of a branch talked; ``first`` is whoever has the smaller number, so that a pair stands once a day."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="heart_talks", verbose_name="党支部"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    relation = models.CharField("谁和谁", max_length=10, choices=[(one.value, one.label) for one in Relation])
    first = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", verbose_name="一方")
    second = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", verbose_name="另一方")
    held_on = models.DateField("谈话日期")

    objects = ScopedQuerySet["Talk"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "public_id", "organization", "county_id", "org_path", "relation", "held_on"),
        Privacy.PERSONAL: ("first", "second"),
    }

    class Meta:
        verbose_name = "谈心谈话"
        constraints = (
            models.UniqueConstraint(fields=["organization", "held_on", "first", "second"], name="talk_once_a_day"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="talk_of_two"),
        )
        indexes = (models.Index(fields=["org_path", "held_on"], name="talk_by_place"),)

    def __str__(self) -> str:
        return f"{self.organization.short_name} {self.held_on} {self.get_relation_display()}"
