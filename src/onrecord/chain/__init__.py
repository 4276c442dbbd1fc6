"""Where a report says it comes from."""
