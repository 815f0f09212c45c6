"""Renders letters from templates; the renderer keeps a cache that is guarded by a lock."""
import logging
import multiprocessing
import string
import threading
from concurrent.futures import ThreadPoolExecutor


class TransientMixin:
    """Leaves the members named in `transient` out when an object is copied to another process."""

    transient = ()

    def __getstate__(self):
        return {k: v for k, v in self.__dict__.items() if k not in self.transient}

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.prepare()

    def prepare(self):
        raise NotImplementedError


class Renderer(TransientMixin):
    transient = ("_lock", "_cache", "_pick")

    def __init__(self, templates):
        self.templates = templates
        self.log = logging.getLogger("renderer")
        self.prepare()

    def prepare(self):
        self._lock = threading.Lock()
        self._cache = {}
        self._pick = lambda name: string.Template(self.templates[name])

    def template(self, name):
        with self._lock:
            if name not in self._cache:
                self.log.debug("compiling %s", name)
                self._cache[name] = self._pick(name)
            return self._cache[name]

    def render(self, job):
        name, values = job
        return self.template(name).substitute(values)

    def render_threaded(self, jobs):
        with ThreadPoolExecutor(2) as threads:
            return list(threads.map(self.render, jobs))

    def render_all(self, jobs, workers=2):
        with multiprocessing.Pool(workers) as pool:
            letters = pool.map(self.render, jobs)
            lengths = pool.map(count_words, letters)
        return letters, lengths


def count_words(letter):
    return len(letter.split())


def main():
    renderer = Renderer({"hello": "Dear $name, welcome.", "bye": "Good bye $name."})
    jobs = [("hello", {"name": "Ada"}), ("bye", {"name": "Alan"}), ("hello", {"name": "Grace"})]
    threaded = renderer.render_threaded(jobs)
    letters, lengths = renderer.render_all(jobs)
    print("ok" if letters == threaded and lengths == [3, 3, 3] else "wrong")


if __name__ == "__main__":
    main()
