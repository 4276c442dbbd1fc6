"""onrecord: who is on record saying what, where it came from, and what it contradicts."""
