"""Bases with their menu, and the visits booked there."""

from dangjian.activities.bases.models.bookings import HELD, Booking, BookingQuerySet, State
from dangjian.activities.bases.models.places import Activity, Base, BaseQuerySet, Kind

__all__ = ["HELD", "Activity", "Base", "BaseQuerySet", "Booking", "BookingQuerySet", "Kind", "State"]
