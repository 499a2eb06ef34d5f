"""党费: amounts set with their working, the monthly roll, a ledger that is only ever added to, and what follows."""
