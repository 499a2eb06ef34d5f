"""Cases: a procedure under way, the bodies that take part, and the steps taken, one row each.

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
from dangjian.foundation.ids import public_id


class State(models.TextChoices):
    """How a case stands."""

    OPEN = "open", "办理中"
    SUSPENDED = "suspended", "中止"
    DONE = "done", "已办结"
    REFUSED = "refused", "不同意"
    WITHDRAWN = "withdrawn", "已撤回"


class Took(models.TextChoices):
    """What came of a step."""

    PASS = "pass", "通过"
    RETURN = "return", "退回"
    REFUSE = "refuse", "不同意"
    SUSPEND = "suspend", "中止"
    RESUME = "resume", "恢复办理"
    EXTEND = "extend", "延长期限"
    EXPIRE = "expire", "逾期失效"
    WITHDRAW = "withdraw", "撤回"


class CaseQuerySet(ScopedQuerySet["Case"]):
    """Words for sets of cases."""

    def visible_to(self, actor: Actor) -> Self:
        """Cases in which a body within the scope takes part: the home and the counterpart alike."""
        return self.filter(pk__in=Party.objects.visible_to(actor).values("case"))

    def open(self) -> Self:
        """Cases that are not at their end."""
        return self.filter(state__in=(State.OPEN, State.SUSPENDED))


class Case(models.Model):
    """One matter on its way through the version of a procedure with which it began.

    ``subject`` is ``app.model:public id``; ``person_id`` the person it is about, who never acts in it.
    ``organization_id``, ``county_id`` and ``org_path`` are those of the home body.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    definition = models.CharField("程序", max_length=60)
    version = models.PositiveSmallIntegerField("版本")
    subject = models.CharField("事项", max_length=100)
    person_id = models.BigIntegerField("当事人", null=True)
    title = models.CharField("标题", max_length=120)
    organization_id = models.BigIntegerField("党组织")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    opened_on = models.DateField("开始日期")
    opened_by = models.BigIntegerField("经办账号", null=True)
    closed_on = models.DateField("结束日期", null=True)

    objects = CaseQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "definition",
            "version",
            "subject",
            "person_id",
            "organization_id",
            "county_id",
            "org_path",
            "state",
            "opened_on",
            "opened_by",
            "closed_on",
        ),
        Privacy.PERSONAL: ("title",),
    }

    class Meta:
        verbose_name = "办件"
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=("open", "suspended"), closed_on=None)
                | Q(state__in=("done", "refused", "withdrawn"), closed_on__isnull=False),
                name="case_ends_on_a_day",
            ),
        )
        indexes = (
            models.Index(fields=["subject"], name="case_about"),
            models.Index(fields=["org_path"], name="case_by_place"),
        )

    def __str__(self) -> str:
        return self.title


class Party(models.Model):
    """A body that takes part, by the word the procedure has for it: 转出党支部, 接收党委 and so on."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties", verbose_name="办件")
    key = models.CharField("身份", max_length=40)
    organization_id = models.BigIntegerField("党组织")
    name = models.CharField("名称", max_length=60)
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")

    objects = ScopedQuerySet["Party"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "case", "key", "organization_id", "name", "county_id", "org_path")
    }

    class Meta:
        verbose_name = "办件的党组织"
        constraints = (models.UniqueConstraint(fields=["case", "key"], name="party_once"),)
        indexes = (
            models.Index(fields=["org_path", "case"], name="party_by_place"),
            models.Index(fields=["organization_id"], name="party_by_body"),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.name}"


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
