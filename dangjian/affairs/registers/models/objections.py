"""What somebody says to a line about themself, and what the body answers (practice 24)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import ScopedQuerySet
from dangjian.affairs.registers.models.entries import Entry


class ObjectionQuerySet(ScopedQuerySet["Objection"]):
    """An objection stands where its line stands, also when another body goes on with it."""

    scope_path = "entry__org_path"

    def waiting(self) -> "ObjectionQuerySet":
        """Those without an answer."""
        return self.filter(answered_on=None)


class Objection(models.Model):
    """What the person a line is about says to it; the line changes only where its body changes it."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="objections", verbose_name="填报")
    words = models.CharField("不同意见", max_length=300)
    said_on = models.DateField("提出日期")
    answer = models.CharField("答复", max_length=300, blank=True, default="")
    answered_on = models.DateField("答复日期", null=True)
    answered_name = models.CharField("答复人", max_length=60, blank=True, default="")

    objects = ObjectionQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "entry", "said_on", "answered_on"),
        Privacy.PERSONAL: ("words", "answer", "answered_name"),
    }

    class Meta:
        verbose_name = "台账不同意见"
        constraints = (
            models.UniqueConstraint(
                fields=["entry"], condition=Q(answered_on=None), name="register_objection_one_waits"
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="") | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="register_objection_answered_on_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.entry_id} {self.said_on}"
