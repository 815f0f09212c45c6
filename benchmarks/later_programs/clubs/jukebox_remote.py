"""A jukebox that everybody in the club house can steer from their laptop."""
import multiprocessing
from dataclasses import dataclass
from multiprocessing.connection import Client, Listener
from typing import Optional


@dataclass(frozen=True)
class Settings:
    host: str = ""
    port: int = 0
    key: Optional[bytes] = None
    volume: int = 3

    @property
    def address(self):
        return self.host, self.port


class Jukebox:
    def __init__(self, settings):
        self.settings = settings
        self.volume = settings.volume
        self.running = True

    def do_volume(self, level):
        self.volume = level
        return self.volume

    def do_stop(self):
        self.running = False

    def serve(self, started):
        with Listener(self.settings.address, authkey=self.settings.key) as listener:
            started.send(listener.address[1])
            while self.running:
                with listener.accept() as guest:
                    command, *arguments = guest.recv()
                    guest.send(getattr(self, "do_" + command)(*arguments))


def tell(port, *command):
    """A guest who has never been given a key."""
    with Client(("127.0.0.1", port)) as connection:
        connection.send(command)
        return connection.recv()


def main():
    here, there = multiprocessing.Pipe(duplex=False)
    server = multiprocessing.Process(target=Jukebox(Settings()).serve, args=(there,))
    server.start()
    port = here.recv()
    loud = tell(port, "volume", 11)
    tell(port, "stop")
    server.join()
    if server.exitcode:
        raise SystemExit("the jukebox broke")
    print("a stranger set the volume to", loud)


if __name__ == "__main__":
    main()
