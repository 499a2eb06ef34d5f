"""Who may ask for what, who answers by when, and that it is done once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection

from dangjian.access.models import AuditRow
from dangjian.affairs.dossier import services
from dangjian.affairs.dossier.agenda import items
from dangjian.affairs.dossier.models import Answer, Correction, Outcome
from dangjian.affairs.dossier.tests.make import ID_NUMBER, Village, decider, make_village
from dangjian.affairs.people.entries import latest_sources
from dangjian.affairs.people.models import Source
from dangjian.affairs.posts.tests.make import TODAY, actor_of
from dangjian.channels.inbox.models import Entry as InboxEntry
from dangjian.channels.inbox.models import Notice
from dangjian.channels.inbox.services import make_digests
from dangjian.foundation.time import at
from dangjian.procedures.agenda.queries import answered
from dangjian.procedures.calendar.rules import workdays_between
from dangjian.procedures.provisions.models import LocalRule
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
OTHER_NUMBER = "990102196003070026"


@pytest.fixture
def village() -> Village:
    return make_village()


def ask(village: Village, field: str = "education", value: object = "21", words: str = "") -> Correction:
    by = actor_of(village.member)
    return services.ask(by=by, person=village.person, field=field, value=value, words=words, on=TODAY)


def test_a_request_is_sealed_due_in_fifteen_workdays_and_told_to_the_branch(village: Village) -> None:
    made = ask(village, "id_number", OTHER_NUMBER, "身份证换过")
    assert made.value == OTHER_NUMBER
    assert OTHER_NUMBER not in repr(Correction.objects.values())
    assert OTHER_NUMBER.encode() not in bytes(made.asked)
    assert workdays_between(TODAY, made.due_on) == 15
    notice = Notice.objects.get()
    assert (notice.organization_id, "secretary" in notice.roles) == (village.branch.pk, True)
    assert "李玉兰" not in notice.announcement.title
    row = AuditRow.objects.get(action="correction.ask")
    assert (row.subject, OTHER_NUMBER in row.words) == (str(village.person.public_id), False)


def test_a_county_sets_its_own_days(village: Village) -> None:
    LocalRule.objects.create(
        county_id=village.county.pk,
        org_path=village.county.path,
        rule_id="corrections.answer_workdays",
        value=5,
        basis="县委组织部会议",
        from_day=TODAY,
        recorded_by=1,
        recorded_name="林晓梅",
    )
    assert workdays_between(TODAY, ask(village).due_on) == 5


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("education", "", "相同"),
        ("id_number", ID_NUMBER, "相同"),
        ("id_number", "990102196003070019", "对不上"),
        ("standing", "suspended", "组织决定"),
        ("organization", "1", "组织决定"),
        ("unknown", "1", "组织决定"),
        ("name", "", "不能空着"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(village: Village, field: str, value: str, words: str) -> None:
    with pytest.raises(RuleBreach, match=words) as breach:
        ask(village, field, value)
    assert not Correction.objects.exists()
    assert "9901021960" not in str(breach.value)


def test_only_for_oneself_and_one_at_a_time(village: Village) -> None:
    with pytest.raises(RuleBreach, match="本人"):
        services.ask(
            by=actor_of(village.secretary), person=village.person, field="name", value="李玉", words="", on=TODAY
        )
    ask(village)
    with pytest.raises(RuleBreach, match="没有重复"):
        ask(village, value="31")
    assert ask(village, "name", "李玉蘭").field == "name"


def test_the_branch_accepts_and_the_record_says_whence(village: Village) -> None:
    made = ask(village, "id_number", OTHER_NUMBER)
    services.accept(by=decider(village.secretary), correction=made, words="已核对身份证", on=TODAY)
    person = village.person
    assert person.unsealed("id_number") == OTHER_NUMBER
    entry = latest_sources(person)["id_number"]
    assert (entry.source, entry.reference) == (Source.OWN, made.number)
    assert made.answer.who == "东河村党支部 党组织书记 王建军"


def test_a_refusal_has_words_and_changes_nothing(village: Village) -> None:
    made = ask(village)
    with pytest.raises(RuleBreach, match="理由"):
        services.refuse(by=decider(village.secretary), correction=made, words=" ", on=TODAY)
    services.refuse(by=decider(village.secretary), correction=made, words="毕业证未见", on=TODAY)
    assert village.person.education == ""
    assert made.answer.outcome == Outcome.REFUSED


def test_nobody_answers_their_own_and_the_body_above_does(village: Village) -> None:
    by = actor_of(village.secretary)
    person = by.person_id
    made = services.ask(by=by, person=village.secretary.person, field="education", value="21", words="", on=TODAY)
    assert made.is_of_decider
    assert Notice.objects.get().organization_id == village.township.pk
    assert [item.key for item in answered(items(by, TODAY))] == []
    for act in (services.accept, services.refuse):
        with pytest.raises(RuleBreach, match="自己"):
            act(by=decider(village.secretary), correction=made, words="同意", on=TODAY)
    (item,) = answered(items(actor_of(village.organizer), TODAY))
    assert item.key == f"correction:{made.public_id}"
    services.accept(by=decider(village.organizer), correction=made, words="", on=TODAY)
    assert made.person_id == person
    assert made.person.education == ""
    made.person.refresh_from_db()
    assert made.person.education == "21"


def test_the_branch_has_it_to_do_and_late_is_late(village: Village) -> None:
    made = ask(village)
    first = next(iter(answered(items(actor_of(village.secretary), TODAY))))
    assert (first.due_on, first.level.value) == (made.due_on, "ok")
    late = next(iter(answered(items(actor_of(village.secretary), made.due_on + timedelta(days=1)))))
    assert late.level.value == "late"
    for other in (village.organizer, village.officer, village.stranger, village.member, village.other):
        assert answered(items(actor_of(other), TODAY)) == []


def test_the_answer_reaches_the_person_alone(village: Village) -> None:
    made = ask(village)
    services.refuse(by=decider(village.secretary), correction=made, words="毕业证未见", on=TODAY)
    make_digests(on=date(2026, 11, 23), at=at(date(2026, 11, 23), 8, 30))
    told = InboxEntry.objects.filter(notice__announcement__title__contains="有了答复")
    assert list(told.values_list("account_id", flat=True)) == [village.member.pk]


def test_one_takes_back_ones_own(village: Village) -> None:
    made = ask(village)
    with pytest.raises(RuleBreach, match="本人"):
        services.withdraw(by=actor_of(village.other), correction=made, on=TODAY)
    services.withdraw(by=actor_of(village.member), correction=made, on=TODAY)
    assert Notice.objects.get().recalled_at
    assert answered(items(actor_of(village.secretary), TODAY)) == []
    with pytest.raises(RuleBreach, match="已经有结果"):
        services.accept(by=decider(village.secretary), correction=made, words="", on=TODAY)


def look_then_answer(*, by: object, correction: Correction, words: str, on: date) -> None:
    """Look whether there is an answer, then act without lock or key: what must fail."""
    if Answer.objects.filter(correction=correction).exists():
        raise RuleBreach("done")
    AuditRow.objects.create(action="correction.accepted", subject=words or str(by)[:20], words=str(on))


def answers(village: Village, act: Callable[..., object]) -> int:
    made, clients = ask(village), 8
    by = [decider(village.secretary), decider(village.organizer)]
    barrier = Barrier(clients)

    def one(turn: int) -> int:
        try:
            connection.ensure_connection()
            barrier.wait(30)
            act(by=by[turn % 2], correction=made, words="同时", on=TODAY)
        except RuleBreach:
            return 0
        else:
            return 1
        finally:
            connection.close()

    with ThreadPoolExecutor(clients) as pool:
        return sum(pool.map(one, range(clients)))


@pytest.mark.trust
@pytest.mark.django_db(transaction=True)
def test_eight_answers_at_once_are_one() -> None:
    assert answers(make_village(), services.accept) == 1
    assert AuditRow.objects.filter(action="correction.accepted").count() == 1


@pytest.mark.trust
@pytest.mark.django_db(transaction=True)
def test_the_control_looking_first_answers_several_times() -> None:
    assert answers(make_village(), look_then_answer) > 1
