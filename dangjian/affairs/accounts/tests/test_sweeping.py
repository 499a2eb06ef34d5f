"""What is over is swept out, what is not stays."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session

from dangjian.access import lockout
from dangjian.access.models import Failure, OnceKey
from dangjian.affairs.accounts.services.sweeping import sweep
from dangjian.affairs.accounts.tests.make import AT


@pytest.mark.django_db
def test_what_is_over_goes_and_the_rest_stays() -> None:
    for days in (0, 5):
        lockout.attempt(name="zhou", source=f"10.0.0.{days}", at=AT - timedelta(days=days))
        Session.objects.create(
            session_key=f"key{days}", session_data="", expire_date=AT + timedelta(hours=1, days=-days)
        )
        key = OnceKey.objects.create(account_id=1, key=uuid4(), route="/", fingerprint="")
        OnceKey.objects.filter(pk=key.pk).update(made_at=AT - timedelta(days=days))
    assert sweep(at=AT) == 3
    assert [model.objects.count() for model in (Failure, Session, OnceKey)] == [1, 1, 1]
