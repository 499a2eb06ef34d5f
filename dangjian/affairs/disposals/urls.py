"""Addresses of disposals."""

from django.urls import path

from dangjian.affairs.disposals.views import lists, one, own

app_name = "disposals"
urlpatterns = [
    path("", lists.index, name="index"),
    path("new/", lists.new, name="new"),
    path("mine/", own.mine, name="mine"),
    path("mine/<uuid:own_id>/statement/", own.statement, name="statement"),
    path("<uuid:disposal_id>/", one.page, name="one"),
    path("<uuid:disposal_id>/proposals/", one.proposals, name="proposals"),
    path("<uuid:disposal_id>/decisions/", one.decisions, name="decisions"),
    path("<uuid:disposal_id>/result/", one.result, name="result"),
    path("<uuid:disposal_id>/withdrawal/", one.withdrawal, name="withdrawal"),
]
