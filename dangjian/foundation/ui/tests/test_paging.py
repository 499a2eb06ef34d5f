"""Pages by key: every row once, in order, there and back; an altered address gives the first page."""

from urllib.parse import parse_qs

import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from dangjian.foundation.ui.paging import Page, keyset

pytestmark = pytest.mark.django_db
BY = ("app_label", "-model", "id")


@pytest.fixture(autouse=True)
def rows(db: None) -> None:  # noqa: ARG001  # the fixture is the database
    ContentType.objects.all().delete()
    ContentType.objects.bulk_create(
        ContentType(app_label=f"县{number // 5}", model=f"{number % 3}型{number}") for number in range(23)
    )


def page(query: str, *, size: int = 4) -> Page[ContentType]:
    return keyset(ContentType.objects.all(), by=BY, query=QueryDict(query), size=size)


def walk(size: int, word: str, start: Page[ContentType]) -> list[Page[ContentType]]:
    pages = [start]
    while address := getattr(pages[-1].pager, f"{word}_address"):
        pages.append(page(address[1:], size=size))
    return pages


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=st.integers(1, 25))
def test_forward_and_back_show_every_row_once(size: int) -> None:
    expected = list(ContentType.objects.order_by(*BY))
    forward = walk(size, "next", page("", size=size))
    assert [row for one in forward for row in one.rows] == expected
    back = walk(size, "previous", forward[-1])
    assert [row for one in reversed(back) for row in one.rows] == expected


def test_other_conditions_stay_in_the_address() -> None:
    address = page("words=%E6%9D%91&after=nonsense").pager.next_address
    assert parse_qs(address[1:])["words"] == ["村"]
    assert len(parse_qs(address[1:])["after"]) == 1


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "W10",
        "WyJhIiwiYiIsImMiXQ",
        "WyJhXHUwMDAwIiwiYiIsMV0",
        "bnVsbA",
        "W1sxXSwyLDNd",
        "å",
        "WzEsMiw5OTk5OTk5OTk5OTk5OTk5OTk5OTk5XQ",
    ],
)
def test_an_altered_address_is_no_error(cursor: str) -> None:
    for word in ("after", "before"):
        assert {row.app_label[0] for row in page(f"{word}={cursor}").rows} <= {"县"}


def test_an_unreadable_key_gives_the_first_page() -> None:
    assert page("after=x").rows == page("").rows


def test_one_query_a_page(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        page("")
