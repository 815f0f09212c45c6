"""Daemon loop that reloads on SIGHUP where there is one and stops on SIGTERM or SIGINT."""
import asyncio
import os
import queue
import signal


class Daemon:
    def __init__(self):
        self.inbox = queue.Queue(maxsize=50000)
        self.reloads = 0
        self.stop = None

    def watch(self, loop, number, action):
        try:
            loop.add_signal_handler(number, action)
        except NotImplementedError:
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(action))

    def reload(self):
        self.reloads += 1
        self.inbox.put(("reload", self.reloads))

    async def run(self):
        loop = asyncio.get_running_loop()
        self.stop = asyncio.Event()
        self.watch(loop, signal.SIGINT, self.stop.set)
        self.watch(loop, signal.SIGTERM, self.stop.set)
        if hasattr(signal, "SIGHUP"):
            self.watch(loop, signal.SIGHUP, self.reload)
            loop.call_later(0.1, os.kill, os.getpid(), signal.SIGHUP)
        else:
            loop.call_later(0.1, self.reload)
        loop.call_later(0.4, signal.raise_signal, signal.SIGTERM)
        await asyncio.wait_for(self.stop.wait(), 10)
        return self.inbox.qsize()


def main():
    daemon = Daemon()
    waiting = asyncio.run(daemon.run())
    print("messages", waiting)
    print("ok" if waiting == daemon.reloads == 1 and daemon.inbox.get_nowait() == ("reload", 1) else "wrong")


if __name__ == "__main__":
    main()
