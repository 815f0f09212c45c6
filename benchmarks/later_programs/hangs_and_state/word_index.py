"""Build an inverted index from several shards of a corpus."""
import multiprocessing as mp
from collections import defaultdict


def make_shard(number, size=6000):
    return [f"doc{number}-{i} term{i % 997} topic{i % 113} word{i}" for i in range(size)]


def index_shard(number, documents, out):
    postings = defaultdict(list)
    for position, text in enumerate(documents):
        for token in text.split():
            postings[token].append(position)
    out.put((number, dict(postings)))


class ShardIndexer:
    def __init__(self, shards, ctx=None):
        self.ctx = ctx or mp.get_context()
        self.shards = shards
        self.results = self.ctx.Queue()
        self.procs = []

    def launch(self):
        for number, shard in enumerate(self.shards):
            proc = self.ctx.Process(
                target=index_shard,
                args=(number, shard, self.results),
                name=f"indexer-{number}",
            )
            proc.start()
            self.procs.append(proc)

    def finish(self):
        for proc in self.procs:
            proc.join()
            if proc.exitcode != 0:
                raise RuntimeError(f"{proc.name} ended with {proc.exitcode}")
        merged = defaultdict(dict)
        for _ in self.procs:
            number, postings = self.results.get()
            for token, positions in postings.items():
                merged[token][number] = positions
        return merged


def main():
    indexer = ShardIndexer([make_shard(n) for n in range(2)])
    indexer.launch()
    index = indexer.finish()
    print(len(index), "tokens")
    print("ok" if len(index["topic7"]) == 2 else "mismatch")


if __name__ == "__main__":
    main()
