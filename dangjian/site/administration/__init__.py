"""The audit administrator's log and the system administrator's jobs."""
