"""The draft of the letter, the packet out and in, what differs by who owns it; and that none of it lies about."""

import json
from datetime import date, timedelta
from io import BytesIO
from urllib.parse import quote
from zipfile import ZipFile

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse

from dangjian.access.models import AuditRow, OnceKey
from dangjian.access.secrets import blind_index, seal
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Member
from dangjian.affairs.people.models import Entry, Source
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.transfers import jobs, services
from dangjian.affairs.transfers.models import State, Transfer
from dangjian.affairs.transfers.papers import HEAD
from dangjian.affairs.transfers.tests import make
from dangjian.affairs.transfers.tests.visitors import Visitor, stand_on, text
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
ON = make.ON
PHONE = "19900001234"


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_on(monkeypatch, ON)


def known(scene: make.Scene) -> None:
    """Let the member have a number and a phone."""
    person = scene.member.person
    person.id_number = seal(make.NUMBER, person.place("id_number"))
    person.id_index = blind_index("id_number", make.NUMBER)
    person.phone = seal(PHONE, person.place("phone"))
    person.save()


def book(rows: list[list[str]]) -> SimpleUploadedFile:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as made:
        page = made.add_worksheet()
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                page.write_string(number, place, value)
    return SimpleUploadedFile("党员信息.xlsx", buffer.getvalue())


