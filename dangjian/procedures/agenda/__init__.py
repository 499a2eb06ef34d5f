"""待办: what a person has to do, most urgent first; capabilities above provide the items.

A provider yields Questions: the rows it needs as a queryset not yet read, and what makes items of them. All
questions of all providers are read in one statement, what they lead to in a second: a new capability makes no
page slower by a round trip. Whoever lacks the permission is asked nothing, by yielding nothing.
"""
