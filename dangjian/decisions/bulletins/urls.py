"""Addresses of the bulletins."""

from django.urls import path

from dangjian.decisions.bulletins.views import bulletins, changes, overview

app_name = "bulletins"
urlpatterns = [
    path("", bulletins.index, name="index"),
    path("new/", changes.new, name="new"),
    path("overview/", overview.overview, name="overview"),
    path("overview/rows/", overview.rows, name="overview-rows"),
    path("<uuid:public_id>/", bulletins.bulletin, name="bulletin"),
    path("<uuid:public_id>/rows/", bulletins.rows, name="rows"),
    path("<uuid:public_id>/bulletin.docx", bulletins.docx, name="docx"),
    path("<uuid:public_id>/wording/", changes.wording, name="wording"),
    path("<uuid:public_id>/issuance/", changes.issuance, name="issuance"),
]
