"""Addresses of one's own record and of the requests that wait for an answer."""

from django.urls import path

from dangjian.affairs.dossier.views import own, requests

app_name = "dossier"
urlpatterns = [
    path("", own.page, name="own"),
    path("numbers/", own.numbers, name="numbers"),
    path("looks/", own.looks, name="looks"),
    path("copy/", own.copy, name="copy"),
    path("corrections/<slug:field>/", own.ask, name="ask"),
    path("corrections/<uuid:correction_id>/withdrawal/", own.withdrawal, name="withdrawal"),
    path("requests/", requests.index, name="requests"),
    path("requests/<uuid:correction_id>/", requests.detail, name="request"),
    path("requests/<uuid:correction_id>/numbers/", requests.numbers, name="request-numbers"),
    path("requests/<uuid:correction_id>/acceptance/", requests.acceptance, name="acceptance"),
    path("requests/<uuid:correction_id>/refusal/", requests.refusal, name="refusal"),
]
