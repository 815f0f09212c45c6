"""Helpers and what they can mend."""

THINGS = [
    {"name": "radio", "fault": "fuse"},
    {"name": "bicycle", "fault": "rust"},
    {"name": "lamp", "fault": "cable"},
    {"name": "kettle", "fault": "switch"},
    {"name": "gate", "fault": "rust"},
]


def helper(bench, mended):
    while True:
        with bench.next_thing() as thing:
            if thing["fault"] == "rust":
                continue
            mended.put(thing["name"])
