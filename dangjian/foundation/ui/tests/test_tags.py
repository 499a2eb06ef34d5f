"""Parts draw what they are given, in Chinese, and nothing that was not meant as markup."""

from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from dangjian.foundation.ui.gallery.forms import opened, with_errors
from dangjian.foundation.ui.gallery.samples import CHARTS, FIGURES
from dangjian.foundation.ui.parts import Action, Card, Event, Fact, Item, Level, Node, Pager, Standing, Step

HOSTILE = "<script>alert(1)</script>\"'"


def draw(source: str, **context: object) -> BeautifulSoup:
    return BeautifulSoup(Template("{% load ui ui_forms %}" + source).render(Context(context)), "html.parser")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 5), "2026年1月5日"),
        (datetime(2026, 11, 20, 16, 30, tzinfo=UTC), "2026年11月21日"),
        (None, ""),
    ],
)
def test_days_are_written_without_zeros_and_in_local_time(day: date | None, words: str) -> None:
    assert draw("{{ day|zh_date }}", day=day).text == words


def test_moments_and_weekdays() -> None:
    moment = datetime(2026, 11, 21, 1, 5, tzinfo=UTC)
    assert draw("{{ at|zh_moment }}", at=moment).text == "2026年11月21日 9:05"
    assert draw("{{ day|zh_weekday }}", day=date(2026, 11, 21)).text == "星期六"


def test_a_status_has_an_icon_words_and_its_reason_twice() -> None:
    page = draw("{% status 'late' '已到期未办结' '11月15日到期' %}")
    tag = page.select_one(".standing.late")
    assert tag is not None
    assert tag["title"] == "11月15日到期"
    assert tag.select_one("use") is not None
    assert tag.text.strip() == "已到期未办结"
    assert page.select_one(".reason").text == "11月15日到期"  # type: ignore[union-attr]


def test_a_level_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="purple"):
        draw("{% status 'purple' '词' %}")


@pytest.mark.parametrize(("done", "total", "share"), [(28, 42, "67"), (0, 5, "0"), (9, 5, "100")])
def test_a_meter_shows_its_figures(done: int, total: int, share: str) -> None:
    page = draw("{% meter done total %}", done=done, total=total)
    assert page.rect is not None
    assert page.rect["width"] == share
    assert f"{done}/{total}" in page.text


def test_nothing_to_do_is_not_zero() -> None:
    page = draw("{% meter 0 0 %}")
    assert page.rect is None
    assert page.text.strip() == "没有应办的"


def test_a_source_of_all_lines_is_said_once() -> None:
    rows = [Fact("姓名", "王桂兰", "首次建档"), Fact("性别", "女", "首次建档")]
    assert draw("{% facts rows %}", rows=rows).text.count("首次建档") == 1
    mixed = [*rows, Fact("学历", "大学", "本人更正")]
    assert draw("{% facts rows %}", rows=mixed).text.count("首次建档") == 2
    assert "来源" not in draw("{% facts rows %}", rows=[Fact("姓名", "王桂兰"), Fact("性别", "女")]).text


def test_a_day_that_stands_beside_is_not_said_again() -> None:
    day = date(2026, 11, 28)
    look = Standing(Level.SOON, "剩 5 个工作日", "应于2026年11月28日前办结（含当日），到期前7天起提醒")
    shown = draw("{% due day look %}", day=day, look=look).text
    assert shown.count("2026年11月28日") == 1
    assert "到期前7天起提醒" in shown
    assert "2026年11月28日" not in draw("{% standing look day %}", day=day, look=look).text
    assert "2026年11月28日" in draw("{% standing look %}", look=look).text


