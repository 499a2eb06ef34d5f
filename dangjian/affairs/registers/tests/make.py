"""A county with a township, two villages and who answers for them, and a register that villages fill."""

from dataclasses import dataclass
from typing import Any, Final

from dangjian.access.actors import Actor
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.posts.tests import make
from dangjian.affairs.registers import services
from dangjian.affairs.registers.models import Entry, Register, State
from dangjian.affairs.registers.rules.definitions import Definition, read_definition
from dangjian.affairs.registers.rules.values import Value
from dangjian.affairs.registers.services import Said
from dangjian.foundation.time import at

ON: Final = make.TODAY
NOON: Final = at(ON, 12)
PERIOD: Final = "2026-Q4"
FIELDS: Final[list[dict[str, Any]]] = [
    {"key": "members", "caption": "党员数", "kind": "integer", "unit": "名", "fact": "members", "required": True},
    {"key": "income", "caption": "集体收入", "kind": "money", "unit": "万元", "required": True, "min": "0"},
    {"key": "spent", "caption": "支出", "kind": "money", "unit": "万元", "compare": "le", "other": "income"},
    {"key": "left", "caption": "结余", "kind": "formula", "unit": "万元", "formula": "difference",
     "of": ["income", "spent"]},
    {"key": "share", "caption": "支出占比", "kind": "formula", "formula": "share", "of": ["spent", "income"]},
    {"key": "has_hall", "caption": "有活动场所", "kind": "yes_no"},
    {"key": "note", "caption": "备注", "kind": "text"},
]  # fmt: skip


@dataclass(slots=True)
class Scene:
    """Who is there."""

    county: Organization
    township: Organization
    east: Organization
    west: Organization
    officer_account: Account
    organizer_account: Account
    secretary_account: Account
    west_account: Account

    @property
    def officer(self) -> Actor:
        return make.actor_of(self.officer_account)

    @property
    def organizer(self) -> Actor:
        return make.actor_of(self.organizer_account)

    @property
    def secretary(self) -> Actor:
        return make.actor_of(self.secretary_account)

    @property
    def west_secretary(self) -> Actor:
        return make.actor_of(self.west_account)


def make_scene() -> Scene:
    """Make the county: three members in the east, one in the west."""
    county = make.make_county()
    township = make.make_township(county)
    east, west = (make.make_body(name, parent=township) for name in ("东河村党支部", "西山村党支部"))
    for name in ("王建军", "李秀英", "张国强"):
        make.make_member(east, name)
    make.make_member(west, "赵海燕")
    return Scene(
        county, township, east, west,
        make.make_holder(county, Role.COUNTY_OFFICER, "周明远", "县委组织部"),
        make.make_holder(township, Role.TOWNSHIP_ORGANIZER, "陈国栋"),
        make.make_holder(east, Role.SECRETARY, "刘书记"),
        make.make_holder(west, Role.SECRETARY, "孙书记"),
    )  # fmt: skip


def definition(**more: Any) -> Definition:  # noqa: ANN401  # passed on
    """Make the definition of a quarterly register of villages."""
    words: dict[str, Any] = {
        "title": "集体收入台账", "about": "body", "period": "quarter", "filled_by": ["villages"], "minutes": 5,
        "due_days": 10, "field": FIELDS, **more,
    }  # fmt: skip
    return read_definition(words)


def published(scene: Scene, **more: Any) -> Register:  # noqa: ANN401  # passed on
    """Make it and publish it."""
    register = services.begin(by=scene.officer, organization=scene.county, definition=definition(**more))
    services.publish(by=scene.officer, register=register, revision=register.revision, at=NOON)
    register.refresh_from_db()
    return register


def said(version: int = 1, revision: int = 0, reasons: dict[str, str] | None = None, **values: Value) -> Said:
    """Make what was typed."""
    return Said({"income": "12.50", "spent": "4", **values}, reasons or {}, version, revision)


def filled(scene: Scene, register: Register, *, west: bool = False, **values: Value) -> Entry:
    """Fill a village's line."""
    by, body = (scene.west_secretary, scene.west) if west else (scene.secretary, scene.east)
    number = register.current.number if register.current else 1
    return services.fill(
        by=by,
        register=register,
        organization=body,
        period=PERIOD,
        at=NOON,
        said=Said({"income": "12.50", "spent": "4", **values}, version=number),
    )


def make_field(key: str, caption: str, kind: str) -> dict[str, Any]:
    """Make a field as a definition holds it."""
    return {"key": key, "caption": caption, "kind": kind}


def register_at(body: Organization, canary: str) -> dict[str, Any]:
    """Make a register that its body itself fills; every text but those that all who fill it read is the canary.

    What a register is called and asks is read by the bodies below too: no canary there.
    """
    place: dict[str, Any] = {"county_id": body.county_id, "org_path": body.path}
    fields = [
        {"key": "income", "caption": "收入", "kind": "integer"},
        {"key": "note", "caption": "备注", "kind": "text"},
    ]
    text = definition(filled_by=["branches", "villages", "townships", "departments"], field=fields)
    register = Register.objects.create(
        **place, organization=body, title=text.title, draft=text.to_json(), opened_on=ON, revision=1
    )
    register.changes.create(**place, revision=1, words=canary, by=1, by_name=canary)
    register.current = register.versions.create(
        **place, number=1, definition=text.to_json(), minutes=5, bodies=1, published_by=1, published_name=canary,
        published_on=ON,
    )  # fmt: skip
    register.save()
    entry = Entry.objects.create(
        **place, register=register, version=register.current, organization=body, period=PERIOD, name=canary,
        values={"income": 1, "note": canary}, state=State.FILLED, written_on=ON,
    )  # fmt: skip
    entry.figures.create(**place, key="income", number=1)
    entry.turns.create(**place, kind="fill", version_number=1, words=canary, by=1, by_name=canary)
    entry.corrections.create(
        **place, key="note", given=canary, source=canary, said=canary, reason=canary, by=1, by_name=canary
    )
    entry.objections.create(words=canary, said_on=ON)
    register.absences.create(
        **place, organization=body, period="2026-Q3", why="later", words=canary, by=1, by_name=canary
    )
    upload = register.uploads.create(
        **place, version=register.current, organization=body, period=PERIOD, name=canary, faults=[[1, canary, canary]],
        fault_count=1, account_id=1, account_name=canary,
    )  # fmt: skip
    return {"register": register, "register_line": entry, "register_upload": upload}
