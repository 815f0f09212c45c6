"""Band-pass a long recording in pieces."""

from multiprocessing import Queue

from crew import Crew

PIECES = 3
SAMPLES = 150_000


def smooth(piece, outbox):
    samples = [(n * 37 + piece) % 101 for n in range(SAMPLES)]
    outbox.put((piece, [(a + b) / 2 for a, b in zip(samples, samples[1:])]))


def main():
    crew = Crew(smooth, range(PIECES), Queue()).start()
    if not crew.wait():
        raise SystemExit("a member of the crew failed")
    recording = dict(crew.results())
    assert sorted(recording) == list(range(PIECES))
    assert all(len(piece) == SAMPLES - 1 for piece in recording.values())
    print("ok")


if __name__ == "__main__":
    main()
