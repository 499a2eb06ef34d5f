"""The Actor of one of the cast, as signing in would give it."""

from datetime import date

from dangjian.access.actors import Actor, posts_and_grants
from dangjian.affairs.accounts.models import Account


def actor(login: str, on: date) -> Actor:
    """Who acts, with the posts of the day, not narrowed; raises Account.DoesNotExist without the cast."""
    account = Account.objects.select_related("person").get(login=login)
    posts, grants = posts_and_grants(account.person_id, on)
    return Actor(
        account_id=account.pk,
        person_id=account.person_id,
        name=account.person_name,
        epoch=account.epoch,
        county_id=account.county_id,
        posts=posts,
        grants=grants,
    )
