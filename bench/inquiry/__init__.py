"""Copies of a joint inquiry in memory, and what a long journal costs."""
