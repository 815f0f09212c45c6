"""Processes that each reconstruct a share of the angles."""
import multiprocessing as mp
import traceback

from projector import back_project


def _serve(todo, done):
    try:
        for number, angles, size in iter(todo.get, None):
            done.put((number, back_project(angles, size), None))
    except Exception:
        done.put((None, None, traceback.format_exc()))


class Farm:
    def __init__(self, workers):
        self.todo = mp.JoinableQueue()
        self.done = mp.Queue()
        self.workers = [mp.Process(target=_serve, args=(self.todo, self.done))
                        for _ in range(workers)]
        self.outstanding = 0

    def __enter__(self):
        for worker in self.workers:
            worker.start()
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            self.dismiss()
        else:
            for worker in self.workers:
                worker.terminate()
        for worker in self.workers:
            worker.join()

    def dismiss(self):
        unread = sum(1 for _ in self.results())
        if unread:
            print(unread, "images were not used")
        for _ in self.workers:
            self.todo.put(None)

    def submit(self, *job):
        self.todo.put(job)
        self.outstanding += 1

    def results(self):
        """Yield (number, image) until every submitted job has answered."""
        while self.outstanding:
            number, image, problem = self.done.get()
            if problem:
                raise RuntimeError(problem)
            self.outstanding -= 1
            yield number, image