def words_of(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as packed:
        return "".join(packed.read(name).decode("utf-8", "ignore") for name in packed.namelist())


def to(name: str, transfer: Transfer) -> str:
    return reverse(f"transfers:{name}", args=[transfer.public_id])


def test_the_letter_is_a_draft_without_a_number_of_the_person() -> None:
    scene = make.make_scene()
    known(scene)
    transfer = make.sent(scene)
    paper = words_of(Visitor(scene.home.organizer_account).get(to("letter", transfer)).content)
    for words in (HEAD, make.LETTER, "王建军", "2026年11月30日", "2026年8月"):
        assert words in paper
    assert make.NUMBER not in paper
    assert PHONE not in paper
    assert Visitor(scene.target.organizer_account).get(to("letter", transfer)).status_code == 404
    assert Visitor(scene.home.secretary_account).get(to("letter", transfer)).status_code == 404


def taken(visitor: Visitor, transfer: Transfer, reason: str = "录入") -> HttpResponse:
    """Give a reason in the form; return the file to which it leads, or the refusal."""
    answer = visitor.send(to("packet", transfer), {"reason": reason})
    return visitor.get(answer["Location"]) if answer.status_code == 302 else answer


def test_the_reason_is_in_no_address_and_the_address_opens_to_nobody_else() -> None:
    scene = make.make_scene()
    known(scene)
    transfer = make.sent(scene)
    office = Visitor(scene.home.organizer_account)
    asked = make_numberless(office.get(to("packet", transfer), reason="录入全国系统"))
    assert asked.status_code == 200  # The form again: an address gives no reason.
    assert not AuditRow.objects.filter(action="transfer.packet").exists()
    address = office.send(to("packet", transfer), {"reason": "录入全国系统"})["Location"]
    assert "reason" not in address
    assert quote("录入") not in address
    assert make.NUMBER in words_of(office.get(address).content)
    colleague = Visitor(posts.make_holder(scene.home.township, Role.TOWNSHIP_ORGANIZER, "另一位"))
    assert colleague.get(address).status_code == 302
    assert colleague.get(f"{to('packet', transfer)}?key=x").status_code == 302
    assert office.send(to("packet", transfer), {"reason": " "}).status_code == 422


def make_numberless(answer: HttpResponse) -> HttpResponse:
    """Return an answer that holds no number."""
    assert make.NUMBER.encode() not in answer.content
    return answer


def test_the_packet_needs_a_reason_that_stands_in_the_log() -> None:
    scene = make.make_scene()
    known(scene)
    transfer = make.sent(scene)
    office = Visitor(scene.home.organizer_account)
    assert make.NUMBER not in office.see(to("packet", transfer))
    assert not AuditRow.objects.filter(action="transfer.packet").exists()
    paper = words_of(taken(office, transfer, "录入全国系统").content)
    assert make.NUMBER in paper
    row = AuditRow.objects.get(action="transfer.packet")
    assert "录入全国系统" in row.words
    assert make.NUMBER not in row.words
    refused = office.send(to("packet", transfer), {"reason": f"核对 {make.NUMBER}"})
    assert refused.status_code == 422
    assert AuditRow.objects.filter(action="transfer.packet").count() == 1


def test_whose_numbers_were_taken_out_finds_it_among_who_looked() -> None:
    scene = make.make_scene()
    known(scene)
    transfer = make.sent(scene)
    taken(Visitor(scene.home.organizer_account), transfer, "录入全国系统")
    own = Visitor(posts.make_account(scene.member.person)).see(reverse("dossier:looks"))
    assert "录入全国系统" in own
    assert "石桥组委" in own


def test_a_number_does_not_get_into_words_that_stand_in_the_clear() -> None:
    scene = make.make_scene()
    with pytest.raises(RuleBreach, match="不要写身份证号"):
        make.started(scene, words=f"身份证 {make.NUMBER}")
    transfer = make.sent(scene)
    with pytest.raises(RuleBreach, match="不要写身份证号") as refused:
        services.send_back(by=scene.target.organizer, transfer=transfer, on=ON, words="电话 154 1234 5678 打不通")
    assert "5678" not in str(refused.value)
    with pytest.raises(RuleBreach, match="不要写身份证号"):
        services.withdraw(by=scene.home.secretary, transfer=transfer, on=ON, words="电话15412345678打不通")


def test_the_other_side_gets_no_packet_before_the_person_is_theirs() -> None:
    scene = make.make_scene()
    known(scene)
    transfer = make.accepted(scene)
    their_office = Visitor(scene.target.organizer_account)
    assert taken(their_office, transfer).status_code == 404
    assert their_office.get(to("comparison", transfer)).status_code == 404
    services.receive(by=scene.target.secretary, transfer=transfer, arrived_on=ON, papers=make.RECEIPT, on=ON)
    assert taken(their_office, transfer).status_code == 200
    assert taken(Visitor(scene.home.organizer_account), transfer).status_code == 404


def test_the_packet_as_json_is_read_back_and_what_differs_is_listed() -> None:
    scene = make.make_scene()
    known(scene)
    transfer = make.sent(scene)
    office = Visitor(scene.home.organizer_account)
    asked = office.send(to("packet", transfer), {"reason": "录入全国系统", "as": "json"})
    told = json.loads(office.get(asked["Location"]).content)
    assert (told["format"], told["person"]["id_number"], told["transfer"]["介绍信编号"]) == (
        "dangjian.transfer", make.NUMBER, make.LETTER,
    )  # fmt: skip
    assert AuditRow.objects.filter(action="transfer.packet").count() == 1
    told["person"]["joined_on"] = "2001年6月30日"
    told["person"]["unknown"] = {"a": 1}
    upload = SimpleUploadedFile("转接.json", json.dumps(told, ensure_ascii=False).encode())
    secretary = Visitor(scene.home.secretary_account)
    assert secretary.send(to("comparison", transfer), {"file": upload}).status_code == 302
    assert "2001年6月30日" in secretary.see(to("comparison", transfer))
    theirs = services.held_packet(Transfer.objects.get(pk=transfer.pk))
    assert (theirs["id_number"], theirs["phone"], "unknown" in theirs) == (make.NUMBER, PHONE, False)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "不是完好的 JSON"),
        (b"[" * 60_000, "不是完好的 JSON"),
        (b"[1]", "不是本平台格式"),
        (b'{"format": "dangjian.transfer", "version": 1, "person": {"sex": "1"}}', "没有“姓名”"),
        (b'{"format": "dangjian.transfer", "version": 9, "person": {"name": "x"}}', "不是本平台格式"),
        (b" " * 70_000, "太大"),
    ],
)
def test_a_wrong_json_is_refused_in_words(data: bytes, words: str) -> None:
    scene = make.make_scene()
    transfer = make.sent(scene)
    upload = SimpleUploadedFile("转接.json", data)
    response = Visitor(scene.home.secretary_account).send(to("comparison", transfer), {"file": upload})
    assert response.status_code == 422
    assert words in text(response)


ACROSS = [["党员信息表", "", "", "", ""], ["姓名", "性别", "入党时间", "身份证号码", "联系电话"]]


