"""What was seen at a body stays readable where it went; a published frame stays as it was published."""

from collections.abc import Sequence
from datetime import date

from dangjian.access.actors import Actor
from dangjian.affairs.organizations.doors import Merged
from dangjian.affairs.organizations.models import Organization
from dangjian.programme.inspections.models import Finding, Sample, SampleBody, Visit


def follow_merger(by: Actor, merged: Merged) -> None:  # noqa: ARG001  # the door's signature; its caller writes the log
    """Let the body that takes another up read what was found there, and end the samples which that one led."""
    gone, into = merged.gone, merged.into
    rows = Visit.objects.filter(organization=gone)
    Finding.objects.filter(visit__in=rows).update(county_id=into.county_id, org_path=into.path)
    rows.update(county_id=into.county_id, org_path=into.path)
    SampleBody.objects.filter(organization=gone).update(county_id=into.county_id, org_path=into.path)
    led = Sample.objects.filter(organization=gone, shown_on=None)
    Visit.objects.filter(sample__in=led).update(issuer=into)
    led.update(organization=into, county_id=into.county_id, org_path=into.path)


def obstacles(body: Organization, on: date) -> Sequence[str]:  # noqa: ARG001  # the door's signature
    """Say which samples a body still leads that is to be closed: nobody else could show their seeds."""
    number = Sample.objects.filter(organization=body, shown_on=None).count()
    return [f"还有 {number} 次抽查没有公布种子，先公布"] if number else []
