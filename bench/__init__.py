"""Measures of how well and how fast onrecord reads."""
