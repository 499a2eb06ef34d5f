"""Every address of the platform; each capability keeps its own."""

from django.urls import URLPattern, URLResolver, include, path

from dangjian.access.gates import public, signed_in
from dangjian.foundation.ui import views as ui
from dangjian.site import about, views


def _elder_mode() -> URLPattern:
    return path("display/", public("POST")(ui.elder_mode), name="elder_mode")


urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("side/", views.side, name="side"),
    path("due/", views.due, name="due"),
    path("search/", views.search, name="search"),
    path("about/", about.page, name="about"),
    path("gallery/", signed_in("GET")(ui.gallery), name="gallery"),
    _elder_mode(),
    path("", include("dangjian.affairs.accounts.urls")),
    path("organizations/", include("dangjian.affairs.organizations.urls")),
    path("people/", include("dangjian.affairs.people.urls")),
    path("members/", include("dangjian.affairs.members.urls")),
    path("posts/", include("dangjian.affairs.posts.urls")),
    path("terms/", include("dangjian.affairs.terms.urls")),
    path("renewals/", include("dangjian.affairs.renewals.urls")),
    path("mobility/", include("dangjian.affairs.mobility.urls")),
    path("standing/", include("dangjian.affairs.standing.urls")),
    path("admissions/", include("dangjian.affairs.admissions.urls")),
    path("disposals/", include("dangjian.affairs.disposals.urls")),
    path("dues/", include("dangjian.affairs.dues.urls")),
    path("transfers/", include("dangjian.affairs.transfers.urls")),
    path("my-record/", include("dangjian.affairs.dossier.urls")),
    path("duplicates/", include("dangjian.affairs.duplicates.urls")),
    path("imports/", include("dangjian.affairs.imports.urls")),
    path("blanks/", include("dangjian.affairs.blanks.urls")),
    path("economy/", include("dangjian.affairs.economy.urls")),
    path("premises/", include("dangjian.affairs.premises.urls")),
    path("stationed/", include("dangjian.affairs.stationed.urls")),
    path("newcomers/", include("dangjian.affairs.newcomers.urls")),
    path("practices/", include("dangjian.affairs.practices.urls")),
    path("appraisals/", include("dangjian.activities.appraisals.urls")),
    path("duties/", include("dangjian.activities.duties.urls")),
    path("meetings/", include("dangjian.activities.meetings.urls")),
    path("registers/", include("dangjian.affairs.registers.urls")),
    path("bases/", include("dangjian.activities.bases.urls")),
    path("villages/", include("dangjian.community.villages.urls")),
    path("village/", include("dangjian.community.villages.open_urls")),
    path("goals/", include("dangjian.programme.goals.urls")),
    path("directives/", include("dangjian.programme.directives.urls")),
    path("", include("dangjian.programme.tasks.urls")),
    path("burden/", include("dangjian.programme.burden.urls")),
    path("warnings/", include("dangjian.programme.warnings.urls")),
    path("rectification/", include("dangjian.programme.rectification.urls")),
    path("suggestions/", include("dangjian.programme.suggestions.urls")),
    path("inspections/", include("dangjian.programme.inspections.urls")),
    path("bulletins/", include("dangjian.decisions.bulletins.urls")),
    path("inbox/", include("dangjian.channels.inbox.urls")),
    path("provisions/", include("dangjian.procedures.provisions.urls")),
    path("administration/", include("dangjian.site.administration.urls")),
]
