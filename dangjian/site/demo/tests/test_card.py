from datetime import date

import pytest
from django.test import Client

from dangjian.affairs.accounts.models import Card
from dangjian.foundation.time import now
from dangjian.site import demo


@pytest.mark.django_db
def test_each_start_gives_one_card_that_opens() -> None:
    assert demo.new_card(at=now()) is None
    demo.load(seed=1, today=date(2026, 11, 21), size=demo.Size.SMALL)
    first, second = demo.new_card(at=now()), demo.new_card(at=now())
    assert first is not None
    assert second is not None
    assert first.who == "陈守田"
    assert Card.objects.open_at(now()).count() == 1
    page = Client().get(second.address).content.decode()
    assert "陈" in page
    assert page != Client().get(first.address).content.decode()
