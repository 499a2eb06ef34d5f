"""Addresses of terms."""

from django.urls import path

from dangjian.affairs.terms import views

app_name = "terms"
urlpatterns = [
    path("", views.index, name="index"),
    path("bodies/<uuid:organization_id>/", views.body, name="body"),
    path("bodies/<uuid:organization_id>/new/", views.begin, name="new"),
    path("bodies/<uuid:organization_id>/correction/", views.correct, name="correction"),
    path("bodies/<uuid:organization_id>/request/", views.ask, name="ask"),
    path("bodies/<uuid:organization_id>/election/", views.prepare, name="prepare"),
    path("requests/<uuid:extension_id>/", views.answer, name="request"),
    path("elections/<uuid:election_id>/", views.election, name="election"),
    path("elections/<uuid:election_id>/candidates/", views.nominate, name="candidates"),
    path("elections/<uuid:election_id>/result/", views.result, name="result"),
    path("elections/<uuid:election_id>/confirmation/", views.confirm, name="confirmation"),
    path("elections/<uuid:election_id>/return/", views.send_back, name="return"),
]
