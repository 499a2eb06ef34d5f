"""Addresses of directives: a change of state is a resource."""

from django.urls import path

from dangjian.programme.directives.views import heads, pages, shaping, verdicts

app_name = "directives"

ONE = "<uuid:directive_id>/"
PROPOSAL = f"{ONE}proposals/<uuid:proposal_id>/"

urlpatterns = [
    path("", pages.index, name="index"),
    path("new/", pages.new, name="new"),
    path("labels/", pages.labels, name="labels"),
    path(ONE, pages.work, name="work"),
    path(f"{ONE}head/", heads.head, name="head"),
    path(f"{ONE}removal/", heads.removal, name="removal"),
    path(f"{ONE}proposals/", shaping.proposals, name="proposals"),
    path(f"{ONE}reversal/", shaping.reversal, name="reversal"),
    path(f"{PROPOSAL}confirmation/", verdicts.confirmation, name="confirmation"),
    path(f"{PROPOSAL}omission/", verdicts.omission, name="omission"),
    path(f"{PROPOSAL}restoration/", verdicts.restoration, name="restoration"),
    path(f"{PROPOSAL}revision/", verdicts.revision, name="revision"),
    path(f"{PROPOSAL}division/", shaping.division, name="division"),
    path(f"{PROPOSAL}merger/", shaping.merger, name="merger"),
]
