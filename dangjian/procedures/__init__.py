"""Steps in general: agenda, calendar; doors that the capabilities above register at."""
