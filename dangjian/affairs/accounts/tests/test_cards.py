"""Who may be given a card by whom, and that a card is used once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from threading import Barrier

import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection

from dangjian.access.models import AuditRow
from dangjian.access.tests.racing import TwoHaveLooked
from dangjian.affairs.accounts import tokens
from dangjian.affairs.accounts.models import Card, Phone
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.accounts.services import cards, raise_epoch
from dangjian.affairs.accounts.tests.make import AT, PIN, County, issuer, make_card, make_people, secret_of
from dangjian.affairs.posts.tests.make import appoint, make_holder
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> County:
    return make_people()


def actions() -> list[str]:
    return list(AuditRow.objects.order_by("id").values_list("action", flat=True))


def test_the_township_issues_to_its_village_secretary(people: County) -> None:
    card = make_card(people)
    shown = tokens.print_of(card.public_id)
    kept = repr(Card.objects.values().get())
    assert shown.secret not in kept
    assert shown.code not in kept
    assert card.expires_at == AT + timedelta(hours=72)
    assert actions() == ["card.issue"]


def refused(people: County, by: str, target: str) -> str:
    with pytest.raises(RuleBreach) as breach:
        cards.issue(by=issuer(getattr(people, by)), account=getattr(people, target), reason="", at=AT)
    assert not Card.objects.exists()
    return str(breach.value)


def test_nobody_issues_to_themselves(people: County) -> None:
    assert "给自己" in refused(people, "organizer", "organizer")


@pytest.mark.parametrize("target", ["officer", "stranger", "system_administrator", "audit_administrator"])
def test_the_township_issues_to_nobody_outside_or_above(people: County, target: str) -> None:
    assert "超出" in refused(people, "organizer", target)


@pytest.mark.parametrize("target", ["system_administrator", "audit_administrator"])
def test_the_county_does_not_issue_to_administrators(people: County, target: str) -> None:
    assert "超出" in refused(people, "officer", target)


def test_a_secretary_with_a_post_elsewhere_is_beyond_the_township(people: County) -> None:
    appoint(people.secretary.person, people.county, Role.COUNTY_LEADER)
    assert "超出" in refused(people, "organizer", "secretary")


def test_at_ones_own_body_only_to_who_may_do_no_more(people: County) -> None:
    clerk = make_holder(people.township, Role.TOWNSHIP_CLERK, "吴敏")
    secretary = make_holder(people.county, Role.SECRETARY, "郑强")
    assert not cards.is_beyond(issuer(people.organizer), clerk, AT)
    assert cards.is_beyond(issuer(people.officer), secretary, AT)


def test_a_further_card_needs_a_reason_and_ends_the_first(people: County) -> None:
    first = make_card(people)
    with pytest.raises(RuleBreach, match="事由"):
        make_card(people)
    make_card(people, "换了手机")
    assert cards.find_open(key=secret_of(first), at=AT) is None


def redeem(card: Card, key: str = "") -> cards.Entry:
    return cards.redeem(key=key or secret_of(card), pin=PIN, agent="iPhone", at=AT + timedelta(hours=1))


def test_a_card_signs_in_once_and_remembers_the_phone(people: County) -> None:
    card = make_card(people)
    entry = redeem(card)
    phone = Phone.objects.get()
    assert entry.account == people.secretary
    assert phone.token_digest == tokens.phone_digest(entry.token)
    assert check_password(PIN, phone.pin)
    assert actions() == ["card.issue", "card.use"]
    with pytest.raises(RuleBreach, match="已经用过"):
        redeem(card)


def test_the_digits_do_what_the_picture_does(people: County) -> None:
    card = make_card(people)
    assert redeem(card, tokens.print_of(card.public_id).spaced_code).account == people.secretary


def test_a_weak_pin_leaves_the_card_as_it_was(people: County) -> None:
    card = make_card(people)
    with pytest.raises(RuleBreach, match="容易被猜到"):
        cards.redeem(key=secret_of(card), pin="111111", agent="", at=AT)
    assert redeem(card).account == people.secretary


def test_a_card_dies_with_its_time_its_epoch_and_its_account(people: County) -> None:
    card = make_card(people)
    key = secret_of(card)
    assert cards.find_open(key=key, at=card.expires_at - timedelta(seconds=1))
    assert cards.find_open(key=key, at=card.expires_at) is None
    raise_epoch(account_ids=[people.secretary.pk])
    assert cards.find_open(key=key, at=AT) is None
    card = make_card(people, "职务变动")
    people.secretary.is_active = False
    people.secretary.save()
    assert cards.find_open(key=secret_of(card), at=AT) is None


def check_then_mark(looked: TwoHaveLooked, *, key: str, pin: str, agent: str, at: datetime) -> bool:
    """Look whether the card is unused, then mark it: what must fail."""
    card = Card.objects.get(secret_digest=tokens.secret_digest(key), used_at=None)
    looked.wait()
    Card.objects.filter(pk=card.pk).update(used_at=at)
    Phone.objects.create(account=card.account, token_digest=tokens.phone_token(), pin=pin, expires_at=at)
    return bool(agent)


def successes(people: County, use: Callable[..., object], number: int = 100) -> int:
    key, clients = secret_of(make_card(people)), 25
    barrier = Barrier(clients)

    def one(_: int) -> int:
        try:
            connection.ensure_connection()
            barrier.wait(30)
            use(key=key, pin=PIN, agent="iPhone", at=AT)
        except (RuleBreach, Card.DoesNotExist):
            return 0
        else:
            return 1
        finally:
            connection.close()

    with ThreadPoolExecutor(clients) as pool:
        return sum(pool.map(one, range(number)))


@pytest.mark.trust
@pytest.mark.django_db(transaction=True)
def test_a_hundred_redemptions_are_one() -> None:
    assert successes(make_people(), cards.redeem) == 1
    assert Phone.objects.count() == 1


@pytest.mark.trust
@pytest.mark.django_db(transaction=True)
def test_the_control_check_then_mark_lets_several_in() -> None:
    assert successes(make_people(), partial(check_then_mark, TwoHaveLooked())) > 1
