"""Whatever stands in an address or a field: an answer, never a crash."""

import pytest
from django.urls import reverse

from dangjian.programme.tasks.tests.make import make_assignment, make_scene
from dangjian.programme.tasks.tests.views.visitors import Visitor

pytestmark = pytest.mark.django_db
ODD = (
    "\0",
    "²",
    "9" * 40,
    "'; --",
    "%",
    "字" * 2_000,
    "-1",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin1"),
)


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_in_an_address_are_answered(odd: str) -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    officer = Visitor(scene.officer)
    task = assignment.task
    addresses = {
        reverse("tasks:lists"): ("words", "kind", "goal", "after", "before"),
        reverse("tasks:list", args=[task.task_list.public_id]): ("words", "state"),
        reverse("tasks:export", args=[task.task_list.public_id]): ("words", "state"),
        reverse("tasks:task", args=[task.public_id]): ("words", "state", "sample", "seed", "after"),
        reverse("tasks:assignments"): ("words", "state", "scope", "after", "before"),
        reverse("tasks:list-new"): ("goal", "directive"),
        reverse("tasks:issue", args=[task.task_list.public_id]): ("tasks", "look", "kinds", "townships", "selection"),
    }
    for address, names in addresses.items():
        for name in names:
            query = {name: odd, "look": "1"} | ({"state": "submitted"} if name in ("sample", "seed") else {})
            assert officer.client.get(address, query).status_code == 200, (address, name)


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_in_a_form_are_answered(odd: str) -> None:
    scene = make_scene()
    assignment = make_assignment(scene)
    secretary, officer = Visitor(scene.secretary), Visitor(scene.officer)
    forms = [
        (secretary, "report", {"progress": odd, "words": odd}),
        (secretary, "extension", {"to_day": odd, "reason": odd}),
        (secretary, "submission", {"words": odd}),
        (officer, "return", {"words": odd}),
        (officer, "reopening", {"words": odd}),
    ]
    for visitor, name, data in forms:
        status = visitor.send(reverse(f"tasks:{name}", args=[assignment.public_id]), data).status_code
        assert status in (302, 404, 422), (name, status)
    task = assignment.task
    for name, data in (("acceptances", {"whole": odd}), ("returns", {"chosen": odd}), ("withdrawal", {"words": odd})):
        assert officer.send(reverse(f"tasks:{name}", args=[task.public_id]), data).status_code in (302, 404, 422)
    head = {"task_list": odd, "proposals": odd, "title": odd, "issuer": odd, "goal": odd, "directive": odd}
    assert officer.send(reverse("tasks:list-new"), head).status_code == 422
    for name in ("task-new", "issue", "import", "selections"):
        address = reverse(f"tasks:{name}", args=[task.task_list.public_id])
        assert officer.send(address, {"title": odd, "named": odd, "minutes": odd, "name": odd}).status_code in (
            302,
            422,
        )
