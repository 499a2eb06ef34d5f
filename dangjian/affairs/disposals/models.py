"""A disposal of one member, and what the person says to it."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.disposals import rules
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.foundation.ids import public_id
from dangjian.procedures.cases.models import Case, CaseStep


class Mode(models.TextChoices):
    """What is done about it."""

    CORRECTION = rules.CORRECTION, "限期改正"
    ADVISED_OUT = rules.ADVISED_OUT, "劝其退党"
    REMOVAL = rules.REMOVAL, "除名"


class Result(models.TextChoices):
    """How it ended; after 限期改正 and 劝其退党 people decide."""

    CORRECTED = "corrected", "已改正"
    UNCORRECTED = "uncorrected", "期满没有改正"
    WITHDREW = "withdrew", "本人同意退党"
    STAYED = "stayed", "劝而不退"
    REMOVED = "removed", "已除名"
    REFUSED = "refused", "不予处置"
    WITHDRAWN = "withdrawn", "已撤回"
    LIFTED = "lifted", "本人已不在册"


class DisposalQuerySet(ScopedQuerySet["Disposal"]):
    """Words for sets of disposals."""

    def visible_to(self, actor: Actor) -> Self:
        """Disposals with a step, taken or waiting, at a body of the actor's own posts; never one's own (P21)."""
        own = [grant.organization_id for grant in actor.grants]
        handled = CaseStep.objects.filter(actor.within("party__org_path"), party__organization_id__in=own)
        return self.filter(case__in=handled.values("case")).exclude(person_id=actor.person_id)

    def told_to(self, actor: Actor) -> Self:
        """One's own disposals, from the day on which the person is heard."""
        heard = CaseStep.objects.filter(key=rules.INQUIRY)
        return self.filter(person_id=actor.person_id, case__in=heard.values("case"))

    def open(self) -> Self:
        """Disposals that are not at their end."""
        return self.filter(ended_on=None)

    def running(self) -> Self:
        """Approved ones of which people have still to say how they went."""
        return self.open().filter(approved_on__isnull=False)


class Disposal(models.Model):
    """One disposal; it shares its public id with its case. ``months`` and ``until`` are those of a correction."""

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="disposals", verbose_name="党员")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="disposals", verbose_name="所在党支部"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    mode = models.CharField("处置方式", max_length=12, choices=Mode)
    ground = models.CharField("情形", max_length=120)
    article = models.CharField("条款", max_length=40, blank=True, default="")
    months = models.PositiveSmallIntegerField("改正期限（月）", null=True)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="disposal", verbose_name="办件")
    approved_on = models.DateField("批准日期", null=True)
    until = models.DateField("改正期满", null=True)
    result = models.CharField("结果", max_length=12, choices=Result, blank=True, default="")
    ended_on = models.DateField("结束日期", null=True)
    account_id = models.BigIntegerField("登记账号", null=True)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    objects = DisposalQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "public_id", "county_id", "org_path", "account_id", "recorded_at"),
        Privacy.SENSITIVE: (
            "person", "organization", "mode", "ground", "article", "months", "case", "approved_on", "until", "result",
            "ended_on",
        ),
    }  # fmt: skip

    class Meta:
        verbose_name = "组织处置"
        indexes = (models.Index(fields=["person"], name="disposal_of_person"),)
        constraints = (
            models.UniqueConstraint(fields=["person"], condition=Q(ended_on=None), name="disposal_one_open"),
            models.CheckConstraint(
                condition=Q(ended_on=None, result="") | (Q(ended_on__isnull=False) & ~Q(result="")),
                name="disposal_ends_with_a_result",
            ),
            models.CheckConstraint(
                condition=Q(mode=rules.CORRECTION, months__isnull=False)
                | (~Q(mode=rules.CORRECTION) & Q(months=None, until=None)),
                name="disposal_months_of_a_correction",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.get_mode_display()}"

    def is_over_on(self, day: date) -> bool:
        """Say whether the term of a correction is over, so that people say how it went."""
        return self.until is not None and day > self.until


class Statement(models.Model):
    """What the person says to it, in their own words; read by the person and the handling bodies alone."""

    disposal = models.ForeignKey(Disposal, on_delete=models.PROTECT, related_name="statements", verbose_name="组织处置")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    words = models.CharField("本人意见", max_length=1000)
    said_on = models.DateField("日期")
    said_at = models.DateTimeField("时间", db_default=Now())

    objects = ScopedQuerySet["Statement"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "disposal", "county_id", "org_path", "said_at"),
        Privacy.SENSITIVE: ("words", "said_on"),
    }

    class Meta:
        verbose_name = "本人意见"

    def __str__(self) -> str:
        return f"{self.disposal} {self.said_on:%Y-%m-%d}"
