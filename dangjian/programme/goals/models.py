"""The programme (党建方案): 工程 → 行动 → 任务, in the county's own words, years beside."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from dangjian.access import paths
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.foundation.ids import public_id


class GoalQuerySet(ScopedQuerySet["Goal"]):
    """Words for sets of goals."""

    def visible_to(self, actor: Actor) -> Self:
        """Goals in scope and, to read, the programme of every body above: it is what those below work for."""
        own = actor.within("org_path")
        if actor.permission is not Permission.GOAL_VIEW:
            return self.filter(own)
        above = {path for grant in actor.grants for path in paths.ancestors(grant.path)}
        return self.filter(own | Q(org_path__in=above))

    def in_order(self) -> Self:
        """As the programme counts them: parents before children."""
        return self.order_by("place", "id")


class Goal(models.Model):
    """A node of the programme. ``place`` orders the tree as fixed-width text."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="goals", verbose_name="党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    place = PathField("次序", follows=False)  # Among the goals, not among the bodies.
    word = models.CharField("称谓", max_length=12)
    title = models.CharField("名称", max_length=80)
    summary = models.CharField("要求", max_length=400, blank=True)
    from_year = models.PositiveSmallIntegerField("起始年")
    to_year = models.PositiveSmallIntegerField("结束年")

    objects = GoalQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "organization",
            "county_id",
            "org_path",
            "parent",
            "place",
            "word",
            "title",
            "summary",
            "from_year",
            "to_year",
        )
    }

    class Meta:
        verbose_name = "方案目标"
        constraints = (
            models.CheckConstraint(condition=Q(to_year__gte=F("from_year")), name="goal_years_in_order"),
            models.UniqueConstraint(fields=["organization", "place"], name="goal_place_unique"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def years(self) -> str:
        """2026年, or 2026—2028年."""
        return f"{self.from_year}年" if self.from_year == self.to_year else f"{self.from_year}—{self.to_year}年"
