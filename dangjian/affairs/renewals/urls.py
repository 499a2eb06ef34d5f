"""Addresses of campaigns."""

from django.urls import path

from dangjian.affairs.renewals.views import campaigns, handling, own

app_name = "renewals"
urlpatterns = [
    path("", campaigns.index, name="index"),
    path("new/", campaigns.new, name="new"),
    path("mine/", own.mine, name="mine"),
    path("mine/<uuid:own_id>/request/", own.request_review, name="request"),
    path("<uuid:campaign_id>/", campaigns.one, name="one"),
    path("<uuid:campaign_id>/phases/", campaigns.phases, name="phases"),
    path("<uuid:campaign_id>/bodies/", campaigns.bodies, name="bodies"),
    path("<uuid:campaign_id>/village/", campaigns.village, name="village"),
    path("<uuid:campaign_id>/handling/", handling.page, name="handling"),
    path("<uuid:campaign_id>/handling/key/", handling.key, name="key"),
    path("<uuid:campaign_id>/handling/key/removal/", handling.unkey, name="unkey"),
    path("<uuid:campaign_id>/handling/reserves/", handling.reserves, name="reserves"),
    path("<uuid:campaign_id>/handling/reviews/", handling.reviews, name="reviews"),
]
