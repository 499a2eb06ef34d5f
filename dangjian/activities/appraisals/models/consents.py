"""What the superior says of another day for a 民主生活会: asked, agreed or returned, by whom and when."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.activities.appraisals.models.leaders import LeadersLife
from dangjian.foundation.ids import public_id


class Answer(models.TextChoices):
    """How far it has come."""

    ASKED = "asked", "待上级答复"
    AGREED = "agreed", "上级同意"
    RETURNED = "returned", "上级退回"


class ConsentQuerySet(ScopedQuerySet["Consent"]):
    """Words for sets of consents."""

    def waiting_for(self, actor: Actor) -> Self:
        """Those that wait for an answer by the bodies at which this person approves plans; ``actor`` is whole."""
        above = actor.bodies(Permission.PLAN_APPROVE)
        rows = self.filter(answer=Answer.ASKED, life__organization__parent__in=above)
        return rows.exclude(asked_by=actor.account_id)


class Consent(models.Model):
    """A body asks to hold its 民主生活会 on another day than was filed; the day changes when it is agreed."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    life = models.ForeignKey(LeadersLife, on_delete=models.CASCADE, related_name="consents", verbose_name="民主生活会")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    wanted_on = models.DateField("改到哪天")
    asked_on = models.DateField("请示日期")
    asked_by = models.BigIntegerField("请示账号")
    answer = models.CharField("答复", max_length=8, choices=Answer, default=Answer.ASKED)
    answered_on = models.DateField("答复日期", null=True)
    answered_by = models.BigIntegerField("答复账号", null=True)
    who = models.CharField("答复人", max_length=120, blank=True, default="")
    words = models.CharField("退回原因", max_length=200, blank=True, default="")

    objects = ConsentQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "life", "county_id", "org_path", "wanted_on", "asked_on", "asked_by", "answer",
            "answered_on", "answered_by",
        ),
        Privacy.PERSONAL: ("who", "words"),
    }  # fmt: skip

    class Meta:
        verbose_name = "改期的上级意见"
        constraints = (
            models.UniqueConstraint(fields=["life"], condition=Q(answer="asked"), name="consent_asked_once"),
            models.CheckConstraint(
                condition=Q(answer="asked") | (Q(answered_on__isnull=False) & ~Q(who="")),
                name="consent_answered_by_someone",
            ),
        )
        indexes = (models.Index(fields=["org_path"], name="consent_by_place"),)

    def __str__(self) -> str:
        return f"{self.life} 改到 {self.wanted_on}"
