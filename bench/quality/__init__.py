"""How well onrecord reads: measures against gold, and a gate that holds the floors."""
