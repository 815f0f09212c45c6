"""Embeds the passages of books in worker processes; the main process writes them to the vector store."""
import time

import torch
import torch.multiprocessing as mp

BOOKS = {
    "atlas": ["rivers", "mountains", "coasts", "borders"],
    "herbal": ["roots", "leaves", "flowers", "seeds"],
}


def embed(passage, size=256):
    generator = torch.Generator().manual_seed(sum(passage.encode()))
    vector = torch.rand(size, generator=generator)
    return vector / vector.norm()


def embed_book(title, passages, vectors):
    torch.set_num_threads(1)
    for passage in passages:
        vectors.put((title, passage, embed(passage)))


class VectorStore:
    def __init__(self):
        self.rows = {}

    def write(self, title, passage, vector):
        time.sleep(0.5)
        self.rows[title, passage] = vector.clone()

    def nearest(self, vector):
        return max(self.rows, key=lambda key: float(self.rows[key] @ vector))


def main():
    vectors = mp.Queue()
    workers = [mp.Process(target=embed_book, args=(title, passages, vectors)) for title, passages in BOOKS.items()]
    for worker in workers:
        worker.start()

    store = VectorStore()
    for _ in range(sum(map(len, BOOKS.values()))):
        store.write(*vectors.get())
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0

    print("nearest to coasts:", *store.nearest(embed("coasts")))
    print("ok" if len(store.rows) == 8 else "incomplete")


if __name__ == "__main__":
    main()
