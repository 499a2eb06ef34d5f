"""The steps of cases, one row each.

A step that is open has no outcome; its days were reckoned when it opened and do not move but by an
extension, which closes the row and opens another.
"""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.procedures.cases.models.cases import Case, Party
from dangjian.procedures.cases.models.states import State, Took


class CaseStepQuerySet(ScopedQuerySet["CaseStep"]):
    """Words for sets of steps."""

    def visible_to(self, actor: Actor) -> Self:
        """Steps of the cases that are visible."""
        return self.filter(case__in=Case.objects.visible_to(actor))

    def waiting(self) -> Self:
        """Steps that somebody has to take."""
        return self.filter(outcome="", case__state=State.OPEN)

    def in_turn(self) -> Self:
        """In the order in which they opened."""
        return self.order_by("id")


class CaseStep(models.Model):
    """A step of a case: open, then taken by someone on a day with an outcome, words and the papers seen."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps", verbose_name="办件")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="steps", verbose_name="轮到")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    key = models.CharField("步骤", max_length=40)
    permission = models.CharField("权限", max_length=40)
    opened_on = models.DateField("开始日期")
    earliest_on = models.DateField("最早日期", null=True)
    due_on = models.DateField("最迟日期", null=True)
    due_reason = models.CharField("期限依据", max_length=300, blank=True)
    outcome = models.CharField("结果", max_length=10, choices=Took, blank=True, default="")
    taken_on = models.DateField("办理日期", null=True)
    taken_at = models.DateTimeField("记录时间", null=True)
    account_id = models.BigIntegerField("账号", null=True)
    account_name = models.CharField("办理人", max_length=60, blank=True, default="")
    words = models.CharField("说明", max_length=300, blank=True, default="")
    papers = ArrayField(models.CharField(max_length=60), verbose_name="材料", default=list)

    objects = CaseStepQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "case",
            "party",
            "county_id",
            "org_path",
            "key",
            "permission",
            "opened_on",
            "earliest_on",
            "due_on",
            "due_reason",
            "outcome",
            "taken_on",
            "taken_at",
            "account_id",
            "account_name",
            "papers",
        ),
        Privacy.PERSONAL: ("words",),
    }

    class Meta:
        verbose_name = "办件的步骤"
        constraints = (
            models.UniqueConstraint(fields=["case"], condition=Q(outcome=""), name="case_has_one_open_step"),
            models.CheckConstraint(
                condition=Q(outcome="", taken_on=None, taken_at=None)
                | (~Q(outcome="") & Q(taken_on__isnull=False, taken_at__isnull=False)),
                name="case_step_taken_on_a_day",
            ),
        )
        indexes = (
            models.Index(fields=["permission", "party"], condition=Q(outcome=""), name="case_step_waiting"),
            models.Index(fields=["org_path"], name="case_step_by_place"),
        )

    def __str__(self) -> str:
        return f"{self.case} {self.key}"
