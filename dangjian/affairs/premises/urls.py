"""Addresses of premises."""

from django.urls import path

from dangjian.affairs.premises import views

app_name = "premises"
urlpatterns = [
    path("", views.index, name="index"),
    path("places/", views.places, name="places"),
    path("places/<uuid:organization_id>/", views.place, name="place"),
]
