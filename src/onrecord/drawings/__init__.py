"""Pictures of a case as SVG, the same on a page, in the dossier and from the command line."""
