"""Addresses of members."""

from django.urls import path

from dangjian.affairs.members.views import editing, records, rolls

app_name = "members"
urlpatterns = [
    path("", rolls.index, name="index"),
    path("enrollment/<uuid:organization_id>/", editing.new, name="enroll"),
    path("<uuid:person_id>/", records.page, name="record"),
    path("<uuid:person_id>/edit/", editing.edit, name="edit"),
    path("<uuid:person_id>/departure/", records.departure, name="departure"),
    path("<uuid:person_id>/reveals/", records.reveals, name="reveals"),
    path("<uuid:person_id>/reveals/<uuid:reveal_id>/", records.revealed, name="revealed"),
]
