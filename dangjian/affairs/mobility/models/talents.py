"""流动人才党员: the relation is parked at a talent agency; found, contacted, then moved or kept with a reason."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.mobility.models.naming import named_to
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.foundation.ids import public_id


class Stage(models.TextChoices):
    """How far it has come."""

    FOUND = "found", "已摸底，待联系"
    CONTACTED = "contacted", "已联系，待定去留"
    MOVES = "moves", "转出组织关系"
    STAYS = "stays", "暂留"
    OBJECTION = "objection", "本人异议成立"
    OFF_ROLL = "off_roll", "已不在名册"


class TalentQuerySet(ScopedQuerySet["Talent"]):
    """Words for sets of parked relations."""

    def visible_to(self, actor: Actor) -> Self:
        """Rows of the body where the relation is parked, and overdue ones of the bodies directly below."""
        return named_to(self, actor, due="due_on")  # type: ignore[return-value]  # the same rows, filtered

    def open(self) -> Self:
        """Those not decided yet."""
        return self.filter(ended_on=None)


class Talent(models.Model):
    """A member whose relation is parked. Not a 流动党员 and not counted as one (P24)."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="parkings", verbose_name="党员")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="parkings", verbose_name="存放组织关系的党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    agency = models.CharField("人才服务机构", max_length=60)
    stage = models.CharField("进度", max_length=10, choices=Stage, default=Stage.FOUND)
    found_on = models.DateField("摸底日期")
    contacted_on = models.DateField("联系日期", null=True)
    due_on = models.DateField("定去留期限")
    stays_because = models.CharField("暂留理由", max_length=100, blank=True, default="")
    ended_on = models.DateField("定去留日期", null=True)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    objects = TalentQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "public_id", "organization", "county_id", "org_path", "recorded_at"),
        Privacy.PERSONAL: (
            "person", "agency", "stage", "found_on", "contacted_on", "due_on", "stays_because", "ended_on",
        ),
    }  # fmt: skip

    class Meta:
        verbose_name = "流动人才党员"
        indexes = (models.Index(fields=["org_path"], name="talent_by_place"),)
        constraints = (
            models.UniqueConstraint(fields=["person"], condition=Q(ended_on=None), name="one_open_parking"),
            models.CheckConstraint(
                condition=Q(stage__in=("found", "contacted"), ended_on=None)
                | Q(stage__in=("moves", "stays", "objection", "off_roll"), ended_on__isnull=False),
                name="talent_is_decided_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(stage="stays") | ~Q(stays_because=""), name="talent_stays_for_a_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.get_stage_display()}"
