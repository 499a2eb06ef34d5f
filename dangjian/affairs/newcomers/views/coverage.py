"""The two coverages: figures that say what they rest on and open to the list behind them."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dangjian.access.gates import ActorRequest, requires
from dangjian.access.inside import inside
from dangjian.access.permissions import Permission
from dangjian.affairs.newcomers import queries
from dangjian.affairs.newcomers.queries import Group
from dangjian.affairs.newcomers.rules import CAPTIONS, FIELDS, Tally, staff_first
from dangjian.foundation.time import today
from dangjian.foundation.ui.parts import Bar, Chart, Figure, Item, Point
from dangjian.procedures.provisions.queries import local_values
from dangjian.rulebook import rule

_STACK = (("own", "单独组建"), ("joint", "联合组建"), ("work", "工作覆盖"), ("none", "未覆盖"))

_TO_DO = (  # The lists that lead to an action.
    ("none", "未覆盖的"),
    ("enough", "正式党员够、可单独组建的"),
    ("first", "人数多、优先组建的"),
    ("out", "不计入的"),
)


@requires(Permission.NEWCOMER_VIEW)
@inside
def index(request: ActorRequest) -> HttpResponse:
    """Show how far the firms and societies in scope are reached, in all and by who answers for them."""
    groups = queries.by_group(request.actor, today())
    field = request.GET.get("field", "")
    field = field if field in FIELDS else ""
    found = queries.total(groups, field)
    fields = (field,) if field else FIELDS
    context = {
        "tabs": _tabs(field),
        "field": field,
        "figures": _figures(found, field),
        "charts": [_by_field(groups), _by_body(groups, field)],
        "table": [(one, CAPTIONS[one], queries.total(groups, one)) for one in FIELDS],
        "tally": found,
        "laws": [
            rule("newcomers.organization_coverage", on=today()),
            rule("newcomers.work_coverage", on=today()),
            rule("newcomers.left_out", on=today()),
            rule("branches.founding_members", on=today()),
            *(staff_first(one, today(), local_values(request.actor.county_id, today())) for one in fields),
        ],
        "chips": [Item(words, address(field, state)) for state, words in _TO_DO],
        "may_bring": request.full_actor.may(Permission.NEWCOMER_EDIT),
    }
    return render(request, "newcomers/index.html", context)


def address(field: str, state: str = "", home: str = "") -> str:
    """Return where a list of units is."""
    asked = {name: value for name, value in (("field", field), ("state", state), ("home", home)) if value}
    return reverse("newcomers:units") + (f"?{urlencode(asked)}" if asked else "")


def _tabs(field: str) -> list[Item]:
    here = reverse("newcomers:index")
    named = [("", "合计"), *CAPTIONS.items()]
    return [Item(words, f"{here}?field={key}" if key else here, key == field) for key, words in named]


def _figures(found: Tally, field: str) -> list[Figure]:
    rests = f"其中 {found.out_with} 家已不运营，不计入覆盖率" if found.out_with else ""
    counted, without = f"{found.coverage.rests_on}（实体运营的）", f"{found.work_share.rests_on}（没有党组织的）"
    return [
        Figure("有党组织", f"{found.with_body} 家", rests, address(field, "with-body")),
        Figure("组织覆盖率", found.coverage.words, counted, address(field, "covered")),
        Figure("单独组建率", found.own_share.words, found.own_share.rests_on, address(field, "own")),
        Figure("工作覆盖率", found.work_share.words, without, address(field, "work")),
        Figure("未覆盖", f"{found.none} 家", "没有党组织，也没有工作覆盖", address(field, "none")),
        Figure("不计入底数", f"{found.out} 家", "空壳、停业、注销，各写明原因", address(field, "out")),
    ]


def _by_field(groups: Sequence[Group]) -> Chart:
    bars = []
    for one in FIELDS:
        points = [_point(queries.total(groups, one), word, one) for word, _ in _STACK]
        bars.append(Bar(CAPTIONS[one], points, address(one, "counted")))
    return Chart("怎么覆盖的", "领域", [words for _, words in _STACK], bars, is_across=True)


def _by_body(groups: Sequence[Group], field: str) -> Chart:
    bodies = {group.body.pk: group.body for group in groups if not field or group.field == field}
    bars = []
    for key, body in bodies.items():
        found = queries.total([group for group in groups if group.body.pk == key], field)
        home = str(body.public_id)
        points = [_point(found, word, field, home) for word, _ in _STACK]
        bars.append(Bar(body.short_name, points, address(field, "", home)))
    words = "按县里的固定顺序，不排名"
    return Chart("各责任党组织", "党组织", [caption for _, caption in _STACK], bars, words, is_across=True)


def _point(found: Tally, word: str, field: str, home: str = "") -> Point:
    count = getattr(found, word)
    return Point(count, f"{count} 家", address(field, word, home))
