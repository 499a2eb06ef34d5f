"""Addresses of members away from home."""

from django.urls import path

from dangjian.affairs.mobility.views import lists, own, registering, stays, talents

app_name = "mobility"
urlpatterns = [
    path("", lists.index, name="index"),
    path("mine/", own.mine, name="mine"),
    path("departures/new/", registering.departure, name="departure"),
    path("arrivals/new/", registering.newcomer, name="newcomer"),
    path("talents/new/", registering.talent, name="talent-new"),
    path("talents/<uuid:talent_id>/", talents.page, name="talent"),
    path("talents/<uuid:talent_id>/contact/", talents.contact, name="talent-contact"),
    path("talents/<uuid:talent_id>/decision/", talents.decision, name="talent-decision"),
    path("objections/<uuid:objection_id>/", own.objection, name="objection"),
    path("<uuid:stay_id>/", stays.page, name="stay"),
    path("<uuid:stay_id>/edit/", registering.edit, name="edit"),
    path("<uuid:stay_id>/contacts/", stays.contacts, name="contacts"),
    path("<uuid:stay_id>/arrival/", stays.arrival, name="arrival"),
    path("<uuid:stay_id>/ending/", stays.ending, name="ending"),
]
