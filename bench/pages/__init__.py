"""How long list pages take on a big case, beside Datasette on the same file, and whether a report's page depends on the case's size."""
