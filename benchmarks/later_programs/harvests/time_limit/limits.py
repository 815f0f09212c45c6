"""@limited(seconds): run a function in a process of its own and give up after a while."""

import functools
import multiprocessing


class TooSlow(Exception):
    pass


def limited(seconds):
    def decorate(function):
        @functools.wraps(function)
        def call(*args, **kwargs):
            receiver, sender = multiprocessing.Pipe(duplex=False)

            def body():
                sender.send(function(*args, **kwargs))

            return _supervise(body, receiver, seconds)

        return call

    return decorate


def _supervise(body, receiver, seconds):
    process = multiprocessing.Process(target=body)
    process.start()
    try:
        if not receiver.poll(seconds):
            process.terminate()
            raise TooSlow(f"nothing within {seconds} s")
        return receiver.recv()
    finally:
        process.join()
