"""A new shipped practice is one TOML file: laid into the folder of practices, it is there on the pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from dangjian.affairs.registers import book
from dangjian.affairs.registers.models import Entry, Register
from dangjian.affairs.registers.rules.fields import DefinitionError
from dangjian.affairs.registers.rules.periods import period_of
from dangjian.affairs.registers.tests import make
from dangjian.affairs.registers.tests.test_views import see, send
from dangjian.foundation.time import today

FILE = """
[instrument]
title = "灌溉设施台账"
confidence = "C"
own = true
source = "县水利局与县委组织部会议"
checked_on = 2026-11-21

[[register]]
id = "irrigation"
version = 1
title = "灌溉设施台账"
about = "body"
period = "year"
filled_by = ["villages"]
confirmed_by = "nobody"
minutes = 6

[[register.field]]
key = "ponds"
caption = "山塘"
kind = "integer"
unit = "口"
required = true
min = 0

[[register.field]]
key = "dry"
caption = "其中干涸"
kind = "integer"
unit = "口"
compare = "le"
other = "ponds"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(settings, "PRACTICES", str(tmp_path))
    book.shipped.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    book.shipped.cache_clear()


@pytest.mark.django_db
def test_one_file_is_a_practice_from_definition_to_sum(folder: Path) -> None:
    (folder / "irrigation.toml").write_text(FILE, encoding="utf-8")
    scene = make.make_scene()
    officer = scene.officer_account
    assert "灌溉设施台账" in see(officer, "/registers/definitions/")
    assert "县水利局" in see(officer, "/registers/definitions/shipped/irrigation/")
    address = send(officer, "/registers/definitions/shipped/irrigation/copy/")["Location"]
    board = send(officer, f"{address}publication/", revision=1)["Location"]
    register = Register.objects.get()
    assert register.derived_from == "irrigation@1"
    period = period_of("year", today()).key
    said = {"version": 1, "revision": 0, "period": period, "v_ponds": "3", "v_dry": "4"}
    form = f"{board}bodies/{scene.east.public_id}/new/?period={period}"
    assert "应不大于“山塘”（3）" in send(scene.secretary_account, form, **said).content.decode()
    assert send(scene.secretary_account, form, **{**said, "v_dry": "1"}).status_code == 302
    assert Entry.objects.get().values == {"ponds": 3, "dry": 1}
    assert "1/2" in see(officer, board)


def test_a_file_that_nobody_can_read_is_named_with_what_is_wrong(folder: Path) -> None:
    (folder / "wrong.toml").write_text(FILE.replace('other = "ponds"', 'other = "wells"'), encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"wrong.toml：“其中干涸”要比较的那一栏不在了"):
        book.shipped()


def test_a_later_version_takes_the_place_of_the_one_before(folder: Path) -> None:
    (folder / "a.toml").write_text(FILE, encoding="utf-8")
    (folder / "b.toml").write_text(FILE.replace("version = 1", "version = 2"), encoding="utf-8")
    assert book.shipped()["irrigation"].mark == "irrigation@2"
    (folder / "c.toml").write_text(FILE, encoding="utf-8")
    (folder / "b.toml").unlink()
    book.shipped.cache_clear()
    with pytest.raises(DefinitionError, match="有两份"):
        book.shipped()


def test_what_comes_along_is_whole_and_says_where_it_is_from() -> None:
    book.shipped.cache_clear()
    found = book.shipped()
    assert {
        "village_cadres", "party_instructors", "contact_households", "delegate_studios", "members_without_posts",
        "member_classes",
    } <= set(found)  # fmt: skip
    assert found["village_cadres"].definition.is_local
    assert found["village_cadres"].definition.fields == ()  # Not stated anywhere: never invented.
    assert [one.key for one in found["contact_households"].definition.fields] == ["door", "requests"]
    assert all(one.instrument.source for one in found.values())
