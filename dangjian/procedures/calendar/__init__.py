"""工作日、安静时段: which days count, and when people may be reached."""
