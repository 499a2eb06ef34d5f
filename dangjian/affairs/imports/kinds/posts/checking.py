"""Checks a roster of appointments: the body, the person, the post and the day; nobody is made up."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from dangjian.access import paths
from dangjian.access.secrets import blind_index
from dangjian.affairs.accounts.roles import Role
from dangjian.affairs.imports.columns.days import read_day
from dangjian.affairs.imports.kinds.branches import Bodies
from dangjian.affairs.imports.kinds.people.cells import id_number
from dangjian.affairs.imports.kinds.rows import Checked, Found, Row
from dangjian.affairs.imports.models import Level
from dangjian.affairs.organizations.models import Level as Rank
from dangjian.affairs.organizations.models import Organization
from dangjian.affairs.people.models import Person
from dangjian.affairs.people.rules import Unreadable
from dangjian.affairs.posts.models import Appointment, Post

_NEEDED: Final = {"name": "姓名", "branch": "党组织", "title": "职务", "since": "任职日期"}
_CLERKS: Final = ("信息员", "文书", "专干", "干事")
_LONGEST: Final = 60


class PostRows:
    """Checks rows of appointments at and below ``top``."""

    def __init__(
        self, top: Organization, columns: Mapping[int, str], on: date, seen: dict[str, Row], *, from_1904: bool
    ) -> None:
        self._top, self._on, self._from_1904 = top, on, from_1904
        self._bodies = Bodies(top, on, branches_only=False)
        self._columns = sorted(columns.items())
        self._seen = seen

    def check(self, rows: Sequence[Row]) -> Iterator[Checked]:
        """Yield every row with what was found."""
        for row in rows:
            checked = Checked(row, "new")
            cells = {name: row.cells[at] for at, name in self._columns if at < len(row.cells) and row.cells[at]}
            for name, caption in _NEEDED.items():
                if name not in cells:
                    _wrong(checked, name, f"没有填{caption}。")
            if checked.state != "error":
                self._settle(checked, cells)
            yield checked

    def notes(self) -> list[str]:
        """Return what is said of the file as a whole."""
        return ["没有的职务会随任职一并设立；已有人任的职务不会被替换，请先在任职页面免去。"]

    def _settle(self, checked: Checked, cells: dict[str, str]) -> None:
        field = "branch"
        try:
            body = self._bodies.find(cells["branch"])
            field = "since"
            since = read_day(cells["since"], from_1904=self._from_1904).on
            field = "id_number" if "id_number" in cells else "name"
            person = self._person(cells, body)
        except Unreadable as wrong:
            _wrong(checked, field, str(wrong))
            return
        title = cells["title"]
        if since is None or since > self._on:
            _wrong(checked, "since", "没有任职日期，或者在今天之后，请核对。")
        if len(title) > _LONGEST:
            _wrong(checked, "title", f"最多 {_LONGEST} 个字。")
        first = self._seen.setdefault(f"{body.pk} {person.pk} {title}", checked.row)
        if first is not checked.row:
            _wrong(checked, "name", f"与第 {first.number} 行相同，重复了。")
        if checked.state != "error" and since:
            self._compare(checked, body, person, title, since)

    def _person(self, cells: dict[str, str], body: Organization) -> Person:
        """Return who is meant: by ID number, else by name at the body itself, else in the whole scope."""
        scope = Person.objects.filter(org_path__gte=self._top.path, org_path__lt=paths.following(self._top.path))
        if "id_number" in cells:
            number = id_number(cells["id_number"], self._on)
            found = list(scope.filter(id_index=blind_index("id_number", number.text))[:2])
        else:
            named = scope.filter(name=cells["name"].replace(" ", ""))
            found = list(named.filter(organization_id=body.pk)[:2]) or list(named[:2])
        if len(found) == 1 and found[0].name != cells["name"].replace(" ", ""):
            raise Unreadable("公民身份证号登记的姓名与表里不同，请核对。")
        if len(found) == 1:
            return found[0]
        if found:
            raise Unreadable("范围内同名的不止一人，请加一列公民身份证号。")
        raise Unreadable("范围内没有这位同志。请先导入党员名册，或在档案里登记。")

    def _compare(self, checked: Checked, body: Organization, person: Person, title: str, since: date) -> None:
        post = Post.objects.open_on(self._on).filter(organization=body, title=title, office="").first()
        sitting = list(Appointment.objects.held_on(self._on).filter(post=post).select_related("person")) if post else []
        if any(row.person_id == person.pk for row in sitting):
            checked.state = "unchanged"
            return
        if post and len(sitting) >= post.seats:
            names = "、".join(row.person.name for row in sitting[:3])
            _wrong(checked, "title", f"这个职务现由{names}担任，职数已满。请先免去，或改职数。")
            return
        role = post.role if post else role_of(title, body)
        checked.prepared = ["appoint", body.pk, person.pk, title, str(role), since.isoformat()]


def role_of(title: str, body: Organization) -> Role:
    """Return the role that a title carries at a body: only a secretary, an organizer and a clerk act for it."""
    if "书记" in title and "副书记" not in title:
        return Role.SECRETARY
    if title == "组织委员" and body.level == Rank.TOWNSHIP:
        return Role.TOWNSHIP_ORGANIZER
    if any(word in title for word in _CLERKS):
        return Role.TOWNSHIP_CLERK if body.level == Rank.TOWNSHIP else Role.BRANCH_CLERK
    return Role.MEMBER


def _wrong(checked: Checked, field: str, words: str) -> None:
    checked.state = "error"
    checked.found.append(Found(Level.ERROR, field, words))
