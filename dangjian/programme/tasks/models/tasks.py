"""A task: one row of a list, in the columns people know (P7)."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id
from dangjian.programme.directives.models import Proposal
from dangjian.programme.tasks.models.lists import TaskList


class TaskState(models.TextChoices):
    """draft → issued → written off | withdrawn."""

    DRAFT = "draft", "未下达"
    ISSUED = "issued", "已下达"
    WRITTEN_OFF = "written_off", "已销号"
    WITHDRAWN = "withdrawn", "已撤回"


class Cadence(models.TextChoices):
    """How often a recurring task comes round: one assignment a period."""

    MONTH = "month", "每月"
    QUARTER = "quarter", "每季度"
    HALF_YEAR = "half_year", "每半年"
    YEAR = "year", "每年"


class TaskQuerySet(ScopedQuerySet["Task"]):
    """Words for sets of tasks."""

    def visible_to(self, actor: Actor) -> Self:
        """Tasks issued in scope and, to read, those with an assignment in scope."""
        own = actor.within("org_path")
        if actor.permission is not Permission.LIST_VIEW:
            return self.filter(own)
        received = Task.objects.filter(pk=OuterRef("pk")).filter(actor.within("assignments__org_path"))
        return self.filter(own | Q(Exists(received)))

    def in_order(self) -> Self:
        """As the list numbers them."""
        return self.order_by("order_no", "id")

    def issued(self) -> Self:
        """Tasks that bodies are working on."""
        return self.filter(state=TaskState.ISSUED)


class Task(models.Model):
    """What is to be done, by whom in words, by when, checked how.

    Exactly one of ``due_on`` (a day), ``cadence`` (recurring, with ``due_on`` null) and
    ``is_standing`` (长期坚持, reviewed yearly) says when. ``minutes`` is what it costs one body once.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    task_list = models.ForeignKey(TaskList, on_delete=models.PROTECT, related_name="tasks", verbose_name="清单")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="tasks_issued", verbose_name="下达组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    order_no = models.PositiveSmallIntegerField("序号")
    title = models.CharField("重点任务（问题）", max_length=200)
    measures = models.TextField("具体措施", blank=True)
    deliverable = models.CharField("交付", max_length=120, blank=True)
    lead_leader = models.CharField("牵头领导", max_length=60, blank=True)
    lead_body = models.CharField("牵头单位", max_length=120, blank=True)
    responsible = models.CharField("责任单位", max_length=300, blank=True)
    responsible_person = models.CharField("责任人", max_length=60, blank=True)
    due_on = models.DateField("完成时限", null=True, blank=True)
    cadence = models.CharField("周期", max_length=12, choices=Cadence, blank=True)
    is_standing = models.BooleanField("长期坚持", default=False)
    minutes = models.PositiveIntegerField("每单位约需分钟", default=30)
    has_precheck = models.BooleanField("由直接上级初验", default=False)
    state = models.CharField("状态", max_length=12, choices=TaskState, default=TaskState.DRAFT)
    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name="依据条款"
    )
    parent_assignment = models.ForeignKey(
        "tasks.Assignment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="child_tasks",
        verbose_name="承接的任务",
    )
    added_reason = models.CharField("本级增加的理由", max_length=200, blank=True)
    targets = models.JSONField("下达范围", default=dict, blank=True)
    issued_at = models.DateTimeField("下达时间", null=True)
    made_at = models.DateTimeField("建立时间", db_default=Now())

    objects = TaskQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "task_list",
            "organization",
            "county_id",
            "org_path",
            "order_no",
            "title",
            "measures",
            "deliverable",
            "lead_leader",
            "lead_body",
            "responsible",
            "responsible_person",
            "due_on",
            "cadence",
            "is_standing",
            "minutes",
            "has_precheck",
            "state",
            "proposal",
            "parent_assignment",
            "added_reason",
            "targets",
            "issued_at",
            "made_at",
        )
    }

    class Meta:
        verbose_name = "任务"
        indexes = (models.Index(fields=["task_list", "order_no", "id"], name="task_in_order"),)
        constraints = (
            models.CheckConstraint(
                condition=(
                    Q(due_on__isnull=False, cadence="", is_standing=False)
                    | (Q(due_on__isnull=True, is_standing=False) & ~Q(cadence=""))
                    | Q(due_on__isnull=True, cadence="", is_standing=True)
                    | Q(state="draft")
                ),
                name="task_one_kind_of_due",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_as_received(self) -> bool:
        """Say whether a task that was passed on reads as its parent does (原样下达)."""
        above = self.parent_assignment.task if self.parent_assignment else None
        return above is not None and (self.title, self.measures, self.deliverable) == (
            above.title,
            above.measures,
            above.deliverable,
        )
