"""A case to bytes that other programs read."""
