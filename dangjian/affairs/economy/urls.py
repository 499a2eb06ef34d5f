"""Addresses of collective economy."""

from django.urls import path

from dangjian.affairs.economy import views

app_name = "economy"
urlpatterns = [
    path("", views.index, name="index"),
    path("villages/", views.villages, name="villages"),
    path("villages/<uuid:organization_id>/", views.village, name="village"),
    path("villages/<uuid:organization_id>/pilots/new/", views.new_pilot, name="new_pilot"),
    path("pilots/<uuid:pilot_id>/", views.pilot, name="pilot"),
    path("pilots/<uuid:pilot_id>/progress/", views.progress, name="progress"),
]
