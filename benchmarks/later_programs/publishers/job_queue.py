"""Converts manuscripts to plain text in worker processes; the queue knows how many jobs are open."""
import html
import multiprocessing
import re


class JobQueue(multiprocessing.JoinableQueue):
    """A queue of conversion jobs that counts what went in."""

    def __init__(self, maxsize=0):
        super().__init__(maxsize)
        self.submitted = 0

    def submit(self, name, markup):
        self.submitted += 1
        self.put((name, markup))

    def stop(self, workers):
        for _ in range(workers):
            self.put(None)


def to_text(markup):
    return html.unescape(re.sub(r"<[^>]+>", "", markup)).strip()


def convert(jobs, done):
    while True:
        job = jobs.get()
        try:
            if job is None:
                return
            name, markup = job
            done.put((name, to_text(markup)))
        finally:
            jobs.task_done()


def main():
    jobs = JobQueue()
    done = multiprocessing.Queue()
    workers = [multiprocessing.Process(target=convert, args=(jobs, done)) for _ in range(2)]
    for worker in workers:
        worker.start()

    jobs.submit("greeting", "<p>Dear &amp; honoured reader</p>")
    jobs.submit("closing", "<p>Yours <b>truly</b></p>")
    jobs.stop(len(workers))

    texts = dict(done.get() for _ in range(jobs.submitted))
    jobs.join()
    for worker in workers:
        worker.join()
        if worker.exitcode:
            raise SystemExit(worker.exitcode)
    for name in sorted(texts):
        print(f"{name}: {texts[name]}")
    print("ok")


if __name__ == "__main__":
    main()
