"""Addresses of bodies."""

from django.urls import path

from dangjian.affairs.organizations import views

app_name = "organizations"
urlpatterns = [
    path("", views.index, name="index"),
    path("<uuid:organization_id>/", views.detail, name="body"),
]
