"""A bulletin (通报, 简报): figures frozen at a moment, words by the officer."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id
from dangjian.programme.goals.models import Goal
from dangjian.programme.tasks.models import TaskList


class BulletinKind(models.TextChoices):
    """The two papers of P9."""

    NOTICE = "notice", "通报"
    BRIEFING = "briefing", "简报"


class BulletinQuerySet(ScopedQuerySet["Bulletin"]):
    """Words for sets of bulletins."""

    def visible_to(self, actor: Actor) -> Self:
        """To write, own bulletins; to read, drafts of one's own bodies and what bodies below or above have issued."""
        if actor.permission is not Permission.BULLETIN_VIEW:
            return self.filter(actor.within("org_path"))
        own = Q(org_path__in=[grant.path for grant in actor.grants])
        above = Q(org_path__in={path for grant in actor.grants for path in paths.ancestors(grant.path)})
        return self.filter(own | (Q(issued_at__isnull=False) & (above | actor.within("org_path"))))


class Bulletin(models.Model):
    """``figures`` is what the page, the paper and every re-export show: never computed again."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="bulletins", verbose_name="发文组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    office = models.CharField("机构", max_length=40, blank=True)
    kind = models.CharField("文种", max_length=10, choices=BulletinKind)
    task_list = models.ForeignKey(TaskList, on_delete=models.PROTECT, null=True, blank=True, related_name="bulletins")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="bulletins")
    title = models.CharField("标题", max_length=120)
    addressees = models.CharField("主送", max_length=200)
    number = models.CharField("发文字号", max_length=40, blank=True)
    words = models.JSONField("正文", default=dict)
    figures = models.JSONField("数字")
    frozen_at = models.DateTimeField("数字截至")
    as_of = models.DateField("统计日")
    made_at = models.DateTimeField("起草时间", db_default=Now())
    made_by = models.BigIntegerField("起草人")
    edited_at = models.DateTimeField("修改时间", null=True)
    issued_at = models.DateTimeField("印发时间", null=True)
    issued_by = models.BigIntegerField("签发人", null=True)

    objects = BulletinQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "organization",
            "county_id",
            "org_path",
            "office",
            "kind",
            "task_list",
            "goal",
            "title",
            "addressees",
            "number",
            "words",
            "figures",
            "frozen_at",
            "as_of",
            "made_at",
            "made_by",
            "edited_at",
            "issued_at",
            "issued_by",
        )
    }

    class Meta:
        verbose_name = "通报"
        indexes = (models.Index(fields=["org_path", "-made_at"], name="bulletin_by_place"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(task_list__isnull=False, goal__isnull=True) | Q(task_list__isnull=True, goal__isnull=False),
                name="bulletin_of_list_or_goal",
            ),
        )

    def __str__(self) -> str:
        return self.title
