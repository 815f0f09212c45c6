"""Run a function in a process of its own and give up after a while."""

import functools
import multiprocessing


class TooSlow(Exception):
    pass


class Limited:
    """Made by ``limited``; the function that runs in the child is looked up there by its name."""

    def __init__(self, function, seconds):
        functools.update_wrapper(self, function)
        self.function = function
        self.seconds = seconds

    def __reduce__(self):
        return self.__qualname__

    def __call__(self, *args):
        receiver, sender = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=_body, args=(sender, self, args))
        process.start()
        sender.close()
        try:
            if not receiver.poll(self.seconds):
                process.terminate()
                raise TooSlow(f"nothing within {self.seconds} s")
            return receiver.recv()
        finally:
            process.join()


def _body(sender, limited, args):
    sender.send(limited.function(*args))
    sender.close()


def limited(seconds):
    def decorate(function):
        return Limited(function, seconds)

    return decorate
