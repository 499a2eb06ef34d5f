"""T46, small tier: sent twice, done once; lost answers; another content; outdated forms."""

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory

from dangjian.access import once
from dangjian.access.actors import Actor, Grant, Reach
from dangjian.access.gates import ActorRequest, requires
from dangjian.access.models import AuditRow, OnceKey
from dangjian.access.permissions import Permission
from dangjian.rulebook.breach import RuleBreach

pytestmark = pytest.mark.django_db


@requires(post=Permission.LIST_EDIT)
def write(request: ActorRequest) -> HttpResponse:
    words = request.POST["words"]
    AuditRow.objects.create(action="test.write", words=words)
    if words == "违规":
        raise RuleBreach("不行，未保存。")
    return redirect("/done/") if words != "空" else HttpResponse("请填写", status=422)


def send(words: str, key: str, epoch: int = 1, account: int = 1) -> HttpResponse:
    request: HttpRequest = RequestFactory().post("/write/", {"words": words, once.FIELD: key})
    grants = (Grant(Permission.LIST_EDIT, 1, "000", 1, Reach.BODY),)
    request.actor = Actor(account, 1, "", epoch, 1, (), grants)  # type: ignore[attr-defined]
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]  # noqa: SLF001
    request.user = None  # type: ignore[assignment]
    return write(request)


def written() -> list[str]:
    return list(AuditRow.objects.filter(action="test.write").order_by("id").values_list("words", flat=True))


def test_the_same_form_twice_has_one_effect_and_one_answer() -> None:
    key = once.mint(1)
    first, second = send("甲", key), send("甲", key)
    assert written() == ["甲"]
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"]) == (302, "/done/")


def test_the_control_two_keys_are_two_effects() -> None:
    send("甲", once.mint(1))
    send("甲", once.mint(1))
    assert written() == ["甲", "甲"]


def test_another_content_under_the_key_is_refused_in_words() -> None:
    key = once.mint(1)
    send("甲", key)
    refused = send("乙", key)
    assert refused.status_code == 422
    assert "这次的未保存" in refused.content.decode()
    assert written() == ["甲"]


def test_an_invalid_form_can_be_corrected_under_the_same_key() -> None:
    key = once.mint(1)
    assert send("空", key).status_code == 422
    assert written() == []
    assert not OnceKey.objects.exists()
    assert send("甲", key).status_code == 302
    assert written() == ["甲"]


def test_a_breach_leaves_nothing() -> None:
    assert send("违规", once.mint(1)).status_code == 302
    assert written() == []


@pytest.mark.parametrize("key", ["", "nonsense", "6f1c1f5e-0d0a-4f0e-9b7e-2c1d7c1f0a11"])
def test_a_form_without_its_key_is_refused(key: str) -> None:
    assert send("甲", key).status_code in {400, 409}
    assert written() == []


def test_a_form_opened_before_the_posts_changed_is_refused() -> None:
    refused = send("甲", once.mint(1), epoch=2)
    assert refused.status_code == 409
    assert "职务或权限" in refused.content.decode()
    assert written() == []


def test_another_account_learns_nothing_from_a_key() -> None:
    key = once.mint(1)
    send("甲", key, account=1)
    assert send("乙", key, account=2).status_code == 302
    assert written() == ["甲", "乙"]
