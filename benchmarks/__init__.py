"""Measurements, run by `make bench` and `make eval`; none of them is a test."""
