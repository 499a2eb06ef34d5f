"""地方程序: procedures that a county writes on a page or has as one file, and the matters that go through them."""