def test_what_differs_is_listed_by_who_owns_it_and_only_the_national_part_is_taken_over() -> None:
    scene = make.make_scene()
    known(scene)
    transfer = make.sent(scene)
    secretary = Visitor(scene.home.secretary_account)
    rows = [*ACROSS, ["王建军", "男", "2001年6月30日", make.NUMBER, "19900009999"]]
    assert secretary.send(to("comparison", transfer), {"file": book(rows)}).status_code == 302
    page = secretary.see(to("comparison", transfer))
    for words in ("有 3 项不同", "2001年6月30日", "以全国系统为准", "以党支部为准", "199****9999"):
        assert words in page
    assert "19900009999" not in page
    secretary.send(to("application", transfer))
    member = Member.objects.select_related("person").get(pk=scene.member.pk)
    assert (member.joined_on, member.person.sex) == (date(2001, 6, 30), "1")
    assert member.person.unsealed("phone") == PHONE
    assert Entry.objects.filter(person=member.person, source=Source.NATIONAL).count() == 1
    transfer.refresh_from_db()
    assert transfer.packet is None


def test_heads_beside_values_are_read_too() -> None:
    scene = make.make_scene()
    transfer = make.sent(scene)
    secretary = Visitor(scene.home.secretary_account)
    rows = [["姓名", "王建军", "性别", "男"], ["入党时间", "20010630", "民族", "汉族"]]
    secretary.send(to("comparison", transfer), {"file": book(rows)})
    assert "2001年6月30日" in secretary.see(to("comparison", transfer))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([*ACROSS, ["马向东", "男", "2001年6月30日", "", ""]], "姓名与这件接转的党员不同"),
        ([["序号", "单位"], ["1", "某单位"]], "没有找到“姓名”"),
        ([*ACROSS, ["王建军", "男", "", "990101198001010017", ""]], "身份证号”一栏认不出"),
    ],
)
def test_a_wrong_workbook_is_refused_in_words_and_nothing_is_kept(rows: list[list[str]], words: str) -> None:
    scene = make.make_scene()
    transfer = make.sent(scene)
    response = Visitor(scene.home.secretary_account).send(to("comparison", transfer), {"file": book(rows)})
    assert response.status_code == 422
    assert words in text(response)
    assert "990101198001010017" not in text(response)
    transfer.refresh_from_db()
    assert transfer.packet is None


def test_a_file_that_is_no_workbook_is_refused() -> None:
    scene = make.make_scene()
    transfer = make.sent(scene)
    upload = SimpleUploadedFile("党员信息.xlsx", b"PK\x03\x04" + b"x" * 200)
    response = Visitor(scene.home.secretary_account).send(to("comparison", transfer), {"file": upload})
    assert response.status_code == 422


def test_from_outside_the_workbook_fills_the_form_and_leaves_no_trace() -> None:
    scene = make.make_scene()
    there = Visitor(scene.target.secretary_account)
    rows = [*ACROSS, ["马向东", "男", "2005年7月1日", make.NUMBER, PHONE]]
    response = there.send(reverse("transfers:inward"), {"read": "1", "file": book(rows)})
    assert response.status_code == 422
    assert make.NUMBER in response.content.decode()
    assert 'value="2005-07-01"' in response.content.decode()
    assert not Transfer.objects.exists()
    assert not OnceKey.objects.filter(body__contains=make.NUMBER).exists()
    typed = {
        "body": str(scene.target.branch.public_id), "name": "马向东", "id_number": make.NUMBER, "category": "full",
        "joined_on": "2005-07-01", "confirmed_on": "2006-07-01", "from_name": "外省某镇党委",
        "letter_number": "外〔2026〕3号", "sent_on": "2026-08-20", "valid_until": "2026-11-18", "reason": "home",
    }  # fmt: skip
    there.send(reverse("transfers:inward"), typed)
    transfer = Transfer.objects.get()
    assert transfer.state == State.SENT
    for row in AuditRow.objects.all():
        assert make.NUMBER not in row.words


def test_the_night_lets_letters_lapse_and_drops_what_was_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = make.make_scene()
    transfer = make.sent(scene)
    services.compare(by=scene.home.secretary, transfer=transfer, facts={"name": "王建军"}, on=ON)
    monkeypatch.setattr(jobs, "today", lambda: ON + timedelta(days=30))
    jobs.lapse_letters(timestamp=0)
    transfer.refresh_from_db()
    assert transfer.packet is not None
    monkeypatch.setattr(jobs, "today", lambda: ON + timedelta(days=91))
    for _ in range(2):
        jobs.lapse_letters(timestamp=0)
    transfer.refresh_from_db()
    assert transfer.state == State.EXPIRED
    assert transfer.packet is None
