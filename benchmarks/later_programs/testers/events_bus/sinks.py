"""Where the events of a workflow go: a text stream, a function, or somebody's queue."""
import json
import time
from multiprocessing import Queue as ProcessQueue
from queue import Queue as ThreadQueue


class StreamSink:
    def __init__(self, stream):
        self.stream = stream

    def emit(self, event):
        self.stream.write(json.dumps(event, sort_keys=True) + "\n")


class CallSink:
    def __init__(self, func):
        self.func = func

    def emit(self, event):
        self.func(event)


class QueueSink:
    def __init__(self, queue):
        self.queue = queue

    def emit(self, event):
        self.queue.put(dict(event, at=time.monotonic()))


def sink_for(target):
    if isinstance(target, (ThreadQueue, ProcessQueue)):
        return QueueSink(target)
    if callable(target):
        return CallSink(target)
    if hasattr(target, "write"):
        return StreamSink(target)
    raise TypeError(f"no sink for {type(target).__name__}")
