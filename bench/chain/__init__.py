"""Benches of the reporting chain."""
