"""The log for the audit administrator, the jobs for the system administrator, neither for the other."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from dangjian.access import audit, once
from dangjian.access.models import AuditRow
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests import make
from dangjian.foundation.time import today
from dangjian.rulebook import rules
from dangjian.site.administration.captions import JOBS, NOUNS, action_words

pytestmark = pytest.mark.django_db
PACKAGE = Path(__file__).resolve().parents[3]


@pytest.fixture
def county() -> Organization:
    return make.make_county()


@pytest.fixture
def auditor(county: Organization) -> Account:
    return make.make_holder(county, Role.AUDIT_ADMINISTRATOR, "李秀英")


@pytest.fixture
def administrator(county: Organization) -> Account:
    return make.make_holder(county, Role.SYSTEM_ADMINISTRATOR, "赵玉兰")


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_the_log_names_who_did_what_within_the_county(
    county: Organization, auditor: Account, administrator: Account
) -> None:
    by = make.actor_of(administrator)
    audit.record(by=by, action="card.issue", subject="one", path=county.path, words="换了手机")
    audit.record(by=by, action="task.issue", subject="two")
    elsewhere = make.make_holder(make.make_county("另一个县"), Role.SYSTEM_ADMINISTRATOR, "外县人")
    audit.record(by=make.actor_of(elsewhere), action="card.issue", words="外县的事")
    page = client_of(auditor).get("/administration/audit/").content.decode()
    assert "登录卡 · 发出" in page
    assert "换了手机" in page
    assert f"赵玉兰（{administrator.login}）" in page
    assert page.index("任务 · ") < page.index("登录卡 · 发出")
    assert "外县" not in page


def test_the_log_is_narrowed_by_day_kind_and_person(
    county: Organization, auditor: Account, administrator: Account
) -> None:
    audit.record(by=make.actor_of(administrator), action="card.issue", path=county.path, words="换了手机")
    client = client_of(auditor)
    shown = {
        "": True,
        "noun=card": True,
        "noun=task": False,
        "words=赵玉": True,
        "words=陈": False,
        "day=2020-01-01": False,
        "day=nonsense": True,
        "noun=nonsense": True,
    }
    for query, is_there in shown.items():
        page = client.get(f"/administration/audit/?{query}").content.decode()
        assert ("换了手机" in page) is is_there, query


def test_nobody_sees_the_page_of_the_other(auditor: Account, administrator: Account) -> None:
    assert client_of(administrator).get("/administration/audit/").status_code == 404
    assert client_of(auditor).get("/administration/jobs/").status_code == 404
    assert client_of(auditor).get("/accounts/").status_code == 404


def make_job(status: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, status, attempts, abort_requested)"
            " VALUES ('default', 'digest', 0, '{}', %s, 1, false) RETURNING id",
            [status],
        )
        return int(cursor.fetchone()[0])


def status_of(job: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE id = %s", [job])
        return str(cursor.fetchone()[0])


def test_a_failed_job_is_retried_and_no_other(administrator: Account) -> None:
    failed, done = make_job("failed"), make_job("succeeded")
    client = client_of(administrator)
    page = client.get("/administration/jobs/").content.decode()
    assert "失败" in page
    assert page.count("/retry/") == 1
    for job in (failed, done):
        answer = client.post(f"/administration/jobs/{job}/retry/", {"once": once.mint(administrator.epoch)})
        assert answer.status_code == 302
    assert (status_of(failed), status_of(done)) == ("todo", "succeeded")
    assert AuditRow.objects.filter(action="job.retry").count() == 1


def test_jobs_are_narrowed_by_state(administrator: Account) -> None:
    make_job("failed")
    client = client_of(administrator)
    assert "digest" in client.get("/administration/jobs/?state=failed").content.decode()
    assert "digest" not in client.get("/administration/jobs/?state=todo").content.decode()


def test_every_action_that_is_recorded_has_its_words() -> None:
    files = [file for file in PACKAGE.rglob("*.py") if not {"tests", "node_modules", "migrations"} & set(file.parts)]
    texts = [file.read_text() for file in files]
    named = {found for text in texts for found in re.findall(r'action="([a-z-]+\.[a-z_-]+)"', text)}
    quoted = {found for text in texts for found in re.findall(r'"([a-z-]+\.[a-z_-]+)"', text)}
    composed = {found for text in texts for found in re.findall(r'action=f"([a-z-]+)\.', text)}
    assert sorted(composed - set(NOUNS)) == []
    others = {rule.id for rule in rules(on=today())} | set(JOBS) | {"blank.docx"}  # Rules, jobs and an address.
    actions = named | {word for word in quoted - others if word.partition(".")[0] in NOUNS}
    assert len(actions) > 20
    assert {action for action in actions if re.search("[a-z]", action_words(action))} == set()
    assert action_words("assignment.written_off") == "任务落实 · 销号"


def test_every_job_has_its_words() -> None:
    files = [file for file in PACKAGE.rglob("jobs.py") if "node_modules" not in file.parts]
    names = {found for file in files for found in re.findall(r'task\([^)]*\bname="([a-z_.]+)"', file.read_text())}
    assert len(names) > 5
    assert sorted(names - set(JOBS)) == []
