"""Occurrences of sequence motifs in a synthetic genome."""
import random
from multiprocessing import Pipe, Process

MOTIFS = ("TATA", "GATTACA", "CCG")


def genome(length, seed):
    rng = random.Random(seed)
    return "".join(rng.choices("ACGT", weights=(3, 2, 2, 3), k=length))


def overlapping(sequence, motif):
    return sum(sequence.startswith(motif, i) for i in range(len(sequence) - len(motif) + 1))


def count_motifs(*motifs, sequence, reply):
    reply.send({motif: overlapping(sequence, motif) for motif in motifs})
    reply.close()


def launch(motif, sequence):
    receiver, sender = Pipe(duplex=False)
    process = Process(
        target=count_motifs,
        args=(motif),
        kwargs={"sequence": sequence, "reply": sender},
    )
    process.start()
    sender.close()
    return process, receiver


def gather(jobs):
    found = {}
    for process, receiver in jobs:
        found.update(receiver.recv())
        process.join()
        if process.exitcode != 0:
            raise RuntimeError(f"{process.name} ended with {process.exitcode}")
    return found


def main():
    sequence = genome(20_000, seed=8)
    found = gather([launch(motif, sequence) for motif in MOTIFS])
    for motif, count in sorted(found.items()):
        print(f"{motif:8} {count}")
    print("ok" if found == {m: overlapping(sequence, m) for m in MOTIFS} else "wrong")


if __name__ == "__main__":
    main()
