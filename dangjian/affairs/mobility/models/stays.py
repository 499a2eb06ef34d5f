"""A member away from home: one formal body, another place of organization life, a paired contact."""

from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.access.secrets import Place, unseal
from dangjian.affairs.mobility.models.naming import named_to
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.foundation.ids import public_id


class Direction(models.TextChoices):
    """Seen from the body that registers: its own member is away, or someone else's is here."""

    OUT = "out", "流出"
    IN = "in", "流入"


class Reason(models.TextChoices):
    """Why someone is away."""

    WORK = "work", "外出务工经商"
    STUDY = "study", "外出就学"
    FAMILY = "family", "随亲属居住"
    ABROAD = "abroad", "出国（境）学习研究"
    OTHER = "other", "其他"


class Ending(models.TextChoices):
    """How a stay ended."""

    RETURNED = "returned", "已返回，参加原支部组织生活"
    TRANSFERRED = "transferred", "已转组织关系"
    LEFT = "left", "已离开本地"
    OBJECTION = "objection", "本人异议成立"
    OFF_ROLL = "off_roll", "已不在名册"
    MISTAKE = "mistake", "登记有误"


class StayQuerySet(ScopedQuerySet["Stay"]):
    """Words for sets of stays."""

    def visible_to(self, actor: Actor) -> Self:
        """Rows of the home body, of the host while the member is there, and those that wait for the superior."""
        paths = [grant.path for grant in actor.grants]
        hosted = Q(host_path__in=paths, ended_on=None)
        return named_to(self, actor, due="contact_due_on", also=hosted)  # type: ignore[return-value]  # filtered

    def kept_by(self, actor: Actor) -> Self:
        """Rows that the actor may write into: the formal home's, never the host's."""
        return self.filter(actor.within("org_path"))

    def hosted_by(self, actor: Actor) -> Self:
        """Rows of members of other bodies who are here now."""
        return self.filter(host_path__in=[grant.path for grant in actor.grants], ended_on=None)

    def open(self) -> Self:
        """Stays that go on."""
        return self.filter(ended_on=None)

    def by_name(self) -> Self:
        """In the order of names."""
        return self.order_by("sort_key", "id")


class Stay(models.Model):
    """A stay away from home. ``organization`` registered it: the formal home (流出), or the host of a stranger (流入).

    ``host`` is a body of this platform, else ``place`` says where, down to the county. The contact at the
    other side is sealed. ``contact_due_on`` is the last day for the next contact; empty for 流入: contact is
    the home's duty.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    direction = models.CharField("流向", max_length=3, choices=Direction)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="stays", verbose_name="党员")
    name = models.CharField("姓名", max_length=60)
    sort_key = models.CharField("排序", max_length=120, db_collation="C")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="stays", verbose_name="登记党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    home = models.CharField("正式组织关系所在党组织", max_length=120, blank=True, default="")
    host = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="hosted_stays", verbose_name="流入地党组织"
    )
    host_path = PathField("流入地位置", blank=True, default="")
    place = models.CharField("所在地", max_length=60, blank=True, default="")
    reason = models.CharField("外出原因", max_length=10, choices=Reason)
    since = models.DateField("外出日期")
    is_able = models.BooleanField("仍能参加原支部组织生活", default=False)
    contact = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="paired_stays", verbose_name="结对联系人"
    )
    other_name = models.BinaryField("对方联系人", null=True)
    other_phone = models.BinaryField("对方联系电话", null=True)
    contact_due_on = models.DateField("下次联系期限", null=True)
    reported_on = models.DateField("报到日期", null=True)
    ended_on = models.DateField("结束日期", null=True)
    ending = models.CharField("结束原因", max_length=12, choices=Ending, blank=True, default="")
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    objects = StayQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "direction", "organization", "county_id", "org_path", "host", "host_path", "recorded_at",
        ),
        Privacy.PERSONAL: (
            "person", "name", "sort_key", "home", "place", "reason", "since", "is_able", "contact", "contact_due_on",
            "reported_on", "ended_on", "ending",
        ),
        Privacy.SENSITIVE: ("other_name", "other_phone"),
    }  # fmt: skip

    class Meta:
        verbose_name = "流动党员登记"
        indexes = (
            models.Index(fields=["org_path"], condition=Q(ended_on=None), name="stay_by_place"),
            models.Index(fields=["host_path"], condition=Q(ended_on=None), name="stay_by_host"),
            models.Index(fields=["person"], name="stay_of_person"),
        )
        constraints = (
            models.UniqueConstraint(fields=["person"], condition=Q(ended_on=None), name="one_open_stay"),
            models.CheckConstraint(
                condition=Q(ended_on=None, ending="") | (Q(ended_on__isnull=False) & ~Q(ending="")),
                name="stay_ends_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(direction="out", person__isnull=False) | Q(direction="in", person=None),
                name="stay_of_own_member_or_stranger",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.get_direction_display()}"

    @property
    def is_out(self) -> bool:
        """Whether it is the registering body's own member who is away."""
        return self.direction == Direction.OUT

    @property
    def is_abroad(self) -> bool:
        """Whether the member is abroad."""
        return self.reason == Reason.ABROAD

    @property
    def where(self) -> str:
        """Return where the member is, in words."""
        words = [self.host.short_name if self.host else "", self.place]
        return " · ".join(filter(None, words)) or "未登记去向"

    def unsealed(self, column: str) -> str:
        """Return the name or phone of the contact at the other side in the clear; empty where none is held."""
        sealed: bytes | None = getattr(self, column)
        return unseal(sealed, sealing_place(self.public_id, column)) if sealed else ""


def sealing_place(identity: UUID, column: str) -> Place:
    """Return where a sealed column of a stay belongs."""
    return Place("mobility_stay", column, identity)


class Contact(models.Model):
    """Contact was made: when and by whom. What was said is not kept."""

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="contacts", verbose_name="流动党员登记")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    on = models.DateField("联系日期")
    by_name = models.CharField("联系人", max_length=60)
    account_id = models.BigIntegerField("登记账号", null=True)
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    objects = ScopedQuerySet["Contact"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "stay", "county_id", "org_path", "account_id", "recorded_at"),
        Privacy.PERSONAL: ("on", "by_name"),
    }

    class Meta:
        verbose_name = "联系记录"
        indexes = (models.Index(fields=["stay", "-on"], name="contact_of_stay"),)
        constraints = (models.UniqueConstraint(fields=["stay", "on"], name="one_contact_a_day"),)

    def __str__(self) -> str:
        return f"{self.stay} {self.on:%Y-%m-%d}"
