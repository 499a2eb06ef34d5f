import json
from typing import Protocol

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dangjian.access import once
from dangjian.access.actors import Actor
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests.make import actor_of, make_body, make_county, make_holder, make_township
from dangjian.programme.directives import queries
from dangjian.programme.directives.models import Directive, Proposal, Verdict
from dangjian.programme.directives.rules.stamps import stamp_of
from dangjian.programme.directives.tests.make import TEXT, make_directive, proposals

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def client(officer: Account) -> Client:
    return signed_in(officer)


class Answer(Protocol):
    @property
    def content(self) -> bytes: ...


def soup(response: Answer) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def address(name: str, directive: Directive, row: Proposal | None = None) -> str:
    ids = [directive.public_id, *([row.public_id] if row else [])]
    return reverse(f"directives:{name}", args=ids)


def key(account: Account, **fields: object) -> dict[str, object]:
    return {"once": once.mint(account.epoch)} | fields


def test_a_pasted_text_is_read_and_its_page_opened(client: Client, officer: Account, county: Organization) -> None:
    sent = key(officer, text=TEXT, issuer="", issued_on="2026-11-18", organization=county.pk)
    response = client.post(reverse("directives:new"), sent)
    directive = Directive.objects.get()
    assert response["Location"] == address("work", directive)
    assert directive.office == "县委组织部"
    page = soup(client.get(response["Location"]))
    assert len(page.select("details.proposal")) == 4
    assert page.find(string=lambda words: "找到 4 项" in words)


def test_the_page_marks_clauses_flags_and_headings(client: Client, directive: Directive) -> None:
    page = soup(client.get(address("work", directive)))
    marks = page.select("mark[data-number]")
    assert [mark["data-number"] for mark in marks] == ["1", "2", "3", "4"]
    text = page.select_one("#text")
    assert isinstance(text, Tag)
    assert text.select(".flag-note")
    assert "层层签订责任书" in "".join(part.text for part in text.select(".flag"))
    assert "一、夯实基础" in [part.text for part in text.select(".hd")]
    for note in text.select(".flag-note, [data-pick]"):
        note.decompose()
    assert text.get_text().replace("\n", "") == TEXT.replace("\n", "")


def test_the_mark_of_a_clause_begins_with_the_words_a_page_tore_off(client: Client, directive: Directive) -> None:
    row = proposals(directive)[0]
    text = "1、各镇乡要排查整\n2、改问题，建立台账，年底前报县委组织部。各村要\n3、及时公开。\n4、完。"
    Directive.objects.filter(pk=directive.pk).update(text=text, sections=[], flags=[])
    Proposal.objects.filter(pk=row.pk).update(start=text.index("改问题"), end=text.index("各村"))
    Proposal.objects.filter(directive=directive).exclude(pk=row.pk).delete()
    page = soup(client.get(address("work", directive)))
    marked = "".join(mark.text for mark in page.select(f"mark[data-clause='{row.public_id}']"))
    assert marked == "各镇乡要排查整改问题，建立台账，年底前报县委组织部。"


def test_what_is_not_known_is_said(client: Client, directive: Directive) -> None:
    row = proposals(directive)[3]
    Proposal.objects.filter(pk=row.pk).update(is_inherited=True)
    page = soup(client.get(address("work", directive)))
    card = page.select_one(f"#p-{row.public_id}")
    assert isinstance(card, Tag)
    words = card.get_text()
    assert "由上文推出，可改" in words
    assert "时限未定，请补" in words
    assert "原文“XX月底前”" in words
    flagged = page.select_one(f"#p-{proposals(directive)[2].public_id}")
    assert isinstance(flagged, Tag)
    assert "《" in flagged.select(".hint")[0].get_text()


def test_a_verdict_by_plain_form_leads_to_the_next(client: Client, officer: Account, directive: Directive) -> None:
    first, second = proposals(directive)[:2]
    response = client.post(address("confirmation", directive, first), key(officer, seen=stamp_of(first)))
    assert response["Location"].endswith(f"#p-{second.public_id}")
    assert proposals(directive)[0].verdict == Verdict.CONFIRMED
    page = soup(client.get(response["Location"]))
    opened = [card["id"] for card in page.select("details.proposal[open]")]
    assert opened == [f"p-{second.public_id}"]


def test_a_verdict_under_htmx_answers_the_card_and_the_count(
    client: Client, officer: Account, directive: Directive
) -> None:
    first, second = proposals(directive)[:2]
    sent = key(officer, seen=stamp_of(first), do="drop")
    response = client.post(address("omission", directive, first), sent, headers=HTMX)
    page = soup(response)
    assert [card["id"] for card in page.select("details.proposal")] == [f"p-{first.public_id}"]
    assert "不列 1" in page.select("#bar")[0].get_text()
    assert page.select("#bar [data-next]")
    events = json.loads(response["HX-Trigger-After-Settle"])
    assert events["work:open"] == {"id": str(second.public_id)}
    assert events["work:said"]["words"].startswith("不列：")


