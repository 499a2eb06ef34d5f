"""发展党员: from the letter of application through 25 steps to full membership; nothing is decided by a date."""
