"""问题清单: a problem that a person or the body accepted, its remedy, and whether it was put right (P19)."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.members.models import Member
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id


class ProblemState(models.TextChoices):
    """How far it has come. What a person does not accept is deleted, not kept."""

    PROPOSED = "proposed", "待本人认领"
    ACCEPTED = "accepted", "整改中"
    REMEDIED = "remedied", "待销号"
    CLOSED = "closed", "已销号"


class ProblemQuerySet(ScopedQuerySet["Problem"]):
    """Words for sets of problems."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own; under a permission, those of the bodies in its scope."""
        if actor.permission is None:
            return self.filter(member__person_id=actor.person_id)
        return super().visible_to(actor)


class Problem(models.Model):
    """A problem of a member, or of the body itself where ``member`` is empty."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="problems", verbose_name="党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, related_name="problems", verbose_name="党员"
    )
    state = models.CharField("进度", max_length=10, choices=ProblemState)
    words = models.CharField("问题", max_length=200)
    remedy = models.CharField("整改措施", max_length=200, blank=True, default="")
    due_on = models.DateField("整改期限", null=True)
    proposed_on = models.DateField("列出日期")
    accepted_on = models.DateField("认领日期", null=True)
    remedied_on = models.DateField("整改日期", null=True)
    closed_on = models.DateField("销号日期", null=True)
    sent_back = models.CharField("退回原因", max_length=200, blank=True, default="")

    objects = ProblemQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "organization", "county_id", "org_path", "state", "due_on", "proposed_on",
            "accepted_on", "remedied_on", "closed_on",
        ),
        Privacy.SENSITIVE: ("member", "words", "remedy", "sent_back"),
    }  # fmt: skip

    class Meta:
        verbose_name = "问题清单"
        constraints = (
            models.CheckConstraint(
                condition=Q(state=ProblemState.PROPOSED) | Q(accepted_on__isnull=False),
                name="problem_accepted_on_a_day",
            ),
        )
        indexes = (models.Index(fields=["org_path", "-proposed_on", "-id"], name="problem_by_place"),)

    def __str__(self) -> str:
        return f"{self.organization.short_name}问题清单"

    @property
    def is_of_body(self) -> bool:
        """Whether it is the body's own."""
        return self.member_id is None
