import queue
from multiprocessing.managers import BaseManager

_tasks: "queue.Queue" = queue.Queue()
_frames: "queue.Queue" = queue.Queue()


def get_tasks():
    return _tasks


def get_frames():
    return _frames


class FarmManager(BaseManager):
    pass


FarmManager.register("tasks", callable=get_tasks)
FarmManager.register("frames", callable=get_frames)


def open_farm(port=0):
    return FarmManager(address=("127.0.0.1", port), authkey="render-farm")
