"""Feeding a process from an iterable and draining one into an iterator."""
END = object()


def pour(items, queue):
    for item in items:
        queue.put(item)
    queue.put(END)


def drain(queue):
    return iter(queue.get, END)
