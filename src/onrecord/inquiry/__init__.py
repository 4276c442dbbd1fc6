"""What people decide: signed entries, who may sign, and the inquiry that follows from them."""
