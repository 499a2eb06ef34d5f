"""A member, from applicant to full member (人员类别)."""

from typing import ClassVar, Self

from django.db import models

from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person


class Category(models.TextChoices):
    """人员类别 (domain §4.4)."""

    FULL = "full", "正式党员"
    PROBATIONARY = "probationary", "预备党员"
    OBJECT = "object", "发展对象"
    ACTIVIST = "activist", "入党积极分子"
    APPLICANT = "applicant", "入党申请人"


class MemberQuerySet(ScopedQuerySet["Member"]):
    """Words for sets of members."""

    def full(self) -> Self:
        """Full members: they vote, stand and are counted for thresholds."""
        return self.filter(category=Category.FULL)

    def in_party(self) -> Self:
        """Full and probationary members: what the field counts as 党员."""
        return self.filter(category__in=(Category.FULL, Category.PROBATIONARY))


class Member(models.Model):
    """One-to-one with a person. The order of a roll is by joining day, after the posts."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, verbose_name="人员")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="members", verbose_name="所在党支部"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    category = models.CharField("人员类别", max_length=12, choices=Category)
    joined_on = models.DateField("加入党组织日期", null=True)
    confirmed_on = models.DateField("转为正式党员日期", null=True)

    objects = MemberQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "person", "organization", "county_id", "org_path", "category"),
        Privacy.PERSONAL: ("joined_on", "confirmed_on"),
    }

    class Meta:
        verbose_name = "党员"
        indexes = (models.Index(fields=["org_path"], name="member_by_place"),)

    def __str__(self) -> str:
        return str(self.person)
