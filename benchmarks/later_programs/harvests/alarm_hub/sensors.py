"""Sensors run in processes of their own, which must not inherit the hub's sockets."""

import multiprocessing

CONTEXT = multiprocessing.get_context("spawn")


def watch(name, threshold, readings, channel):
    for reading in readings:
        if reading > threshold:
            channel.send((name, reading))
    channel.send((name, None))


def start_sensor(name, threshold, readings, channel):
    process = CONTEXT.Process(target=watch, args=(name, threshold, readings, channel))
    process.start()
    return process
