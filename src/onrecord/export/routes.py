"""The alleged routes as GeoJSON (RFC 7946).

A way between two places or more that onrecord knows is a line over those (longitude, latitude); ``placed`` tells of each which stop it is,
and at which city a state is marked. Any other is an unlocated feature (its geometry is null, section 3.2). All stops stand in their order
in ``stops``, for a gazetteer to place. Lost: everything but routes.
"""

from typing import Any

from onrecord.casework.looking import Whole
from onrecord.drawings.of_case import courses_of
from onrecord.drawings.worldmap import Course
from onrecord.lexicon import Lexicon
from onrecord.stories.transfers import Story, shown


def routes(whole: Whole) -> dict[str, Any]:
    """A FeatureCollection, one feature for each way that some origin tells of an alleged transfer."""
    return {"type": "FeatureCollection", "features": [feature for story in whole.stories for feature in _features(story, whole.lexicon)]}


def _features(story: Story, lexicon: Lexicon) -> list[dict[str, Any]]:
    ends = {slot: [shown(value) for value in story.values(slot)] for slot in ("supplier", "maker", "recipient", "goods", "period")}
    ways = story.slots.get("via", ())
    told = [(list(way.value), list(way.origins)) for way in ways] or [([], list(story.origins))]
    return [
        {
            "type": "Feature",
            "id": f"{story.id}/{number}",
            "geometry": _line(course),
            "properties": {"transfer": story.id, "alleged": True, "via": stops, "told_by": origins, **ends, **_placed(course)},
        }
        for number, ((stops, origins), course) in enumerate(zip(told, courses_of(story, lexicon), strict=True), 1)
    ]


def _line(course: Course) -> dict[str, Any] | None:
    points = [[stop.place.lon, stop.place.lat] for stop in course.stops if stop.place]
    return {"type": "LineString", "coordinates": points} if len(points) > 1 else None


def _placed(course: Course) -> dict[str, Any]:
    placed = [
        {"stop": stop.name, "marked_at": stop.place.city or stop.name, **({"of": stop.note} if stop.note else {})}
        for stop in course.stops if stop.place
    ]  # fmt: skip
    return {"stops": [stop.name for stop in course.stops], "placed": placed}
