"""Addresses of the bulletins."""

from django.urls import path

from dangjian.decisions.bulletins import views

app_name = "bulletins"
urlpatterns = [
    path("", views.index, name="index"),
    path("overview/", views.overview, name="overview"),
]
