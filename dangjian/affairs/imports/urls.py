"""Addresses of imports."""

from django.urls import path

from dangjian.affairs.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("<uuid:import_id>/", views.detail, name="detail"),
    path("<uuid:import_id>/columns/", views.columns, name="columns"),
    path("<uuid:import_id>/confirmation/", views.confirmation, name="confirmation"),
    path("<uuid:import_id>/closure/", views.closure, name="closure"),
    path("<uuid:import_id>/reversal/", views.reversal, name="reversal"),
    path("<uuid:import_id>/faults/", views.faults, name="faults"),
]
