"""The case in the browser: pages on this machine, for reading and comparing."""
