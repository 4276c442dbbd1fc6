"""Who said what, to whom, through what, with which stance."""
