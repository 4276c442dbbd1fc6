"""The alleged routes as GeoJSON (RFC 7946).

onrecord knows names and no coordinates: each feature is unlocated (its geometry is null, section 3.2), with the stops in order for a
gazetteer to place. Lost: everything but routes.
"""

from typing import Any

from onrecord.casework.looking import Whole
from onrecord.stories.transfers import Story, shown


def routes(whole: Whole) -> dict[str, Any]:
    """A FeatureCollection, one feature for each way that some origin tells of an alleged transfer."""
    return {"type": "FeatureCollection", "features": [feature for story in whole.stories for feature in _features(story)]}


def _features(story: Story) -> list[dict[str, Any]]:
    ends = {slot: [shown(value) for value in story.values(slot)] for slot in ("supplier", "maker", "recipient", "goods", "period")}
    ways = story.slots.get("via", ())
    told = [(list(way.value), list(way.origins)) for way in ways] or [([], list(story.origins))]
    return [
        {
            "type": "Feature",
            "id": f"{story.id}/{number}",
            "geometry": None,
            "properties": {"transfer": story.id, "alleged": True, "via": stops, "told_by": origins, **ends},
        }
        for number, (stops, origins) in enumerate(told, 1)
    ]
