"""Keep copies of files; how they are fetched is told from outside."""
import multiprocessing
import time


def fetch_file(path):
    with open(path, "rb") as file:
        return file.read()


def _serve(fetch, names, results):
    results.send([(name, len(fetch(name))) for name in names])
    results.close()


class Mirror:
    def __init__(self, names, fetch=fetch_file, pause=1.0):
        self.names = list(names)
        self.fetch = fetch
        self.pause = pause

    def sizes(self, attempts=3):
        for _ in range(attempts):
            reader, writer = multiprocessing.Pipe(duplex=False)
            process = multiprocessing.Process(target=_serve, args=(self.fetch, self.names, writer))
            process.start()
            writer.close()
            try:
                return dict(reader.recv())
            except EOFError:
                time.sleep(self.pause)
            finally:
                process.join()
                report(process.exitcode)
        raise RuntimeError("no answer")


def report(status):
    print("fetcher ended with", status)
