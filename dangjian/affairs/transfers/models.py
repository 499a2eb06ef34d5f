"""Transfers of the formal relation (组织关系接转): from where, to where, why, and the days of the letter.

The national system stays the record: what stands here is the mirror that both sides work with.
"""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.access.secrets import Place
from dangjian.affairs.members.models import Category
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.foundation.ids import public_id
from dangjian.procedures.cases.models import Case


class Kind(models.TextChoices):
    """Between which bodies a transfer goes; the value is the last word of its procedure."""

    INSIDE = "inside", "同一党委内"
    BETWEEN = "between", "本平台内"
    OUTWARD = "outward", "转往平台外"
    INWARD = "inward", "平台外转入"


class State(models.TextChoices):
    """Where a transfer stands (domain §4.1)."""

    DRAFT = "draft", "待转出党委审核"
    SENT = "sent", "已转出，待接收"
    ACCEPTED = "accepted", "已接收，待报到"
    RETURNED = "returned", "退回"
    EXPIRED = "expired", "介绍信逾期"
    RECEIVED = "received", "已报到，待归档"
    ARCHIVED = "archived", "已归档"
    REFUSED = "refused", "不同意"
    WITHDRAWN = "withdrawn", "已撤回"


UNDER_WAY = (State.DRAFT, State.SENT, State.ACCEPTED, State.RETURNED, State.EXPIRED)
ENDED = (State.ARCHIVED, State.REFUSED, State.WITHDRAWN)


class Reason(models.TextChoices):
    """Why someone moves."""

    WORK = "work", "工作单位变动"
    HOME = "home", "居住地变动"
    AWAY = "away", "外出6个月以上且地点固定"
    STUDY = "study", "升学、毕业"
    RETIRED = "retired", "离退休"
    UNIT = "unit", "所在党组织调整"
    OTHER = "other", "其他"


class TransferQuerySet(ScopedQuerySet["Transfer"]):
    """Words for sets of transfers."""

    def visible_to(self, actor: Actor) -> Self:
        """Transfers that begin or end within the scope: both sides see the one row."""
        return self.filter(actor.within("org_path") | actor.within("target_path"))

    def leaving(self, actor: Actor) -> Self:
        """Transfers that begin within the scope."""
        return self.exclude(kind=Kind.INWARD).filter(actor.within("org_path"))

    def arriving(self, actor: Actor) -> Self:
        """Transfers that end within the scope."""
        return self.exclude(kind=Kind.OUTWARD).filter(actor.within("target_path"))

    def under_way(self) -> Self:
        """Transfers before the receipt: the sending branch answers for the member."""
        return self.filter(state__in=UNDER_WAY)


class Transfer(models.Model):
    """One person's formal relation on its way from one branch to another.

    ``org_path`` is where it began (where it arrives, for one from outside), ``target_path`` where it arrives,
    empty outside. ``packet`` is what came with someone from outside, or from the national system to compare, sealed;
    it is gone once it was used, and at the latest after ``packet_until``.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    kind = models.CharField("范围", max_length=10, choices=Kind)
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, verbose_name="办件")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="transfers", verbose_name="党员"
    )
    person_name = models.CharField("姓名", max_length=60)
    category = models.CharField("人员类别", max_length=12, choices=Category)
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    target_county_id = models.BigIntegerField("转入县", null=True)
    target_path = PathField("转入位置", blank=True, default="")
    from_body = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="transfers_out", verbose_name="转出党支部"
    )
    from_name = models.CharField("转出党组织", max_length=120)
    from_committee = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="transfers_sent", verbose_name="转出党委"
    )
    to_body = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="transfers_in", verbose_name="接收党支部"
    )
    to_name = models.CharField("接收党组织", max_length=120)
    to_committee = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="transfers_taken", verbose_name="接收党委"
    )
    reason = models.CharField("转接原因", max_length=10, choices=Reason)
    words = models.CharField("说明", max_length=200, blank=True, default="")
    dues_paid_until = models.DateField("党费缴至", null=True)
    letter_number = models.CharField("介绍信编号", max_length=40, blank=True, default="")
    letters = models.PositiveSmallIntegerField("开具次数", default=0)
    started_on = models.DateField("提出日期")
    sent_on = models.DateField("介绍信日期", null=True)
    valid_until = models.DateField("有效期至", null=True)
    accepted_on = models.DateField("接收日期", null=True)
    received_on = models.DateField("报到日期", null=True)
    receipt_on = models.DateField("回执日期", null=True)
    archived_on = models.DateField("归档日期", null=True)
    packet = models.BinaryField("转入材料", null=True)
    packet_until = models.DateField("材料留存至", null=True)
    identity_index = models.BinaryField("身份证号索引", null=True)
    recorded_at = models.DateTimeField("记录时间", db_default=Now())

    objects = TransferQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id",
            "public_id",
            "kind",
            "state",
            "case",
            "person",
            "person_name",
            "category",
            "county_id",
            "org_path",
            "target_county_id",
            "target_path",
            "from_body",
            "from_name",
            "from_committee",
            "to_body",
            "to_name",
            "to_committee",
            "letter_number",
            "letters",
            "started_on",
            "sent_on",
            "valid_until",
            "accepted_on",
            "received_on",
            "receipt_on",
            "archived_on",
            "packet_until",
            "recorded_at",
        ),
        Privacy.PERSONAL: ("reason", "words", "dues_paid_until"),
        Privacy.SENSITIVE: ("packet", "identity_index"),
    }

    class Meta:
        verbose_name = "组织关系接转"
        constraints = (
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=[state.value for state in UNDER_WAY]),
                name="transfer_one_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["identity_index"],
                condition=Q(state__in=[state.value for state in UNDER_WAY], identity_index__isnull=False),
                name="transfer_in_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(from_body=F("to_body")) | Q(from_body=None) | Q(to_body=None),
                name="transfer_goes_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None) | Q(valid_until__gte=F("sent_on")), name="transfer_letter_is_good_for_days"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("received", "archived")) | Q(received_on__isnull=False),
                name="transfer_received_on_a_day",
            ),
        )
        indexes = (
            models.Index(fields=["org_path", "-id"], name="transfer_by_origin"),
            models.Index(fields=["target_path", "-id"], name="transfer_by_target"),
            models.Index(
                fields=["valid_until"], condition=Q(state__in=("sent", "accepted")), name="transfer_to_expire"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_name} {self.get_kind_display()}"

    @property
    def title(self) -> str:
        """What lists and cards call it."""
        return f"{self.person_name}同志组织关系由{self.from_name}转往{self.to_name}"

    @property
    def is_under_way(self) -> bool:
        """Whether the member has not yet reported: the sending branch answers for them."""
        return self.state in UNDER_WAY

    def place(self) -> Place:
        """Return where the packet belongs."""
        return Place("transfers_transfer", "packet", self.public_id)

    def has_lapsed_on(self, day: date) -> bool:
        """Say whether the letter is no longer good."""
        return self.valid_until is not None and day > self.valid_until
