"""The ledger: every row moves an amount from one book to another, is never changed, and is undone by another row.

What the books hold follows from the rows: a trigger adds it up in the same statement, and nothing else may write it
(see the migration). So the sum over all books is always nought, and a book never holds less than nothing.
"""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from dangjian.access.actors import Actor
from dangjian.access.privacy import Classes, Privacy
from dangjian.access.scope import PathField, ScopedQuerySet
from dangjian.affairs.dues.rules.money import yuan
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.foundation.ids import public_id


class Shelf(models.TextChoices):
    """Where money is: what members gave is counted down, what is at hand and on its way up."""

    MEMBERS = "members", "党员交来"
    TILL = "till", "账上"
    TRANSIT = "transit", "已上缴待确认"
    OUTSIDE = "outside", "平台外"


class Book(models.Model):
    """One of the books of a body, and what it holds, in cents. Only the trigger of the ledger writes ``balance``."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="dues_books", verbose_name="党组织"
    )
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")
    shelf = models.CharField("账目", max_length=8, choices=Shelf)
    balance = models.BigIntegerField("余额（分）", db_default=0)

    objects = ScopedQuerySet["Book"].as_manager()

    PRIVACY: ClassVar[Classes] = {Privacy.INTERNAL: ("id", "organization", "county_id", "org_path", "shelf", "balance")}

    class Meta:
        verbose_name = "党费账目"
        indexes = (models.Index(fields=["org_path"], name="dues_book_by_place"),)
        constraints = (
            models.UniqueConstraint(fields=["organization", "shelf"], name="one_book_of_a_kind"),
            models.CheckConstraint(
                condition=Q(shelf="members", balance__lte=0) | (~Q(shelf="members") & Q(balance__gte=0)),
                name="book_never_holds_less_than_nothing",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organization} {self.get_shelf_display()} {yuan(self.balance)}"


class Kind(models.TextChoices):
    """What a row of the ledger says."""

    PAY = "pay", "收缴"
    ELSEWHERE = "elsewhere", "流入地已交"
    HAND_UP = "hand_up", "上缴"
    RECEIVED = "received", "收到上缴"
    SENT_OUT = "sent_out", "上缴平台外上级"
    SPENT = "spent", "使用"
    CARRIED = "carried", "并入结转"
    REVERSAL = "reversal", "冲正"


OF_MEMBERS = (Kind.PAY, Kind.ELSEWHERE)
ONCE = (Kind.HAND_UP, Kind.SENT_OUT, Kind.SPENT, Kind.CARRIED)


class EntryQuerySet(ScopedQuerySet["Entry"]):
    """Words for sets of entries."""

    def visible_to(self, actor: Actor) -> Self:
        """Entries of the bodies in scope, and what was handed up to one of them."""
        bodies = [grant.organization_id for grant in actor.grants]
        handed = Q(kind=Kind.HAND_UP, counterpart__in=bodies)
        return self.filter(actor.within("org_path") | handed)

    def standing(self) -> Self:
        """Entries that are neither undone nor undo another."""
        return self.exclude(kind=Kind.REVERSAL).filter(reversal=None)

    def waiting(self) -> Self:
        """What was handed up and is neither confirmed nor undone."""
        return self.filter(kind=Kind.HAND_UP, answer=None, reversal=None)

    def in_turn(self) -> Self:
        """In the order in which they were written."""
        return self.order_by("id")


class Entry(models.Model):
    """``amount`` (cents) moved from one book to another on ``on``; written into the books of ``organization``.

    ``source`` names the act and makes it happen once; ``counterpart`` is the body above for what is handed up, the
    body below for what is received.
    """

    public_id = models.UUIDField("编号", default=public_id, unique=True, editable=False)
    county_id = models.BigIntegerField("县")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="dues_entries", verbose_name="党组织"
    )
    org_path = PathField("位置")
    kind = models.CharField("事项", max_length=10, choices=Kind)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="dues_entries", verbose_name="党员"
    )
    month = models.DateField("所属月份", null=True)
    amount = models.BigIntegerField("金额（分）")
    on = models.DateField("日期")
    from_book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="+", verbose_name="由")
    to_book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="+", verbose_name="到")
    counterpart = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="对方党组织"
    )
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="reversal", verbose_name="冲正的记录"
    )
    answers = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="answer", verbose_name="确认的上缴"
    )
    use = models.CharField("用途", max_length=30, blank=True, default="")
    source = models.CharField("来源", max_length=120)
    words = models.CharField("说明", max_length=100, blank=True, default="")
    account_id = models.BigIntegerField("登记账号", null=True)
    recorded_name = models.CharField("登记人", max_length=60, blank=True, default="")
    recorded_at = models.DateTimeField("登记时间", db_default=Now())

    objects = EntryQuerySet.as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: (
            "id", "public_id", "county_id", "organization", "org_path", "kind", "on", "from_book", "to_book",
            "counterpart", "reverses", "answers", "use", "source", "account_id", "recorded_name", "recorded_at",
        ),
        Privacy.PERSONAL: ("person", "month", "amount", "words"),
    }  # fmt: skip

    class Meta:
        verbose_name = "党费台账"
        indexes = (
            models.Index(fields=["org_path", "-id"], name="dues_entry_by_place"),
            models.Index(fields=["person", "month"], name="dues_entry_of_person"),
            models.Index(fields=["counterpart"], condition=Q(kind="hand_up"), name="dues_handed_up_to"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="dues_entry_moves_something"),
            models.CheckConstraint(condition=~Q(from_book=F("to_book")), name="dues_entry_moves_somewhere"),
            models.CheckConstraint(condition=Q(month=None) | Q(month__day=1), name="dues_month_is_its_first_day"),
            models.CheckConstraint(
                condition=~Q(kind__in=("pay", "elsewhere")) | Q(person__isnull=False, month__isnull=False),
                name="dues_are_paid_by_someone_for_a_month",
            ),
            models.CheckConstraint(
                condition=Q(kind="reversal", reverses__isnull=False) | (~Q(kind="reversal") & Q(reverses=None)),
                name="dues_reversal_of_an_entry",
            ),
            models.CheckConstraint(
                condition=Q(kind="received", answers__isnull=False) | (~Q(kind="received") & Q(answers=None)),
                name="dues_receipt_of_an_entry",
            ),
            models.CheckConstraint(
                condition=~Q(kind="hand_up") | Q(counterpart__isnull=False), name="dues_are_handed_up_to_someone"
            ),
            models.UniqueConstraint(
                fields=["source", "person", "month"],
                condition=Q(kind__in=("pay", "elsewhere")),
                name="dues_paid_once_by_an_act",
            ),
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(kind__in=("hand_up", "sent_out", "spent", "carried")),
                name="dues_moved_once_by_an_act",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {yuan(self.amount)}"


class PaidMonth(models.Model):
    """That a member has paid for a month, and by which entry. Only the trigger of the ledger writes it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="dues_paid", verbose_name="党员")
    month = models.DateField("月份")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="paid", verbose_name="台账记录")
    county_id = models.BigIntegerField("县")
    org_path = PathField("位置")

    objects = ScopedQuerySet["PaidMonth"].as_manager()

    PRIVACY: ClassVar[Classes] = {
        Privacy.INTERNAL: ("id", "county_id", "org_path"),
        Privacy.PERSONAL: ("person", "month", "entry"),
    }

    class Meta:
        verbose_name = "已交党费的月份"
        constraints = (models.UniqueConstraint(fields=["person", "month"], name="dues_paid_once_a_month"),)

    def __str__(self) -> str:
        return f"{self.person} {self.month:%Y-%m}"
