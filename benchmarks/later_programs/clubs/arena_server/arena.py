"""Start the processes of an arena."""
import multiprocessing
import os

import match


def lobby(closing, arrived):
    arrived.send("lobby open")
    closing.wait()


class Arena:
    def __init__(self, timeout=30):
        self.timeout = timeout
        self._closing = multiprocessing.Event()
        self._lobby = None

    def open_lobby(self):
        here, there = multiprocessing.Pipe()
        self._lobby = multiprocessing.Process(target=lobby, args=(self._closing, there))
        self._lobby.start()
        print(here.recv())

    def close_lobby(self):
        self._closing.set()
        self._lobby.join(self.timeout)
        if self._lobby.exitcode:
            raise RuntimeError("the lobby broke down")

    def play(self, map_name):
        """Play one match on a map; the name of the map, as the match saw it."""
        self._configure(map=map_name)
        here, there = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=match.play, args=(there,))
        process.start()
        there.close()
        played = here.recv()
        process.join()
        if process.exitcode:
            raise RuntimeError(f"the match on {map_name} broke down")
        return played

    @staticmethod
    def _configure(**options):
        for key, value in options.items():
            os.environ["ARENA_" + key.upper()] = str(value)
