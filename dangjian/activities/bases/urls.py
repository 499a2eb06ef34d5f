"""Addresses of bases."""

from django.urls import path

from dangjian.activities.bases.views import booking, bookings, browsing, keeping

app_name = "bases"
urlpatterns = [
    path("", browsing.index, name="index"),
    path("bookings/", bookings.index, name="bookings"),
    path("bookings/<uuid:booking_id>/", bookings.booking, name="booking"),
    path("bookings/<uuid:booking_id>/confirmation/", bookings.confirmation, name="confirmation"),
    path("bookings/<uuid:booking_id>/refusal/", bookings.refusal, name="refusal"),
    path("bookings/<uuid:booking_id>/cancellation/", bookings.cancellation, name="cancellation"),
    path("bookings/<uuid:booking_id>/withdrawal/", bookings.withdrawal, name="withdrawal"),
    path("bookings/<uuid:booking_id>/rebooking/", booking.rebook, name="rebook"),
    path("kept/", keeping.index, name="mine"),
    path("kept/new/", keeping.new, name="new"),
    path("kept/<uuid:kept_id>/", keeping.kept, name="kept"),
    path("kept/<uuid:kept_id>/details/", keeping.change, name="change"),
    path("kept/<uuid:kept_id>/activities/", keeping.activities, name="activities"),
    path("kept/<uuid:kept_id>/activities/<int:number>/removal/", keeping.removal, name="removal"),
    path("<uuid:base_id>/", browsing.one, name="one"),
    path("<uuid:base_id>/booking/", booking.book, name="book"),
]
