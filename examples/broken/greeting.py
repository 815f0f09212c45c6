"""Greets from another process."""

from multiprocessing import Process


def greet(name):
    print("hello", name)


p = Process(target=greet, args=("world",))
p.start()
p.join()
