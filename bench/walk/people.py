"""The printed people of the demo county, signed in."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from bench.county import TODAY
from dangjian.access.actors import Actor, acting, posts_and_grants
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.site import demo


def account(role: Role) -> Account:
    """Return the printed account whose first post is ``role``: officials are members too, but first their office."""
    for printed in demo.accounts():
        found: Account = Account.objects.select_related("person").get(login=printed.login)
        posts, _ = posts_and_grants(found.person_id, TODAY)
        if posts and posts[0].role == role:
            return found
    message = f"the demo county prints nobody with {role}"
    raise LookupError(message)


def actor(role: Role) -> Actor:
    """Return the Actor of the printed account with ``role``, on the day of the benchmark."""
    found = account(role)
    return acting(found, TODAY)


def county_body() -> Organization:
    """Return the committee of the county."""
    return Organization.objects.get(parent=None)


def cookie(role: Role) -> str:
    """Return the Cookie header of a session of this person, as the sign-in would leave it."""
    found = account(role)
    session = SessionStore()
    session[SESSION_KEY] = str(found.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = found.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
