"""Chat rooms as greenlets; the spam score of the messages is computed in a second process."""

from gevent import monkey

monkey.patch_all()

import time
from multiprocessing import Process, Queue

import gevent

ROOMS = {
    "lounge": ["hi", "buy cheap coins now", "anyone for a game?"],
    "market": ["WTS sword 20g", "free gold free gold free gold"],
}


def score(text):
    words = text.lower().split()
    bait = sum(word in ("free", "buy", "cheap", "now") for word in words)
    return bait / len(words)


def scorer(messages, scores):
    for room, text in iter(messages.get, None):
        scores.put((room, text, score(text)))


def room(name, messages):
    for text in ROOMS[name]:
        messages.put((name, text))
        time.sleep(0.01)


def main():
    messages, scores = Queue(), Queue()
    filter_process = Process(target=scorer, args=(messages, scores))
    filter_process.start()

    rooms = [gevent.spawn(room, name, messages) for name in ROOMS]
    expected = sum(len(texts) for texts in ROOMS.values())
    for _ in range(expected):
        name, text, value = scores.get()
        if value > 0.5:
            print(f"{name}: dropped {text!r}")

    gevent.joinall(rooms)
    messages.put(None)
    filter_process.join()
    print("ok")


if __name__ == "__main__":
    main()
