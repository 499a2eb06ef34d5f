"""Who may print slips for whom, what stands on them, and that each is used once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from threading import Barrier

import pytest
from django.contrib.auth.hashers import is_password_usable
from django.db import connection

from dangjian.access.models import AuditRow
from dangjian.access.tests.racing import TwoHaveLooked
from dangjian.affairs.accounts import codes, homes
from dangjian.affairs.accounts.homes import Home
from dangjian.affairs.accounts.models import Account, Sheet, Slip
from dangjian.affairs.accounts.queries import slips as queries
from dangjian.affairs.accounts.services import passwords, raise_epoch, slips
from dangjian.affairs.accounts.services.sweeping import sweep
from dangjian.affairs.accounts.tests.make import AT, PASSWORD, County, give_password, make_people, slip_issuer
from dangjian.affairs.people.models import Person
from dangjian.affairs.posts.tests.make import actor_of, make_member
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


@pytest.fixture
def people() -> County:
    return make_people()


def home_of(people: County) -> Home:
    return homes.directory().named([people.village.pk])[people.village.pk]


def issue(people: County, *chosen: Person, reason: str = "", by: Account | None = None) -> Sheet:
    return slips.issue(
        by=slip_issuer(by or people.organizer), people=chosen, body=home_of(people), reason=reason, at=AT
    )


def code_on(sheet: Sheet, at: datetime = AT) -> codes.Code:
    return queries.shown(sheet, at)[0].code


def use(key: str, login: str = "wangjj", at: datetime = LATER) -> Account:
    return slips.redeem(key=key, login=login, password=PASSWORD, at=at)


def test_a_branch_gets_slips_and_the_accounts_that_were_missing(people: County) -> None:
    members = [make_member(people.village, name).person for name in ("王建军", "王建军", "李玉兰", "尉迟明")]
    sheet = issue(people, *members)
    logins = list(Account.objects.filter(person__in=members).order_by("person_id").values_list("login", flat=True))
    assert logins == ["wangjianjun", "wangjianjun2", "liyulan", "yuchiming"]
    assert not any(is_password_usable(one.password) for one in Account.objects.filter(person__in=members))
    shown = queries.shown(sheet, AT)
    assert [one.slip.account.person_id for one in shown] == [member.pk for member in members]
    assert {one.slip.expires_at for one in shown} == {AT + timedelta(days=30)}
    row = AuditRow.objects.get(action="slip.issue")
    assert (row.count, row.subject, row.org_path) == (4, str(sheet.public_id), people.village.path)


def test_no_code_is_kept(people: County) -> None:
    sheet = issue(people, people.secretary.person)
    code = code_on(sheet)
    kept = repr([*Slip.objects.values(), *Sheet.objects.values(), *AuditRow.objects.values()])
    for text in (code.secret, code.typed, code.grouped):
        assert text not in kept


def test_a_sheet_put_away_shows_nothing_again_and_its_slips_still_work(people: County) -> None:
    sheet = issue(people, people.secretary.person)
    key = code_on(sheet).typed
    assert slips.close(by=actor_of(people.organizer), sheet=sheet, at=AT)
    sheet.refresh_from_db()
    assert sheet.seed is None
    assert queries.shown(sheet, AT) == []
    assert use(key) == people.secretary


def test_a_sheet_nobody_put_away_is_over_after_two_hours_and_erased_at_night(people: County) -> None:
    sheet = issue(people, people.secretary.person)
    assert queries.is_showing(sheet, AT + timedelta(minutes=119))
    assert not queries.is_showing(sheet, AT + timedelta(minutes=120))
    sweep(at=AT + timedelta(days=2))
    sheet.refresh_from_db()
    assert (sheet.seed, sheet.closed_at) == (None, AT + timedelta(days=2))


def refusal(people: County, *chosen: Person, by: Account | None = None) -> str:
    before = Account.objects.count()
    with pytest.raises(RuleBreach) as breach:
        issue(people, *chosen, by=by)
    assert (Slip.objects.count(), Account.objects.count()) == (0, before)
    return str(breach.value)


def test_nobody_prints_for_themselves_for_nobody_or_for_those_beyond(people: County) -> None:
    member = make_member(people.village, "李玉兰").person
    assert "给自己" in refusal(people, people.organizer.person)
    assert "没有勾选" in refusal(people)
    for one in (people.officer, people.stranger, people.audit_administrator):
        assert "超出" in refusal(people, member, one.person)
    assert "超出" in refusal(people, people.system_administrator.person, by=people.officer)


def test_an_account_switched_off_gets_no_slip(people: County) -> None:
    Account.objects.filter(pk=people.secretary.pk).update(is_active=False)
    assert "已停用" in refusal(people, people.secretary.person)


def test_a_further_slip_needs_a_reason_and_ends_the_first(people: County) -> None:
    first = code_on(issue(people, people.secretary.person)).typed
    with pytest.raises(RuleBreach, match="王建军此前已发过"):
        issue(people, people.secretary.person)
    second = code_on(issue(people, people.secretary.person, reason="单子丢了")).typed
    assert slips.find_open(key=first, at=AT) is None
    assert slips.find_open(key=second, at=AT)


def test_whoever_has_a_password_needs_a_reason_for_a_slip(people: County) -> None:
    give_password(people.secretary)
    with pytest.raises(RuleBreach, match="忘记密码"):
        issue(people, people.secretary.person)
    assert issue(people, people.secretary.person, reason="忘记密码").slips.count() == 1


def test_the_person_chooses_name_and_password_once(people: County) -> None:
    key = code_on(issue(people, people.secretary.person)).secret
    assert use(key).login == "wangjj"
    signed = passwords.sign_in(login="wangjj", password=PASSWORD, source="10.0.0.1", at=LATER)
    assert signed == people.secretary
    with pytest.raises(RuleBreach, match="不能用"):
        use(key)


@pytest.mark.parametrize("shape", ["{0}", " {0} ", "{1}", "{2}", "{3}", "\u200b{0}\u200b"])
def test_a_code_is_the_same_however_it_is_typed_and_used_up_in_every_shape(people: County, shape: str) -> None:
    code = code_on(issue(people, people.secretary.person))
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code.typed)
    typed = shape.format(code.grouped, code.typed.lower(), " ".join(code.typed), wide)
    assert use(typed) == people.secretary
    for again in (code.typed, typed, code.secret, code.secret.lower()):
        assert slips.find_open(key=again, at=LATER) is None


def test_a_login_name_of_somebody_else_leaves_the_slip_as_it_was(people: County) -> None:
    key = code_on(issue(people, people.secretary.person)).typed
    for login in (people.officer.login, "王建军", "ab"):
        with pytest.raises(slips.LoginTaken):
            use(key, login)
    assert use(key) == people.secretary


def test_a_slip_dies_with_its_time_its_epoch_its_account_and_by_revocation(people: County) -> None:
    key = code_on(issue(people, people.secretary.person)).typed
    ends = AT + timedelta(days=30)
    assert slips.find_open(key=key, at=ends - timedelta(seconds=1))
    assert slips.find_open(key=key, at=ends) is None
    Account.objects.filter(pk=people.secretary.pk).update(is_active=False)
    assert slips.find_open(key=key, at=AT) is None
    Account.objects.filter(pk=people.secretary.pk).update(is_active=True)
    raise_epoch(account_ids=[people.secretary.pk])
    assert slips.find_open(key=key, at=AT) is None
    other = issue(people, people.secretary.person, reason="职务变动")
    key = code_on(other).typed
    slips.revoke(by=slip_issuer(people.organizer), slip=other.slips.get(), reason="发错了人", at=AT)
    assert slips.find_open(key=key, at=AT) is None
    with pytest.raises(RuleBreach, match="已作废"):
        slips.revoke(by=slip_issuer(people.organizer), slip=other.slips.get(), reason="发错了人", at=AT)


def test_a_password_of_ones_own_ends_the_slip(people: County) -> None:
    key = code_on(issue(people, people.secretary.person)).typed
    passwords.change(by=actor_of(people.secretary), current="", new=PASSWORD, source="10.0.0.1", at=AT)
    assert slips.find_open(key=key, at=AT) is None


def check_then_mark(looked: TwoHaveLooked, *, key: str, login: str, password: str, at: datetime) -> None:
    """Look whether the slip is unused, then mark it: what must fail."""
    slip = Slip.objects.get(code_digest=codes.typed_digest(key), used_at=None)
    looked.wait()
    slip.account.set_password(password)
    slip.account.login = login
    slip.account.save()
    Slip.objects.filter(pk=slip.pk).update(used_at=at)


def successes(people: County, redeem: Callable[..., object], number: int = 50) -> int:
    key, clients = code_on(issue(people, people.secretary.person)).typed, 25
    barrier = Barrier(clients)

    def one(turn: int) -> int:
        try:
            connection.ensure_connection()
            barrier.wait(30)
            redeem(key=key, login=f"wang{turn}", password=PASSWORD, at=AT)
        except (RuleBreach, Slip.DoesNotExist):
            return 0
        else:
            return 1
        finally:
            connection.close()

    with ThreadPoolExecutor(clients) as pool:
        return sum(pool.map(one, range(number)))


@pytest.mark.trust
@pytest.mark.django_db(transaction=True)
def test_fifty_activations_with_one_code_are_one() -> None:
    assert successes(make_people(), slips.redeem) == 1
    assert AuditRow.objects.filter(action="slip.use").count() == 1


@pytest.mark.trust
@pytest.mark.django_db(transaction=True)
def test_the_control_check_then_mark_lets_several_in() -> None:
    assert successes(make_people(), partial(check_then_mark, TwoHaveLooked())) > 1


@pytest.mark.trust
@pytest.mark.django_db(transaction=True)
def test_two_issuers_at_once_open_one_account_a_person_and_no_login_twice() -> None:
    people = make_people()
    members = [make_member(people.village, "王建军").person for _ in range(8)]
    barrier = Barrier(2)

    def one(half: list[Person]) -> int:
        try:
            connection.ensure_connection()
            barrier.wait(30)
            return issue(people, *half, reason="第一次发").slips.count()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(one, [members[:6], members[2:]])) == [6, 6]
    logins = list(Account.objects.filter(person__in=members).values_list("login", flat=True))
    assert len(logins) == len(set(logins)) == 8


def test_a_branch_of_fifty_takes_as_many_statements_as_one_of_two(
    people: County, django_assert_max_num_queries: Callable[..., object]
) -> None:
    members = [make_member(people.village, f"王建{number}").person for number in range(50)]
    with django_assert_max_num_queries(25):  # type: ignore[attr-defined]  # a context manager
        assert issue(people, *members).slips.count() == 50
