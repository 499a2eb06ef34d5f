"""The Actor of one of the cast, as signing in would give it."""

from datetime import date

from dangjian.access.actors import Actor, acting
from dangjian.affairs.accounts.models import Account


def actor(login: str, on: date) -> Actor:
    """Who acts, with the posts of the day, not narrowed; raises Account.DoesNotExist without the cast."""
    account = Account.objects.select_related("person").get(login=login)
    return acting(account, on)
