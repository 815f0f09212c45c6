"""Smooth a long recording in pieces."""

from crew import Crew

PIECES = 3
SAMPLES = 120_000


def smooth(piece, outbox):
    samples = [(n * 37 + piece) % 101 for n in range(SAMPLES)]
    outbox.put((piece, [(a + b) / 2 for a, b in zip(samples, samples[1:])]))


def main():
    with Crew(smooth, range(PIECES)) as crew:
        pass
    assert crew.all_good()
    recording = dict(crew.collected)
    assert sorted(recording) == list(range(PIECES))
    assert all(len(piece) == SAMPLES - 1 for piece in recording.values())
    print("ok")


if __name__ == "__main__":
    main()
