"""Run one device test with a time limit."""
from multiprocessing import Pipe, Process


class Watchdog:
    def __init__(self, limit_s):
        self.limit_s = limit_s

    def run(self, target, name, bus):
        receiver, sender = Pipe(duplex=False)
        process = Process(target=target, args=(name, bus, sender), name=name)
        process.start()
        sender.close()
        try:
            if receiver.poll(self.limit_s):
                return receiver.recv()
            process.terminate()
            return name, None
        finally:
            process.join()
            receiver.close()
