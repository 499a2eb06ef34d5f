"""A list (清单): tasks under one authority, on one basis, for one period."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id
from dangjian.programme.directives.models import Directive
from dangjian.programme.goals.models import Goal


class ListKind(models.TextChoices):
    """The kinds of list the field knows."""

    TASKS = "tasks", "任务清单"
    PROBLEMS = "problems", "问题清单"
    RESPONSIBILITIES = "responsibilities", "责任清单"
    REMEDIES = "remedies", "整改清单"


class Authority(models.TextChoices):
    """In whose name a list is issued (P2)."""

    COMMITTEE = "committee", "县委（或其办公室受权）"
    CONSENT = "consent", "部门，经县委同意"
    OWN = "own", "本部门（本级）职责内"


class TaskListQuerySet(ScopedQuerySet["TaskList"]):
    """Words for sets of lists."""

    def visible_to(self, actor: Actor) -> Self:
        """Lists issued in scope and, to read, those with an assignment in scope."""
        own = actor.within("org_path")
        if actor.permission is not Permission.LIST_VIEW:
            return self.filter(own)
        received = TaskList.objects.filter(pk=OuterRef("pk")).filter(actor.within("tasks__assignments__org_path"))
        return self.filter(own | Q(Exists(received)))


class TaskList(models.Model):
    """A list of one body (and its office), hung on a goal of the programme."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="task_lists", verbose_name="下达组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    office = models.CharField("机构", max_length=40, blank=True)
    goal = models.ForeignKey(
        Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="task_lists", verbose_name="方案目标"
    )
    kind = models.CharField("类别", max_length=20, choices=ListKind, default=ListKind.TASKS)
    title = models.CharField("名称", max_length=120)
    authority = models.CharField("授权", max_length=12, choices=Authority)
    consent = models.CharField("同意依据", max_length=120, blank=True)
    directive = models.ForeignKey(
        Directive, on_delete=models.PROTECT, null=True, blank=True, related_name="task_lists", verbose_name="依据文件"
    )
    basis = models.CharField("依据", max_length=200, blank=True)
    from_day = models.DateField("起")
    to_day = models.DateField("止")
    made_at = models.DateTimeField("建立时间", db_default=Now())
    made_by = models.BigIntegerField("建立人")

    objects = TaskListQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "organization",
            "county_id",
            "org_path",
            "office",
            "goal",
            "kind",
            "title",
            "authority",
            "consent",
            "directive",
            "basis",
            "from_day",
            "to_day",
            "made_at",
            "made_by",
        )
    }

    class Meta:
        verbose_name = "清单"
        indexes = (models.Index(fields=["org_path", "-made_at"], name="list_by_place"),)
        constraints = (
            models.CheckConstraint(condition=Q(to_day__gte=F("from_day")), name="list_days_in_order"),
            models.CheckConstraint(condition=~Q(authority="consent") | ~Q(consent=""), name="list_consent_named"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def issuer_name(self) -> str:
        """Return who issues, as the list's head and the notices say it."""
        return self.office or self.organization.name

    @property
    def authority_line(self) -> str:
        """Return the line that stands on list, notice and bulletin (P2)."""
        if self.authority == Authority.CONSENT:
            return f"{self.issuer_name}，经县委同意（{self.consent}）"
        if self.authority == Authority.COMMITTEE:
            return f"{self.organization.name}（{self.issuer_name}承办）" if self.office else self.organization.name
        return f"{self.issuer_name}职责内事项"
