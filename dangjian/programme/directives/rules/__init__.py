"""What can be said of a directive's proposals from their words alone: no Django, no clock."""
