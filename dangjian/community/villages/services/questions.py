"""Questions of villagers: asked without a name, answered by a day, published where the asker agreed (P32)."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from dangjian.access import audit
from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.standing.queries.bodies import superior_of
from dangjian.community.villages.models import Question, Village
from dangjian.community.villages.rules import answer_workdays, names_cadres, questions_a_day
from dangjian.community.villages.services.rows import check_names, check_public, check_right, check_standing, log
from dangjian.procedures.calendar.rules import add_workdays
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import RuleBreach


@transaction.atomic
def ask(*, village: Village, words: str, is_about_cadres: bool, may_publish: bool, ticket: UUID, on: date) -> Question:
    """Take a question; nothing of who asks is taken or kept. What speaks of the village's cadres goes to the township.

    ``ticket`` was made with the form: sent twice, it is one question.

    Raises ``RuleBreach`` without words, for words that hold a number of a person, and when the day's number is full.
    """
    said = words.strip()
    if not said:
        raise RuleBreach("没有提交：请写上您要问的事。")
    check_public(said)
    check_standing(village)
    Village.objects.select_for_update().get(pk=village.pk)  # One number after the other.
    if twice := Question.objects.filter(village=village, ticket=ticket).first():
        return twice
    if Question.objects.filter(village=village, asked_on=on).count() >= questions_a_day(on):
        raise RuleBreach("今天收到的提问已经很多，没有提交，您写的还在。请明天再来，或到村里、镇里当面问。")
    is_about = is_about_cadres or names_cadres(said, on)
    home = village.organization
    to: Organization = superior_of(home) if is_about else home
    last = Question.objects.filter(village=village, year=on.year).aggregate(last=Max("number"))["last"]
    made = Question.objects.create(
        village=village, ticket=ticket, organization_id=to.pk, county_id=village.county_id, org_path=to.path,
        year=on.year, number=(last or 0) + 1, words=said[:500], is_about_cadres=is_about, may_publish=may_publish,
        asked_on=on, due_on=_due(village.county_id, on),
    )  # fmt: skip
    log(None, made, "question.ask", str(made), to.pk)
    return made


@transaction.atomic
def answer(
    *, by: Actor, question: Question, words: str, is_open: bool, on: date, names: Collection[str] = ()
) -> Question:
    """Answer; everybody reads it where the asker agreed and ``is_open`` says that it holds nothing personal.

    Raises ``RuleBreach`` without words, for words that hold a number of a person, the second time, and where everybody
    would read the name of somebody of the village who is not among ``names``.
    """
    row = _waiting(question)
    check_right(by, Permission.QUESTION_ANSWER, row.org_path)
    if not words.strip():
        raise RuleBreach("没有答复：请写明情况，提问的人凭查询页能看到。")
    check_public(words)
    if row.may_publish and is_open:
        check_names(row.village, [row.words, words], names, on)
    row.answer, row.answered_on, row.answered_by = words.strip()[:1000], on, by.account_id
    row.answerer = Organization.objects.values_list("short_name", flat=True).get(pk=row.organization_id)[:60]
    row.published_on = on if row.may_publish and is_open else None
    row.save(update_fields=["answer", "answered_on", "answered_by", "answerer", "published_on"])
    log(by, row, "question.answer", str(row), row.organization_id)
    return row


@transaction.atomic
def hand_up(*, by: Actor, question: Question) -> Question:
    """Give a question about the village's own cadres to the township; the village sees it no more, the day stays."""
    row = _waiting(question)
    check_right(by, Permission.QUESTION_ANSWER, row.org_path)
    home = row.village.organization
    if row.organization_id != home.pk:
        raise RuleBreach("这件提问已由镇乡答复，没有改动。")
    above = superior_of(home)
    row.organization_id, row.org_path, row.is_about_cadres = above.pk, above.path, True
    row.save(update_fields=["organization_id", "org_path", "is_about_cadres"])
    log(by, row, "question.hand_up", str(row), above.pk)
    return row


@transaction.atomic
def refuse_search(*, by: Actor) -> None:
    """Write down that somebody tried to find out who asks; what they looked for is not kept."""
    home = by.posts[0] if by.posts else None
    audit.record(
        by=by, action="question.search_refused", words="按提问人查找，已拒绝",
        organization_id=home.organization_id if home else None, path=home.path if home else "",
    )  # fmt: skip


def _waiting(question: Question) -> Question:
    rows = Question.objects.select_for_update(of=("self",)).select_related("village__organization")
    row = rows.get(pk=question.pk)
    if row.answered_on is not None:
        raise RuleBreach(f"{row}已经答复，没有重复办理。请刷新后查看。")
    return row


def _due(county_id: int, on: date) -> date:
    return add_workdays(on, answer_workdays(on, local_values(county_id, on)))
