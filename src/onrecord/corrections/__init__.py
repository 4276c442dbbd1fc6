"""What people decide about what the machine read: folded from the journal, and laid over readings without changing them."""
