"""What is alleged to have moved, from whom, through where, to whom."""
