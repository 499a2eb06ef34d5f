"""What the ledger says beside payments: undone, handed up, confirmed, sent back, used. Nothing is written over."""

from datetime import date

from django.db import transaction

from dangjian.access.actors import Actor
from dangjian.affairs.dues.models import Book, Entry, Kind, Shelf
from dangjian.affairs.dues.rules import months
from dangjian.affairs.dues.rules.money import yuan
from dangjian.affairs.dues.services.books import held_books, log, recorder
from dangjian.affairs.organizations.models import Organization
from dangjian.rulebook import RuleBreach


@transaction.atomic
def reverse(*, by: Actor, entry: Entry, on: date, words: str, source: str) -> Entry:
    """Undo an entry by another one that mirrors it; the first stays. The same act twice gives the first answer.

    Raises ``RuleBreach`` without words, for what was undone before or confirmed above, for kinds that are not undone,
    and where the money is no longer at hand.
    """
    keeper = recorder(by, entry.organization)
    return _undo(keeper, entry, on, words, source, "dues.reverse")


@transaction.atomic
def send_back(*, by: Actor, entry: Entry, on: date, words: str, source: str) -> Entry:
    """Send back what a body below handed up, as the one to whom it was handed; raises as ``reverse`` does."""
    if entry.kind != Kind.HAND_UP or entry.counterpart is None:
        raise RuleBreach("只有下级上缴的可以退回，没有改动。")
    keeper = recorder(by, entry.counterpart)
    return _undo(keeper, entry, on, words, source, "dues.send_back")


def _undo(by: Actor, entry: Entry, on: date, words: str, source: str, action: str) -> Entry:
    if not words.strip():
        raise RuleBreach("冲正、退回要写明原因，没有改动。请补写后再提交。")
    body = entry.organization
    held_books(body)
    undone = Entry.objects.filter(reverses=entry).first()
    if undone is not None:
        if undone.source == source:
            return undone
        raise RuleBreach("这一笔已经冲正过，没有再作改动。请刷新后查看。")
    if entry.kind in (Kind.REVERSAL, Kind.RECEIVED, Kind.CARRIED):
        raise RuleBreach(f"“{entry.get_kind_display()}”不能冲正，没有改动。有误的，另记一笔更正。")
    if Entry.objects.filter(answers=entry).exists():
        raise RuleBreach("上级已确认收到这一笔，不能冲正，没有改动。请同上级核对后，在下一次上缴时更正。")
    _refuse_lack(Book.objects.get(pk=entry.to_book_id), entry.amount)
    made = Entry.objects.create(
        county_id=body.county_id, organization=body, org_path=body.path, kind=Kind.REVERSAL, person=entry.person,
        month=entry.month, amount=entry.amount, on=on, from_book_id=entry.to_book_id, to_book_id=entry.from_book_id,
        counterpart=entry.counterpart, reverses=entry, source=source[:120], words=words.strip()[:100],
        account_id=by.account_id, recorded_name=by.name[:60],
    )  # fmt: skip
    log(by, body, action, f"{entry.get_kind_display()} {yuan(entry.amount)} 元", [made])
    return made


def _refuse_lack(book: Book, cents: int) -> None:
    if book.shelf != Shelf.MEMBERS and book.balance < cents:
        message = f"{book.get_shelf_display()}只有 {yuan(book.balance)} 元，不够 {yuan(cents)} 元，没有改动。"
        raise RuleBreach(f"{message}已上缴的，请上级退回后再办。")


@transaction.atomic
def hand_up(*, by: Actor, organization: Organization, cents: int, on: date, source: str, words: str = "") -> Entry:
    """Hand money up to the body above, which confirms it; the same act twice gives the first answer.

    Raises ``RuleBreach`` for nothing, for more than is at hand, and where no body stands above on this platform.
    """
    above = organization.parent
    if above is None:
        raise RuleBreach("本平台上没有上一级党组织，没有上缴。请用“上缴平台外上级”登记。")
    return _move(by, organization, Kind.HAND_UP, cents, on, source, words, counterpart=above)


@transaction.atomic
def send_out(*, by: Actor, organization: Organization, cents: int, on: date, source: str, words: str = "") -> Entry:
    """Note what was handed to a superior outside this platform; raises as ``hand_up`` does."""
    return _move(by, organization, Kind.SENT_OUT, cents, on, source, words)


@transaction.atomic
def spend(
    *, by: Actor, organization: Organization, cents: int, use: str, on: date, source: str, words: str = ""
) -> Entry:
    """Note what dues were used for. Raises ``RuleBreach`` as ``hand_up`` does, and for a use the rules do not name."""
    if use not in months.uses(on):
        raise RuleBreach(f"党费不能用于“{use}”，没有登记。请从列出的用途里选。")
    return _move(by, organization, Kind.SPENT, cents, on, source, words, use=use)


def _move(
    by: Actor, organization: Organization, kind: Kind, cents: int, on: date, source: str, words: str, *,
    counterpart: Organization | None = None, use: str = "",
) -> Entry:  # fmt: skip
    keeper = recorder(by, organization)
    books = held_books(organization)[organization.pk]
    before = Entry.objects.filter(source=source, kind=kind).first()
    if before is not None:
        return before
    if cents <= 0:
        raise RuleBreach("金额要大于0，没有登记。请改后再提交。")
    _refuse_lack(books[Shelf.TILL], cents)
    to = books[Shelf.TRANSIT if kind == Kind.HAND_UP else Shelf.OUTSIDE]
    made = Entry.objects.create(
        county_id=organization.county_id, organization=organization, org_path=organization.path, kind=kind,
        amount=cents, on=on, from_book=books[Shelf.TILL], to_book=to, counterpart=counterpart, use=use,
        source=source[:120], words=words.strip()[:100], account_id=keeper.account_id, recorded_name=keeper.name[:60],
    )  # fmt: skip
    log(keeper, organization, f"dues.{kind}", f"{kind.label} {yuan(cents)} 元", [made])
    return made


@transaction.atomic
def confirm(*, by: Actor, entry: Entry, on: date, source: str) -> Entry:
    """Confirm as the body above that what was handed up has come; a second time gives the first answer.

    Raises ``RuleBreach`` for what was not handed up to a body of the actor's, and what was taken back meanwhile.
    """
    above = entry.counterpart
    if entry.kind != Kind.HAND_UP or above is None:
        raise RuleBreach("这一笔不是上缴，没有确认。")
    keeper = recorder(by, above)
    books = held_books(above, entry.organization)
    before = Entry.objects.filter(answers=entry).first()
    if before is not None:
        return before
    if Entry.objects.filter(reverses=entry).exists():
        raise RuleBreach("这一笔已冲正或退回，没有确认。请刷新后查看。")
    made = Entry.objects.create(
        county_id=above.county_id, organization=above, org_path=above.path, kind=Kind.RECEIVED, amount=entry.amount,
        on=on, from_book=books[entry.organization_id][Shelf.TRANSIT], to_book=books[above.pk][Shelf.TILL],
        counterpart=entry.organization, answers=entry, source=source[:120], account_id=keeper.account_id,
        recorded_name=keeper.name[:60],
    )  # fmt: skip
    log(keeper, above, "dues.confirm", f"收到{entry.organization.short_name} {yuan(entry.amount)} 元", [made])
    return made
