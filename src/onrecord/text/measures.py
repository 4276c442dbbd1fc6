"""Words by which goods are measured and packed."""

WEIGHTS = frozenset({"tonne", "kilogram", "gram", "litre", "barrel", "cubic metre", "ounce", "carat", "metre", "kilometre", "square metre"})
"""Units by which goods are measured, beside which they may also be counted."""

PACKS = frozenset({"container", "box", "crate", "wagon", "lorry", "truck", "barge", "bag", "sack", "cargo", "shipment", "pallet", "load",
                   "parcel", "lot", "batch", "consignment", "ship", "tanker", "flight", "plane", "vessel",
                   "boat", "delivery", "trip", "package"})  # fmt: skip
"""What goods are packed in or carried by."""

PORTIONS = frozenset({"dose", "vial", "pen", "tablet", "pill", "capsule", "ampoule", "syringe", "bottle", "round", "bar", "ingot",
                      "sheet", "roll", "drum", "cylinder", "bale", "gallon", "ton", "bushel", "copy"})  # fmt: skip
"""What goods are counted by that come in portions."""
