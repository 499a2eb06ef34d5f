"""The county of the rounds: `python -m tests.trust.kills.scene`, run once on the household's own database."""

import json

import django
from django.conf import settings
from django.db import transaction
from django.test import Client

PEOPLE = 600  # of the township that is moved
BRANCHES = 6
PLACE = "scene.json"


def lay() -> None:
    """Make the bodies, the people, who acts, and the session of who acts; leave their names beside the data."""
    from dangjian.affairs.accounts.roles import Role  # noqa: PLC0415  # Django first
    from dangjian.affairs.organizations.models import Kind, Organization  # noqa: PLC0415
    from dangjian.affairs.posts.tests import make  # noqa: PLC0415

    if Organization.objects.exists():
        return
    with transaction.atomic():
        county = make.make_county()
        homes = [make.make_body(name, parent=county, kind=Kind.COMMITTEE) for name in ("东片工委", "西片工委")]
        township = make.make_body("石桥镇党委", parent=homes[0], kind=Kind.COMMITTEE)
        branches = [make.make_body(f"石桥{number}村党支部", parent=township) for number in range(BRANCHES)]
        for number in range(PEOPLE):
            make.make_member(branches[number % BRANCHES], f"石桥党员{number}")
        make.make_holder(branches[0], Role.SECRETARY, "郑大山")
        cloud = make.make_township(county, "云岭镇党委")
        for number in range(BRANCHES):
            make.make_body(f"云岭{number}村党支部", parent=cloud)
        officer = make.make_holder(county, Role.COUNTY_OFFICER, office="县委组织部")
    client = Client()
    client.force_login(officer)
    found = {
        "session": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "county": county.pk,
        "township": str(township.public_id),
        "homes": [[str(home.public_id), home.short_name] for home in homes],
    }
    (settings.DATA_FOLDER / PLACE).write_text(json.dumps(found))


if __name__ == "__main__":
    django.setup()
    lay()
