"""An assignment: one task at one body for one period, and the steps taken with it."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id
from dangjian.programme.tasks.models.tasks import Task


class Standing(models.TextChoices):
    """assigned → submitted → accepted → written off; return and reopen go back to assigned."""

    ASSIGNED = "assigned", "办理中"
    SUBMITTED = "submitted", "待验收"
    ACCEPTED = "accepted", "已验收"
    WRITTEN_OFF = "written_off", "已销号"
    WITHDRAWN = "withdrawn", "已撤回"


class Progress(models.TextChoices):
    """进展情况 (P7): a word, never a percentage."""

    NOT_STARTED = "not_started", "未启动"
    ON_SCHEDULE = "on_schedule", "达到序时进度"
    BEHIND = "behind", "滞后"
    DONE = "done", "已完成待验收"


_COLUMN = {
    Permission.ASSIGNMENT_ACCEPT: "acceptor_path",
    Permission.ASSIGNMENT_WRITE_OFF: "issuer_path",
}


class AssignmentQuerySet(ScopedQuerySet["Assignment"]):
    """Words for sets of assignments."""

    def visible_to(self, actor: Actor) -> Self:
        """Rows of bodies in scope; to accept, of the acceptor; to write off, of the issuer."""
        column = _COLUMN.get(actor.permission, "org_path") if actor.permission else "org_path"
        return self.filter(actor.within(column))

    def in_order(self) -> Self:
        """In the county's order of bodies (P6)."""
        return self.order_by("organization__order_no", "id")

    def open(self) -> Self:
        """Still to be done or to be judged."""
        return self.filter(state__in=(Standing.ASSIGNED, Standing.SUBMITTED, Standing.ACCEPTED))

    def to_do(self) -> Self:
        """Waiting for the body itself."""
        return self.filter(state=Standing.ASSIGNED)

    def submitted(self) -> Self:
        """Waiting for acceptance."""
        return self.filter(state=Standing.SUBMITTED)

    def accepted(self) -> Self:
        """Waiting to be written off."""
        return self.filter(state=Standing.ACCEPTED)

    def free_of(self, actor: Actor) -> Self:
        """Neither through this person's hands nor of a body where they hold a post: theirs to judge."""
        own_hand = Step.objects.filter(
            assignment=OuterRef("pk"), account_id=actor.account_id, kind__in=StepKind.of_own_hand()
        )
        return self.exclude(organization__in=actor.post_bodies).exclude(Exists(own_hand))


class Assignment(models.Model):
    """``acceptor`` judges it (issuing body, or the direct superior for 初验); the issuer writes off."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    # No index of its own: once a period, and the tally, both begin with the task.
    task = models.ForeignKey(
        Task, on_delete=models.PROTECT, related_name="assignments", verbose_name="任务", db_index=False
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="assignments", verbose_name="责任单位"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    issuer_path = PathField("下达组织位置")
    acceptor = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="assignments_to_accept", verbose_name="验收组织"
    )
    acceptor_path = PathField("验收组织位置")
    period = DateRangeField("期次", null=True)
    due_on = models.DateField("完成时限")
    moved_from = models.DateField("顺延前的时限", null=True)
    state = models.CharField("状态", max_length=12, choices=Standing, default=Standing.ASSIGNED)
    progress = models.CharField("进展", max_length=12, choices=Progress, default=Progress.NOT_STARTED)
    words = models.CharField("进展情况", max_length=300, blank=True)
    reported_by = models.BigIntegerField("填报人", null=True)
    submitted_by = models.BigIntegerField("提交人", null=True)
    submitted_on = models.DateField("提交日期", null=True)
    accepted_by = models.BigIntegerField("验收人", null=True)
    accepted_on = models.DateField("验收日期", null=True)
    closed_on = models.DateField("销号日期", null=True)
    returns = models.PositiveSmallIntegerField("退回次数", default=0)
    made_at = models.DateTimeField("下达时间", db_default=Now())

    objects = AssignmentQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "task",
            "organization",
            "county_id",
            "org_path",
            "issuer_path",
            "acceptor",
            "acceptor_path",
            "period",
            "due_on",
            "moved_from",
            "state",
            "progress",
            "words",
            "reported_by",
            "submitted_by",
            "submitted_on",
            "accepted_by",
            "accepted_on",
            "closed_on",
            "returns",
            "made_at",
        )
    }

    class Meta:
        verbose_name = "承办任务"
        indexes = (
            models.Index(fields=["org_path", "due_on"], name="assignment_by_place"),
            models.Index(
                fields=["acceptor_path", "due_on"],
                name="assignment_to_accept",
                condition=Q(state="submitted"),
            ),
            models.Index(
                fields=["issuer_path", "due_on"],
                name="assignment_to_write_off",
                condition=Q(state="accepted"),
            ),
            # The figures of a tally in the order they are counted in, and the scope: no row of the table is read.
            models.Index(
                fields=["task", "state", "progress", "due_on", "returns", "org_path"], name="assignment_tally"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["task", "organization", "period"],
                name="assignment_once_a_period",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=~Q(state="written_off") | Q(closed_on__isnull=False),
                name="assignment_closed_has_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.task} {self.organization}"


class StepKind(models.TextChoices):
    """What can happen to a task or an assignment."""

    ISSUED = "issued", "下达"
    REPORTED = "reported", "报进展"
    SUBMITTED = "submitted", "提交"
    ACCEPTED = "accepted", "验收"
    RETURNED = "returned", "退回"
    REOPENED = "reopened", "重新办理"
    WRITTEN_OFF = "written_off", "销号"
    WITHDRAWN = "withdrawn", "撤回"
    PASSED_ON = "passed_on", "分解下达"
    HANDED_OVER = "handed_over", "转交"
    EXTENSION_ASKED = "extension_asked", "申请延期"
    EXTENSION_GRANTED = "extension_granted", "同意延期"
    EXTENSION_REFUSED = "extension_refused", "不同意延期"

    @classmethod
    def of_own_hand(cls) -> tuple["StepKind", ...]:
        """After which the same person judges the work no more."""
        return (cls.REPORTED, cls.SUBMITTED, cls.PASSED_ON)


class Step(models.Model):
    """Who did what, for whom, when and in which words; ``assignment`` is null for the whole task."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="steps")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, null=True, related_name="steps")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    kind = models.CharField("动作", max_length=20, choices=StepKind)
    at = models.DateTimeField("时间", db_default=Now())
    account_id = models.BigIntegerField("账号")
    person_name = models.CharField("姓名", max_length=60)
    body_name = models.CharField("代表组织", max_length=120)
    acting_for = models.BigIntegerField("代何人", null=True)
    words = models.CharField("说明", max_length=400, blank=True)

    objects = ScopedQuerySet["Step"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "task",
            "assignment",
            "county_id",
            "org_path",
            "kind",
            "at",
            "account_id",
            "person_name",
            "body_name",
            "acting_for",
            "words",
        )
    }

    class Meta:
        verbose_name = "办理记录"
        indexes = (
            models.Index(fields=["assignment", "at"], name="step_of_assignment"),
            models.Index(fields=["task", "at"], condition=Q(assignment=None), name="step_of_task"),
            models.Index(
                fields=["account_id", "assignment"],
                condition=Q(kind__in=StepKind.of_own_hand()),
                name="step_by_own_hand",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.person_name}"
