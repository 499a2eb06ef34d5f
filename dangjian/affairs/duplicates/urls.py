"""Addresses of duplicates."""

from django.urls import path

from dangjian.affairs.duplicates import views

app_name = "duplicates"
urlpatterns = [
    path("", views.index, name="index"),
    path("lookup/", views.lookup, name="lookup"),
    path("lookup/<uuid:lookup_id>/", views.found, name="found"),
    path("<uuid:case_id>/", views.case, name="case"),
    path("<uuid:case_id>/merger/", views.merger, name="merger"),
    path("<uuid:case_id>/undoing/", views.undoing, name="undoing"),
    path("<uuid:case_id>/result/", views.result, name="result"),
]
