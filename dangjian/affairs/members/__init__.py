"""党员: who belongs to which branch, in which category."""
