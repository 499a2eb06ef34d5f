"""Benchmarks: what is measured, beside what limit in the same run, at which size."""
