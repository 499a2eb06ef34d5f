"""Lines follow a body that is merged into another, or a village that becomes part of another."""

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.doors import Merged, MergedArea
from dangjian.affairs.registers.models import Entry, Figure, Register, Turn, TurnKind


def follow_merger(by: Actor, merged: Merged) -> None:  # noqa: ARG001  # the door's signature; its caller writes the log
    """Let the body that takes another up go on with its standing lines and keep its registers.

    What the gone body filled for a period stays its own: sums of that period are those of that day.
    """
    into = merged.into
    here = {"county_id": into.county_id, "org_path": into.path}
    lines = Entry.objects.filter(organization=merged.gone, period="", is_personal=True, closed_on=None)
    taken = Entry.objects.filter(organization=into, period="").values("register", "subject")
    both = {(row["register"], row["subject"]) for row in taken}
    moved = [line.pk for line in lines if (line.register_id, line.subject) not in both]
    Entry.objects.filter(pk__in=moved).update(organization=into, **here)
    Figure.objects.filter(entry__in=moved).update(**here)
    Register.objects.filter(organization=merged.gone).update(organization=into, **here)


def follow_area(by: Actor, merged: MergedArea) -> None:
    """Let the standing lines of a village go on as those of the one that it became part of, its grids' lines too.

    Where that one has a line of its own, the other is closed with the reason and stays to be read. What was filled
    for a period stays the old village's.
    """
    gone, into, body = merged.gone, merged.into, merged.body
    here = {"organization": body, "county_id": body.county_id, "org_path": body.path}
    standing = Entry.objects.select_for_update().filter(period="", closed_on=None)
    taken = set(Entry.objects.filter(period="", area=into).values_list("register", flat=True))
    for line in standing.filter(area=gone).select_related("version"):
        if line.register_id in taken:
            Entry.objects.filter(pk=line.pk).update(closed_on=merged.on)
            _note_closing(by, line, f"{gone.name}并入{into.name}")
        else:
            Entry.objects.filter(pk=line.pk).update(area=into, subject=into.code, name=into.name, **here)
            Figure.objects.filter(entry=line).update(county_id=body.county_id, org_path=body.path)
    grids = list(standing.filter(area__parent=into).exclude(organization=body).values_list("pk", flat=True))
    Entry.objects.filter(pk__in=grids).update(**here)
    Figure.objects.filter(entry__in=grids).update(county_id=body.county_id, org_path=body.path)


def _note_closing(by: Actor, line: Entry, words: str) -> None:
    Turn.objects.create(
        entry=line, county_id=line.county_id, org_path=line.org_path, kind=TurnKind.CLOSE,
        version_number=line.version.number, words=words, by=by.account_id, by_name=by.name[:60],
    )  # fmt: skip