def test_no_part_lets_markup_through() -> None:
    standing = Standing(Level.LATE, HOSTILE, HOSTILE)
    action = Action(HOSTILE, "/a/", posts=True, once=HOSTILE, confirm=HOSTILE)
    page = draw(
        "{% standing standing %}{% due day standing %}{% facts facts %}{% events events %}{% tree nodes %}"
        "{% steps steps %}{% tabs items %}{% chips items %}{% card card %}{% pager pager %}"
        "{% empty words words '/a/' words %}"
        "{% copy_panel words %}{% keys words words %}"
        "{% include 'ui/parts/confirm.html' with label=words words=words %}",
        standing=standing,
        day=date(2026, 1, 1),
        facts=[Fact(HOSTILE, HOSTILE, HOSTILE, "/a/"), Fact(HOSTILE, HOSTILE)],
        events=[Event(datetime(2026, 1, 1, tzinfo=UTC), HOSTILE, HOSTILE, HOSTILE)],
        nodes=[Node(HOSTILE, "/a/", HOSTILE, standing, (Node(HOSTILE, "/a/"),))],
        steps=[Step(HOSTILE, "/a/", is_done=True)],
        items=[Item(HOSTILE, "/a/", figure=1)],
        card=Card(HOSTILE, "/a/", HOSTILE, standing, (action,)),
        pager=Pager(1, 2, "?after=1"),
        words=HOSTILE,
    )
    assert page.find_all("script") == []
    assert not any(name.startswith("on") or name == "style" for tag in page.find_all() for name in tag.attrs)
    assert page.text.count("alert(1)") >= 24


def test_a_field_names_its_help_source_and_error() -> None:
    page = draw("{% fields form %}", form=with_errors())
    field = page.select_one("#id_title")
    assert field is not None
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"].split() == ["id_title_help", "id_title_error"]  # type: ignore[union-attr]
    described = page.select_one("#id_lead")["aria-describedby"].split()  # type: ignore[index,union-attr]
    assert all(page.select_one(f"#{name}") for name in described)
    assert page.select_one("#id_lead_source").text.startswith("来自《年度重点任务清单》")  # type: ignore[union-attr]


def test_every_control_has_a_label_and_groups_have_legends() -> None:
    page = draw("{% fields form %}", form=opened())
    labels = {label["for"] for label in page.find_all("label")}
    controls = page.select("input, select, textarea")
    assert {control["id"] for control in controls} <= labels
    assert [legend.text.split()[0] for legend in page.find_all("legend")] == ["下达到哪些领域", "办理方式"]
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_errors_lead_to_their_fields_in_chinese() -> None:
    page = draw("{% form_errors form %}{% fields form %}", form=with_errors())
    links = page.select(".errors a")
    assert links[0].text == "任务名称：请填写这一项。"
    assert all(page.select_one(str(link["href"])) for link in links)
    assert "完成时限早于下达之日" in page.select_one(".errors").text  # type: ignore[union-attr]


@pytest.mark.parametrize("form", [opened(), ""])
def test_no_errors_no_summary(form: forms.Form | str) -> None:
    assert draw("{% form_errors form %}", form=form).text.strip() == ""


def test_a_refusal_gives_words_back_but_no_secrets() -> None:
    request = RequestFactory().post(
        "/", {"words": "两个村已补选", "password": "secret-1", "once": "key-1", "pin_code": "123456"}
    )
    assert draw("{% posted_words request %}", request=request).textarea.text.strip() == "两个村已补选"  # type: ignore[union-attr]


def test_a_chart_stands_on_the_table_that_says_the_same() -> None:
    page = draw("{% chart chart %}", chart=CHARTS[1])
    assert [head.text for head in page.select("thead th")] == ["镇乡", "已覆盖", "未覆盖"]
    assert [[cell["data-value"] for cell in row.select("td")] for row in page.select("tbody tr")] == [
        ["12", "3"], ["9", "4"], ["9", "3"],
    ]  # fmt: skip
    assert all(link["href"] == "#main" for link in page.select("tbody a"))
    drawing = page.select_one(".chart-drawing")
    assert drawing is not None
    assert drawing["aria-hidden"] == "true"
    assert drawing.has_attr("hidden")  # Without scripts there is the open table alone.
    assert page.details is not None
    assert page.details.has_attr("open")


def test_two_charts_bring_the_script_once() -> None:
    page = draw("{% chart one %}{% chart two %}", one=CHARTS[0], two=CHARTS[1])
    assert len(page.select("script[src$='chart.js']")) == 1
    assert len(page.select("figure[data-chart]")) == 2


def test_a_figure_says_what_it_rests_on_and_where_it_leads() -> None:
    page = draw("{% figures rows %}", rows=FIGURES)
    first = page.select("li")[0]
    assert [part.text for part in first.select("span")] == ["组织覆盖率", "75.0%", "30 ÷ 40"]
    assert first.a is not None
