"""What is sent between the processes."""

import enum


class Marker(enum.Enum):
    END = "end"


def is_end(item):
    return item is Marker.END


def arrivals(queue):
    while True:
        item = queue.get()
        if item is Marker.END:
            return
        yield item