def test_a_second_send_does_nothing_more(client: Client, officer: Account, directive: Directive) -> None:
    first = proposals(directive)[0]
    sent = key(officer, seen=stamp_of(first))
    answers = [client.post(address("confirmation", directive, first), sent) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert directive.changes.count() == 1


def test_a_stale_page_is_told_and_shown_what_is(client: Client, officer: Account, directive: Directive) -> None:
    first = proposals(directive)[0]
    Proposal.objects.filter(pk=first.pk).update(title="别人改过的名称")
    sent = key(officer, seen=stamp_of(first))
    response = client.post(address("confirmation", directive, first), sent, headers=HTMX)
    assert response.status_code == 422
    assert "别人改过的名称" in response.content.decode()
    assert "刚被别人改过" in json.loads(response["HX-Trigger-After-Settle"])["work:said"]["words"]
    plain = client.post(address("confirmation", directive, first), key(officer, seen=stamp_of(first)), follow=True)
    assert "刚被别人改过" in plain.content.decode()
    assert proposals(directive)[0].verdict == Verdict.PENDING


def test_typed_words_stay_when_another_was_faster(client: Client, officer: Account, directive: Directive) -> None:
    first = proposals(directive)[0]
    seen = stamp_of(first)
    Proposal.objects.filter(pk=first.pk).update(title="别人改过的名称")
    sent = key(officer, seen=seen, title="我写的名称", responsible="各镇乡党委")
    response = client.post(address("revision", directive, first), sent, headers=HTMX)
    assert response.status_code == 422
    form = soup(response)
    assert "我写的名称" in form.get_text()
    assert "以您填的为准" in form.get_text()
    again = key(officer, seen=form.select("[name=seen]")[0]["value"], title="我写的名称", responsible="各镇乡党委")
    assert client.post(address("revision", directive, first), again).status_code == 302
    assert proposals(directive)[0].title == "我写的名称"


def test_an_edit_without_a_name_is_refused_and_kept(client: Client, officer: Account, directive: Directive) -> None:
    first = proposals(directive)[0]
    sent = key(officer, seen=stamp_of(first), title="", measures="逐村走到")
    response = client.post(address("revision", directive, first), sent)
    assert response.status_code == 422
    assert "逐村走到" in response.content.decode()


def test_a_proposal_is_cut_at_a_chosen_place(client: Client, officer: Account, directive: Directive) -> None:
    row = proposals(directive)[2]
    page = soup(client.get(address("division", directive, row), headers=HTMX))
    places = page.select("input[type=radio]")
    assert len(places) == 1
    sent = key(officer, seen=stamp_of(row), at=places[0]["value"])
    response = client.post(address("division", directive, row), sent, headers=HTMX)
    assert response["HX-Retarget"] == "#work"
    assert len(soup(response).select("details.proposal")) == 5


def test_one_clause_alone_is_not_cut(client: Client, directive: Directive) -> None:
    row = proposals(directive)[1]
    response = client.get(address("division", directive, row), headers=HTMX)
    assert response.status_code == 422
    assert "没有可拆开的地方" in json.loads(response["HX-Trigger-After-Settle"])["work:said"]["words"]
    assert "没有可拆开的地方" in client.get(address("division", directive, row)).content.decode()


def test_two_are_joined_and_taken_apart_again(client: Client, officer: Account, directive: Directive) -> None:
    first = proposals(directive)[0]
    client.post(address("merger", directive, first), key(officer, seen=stamp_of(first)))
    assert len(proposals(directive)) == 3
    response = client.post(address("reversal", directive), key(officer), headers=HTMX)
    assert len(soup(response).select("details.proposal")) == 4


def test_a_sentence_is_added_by_its_place_on_the_page(client: Client, officer: Account, directive: Directive) -> None:
    page = soup(client.get(address("work", directive)))
    part = next(part for part in page.select("#text [data-at]") if part.text.startswith("今年以来"))
    start = int(str(part["data-at"]))
    sent = key(officer, start=start, end=start + len(part.text))
    client.post(address("proposals", directive), sent, headers=HTMX)
    row = proposals(directive)[0]
    assert TEXT[row.start : row.end] == "今年以来，各镇乡做了大量工作，成效明显。"


def test_a_sentence_is_added_by_its_words(client: Client, officer: Account, directive: Directive) -> None:
    sent = key(officer, quote="基础不牢， 地动山摇。")
    assert client.post(address("proposals", directive), sent).status_code == 302
    assert proposals(directive)[-1].title.startswith("基础不牢")


def test_words_that_are_not_there_stay_in_the_form(client: Client, officer: Account, directive: Directive) -> None:
    response = client.post(address("proposals", directive), key(officer, quote="原文没有的话"))
    assert response.status_code == 422
    field = soup(response).select_one("#quote")
    assert isinstance(field, Tag)
    assert field.text == "原文没有的话"
    assert len(proposals(directive)) == 4


def test_title_and_day_are_put_right(client: Client, officer: Account, directive: Directive) -> None:
    sent = key(officer, title="推进会讲话", issuer="县委组织部", issued_on="2027-01-04")
    assert client.post(address("head", directive), sent).status_code == 302
    directive.refresh_from_db()
    assert directive.title == "推进会讲话"
    empty = client.post(address("head", directive), key(officer, title="", issuer="县委"))
    assert empty.status_code == 422


def test_the_leader_reads_and_changes_nothing(county: Organization, directive: Directive) -> None:
    leader = make_holder(county, Role.COUNTY_LEADER, "韩书记")
    client, row = signed_in(leader), proposals(directive)[0]
    page = soup(client.get(address("work", directive)))
    assert not page.select("#work form, [data-key]")
    for name in ("confirmation", "omission", "restoration", "merger", "revision", "division"):
        sent = key(leader, seen=stamp_of(row), at=70, title="x")
        assert client.post(address(name, directive, row), sent).status_code == 404, name
    for name in ("proposals", "reversal", "removal", "head"):
        assert client.post(address(name, directive), key(leader)).status_code == 404, name
    assert client.get(reverse("directives:new")).status_code == 404
    assert client.get(reverse("directives:labels")).status_code == 404


def test_a_stranger_finds_nothing(county: Organization, directive: Directive) -> None:
    strangers = (
        make_holder(make_county("中共云岭县委员会"), Role.COUNTY_OFFICER, "赵强"),
        make_holder(make_township(county), Role.TOWNSHIP_ORGANIZER, "李红"),
        make_holder(make_body("河东村党支部", parent=county), Role.SECRETARY, "孙丽"),
    )
    for stranger in strangers:
        client = signed_in(stranger)
        assert client.get(address("work", directive)).status_code == 404
        index = client.get(reverse("directives:index"))
        assert str(directive.public_id) not in index.content.decode()
        row = proposals(directive)[0]
        sent = key(stranger, seen=stamp_of(row))
        assert client.post(address("confirmation", directive, row), sent).status_code == 404


def test_a_proposal_of_another_directive_is_not_reached(
    client: Client, officer: Account, directive: Directive, county: Organization, by: Actor
) -> None:
    other = proposals(make_directive(county, by))[0]
    response = client.post(address("confirmation", directive, other), key(officer, seen=stamp_of(other)))
    assert response.status_code == 302
    other.refresh_from_db()
    assert other.verdict == Verdict.PENDING


def test_labels_tell_what_was_kept_and_what_was_dropped(client: Client, officer: Account, directive: Directive) -> None:
    first, second = proposals(directive)[:2]
    client.post(address("confirmation", directive, first), key(officer, seen=stamp_of(first)))
    client.post(address("omission", directive, second), key(officer, seen=stamp_of(second)))
    lines = [json.loads(line) for line in client.get(reverse("directives:labels")).content.decode().splitlines()]
    assert [line["kind"] for line in lines] == ["T", "N"]
    assert lines[0]["as_read"]["action"] == first.title
    assert lines[1]["text"] == TEXT[second.start : second.end]


@pytest.mark.usefixtures("directive")
def test_the_index_counts_and_filters(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    client.get(reverse("directives:index"))
    with django_assert_max_num_queries(9):
        page = soup(client.get(reverse("directives:index")))
    assert [cell.text for cell in page.select("td.num")] == ["0", "4", "0"]
    assert "没有符合的文件" in client.get(reverse("directives:index") + "?words=换届").content.decode()


def test_sixty_proposals_cost_no_more_queries(
    client: Client, county: Organization, by: Actor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lines = (f"{n}.走访联系第{n}个村。（责任单位：各镇乡党委；完成时限：年底前）" for n in range(1, 61))
    directive = make_directive(county, by, "关于走访的方案\n" + "\n".join(lines))
    assert len(proposals(directive)) == 60
    client.get(address("work", directive))
    with django_assert_max_num_queries(12):
        assert len(soup(client.get(address("work", directive))).select("details.proposal")) == 60


@pytest.mark.usefixtures("directive")
def test_search_finds_by_words_and_by_initials(officer: Account, county: Organization) -> None:
    held = actor_of(officer)
    for words in ("基层党建", "组织部", "JCDJ"):
        assert [row.title for row in queries.find(held, words, 8)] == ["在全县基层党建重点任务推进会上的讲话"], words
    assert queries.find(held, "换届", 8) == []
    stranger = make_holder(make_township(county), Role.TOWNSHIP_ORGANIZER, "李红")
    assert queries.find(actor_of(stranger), "基层党建", 8) == []
