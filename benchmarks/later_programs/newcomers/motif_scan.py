"""Scan promoter sequences for known motifs, one process for each motif."""
import re
from contextlib import contextmanager
from multiprocessing import JoinableQueue, get_context
from queue import Empty

MOTIFS = {
    "TATA": "TATA[AT]A",
    "CAAT": "GG[CT]CAAT",
    "GC": "GGGCGG",
}
PROMOTERS = {
    "hbb": "CCAGGGCTGGGCATAAAAGTCAGGGCAATTATAAAGC",
    "act": "GGCCAATCTGGGCGGTATATAAGGCCGGGCGGAT",
    "ins": "TTAGGGACAGGTATAAAGGGCCAATTT",
}


def scan(name, pattern, sequences, hits):
    for gene, sequence in sequences.items():
        for found in re.finditer(pattern, sequence):
            hits.put((name, gene, found.start()))
    hits.put((name, None, None))


@contextmanager
def scanners(ctx, hits):
    crew = [
        ctx.Process(target=scan, args=(name, pattern, PROMOTERS, hits), name=name)
        for name, pattern in MOTIFS.items()
    ]
    for process in crew:
        process.start()
    yield crew
    for process in crew:
        process.join()


def collect(hits, expected):
    table = []
    while expected:
        try:
            name, gene, position = hits.get(timeout=30)
        except Empty:
            raise SystemExit("a scanner went silent")
        hits.task_done()
        if gene is None:
            expected -= 1
        else:
            table.append((gene, name, position))
    return sorted(table)


class Survey:
    def __init__(self, method="spawn"):
        self.ctx = get_context(method)
        self.hits = JoinableQueue()

    def run(self):
        with scanners(self.ctx, self.hits) as crew:
            table = collect(self.hits, len(crew))
        if any(process.exitcode for process in crew):
            raise SystemExit("a scanner failed")
        return table


if __name__ == "__main__":
    found = Survey().run()
    for row in found:
        print(*row, sep="\t")
    assert len(found) == 7, len(found)
    print("ok")
