"""A member objects to the class they were put into; the body answers by a day (P24)."""

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


class Class(models.TextChoices):
    """What the member was classed as; a word for a situation, never a judgement."""

    MOBILE = "mobile", "流动党员"
    TALENT = "talent", "流动人才党员"


class ObjectionQuerySet(ScopedQuerySet["Objection"]):
    """Words for sets of objections."""

    def visible_to(self, actor: Actor) -> Self:
        """Rows of the body that answers, and overdue ones of the bodies directly below."""
        return named_to(self, actor, due="due_on", ended="answered_on")  # type: ignore[return-value]  # filtered

    def open(self) -> Self:
        """Those that wait for an answer."""
        return self.filter(answered_on=None)


class Objection(models.Model):
    """One member's objection, and the answer."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="objections", verbose_name="党员")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="objections", verbose_name="答复的党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    to_class = models.CharField("归类", max_length=10, choices=Class)
    words = models.CharField("理由", max_length=200)
    made_on = models.DateField("提出日期")
    due_on = models.DateField("答复期限")
    is_upheld = models.BooleanField("异议成立", null=True)
    answer = models.CharField("答复", max_length=200, blank=True, default="")
    answered_on = models.DateField("答复日期", null=True)
    recorded_at = models.DateTimeField("提出时间", db_default=Now())

    objects = ObjectionQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "public_id", "organization", "county_id", "org_path", "recorded_at"),
        Privacy.PERSONAL: (
            "person", "to_class", "words", "made_on", "due_on", "is_upheld", "answer", "answered_on",
        ),
    }  # fmt: skip

    class Meta:
        verbose_name = "归类异议"
        indexes = (models.Index(fields=["org_path"], name="objection_by_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=["person", "to_class"], condition=Q(answered_on=None), name="one_open_objection"
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None, is_upheld=None) | Q(answered_on__isnull=False, is_upheld__isnull=False),
                name="objection_is_answered_on_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.get_to_class_display()}"
