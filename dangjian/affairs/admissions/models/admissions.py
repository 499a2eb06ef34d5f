"""An admission, the members beside it, and the half-yearly reviews; its steps are those of its case."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.foundation.ids import public_id
from dangjian.procedures.cases.models import Case, CaseStep, Party


class Result(models.TextChoices):
    """How an admission ended."""

    DONE = "done", "已转为正式党员"
    REFUSED = "refused", "不同意"
    ANNULLED = "annulled", "取消预备党员资格"
    WITHDRAWN = "withdrawn", "已撤回"
    LIFTED = "lifted", "已离开，随档案移交"


class Motion(models.TextChoices):
    """What the congress decided at the end of probation."""

    CONFIRM = "confirm", "按期转正"
    EXTEND = "extend", "延长预备期"
    ANNUL = "annul", "取消预备党员资格"


class AdmissionQuerySet(ScopedQuerySet["Admission"]):
    """Words for sets of admissions."""

    def visible_to(self, actor: Actor) -> Self:
        """By name for the branch, its superior, and the body whose step waits; those between see counts (P21)."""
        scope = actor.within("org_path")
        bodies = {grant.organization_id for grant in actor.grants}
        own = Q(organization__in=bodies)
        superior = Party.objects.filter(key="superior", organization_id__in=bodies).values("case")
        waiting = CaseStep.objects.waiting().filter(party__organization_id__in=bodies).values("case")
        return self.filter(scope & (own | Q(case__in=superior) | Q(case__in=waiting)))

    def open(self) -> Self:
        """Admissions that are not at their end."""
        return self.filter(ended_on=None)

    def of(self, person_id: int) -> Self:
        """Those of one person: what the person reads of themself."""
        return self.filter(person_id=person_id)


class Admission(models.Model):
    """One person's way into the Party. It shares its public id with its case, where every step and day stands.

    ``motion`` and ``extended_until`` are what the congress at the end of probation decided; ``congress_source`` and
    ``confirmation_source`` name the records of the two congresses where those stand among the meetings.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="admissions", verbose_name="申请人")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="admissions", verbose_name="所在党支部"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="admission", verbose_name="办件")
    applied_on = models.DateField("申请入党日期")
    form_number = models.CharField("入党志愿书编号", max_length=30, blank=True, default="")
    training_days = models.PositiveSmallIntegerField("培训天数", null=True)
    training_hours = models.PositiveSmallIntegerField("培训学时", null=True)
    congress_source = models.CharField("接收大会记录", max_length=100, blank=True, default="")
    confirmation_source = models.CharField("转正大会记录", max_length=100, blank=True, default="")
    motion = models.CharField("转正大会决定", max_length=10, choices=Motion, blank=True, default="")
    proposed_until = models.DateField("拟延长至", null=True)
    extended_until = models.DateField("预备期延长至", null=True)
    result = models.CharField("结果", max_length=10, choices=Result, blank=True, default="")
    ended_on = models.DateField("办结日期", null=True)

    objects = AdmissionQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "public_id", "organization", "county_id", "org_path", "case"),
        Privacy.PERSONAL: (
            "person",
            "applied_on",
            "form_number",
            "training_days",
            "training_hours",
            "congress_source",
            "confirmation_source",
        ),
        Privacy.SENSITIVE: ("motion", "proposed_until", "extended_until", "result", "ended_on"),
    }

    class Meta:
        verbose_name = "发展党员"
        indexes = (
            models.Index(fields=["org_path"], name="admission_by_place"),
            models.Index(fields=["person"], name="admission_of_person"),
        )
        constraints = (
            models.UniqueConstraint(fields=["person"], condition=Q(ended_on=None), name="one_open_admission"),
            models.CheckConstraint(
                condition=Q(ended_on=None, result="") | (Q(ended_on__isnull=False) & ~Q(result="")),
                name="admission_ends_with_a_result",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} 入党"


class Part(models.TextChoices):
    """What a member is to an applicant."""

    CONTACT = "contact", "培养联系人"
    INTRODUCER = "introducer", "入党介绍人"


class Companion(models.Model):
    """A full member who accompanies an applicant, from when to when."""

    admission = models.ForeignKey(
        Admission, on_delete=models.PROTECT, related_name="companions", verbose_name="发展党员"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="党员")
    part = models.CharField("身份", max_length=10, choices=Part)
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    since = models.DateField("开始日期")
    until = models.DateField("结束日期", null=True)

    objects = ScopedQuerySet["Companion"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "admission", "part", "county_id", "org_path", "since", "until"),
        Privacy.PERSONAL: ("person",),
    }

    class Meta:
        verbose_name = "培养联系人、入党介绍人"
        indexes = (models.Index(fields=["person"], name="companion_of_person"),)
        constraints = (
            models.UniqueConstraint(
                fields=["admission", "person", "part"], condition=Q(until=None), name="companion_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.get_part_display()}"


class About(models.TextChoices):
    """What took place; never what was said in it (P19)."""

    ACTIVIST = "activist", "入党积极分子考察"
    PROBATION = "probation", "预备党员考察"
    REPORT = "report", "思想汇报"


class Review(models.Model):
    """A review that was held, or a report that was received, on a day; ``due_on`` is the day by which it was due."""

    admission = models.ForeignKey(Admission, on_delete=models.PROTECT, related_name="reviews", verbose_name="发展党员")
    about = models.CharField("内容", max_length=10, choices=About)
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    due_on = models.DateField("应于", null=True)
    held_on = models.DateField("日期")
    account_id = models.BigIntegerField("登记账号", null=True)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    objects = ScopedQuerySet["Review"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "admission", "county_id", "org_path", "account_id", "recorded_at"),
        Privacy.PERSONAL: ("about", "due_on", "held_on"),
    }

    class Meta:
        verbose_name = "考察、思想汇报"
        indexes = (models.Index(fields=["admission", "held_on"], name="review_of_admission"),)
        constraints = (
            models.UniqueConstraint(fields=["admission", "about", "held_on"], name="one_review_a_day"),
            models.UniqueConstraint(
                fields=["admission", "about", "due_on"], condition=Q(due_on__isnull=False), name="one_review_a_term"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_about_display()} {self.held_on:%Y-%m-%d}"
