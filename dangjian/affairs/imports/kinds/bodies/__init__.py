"""A roster of bodies: each row a Party body under the superior it names; the order of the rows is the county's."""
