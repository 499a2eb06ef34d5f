"""What took place at a body on a day, one row a kind; what is no longer so is withdrawn, never deleted."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.foundation.ids import public_id
from dangjian.procedures.evidence.kinds import CHOICES


class EvidenceQuerySet(ScopedQuerySet["Evidence"]):
    """Words for sets of facts."""

    def standing(self) -> Self:
        """Those that count: not withdrawn."""
        return self.filter(withdrawn_at=None)

    def of_body(self) -> Self:
        """Those that a body's duties count; what a person did is for the duties of their post."""
        return self.filter(person_id=None)

    def between(self, start: date, end: date) -> Self:
        """Those of a half-open period."""
        return self.filter(held_on__gte=start, held_on__lt=end)


class Evidence(models.Model):
    """A fact that duties and tasks may count.

    ``source`` names the record (``meetings.meeting:<public id>``), ``address`` is its page. ``person_id`` is set on a
    second row that says who did it: a lecture counts for the branch and, by that row, for the post of who lectured.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    county_id = models.BigIntegerField("县")
    organization_id = models.BigIntegerField("党组织")
    org_path = PathField("位置")
    kind = models.CharField("类别", max_length=16, choices=CHOICES)
    held_on = models.DateField("开展日期")
    source = models.CharField("记录", max_length=100)
    title = models.CharField("标题", max_length=120)
    address = models.CharField("页面", max_length=200)
    person_id = models.BigIntegerField("讲课人", null=True)
    recorded_at = models.DateTimeField("记录时间")
    late_reason = models.CharField("补记原因", max_length=200, blank=True, default="")
    withdrawn_at = models.DateTimeField("撤回时间", null=True)

    objects = EvidenceQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "county_id",
            "organization_id",
            "org_path",
            "kind",
            "held_on",
            "source",
            "title",
            "address",
            "person_id",
            "recorded_at",
            "late_reason",
            "withdrawn_at",
        )
    }

    class Meta:
        verbose_name = "组织生活事实"
        constraints = (
            models.UniqueConstraint(
                fields=["source", "kind", "organization_id", "person_id"],
                name="evidence_once_a_source",
                nulls_distinct=False,
            ),
        )
        indexes = (
            models.Index(
                fields=["county_id", "organization_id", "kind", "held_on"],
                condition=Q(withdrawn_at=None),
                name="evidence_of_body",
            ),
            models.Index(
                fields=["person_id", "kind", "held_on"],
                condition=Q(withdrawn_at=None, person_id__isnull=False),
                name="evidence_of_person",
            ),
            models.Index(fields=["org_path"], name="evidence_by_place"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.held_on}"
