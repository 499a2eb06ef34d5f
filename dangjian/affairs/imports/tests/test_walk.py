"""The thinnest walk: a roster comes in, is checked, confirmed, written, undone, and comes in again."""

import gc
import hashlib

import pytest
from django.conf import LazySettings
from django.conf import settings as django_settings
from django.db import connection

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.access.secrets import blind_index
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.duplicates.models import Case
from dangjian.affairs.imports import jobs, services
from dangjian.affairs.imports.kinds.people import parts
from dangjian.affairs.imports.models import Import, Stage
from dangjian.affairs.imports.tests import make
from dangjian.affairs.members.models import Member, Spell, Standing
from dangjian.affairs.members.services.moving import settle
from dangjian.affairs.mobility.models import Stay
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Entry, Person, Source
from dangjian.affairs.posts.models import Appointment
from dangjian.affairs.posts.tests import make as posts
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
# An import's own tables, the log and the queue tell what happened: they do not go back.
NOT_BUSINESS = ("imports_", "access_", "procrastinate_", "django_")


@pytest.fixture
def township() -> Organization:
    return posts.make_township(posts.make_county())


@pytest.fixture
def branch(township: Organization) -> Organization:
    return posts.make_body("东河村党支部", parent=township)


@pytest.fixture
def organizer(township: Organization) -> Actor:
    return posts.actor_of(posts.make_holder(township, Role.TOWNSHIP_ORGANIZER))


