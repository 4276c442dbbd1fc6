"""Bytes to reports: what arrives, decoded, cut into its parts."""
