"""Short histories of a joint inquiry that tests begin from."""

from bench.inquiry.copies import group
from onrecord.model import SignedEntry


def signed_finding() -> list[SignedEntry]:
    """Two parties, one finding that both have signed and one that is open."""
    north, south = group("North", "South")
    told = {"exhibits": [], "confidence": "likely", "required": ["North", "South"]}
    found = north.decide("finding", {"words": "The works made them.", **told})
    north.decide("finding", {"words": "The works sold them.", **told})
    north.decide("signs", {"finding": f"f_{found.hash[:12]}"})
    south.take(north.packed())
    south.decide("signs", {"finding": f"f_{found.hash[:12]}"})
    return south.entries
