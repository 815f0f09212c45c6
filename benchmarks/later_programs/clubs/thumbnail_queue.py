"""Make thumbnails (of sorts) of all pictures that come in."""
import multiprocessing
import pathlib
import tempfile


class QueueWorker(multiprocessing.Process):
    """Handles what is in a queue, for ever."""

    def __init__(self, jobs):
        super().__init__(daemon=True)
        self.jobs = jobs

    def run(self):
        while True:
            job = self.jobs.get()
            if not self.accepts(job):
                continue
            self.handle(job)
            self.jobs.task_done()

    def accepts(self, job):
        return True

    def handle(self, job):
        raise NotImplementedError


class Thumbnailer(QueueWorker):
    suffixes = {".ppm", ".pgm"}

    def accepts(self, job):
        return job.suffix in self.suffixes

    def handle(self, job):
        job.with_suffix(".thumb").write_bytes(job.read_bytes()[:16])


def inbox(folder):
    for name in ("a.ppm", "b.pgm", "notes.txt", "c.ppm"):
        path = pathlib.Path(folder, name)
        path.write_bytes(name.encode() * 20)
        yield path


def main():
    jobs = multiprocessing.JoinableQueue()
    workers = [Thumbnailer(jobs) for _ in range(2)]
    for worker in workers:
        worker.start()
    with tempfile.TemporaryDirectory() as folder:
        for path in inbox(folder):
            jobs.put(path)
        jobs.join()
        print(len(list(pathlib.Path(folder).glob("*.thumb"))), "thumbnails")
    print("ok")


if __name__ == "__main__":
    main()
