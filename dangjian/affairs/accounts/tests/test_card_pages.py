"""Cards and phones in a browser: the organizer issues, the secretary opens, the stranger sees nothing."""

import pytest
from django.test import Client

from dangjian.affairs.accounts import tokens
from dangjian.affairs.accounts.models import Account, Card, Phone
from dangjian.affairs.accounts.services import raise_epoch
from dangjian.affairs.accounts.tests.make import PIN, County, client_of, form, make_people

pytestmark = pytest.mark.django_db
INSIDE = "/phones/"


@pytest.fixture
def people() -> County:
    return make_people()


def address(account: Account) -> str:
    return f"/cards/holders/{account.public_id}/"


def issued(people: County) -> Card:
    answer = client_of(people.organizer).post(address(people.secretary), form(people.organizer, reason=""))
    card = Card.objects.get(account=people.secretary, revoked_at=None)
    assert answer.headers["Location"] == f"/cards/{card.public_id}/"
    return card


def opened(card: Card) -> str:
    return f"/card/{tokens.print_of(card.public_id).secret}/"


def choose(client: Client, card: Card, pin: str = PIN, again: str = "") -> int:
    key = tokens.print_of(card.public_id).secret
    fields = {"key": key, "pin": pin, "pin_again": again or pin}
    return client.post("/card/phone/", fields, headers={"user-agent": "iPhone"}).status_code


def test_the_list_shows_the_scope_and_finds_by_initials(people: County) -> None:
    page = client_of(people.organizer).get("/cards/?words=wjj").content.decode()
    assert "王建军" in page
    assert "林晓梅" not in client_of(people.organizer).get("/cards/").content.decode()


def test_the_card_shows_its_picture_and_digits_to_who_issued_it_alone(people: County) -> None:
    card = issued(people)
    page = client_of(people.organizer).get(f"/cards/{card.public_id}/").content.decode()
    assert tokens.print_of(card.public_id).spaced_code in page
    assert "data:image/svg+xml" in page
    for other in (people.officer, people.secretary, people.stranger):
        assert client_of(other).get(f"/cards/{card.public_id}/").status_code == 404


def test_strangers_and_others_find_no_page(people: County) -> None:
    assert client_of(people.stranger).get(address(people.secretary)).status_code == 404
    assert client_of(people.secretary).get("/cards/").status_code == 404
    assert Client().get("/cards/").status_code == 302
    assert client_of(people.stranger).post(address(people.secretary), form(people.stranger)).status_code == 404


def test_a_refusal_keeps_what_was_typed(people: County) -> None:
    answer = client_of(people.organizer).post(address(people.organizer), form(people.organizer, reason="自己用"))
    assert answer.status_code == 422
    assert "不能给自己发登录卡" in answer.content.decode()


def test_opening_the_link_signs_nobody_in(people: County) -> None:
    card, client = issued(people), Client()
    for _ in range(3):
        page = client.get(opened(card)).content.decode()
    assert "王建军" in page
    assert "书记" in page
    assert client.get(INSIDE).status_code == 302
    assert Card.objects.get().used_at is None


def test_the_card_signs_the_phone_in_and_the_pin_does_from_then_on(people: County) -> None:
    card, client = issued(people), Client()
    assert choose(client, card) == 302
    assert client.get(INSIDE).status_code == 200
    cookie = client.cookies["phone"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    client.post("/sign-out/")
    page = client.get("/sign-in/").content.decode()
    assert "王建军" in page
    assert 'name="password"' not in page
    assert client.post("/sign-in/", {"pin": "000000"}).status_code == 422
    assert client.post("/sign-in/", {"pin": PIN, "next": "/due/"}).headers["Location"] == "/due/"
    assert client.get(INSIDE).status_code == 200


def test_two_pins_and_a_weak_pin_are_asked_again(people: County) -> None:
    card, client = issued(people), Client()
    assert choose(client, card, PIN, "804914") == 422
    assert choose(client, card, "123456") == 422
    assert choose(client, card) == 302


def test_a_used_card_says_what_to_do(people: County) -> None:
    card = issued(people)
    choose(Client(), card)
    answer = Client().get(opened(card))
    assert answer.status_code == 404
    assert "联系镇党委重新发卡" in answer.content.decode()
    assert choose(Client(), card) == 422


def test_a_card_replaces_who_was_signed_in(people: County) -> None:
    client = client_of(people.officer)
    choose(client, issued(people))
    assert "王建军" in client.get(INSIDE).content.decode()


def test_typed_digits_open_the_card_and_guesses_are_counted(people: County) -> None:
    card = issued(people)
    code = tokens.print_of(card.public_id).code
    assert "王建军" in Client().post("/card/", {"key": code}).content.decode()
    for _ in range(5):
        assert Client().post("/card/", {"key": "000000000000"}).status_code == 422
    locked = Client().post("/card/", {"key": code})
    assert locked.status_code == 422
    assert "王建军" not in locked.content.decode()


def test_the_holder_forgets_a_phone(people: County) -> None:
    card, client = issued(people), Client()
    choose(client, card)
    phone = Phone.objects.get()
    stranger = client_of(people.stranger)
    assert stranger.post(f"/phones/{phone.public_id}/revocation/", form(people.stranger)).status_code == 404
    client.post(f"/phones/{phone.public_id}/revocation/", form(people.secretary))
    client.post("/sign-out/")
    assert 'name="password"' in client.get("/sign-in/").content.decode()
    answer = client.post("/sign-in/", {"pin": PIN})
    assert answer.status_code == 422
    assert "这部手机已停用" in answer.content.decode()


def test_the_township_forgets_a_phone_and_the_stranger_does_not(people: County) -> None:
    choose(Client(), issued(people))
    target = f"/cards/phones/{Phone.objects.get().public_id}/revocation/"
    assert client_of(people.stranger).post(target, form(people.stranger)).status_code == 404
    assert client_of(people.organizer).post(target, form(people.organizer)).status_code == 302
    assert Phone.objects.get().revoked_by == people.organizer.pk


def test_a_change_of_posts_ends_the_open_form(people: County) -> None:
    fields = form(people.organizer, reason="")
    client = client_of(people.organizer)
    raise_epoch(account_ids=[people.organizer.pk])
    answer = client.post(address(people.secretary), fields)
    assert answer.status_code == 409
    assert not Card.objects.exists()
