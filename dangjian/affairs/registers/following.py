"""Lines about people and things follow a body that is merged into another."""

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.doors import Merged
from dangjian.affairs.registers.models import Entry, Figure, Register


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
