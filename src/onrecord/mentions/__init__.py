"""Times, figures and names as they stand in a text."""
