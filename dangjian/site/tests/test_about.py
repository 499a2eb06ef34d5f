"""关于本平台: who runs it, under which number, which version, and its rules of burden."""

import pytest
from django.test import Client, override_settings

from dangjian.site.about import promises

pytestmark = pytest.mark.django_db


def test_everybody_may_read_it_and_what_is_not_set_is_said() -> None:
    page = Client().get("/about/").content.decode()
    assert page.count("尚未填写") == 3
    assert "0.1.0" in page


def test_what_the_installation_set_stands_there() -> None:
    with override_settings(OPERATOR="清源县委组织部", FILING_NUMBER="测试备〔2026〕1号", CONTACT="0999-1234567"):
        page = Client().get("/about/").content.decode()
    assert "清源县委组织部" in page
    assert "测试备〔2026〕1号" in page
    assert "尚未填写" not in page


def test_every_rule_of_burden_stands_there_in_its_order() -> None:
    codes = [one.code for one in promises()]
    assert codes == sorted(codes)
    assert {"B-01", "B-02", "B-14"} <= set(codes)
    page = Client().get("/about/").content.decode()
    assert all(one.says in page for one in promises())


def test_every_page_leads_to_it() -> None:
    assert 'href="/about/"' in Client().get("/sign-in/").content.decode()
