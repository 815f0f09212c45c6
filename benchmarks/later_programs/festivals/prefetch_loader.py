"""A data loader that prepares batches ahead in another process."""

import random
from multiprocessing import Pipe, Process


class Dataset:
    def __init__(self, rows, seed=0):
        self.rows = rows
        self.seed = seed

    def __len__(self):
        return self.rows

    def __getitem__(self, index):
        rng = random.Random(self.seed + index)
        return [rng.random() for _ in range(8)], index % 2


def _produce(connection, dataset, batch_size):
    """Fill the pipe; its end tells the reader that there is no more."""
    for start in range(0, len(dataset), batch_size):
        connection.send([dataset[i] for i in range(start, min(start + batch_size, len(dataset)))])
    connection.close()


class PrefetchLoader:
    def __init__(self, dataset, batch_size=32):
        self.dataset = dataset
        self.batch_size = batch_size
        self._reader, self._writer = Pipe(duplex=False)
        self._worker = None

    def start(self):
        self._worker = Process(target=_produce, args=(self._writer, self.dataset, self.batch_size), daemon=True)
        self._worker.start()
        return self

    def __iter__(self):
        while True:
            try:
                yield self._reader.recv()
            except EOFError:
                break
        self._worker.join()


def main():
    loader = PrefetchLoader(Dataset(200)).start()
    seen = positives = 0
    for batch in loader:
        seen += len(batch)
        positives += sum(label for _, label in batch)
    print(f"{positives} of {seen} rows are positive")
    print("ok")


if __name__ == "__main__":
    main()
