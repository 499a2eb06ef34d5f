"""Where the page of a case of transfer is."""

from django.urls import reverse

from dangjian.procedures.cases.models import Case


def of_case(case: Case) -> str:
    """Return the page of the transfer that goes by this case: both have one public id."""
    return reverse("transfers:transfer", args=[case.public_id])
