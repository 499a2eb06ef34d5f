"""What people decide after a warning: a letter that presses, an interview. No rule ever writes one (P21)."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id


class Letter(models.Model):
    """A letter of a body above to one below: the matters as they stood, what is asked, by when."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    county_id = models.BigIntegerField("县")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="pressing_letters", verbose_name="主送"
    )
    org_path = PathField("位置")
    issuer = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="letters_issued", verbose_name="发函组织"
    )
    signs = models.CharField("落款", max_length=60)
    number = models.CharField("文号", max_length=40, blank=True, default="")
    matters = models.JSONField("事项", default=list)
    asks = models.CharField("要求", max_length=500)
    due_on = models.DateField("办结时限")
    issued_on = models.DateField("成文日期")
    account_id = models.BigIntegerField("拟稿账号")
    made_at = models.DateTimeField("建立时间", db_default=Now())

    objects = ScopedQuerySet["Letter"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "county_id", "organization", "org_path", "issuer", "signs", "number", "matters", "asks",
            "due_on", "issued_on", "account_id", "made_at",
        )
    }  # fmt: skip

    class Meta:
        verbose_name = "督办函"
        indexes = (models.Index(fields=["org_path"], name="letter_by_place"),)
        constraints = (models.CheckConstraint(condition=Q(due_on__gt=F("issued_on")), name="letter_leaves_time"),)

    def __str__(self) -> str:
        return f"{self.organization.short_name}督办函"


class InterviewQuerySet(ScopedQuerySet["Interview"]):
    """Words for sets of interviews."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the two bodies, to their own posts alone, and none that is over its year (P21)."""
        bodies = [grant.organization_id for grant in actor.grants]
        own = Q(issuer__in=bodies) | Q(organization__in=bodies)
        return self.filter(own, kept_until__gte=Now())


class Interview(models.Model):
    """约谈: decided by a leader who is named, on grounds, with whom, what they said, and by when it is put right."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    county_id = models.BigIntegerField("县")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="interviews", verbose_name="被约谈党组织"
    )
    org_path = PathField("位置")
    issuer = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="interviews_decided", verbose_name="约谈组织"
    )
    decided_by = models.CharField("决定人", max_length=60)
    reason = models.CharField("事由", max_length=300)
    basis = models.CharField("依据", max_length=200)
    held_by = models.CharField("约谈人", max_length=60)
    with_whom = models.CharField("被约谈人", max_length=60)
    statement = models.CharField("被约谈人说明", max_length=500, blank=True, default="")
    held_on = models.DateField("约谈日期")
    due_on = models.DateField("整改期限")
    cured_on = models.DateField("销号日期", null=True)
    cured_words = models.CharField("整改情况", max_length=300, blank=True, default="")
    kept_until = models.DateField("显示至")
    account_id = models.BigIntegerField("记录账号")
    made_at = models.DateTimeField("建立时间", db_default=Now())

    objects = InterviewQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "county_id", "organization", "org_path", "issuer", "held_on", "due_on", "cured_on",
            "kept_until", "account_id", "made_at",
        ),
        Privacy.SENSITIVE: (
            "decided_by", "reason", "basis", "held_by", "with_whom", "statement", "cured_words",
        ),
    }  # fmt: skip

    class Meta:
        verbose_name = "约谈记录"
        indexes = (models.Index(fields=["organization"], name="interview_of_body"),)
        constraints = (
            models.CheckConstraint(condition=~Q(decided_by=""), name="interview_decided_by_someone"),
            models.CheckConstraint(condition=Q(due_on__gte=F("held_on")), name="interview_leaves_time"),
        )

    def __str__(self) -> str:
        return f"{self.organization.short_name}约谈记录"
