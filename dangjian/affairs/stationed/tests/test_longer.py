"""A term is let run longer, for a reason; what is known of villages is offered to blanks."""

from datetime import date

import pytest

from dangjian.affairs.blanks import catalogue
from dangjian.affairs.blanks.catalogue import Asked, Subject
from dangjian.affairs.economy.tests.make import NOON, ON, Scene
from dangjian.affairs.stationed import facts, services
from dangjian.affairs.stationed.models import Stationing
from dangjian.affairs.stationed.tests.test_stationed import scene, see, send_form
from dangjian.rulebook import RuleBreach

__all__ = ["scene"]
pytestmark = pytest.mark.django_db
LATER = date(2028, 3, 1)


def test_a_term_runs_longer_for_a_reason_and_its_old_end_stays_on_record(scene: Scene) -> None:  # a fixture
    row = Stationing.objects.get(name="赵明")
    old = row.due_on
    address = f"/stationed/people/{row.public_id}/extension/"
    village = f"/stationed/villages/{scene.villages['东河村'].public_id}/"
    assert "延长赵明的任期" in see(scene.organizer_account, village)
    said = {"due_on": LATER.isoformat(), "reason": "组织决定留任"}
    assert send_form(scene.outsider_account, address, **said).status_code == 404
    assert send_form(scene.organizer_account, address, **said | {"reason": ""}).status_code == 422
    early = send_form(scene.organizer_account, address, **said | {"due_on": old.isoformat()})
    assert "任期本来到2027年3月1日" in early.content.decode()
    assert send_form(scene.organizer_account, address, **said).status_code == 302
    assert "已延长：组织决定留任" in see(scene.organizer_account, village)
    now, before = Stationing.objects.get(name="赵明", superseded_at=None), Stationing.objects.get(pk=row.pk)
    assert (now.due_on, now.during, before.due_on) == (LATER, row.during, old)
    with pytest.raises(RuleBreach, match="已经离任，或刚刚有人改过"):
        services.extend(by=scene.officer, stationing=before, due_on=date(2029, 1, 1), reason="再留", at=NOON)


def test_what_is_known_of_villages_is_offered_to_blanks(scene: Scene) -> None:  # a fixture
    asked = Asked(scene.officer, ON)
    east, west = scene.villages["东河村"], scene.villages["西山村"]
    keys = [fact.key for fact in facts.FACTS]
    found = catalogue.ask(keys, Subject.BODY, [scene.county, east, west], asked)
    at_county = {key: found[key][scene.county.pk].value for key in keys}
    assert [at_county[f"stationed_{key}"] for key in ("required", "covered", "vacant", "people", "coverage")] == [
        3, 2, 1, 4, "66.7%",
    ]  # fmt: skip
    assert at_county["first_secretary"] is None
    assert found["first_secretary"][east.pk].value == "赵明"
    assert found["first_secretary_since"][east.pk].value == date(2025, 3, 1)
    assert found["stationed_team"][east.pk].value == "钱程（县水务局）"
    assert (found["first_secretary"][west.pk].value, found["stationed_ground"][west.pk].value) == (
        None,
        "乡村振兴重点村",
    )