def business() -> dict[str, str]:
    """Return a checksum of every table that holds business."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith(NOT_BUSINESS):
                cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')  # noqa: S608  # our own tables
                found[table] = hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()
    return found


def confirmed(organizer: Actor, source: Import, reason: str = "已逐行核对") -> Import:
    services.confirm(by=organizer.narrowed(Permission.IMPORT_CONFIRM), source=source, reason=reason)
    return make.carried(source)


def test_a_roster_comes_in_is_undone_and_comes_in_again(organizer: Actor, branch: Organization) -> None:
    before = business()
    data = make.workbook([make.row(1, "李建国", "东河村党支部"), make.row(2, "赵丽华", "东河村支部", 性别="男")])
    source = make.bring(organizer, branch.parent or branch, data)
    assert (source.stage, source.new, source.errors) == (Stage.CHECKED, 2, 0)
    assert business() == before

    source = confirmed(organizer, source)
    assert source.stage == Stage.DONE
    member = Member.objects.get(person__name="李建国")
    assert member.organization == branch
    assert member.person.unsealed("phone") == "13800000001"
    assert member.person.unsealed("id_number") == make.id_number(serial=3)
    assert Spell.objects.get(member=member).source == Source.IMPORT
    assert "id_number" in Entry.objects.get(person=member.person).fields
    assert business() != before

    services.undo(by=organizer.narrowed(Permission.IMPORT_CONFIRM), source=source)
    assert make.carried(source).stage == Stage.UNDONE
    assert business() == before

    again = confirmed(organizer, make.bring(organizer, branch.parent or branch, data))
    assert again.stage == Stage.DONE
    assert Person.objects.filter(name="李建国").count() == 1


def test_a_second_import_changes_what_differs_and_is_undone_to_the_letter(
    organizer: Actor, branch: Organization
) -> None:
    township = branch.parent or branch
    confirmed(organizer, make.bring(organizer, township, make.workbook([make.row(1, "李建国", "东河村党支部")])))
    before = business()
    row = make.row(1, "李建国", "东河村党支部", 手机号="13900000009", 加入党组织日期="2005.07", 党籍状态="停止党籍")
    source = make.bring(organizer, township, make.workbook([row], heads=(*make.HEADS, "党籍状态")))
    assert (source.new, source.changed, source.errors) == (0, 1, 0)
    shown = " ".join(source.findings.values_list("words", flat=True))
    assert "13900000009" not in shown
    assert "139****0009" in shown

    source = confirmed(organizer, source)
    member = Member.objects.get(person__name="李建国")
    assert (member.person.unsealed("phone"), member.standing) == ("13900000009", Standing.SUSPENDED)
    assert Spell.objects.filter(member=member).count() == 2
    services.undo(by=organizer.narrowed(Permission.IMPORT_CONFIRM), source=source)
    assert make.carried(source).stage == Stage.UNDONE
    assert business() == before


def test_an_update_that_contradicts_the_register_is_an_error(organizer: Actor, branch: Organization) -> None:
    township = branch.parent or branch
    confirmed(organizer, make.bring(organizer, township, make.workbook([make.row(1, "李建国", "东河村党支部")])))
    row = make.row(1, "李建国", "东河村党支部", 人员类别="预备党员", 转为正式党员日期="")
    source = make.bring(organizer, township, make.workbook([row]))
    assert (source.stage, source.errors) == (Stage.CHECKED, 1)
    assert "预备党员不应有" in source.findings.get(level="error").words


def test_rows_changed_since_bar_the_undo(organizer: Actor, branch: Organization) -> None:
    township = branch.parent or branch
    data = make.workbook([make.row(1, "李建国", "东河村党支部")])
    source = confirmed(organizer, make.bring(organizer, township, data))
    Person.objects.filter(name="李建国").update(residence="清源县石桥镇")
    services.undo(by=organizer.narrowed(Permission.IMPORT_CONFIRM), source=source)
    source = make.carried(source)
    assert source.stage == Stage.DONE
    assert any("李建国" in line for line in source.obstacles)
    assert Person.objects.filter(name="李建国").exists()


def test_doubts_need_a_reason(organizer: Actor, branch: Organization) -> None:
    data = make.workbook([make.row(1, "李建国", "东河村党支部", 转为正式党员日期="2005-12-01")])
    source = make.bring(organizer, branch.parent or branch, data)
    assert source.warnings == 1
    with pytest.raises(RuleBreach, match="理由"):
        services.confirm(by=organizer.narrowed(Permission.IMPORT_CONFIRM), source=source, reason=" ")


def test_someone_registered_elsewhere_is_told_by_a_case_number_alone(organizer: Actor, branch: Organization) -> None:
    township = branch.parent or branch
    other = posts.make_township(township.parent or township, "中共云岭镇委员会")
    beside = posts.make_body("西山村党支部", parent=other)
    there = posts.actor_of(posts.make_holder(other, Role.TOWNSHIP_ORGANIZER, "孙志强"))
    confirmed(there, make.bring(there, other, make.workbook([make.row(1, "李建国", beside.name)])))
    source = make.bring(organizer, township, make.workbook([make.row(1, "李建国", "东河村党支部")]))
    assert (source.new, source.errors) == (0, 1)
    words = source.findings.get().words
    assert Case.objects.get().number in words
    assert "西山" not in words
    assert "云岭" not in words


def test_nobody_brings_people_in_on_the_internet(
    organizer: Actor, branch: Organization, settings: LazySettings
) -> None:
    settings.ZONE = "internet"
    with pytest.raises(RuleBreach, match="互联网区"):
        make.bring(organizer, branch.parent or branch, b"x")


def test_who_confirmed_must_still_hold_the_post_when_it_is_written(organizer: Actor, branch: Organization) -> None:
    township = branch.parent or branch
    source = make.bring(organizer, township, make.workbook([make.row(1, "李建国", "东河村党支部")]))
    services.confirm(by=organizer.narrowed(Permission.IMPORT_CONFIRM), source=source, reason="")
    Appointment.objects.filter(person_id=organizer.person_id).delete()
    source = make.carried(source)
    assert source.stage == Stage.CHECKED
    assert "职务已有变动" in source.words
    assert not Person.objects.filter(name="李建国").exists()


def test_who_has_moved_on_since_the_check_is_not_written(organizer: Actor, branch: Organization) -> None:
    township = branch.parent or branch
    confirmed(organizer, make.bring(organizer, township, make.workbook([make.row(1, "李建国", "东河村党支部")])))
    row = make.row(1, "李建国", "东河村党支部", 手机号="13900000009")
    source = make.bring(organizer, township, make.workbook([row]))
    services.confirm(by=organizer.narrowed(Permission.IMPORT_CONFIRM), source=source, reason="已核对")
    far = posts.make_body("岭上村党支部", parent=posts.make_township(township.parent or township, "中共云岭镇委员会"))
    member = Member.objects.get(person__name="李建国")
    settle(by=organizer, member=member, organization=far, on=posts.TODAY, source=Source.TRANSFER)
    source = make.carried(source)
    assert source.stage == Stage.CHECKED
    assert source.errors == 1
    assert Person.objects.get(name="李建国").unsealed("phone") != "13900000009"


def test_no_number_stands_in_the_clear_in_any_table_or_file(
    organizer: Actor, branch: Organization, caplog: pytest.LogCaptureFixture
) -> None:
    row = make.row(1, "李建国", "东河村党支部")
    bad = make.row(2, "赵丽华", "13800000001")
    confirmed(organizer, make.bring(organizer, branch.parent or branch, make.workbook([row, bad])))
    numbers = [str(row[3]), str(row[8]), str(bad[3]), "13800000001"]
    held = everything()
    assert "李建国" in held  # The control: what is not sealed is found.
    kept = [path.read_bytes() for path in (django_settings.DATA_FOLDER / "files").glob("??/*")]
    assert kept
    for number in numbers:
        assert number not in held
        assert number not in caplog.text
        assert not any(number.encode() in data for data in kept)


def everything() -> str:
    """Return every table as text."""
    parts: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608  # our own tables
            parts += [row for (row,) in cursor.fetchall()]
    return "\n".join(parts)


def test_people_written_in_parts_are_each_whole_and_found_by_their_numbers(
    organizer: Actor, branch: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "_PART", 3)
    rows = [make.row(number, f"李建{number}", branch.name) for number in range(1, 11)]
    source = confirmed(organizer, make.bring(organizer, branch, make.workbook(rows)))
    assert (source.stage, source.new) == (Stage.DONE, 10)
    for number in range(1, 11):
        spell = Spell.objects.select_related("member__person").get(member__person__name=f"李建{number}")
        person = spell.member.person
        written = (make.id_number(serial=number * 2 + 1), f"138{number:08d}")
        assert (person.unsealed("id_number"), person.unsealed("phone")) == written
        assert bytes(person.id_index or b"") == blind_index("id_number", written[0])
        assert bytes(person.phone_index or b"") == blind_index("phone", written[1])
        assert (spell.member.organization, spell.organization_id) == (branch, branch.pk)
        assert Entry.objects.get(person=person).org_path == branch.path


def test_garbage_is_looked_for_as_before_once_a_step_is_over(
    organizer: Actor, branch: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, during = gc.get_threshold(), list[tuple[int, int, int]]()

    def breaking(*_: object) -> None:
        during.append(gc.get_threshold())
        raise ValueError

    monkeypatch.setitem(jobs._STEPS, Stage.READING, breaking)  # noqa: SLF001  # a step that breaks
    with pytest.raises(jobs.ImportBroken):
        make.bring(organizer, branch, make.workbook([make.row(1, "李建国", branch.name)]))
    assert gc.get_threshold() == before
    assert during[0][0] > before[0]


def test_who_is_away_is_registered_with_both_homes_and_undone(
    organizer: Actor, township: Organization, branch: Organization
) -> None:
    other = posts.make_body("西河村党支部", parent=township)
    heads = (*make.HEADS, "是否流动党员", "流入地", "流入地党组织", "外出时间", "外出原因", "流出地党组织")
    rows = [
        [*make.row(1, "王一", branch.name), "是", "广东省深圳市", "某街道党委", "2025年3月", "外出务工", branch.name],
        [*make.row(2, "王二", branch.name), "省内流动", "", other.name, "2024.05", "", ""],
        [*make.row(3, "王三", branch.name), "是", "", "", "", "", ""],
        [*make.row(4, "王四", branch.name), "否", "", "", "", "", ""],
        [*make.row(5, "王五", branch.name), "流入", "", "", "2025-01-01", "", "邻县某村党支部"],
        [*make.row(6, "王六", branch.name), "是", "广东省深圳市", "", "", "", ""],
    ]
    before = business()
    source = make.bring(organizer, township, make.workbook(rows, heads=heads))
    assert (source.new, source.errors, source.warnings) == (6, 0, 1)
    said = "".join(source.notes)
    assert "2 人登记为流动党员" in said
    assert "2 行写着流动，但外出地点、外出日期不全" in said
    assert "第 6、9 行" in said
    assert "这些列不导入：序号。" in said
    done = confirmed(organizer, source, "王五确是本支部党员")
    assert done.stage == Stage.DONE
    stays = {stay.name: stay for stay in Stay.objects.select_related("host", "person")}
    assert stays.keys() == {"王一", "王二"}
    one, two = stays["王一"], stays["王二"]
    assert (one.home, one.place, one.host, one.reason) == (branch.name, "广东省深圳市某街道党委", None, "work")
    assert (two.home, two.place, two.host, two.since.isoformat()) == (branch.name, "", other, "2024-05-01")
    entry = Entry.objects.get(person=one.person, fields=["mobility"])
    assert (entry.source, entry.reference) == (Source.IMPORT, f"DR-{done.pk}")
    again = make.bring(organizer, township, make.workbook(rows[:2], heads=heads))
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)
    services.drop(by=organizer, source=again)
    services.undo(by=organizer.narrowed(Permission.IMPORT_CONFIRM), source=done)
    make.carried(done)
    assert business() == before


def test_a_roster_that_says_of_someone_known_that_they_are_away_registers_that(
    organizer: Actor, township: Organization, branch: Organization
) -> None:
    confirmed(organizer, make.bring(organizer, township, make.workbook([make.row(1, "王一", branch.name)])))
    heads = (*make.HEADS, "外出流向", "外出日期")
    rows = [[*make.row(1, "王一", branch.name), "江苏省苏州市", "2025-02-01"]]
    source = make.bring(organizer, township, make.workbook(rows, heads=heads))
    assert (source.changed, source.unchanged) == (1, 0)
    assert source.findings.get().words == "王一：登记流动，江苏省苏州市"
    before = business()
    done = confirmed(organizer, source)
    assert Stay.objects.get().place == "江苏省苏州市"
    services.undo(by=organizer.narrowed(Permission.IMPORT_CONFIRM), source=done)
    make.carried(done)
    assert business() == before
