"""A person's request to have a fact corrected, and its answer."""

import json
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import ScopedQuerySet
from dangjian.access.secrets import Place, unseal
from dangjian.affairs.people.models import Person
from dangjian.foundation.ids import public_id

Plain = str | int | bool | None


class CorrectionQuerySet(ScopedQuerySet["Correction"]):
    """Words for sets of requests. Their place is the person's of today: a request goes where the person goes."""

    scope_path = "person__org_path"

    def visible_to(self, actor: Actor) -> Self:
        """One's own; under a permission, those of the people in its scope."""
        if actor.permission is None:
            return self.filter(person_id=actor.person_id)
        return super().visible_to(actor)

    def open(self) -> Self:
        """Requests without an answer."""
        return self.filter(answer=None)

    def late_on(self, day: date) -> Self:
        """Requests that should have been answered before ``day``."""
        return self.open().filter(due_on__lt=day)


class Correction(models.Model):
    """A person asks that one fact of their record be set to something else; what is asked is sealed."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="corrections", verbose_name="人员")
    county_id = models.BigIntegerField("县")
    field = models.CharField("申请更正的栏目", max_length=40)
    asked = models.BinaryField("申请改为")
    words = models.CharField("说明", max_length=200, blank=True)
    is_of_decider = models.BooleanField("申请人是本组织答复人", default=False)
    account_id = models.BigIntegerField("申请账号")
    asked_on = models.DateField("申请日期")
    asked_at = models.DateTimeField("申请时间", db_default=Now())
    due_on = models.DateField("答复期限")

    objects = CorrectionQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "person",
            "county_id",
            "field",
            "is_of_decider",
            "account_id",
            "asked_on",
            "asked_at",
            "due_on",
        ),
        Privacy.PERSONAL: ("words",),
        Privacy.SENSITIVE: ("asked",),
    }

    class Meta:
        verbose_name = "档案更正申请"
        indexes = (models.Index(fields=["due_on", "id"], name="correction_by_due_day"),)

    def __str__(self) -> str:
        return f"{self.person} {self.field}"

    @property
    def number(self) -> str:
        """Return how the record and people refer to this request."""
        return f"第{self.pk}号"

    @property
    def place(self) -> Place:
        """Return where the sealed value belongs."""
        return Place("dossier_correction", "asked", self.public_id)

    @property
    def value(self) -> Plain:
        """Return what is asked for, in the clear. Whoever shows it of a sealed field records why."""
        kept: Plain = json.loads(unseal(bytes(self.asked), self.place))
        return kept


class Outcome(models.TextChoices):
    """What became of a request."""

    ACCEPTED = "accepted", "已更正"
    REFUSED = "refused", "未采纳"
    WITHDRAWN = "withdrawn", "本人撤回"


class Answer(models.Model):
    """The end of a request: by whom, when, and in which words."""

    correction = models.OneToOneField(Correction, on_delete=models.PROTECT, related_name="answer", verbose_name="申请")
    outcome = models.CharField("结果", max_length=10, choices=Outcome)
    words = models.CharField("答复", max_length=200, blank=True)
    account_id = models.BigIntegerField("答复账号")
    who = models.CharField("答复人", max_length=120)
    on = models.DateField("答复日期")
    answered_at = models.DateTimeField("答复时间", db_default=Now())

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "correction", "outcome", "account_id", "who", "on", "answered_at"),
        Privacy.PERSONAL: ("words",),
    }

    class Meta:
        verbose_name = "更正答复"

    def __str__(self) -> str:
        return f"{self.correction} {self.get_outcome_display()}"
