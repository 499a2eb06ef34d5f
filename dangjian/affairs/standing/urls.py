"""Addresses of members' standing."""

from django.urls import path

from dangjian.affairs.standing.views import lists, matters

app_name = "standing"
urlpatterns = [
    path("", lists.index, name="index"),
    path("new/", lists.new, name="new"),
    path("follow-ups/", lists.follow_ups, name="follow-ups"),
    path("<uuid:matter_id>/", matters.page, name="matter"),
    path("<uuid:matter_id>/searches/", matters.searches, name="searches"),
    path("<uuid:matter_id>/proposals/", matters.proposals, name="proposals"),
    path("<uuid:matter_id>/decisions/", matters.decisions, name="decisions"),
    path("<uuid:matter_id>/withdrawal/", matters.withdrawal, name="withdrawal"),
]
