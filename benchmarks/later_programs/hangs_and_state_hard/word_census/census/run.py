import multiprocessing
import threading


class Census:
    def __init__(self, stages):
        self.stages = stages
        self.queue = multiprocessing.Queue()
        self.found = {}

    def _drain(self):
        for key, words in iter(self.queue.get, None):
            self.found[key] = words

    def run(self):
        for stage in self.stages:
            stage.attach(self.queue)
            stage.start()
        drain = threading.Thread(target=self._drain)
        drain.start()
        for stage in self.stages:
            stage.join()
        self.queue.put(None)
        drain.join()
        failed = [stage.name for stage in self.stages if stage.exitcode != 0]
        if failed:
            raise RuntimeError("failed: %s" % failed)
        return self.found
