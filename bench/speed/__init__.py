"""How fast onrecord reads and how much memory it takes, as ratios to the bare parse of the same text."""
