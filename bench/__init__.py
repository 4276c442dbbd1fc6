"""Measures of quality and speed, and the reports they are taken on."""
