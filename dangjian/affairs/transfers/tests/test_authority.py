"""T05: each side's step needs a post on that side; with either missing nothing moves."""

from collections.abc import Callable

import pytest

from dangjian.access.actors import Actor
from dangjian.access.permissions import Permission
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.members.models import Member
from dangjian.affairs.posts.tests import make as posts
from dangjian.affairs.transfers import services
from dangjian.affairs.transfers.models import Transfer
from dangjian.affairs.transfers.tests import make
from dangjian.rulebook import RuleBreach

pytestmark = pytest.mark.django_db
Act = Callable[[Actor, Transfer], object]


def start(scene: make.Scene) -> tuple[Act, Transfer | None]:
    person, target = scene.member.person, scene.target.branch
    return lambda by, _: services.start(by=by, person=person, to_body=target, reason="work", on=make.ON), None  # type: ignore[arg-type]  # a reason's value


def send(scene: make.Scene) -> tuple[Act, Transfer | None]:
    return (
        lambda by, row: services.send(by=by, transfer=row, letter_number=make.LETTER, on=make.ON),
        make.started(scene),
    )


def accept(scene: make.Scene) -> tuple[Act, Transfer | None]:
    return lambda by, row: services.accept(by=by, transfer=row, papers=make.PAPERS, on=make.ON), make.sent(scene)


def receive(scene: make.Scene) -> tuple[Act, Transfer | None]:
    return (
        lambda by, row: services.receive(by=by, transfer=row, arrived_on=make.ON, papers=make.RECEIPT, on=make.ON),
        make.accepted(scene),
    )


def archive(scene: make.Scene) -> tuple[Act, Transfer | None]:
    return lambda by, row: services.archive(by=by, transfer=row, on=make.ON), make.received(scene)


# The step → who may take it; everyone else of the four may not.
STEPS: tuple[tuple[Callable[[make.Scene], tuple[Act, Transfer | None]], str], ...] = (
    (start, "home.secretary"),
    (send, "home.organizer"),
    (accept, "target.organizer"),
    (receive, "target.secretary"),
    (archive, "home.organizer"),
)
PEOPLE = ("home.secretary", "home.organizer", "target.secretary", "target.organizer")
# An organizer answers for the branches below and may enter for them.
ALSO = {("start", "home.organizer"), ("receive", "target.organizer")}


def person(scene: make.Scene, name: str) -> Actor:
    side, _, post = name.partition(".")
    actor: Actor = getattr(getattr(scene, side), post)
    return actor


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize(("step", "rightful"), STEPS, ids=lambda value: getattr(value, "__name__", str(value)))
def test_each_step_belongs_to_one_side(
    step: Callable[[make.Scene], tuple[Act, Transfer | None]], rightful: str, who: str
) -> None:
    scene = make.make_scene()
    act, row = step(scene)
    actor = person(scene, who)
    if who == rightful or (step.__name__, who) in ALSO:
        act(actor, row)  # type: ignore[arg-type]  # start needs none
        return
    with pytest.raises(RuleBreach):
        act(actor, row)  # type: ignore[arg-type]  # start needs none


def test_a_narrowed_actor_brings_no_other_right() -> None:
    scene = make.make_scene()
    row = make.sent(scene)
    with pytest.raises(RuleBreach):
        services.accept(
            by=scene.target.organizer.narrowed(Permission.TRANSFER_VIEW), transfer=row, papers=make.PAPERS, on=make.ON
        )


def test_who_holds_both_sides_takes_both_but_not_their_own_start() -> None:
    scene = make.make_scene()
    officer = posts.actor_of(posts.make_holder(scene.county, Role.COUNTY_OFFICER, "县干部", "县委组织部"))
    row = services.start(by=officer, person=scene.member.person, to_body=scene.target.branch, reason="work", on=make.ON)  # type: ignore[arg-type]  # a reason's value
    with pytest.raises(RuleBreach, match="自己审核"):
        services.send(by=officer, transfer=row, letter_number=make.LETTER, on=make.ON)
    row = services.send(by=scene.home.organizer, transfer=row, letter_number=make.LETTER, on=make.ON)
    services.accept(by=officer, transfer=row, papers=make.PAPERS, on=make.ON)


def test_nobody_receives_themselves() -> None:
    scene = make.make_scene()
    account = posts.make_account(scene.member.person)
    posts.appoint(scene.member.person, scene.target.branch, Role.SECRETARY)
    row = make.accepted(scene)
    with pytest.raises(RuleBreach, match="自己的事项"):
        services.receive(by=posts.actor_of(account), transfer=row, arrived_on=make.ON, papers=make.RECEIPT, on=make.ON)
    assert Member.objects.get(pk=scene.member.pk).organization == scene.home.branch
