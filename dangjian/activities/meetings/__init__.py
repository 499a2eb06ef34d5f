"""Meetings: planned, told, held, recorded once, agreed and sealed; what each of them fulfils."""
