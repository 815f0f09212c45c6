"""Pictures of rain for the LED wall, drawn by several processes and collected in different ways."""
import multiprocessing as mp
import random
import threading

WIDTH, HEIGHT = 120, 90


def rain(seed, frames, out):
    rng = random.Random(seed)
    for number in range(frames):
        picture = bytearray(WIDTH * HEIGHT)
        for _ in range(400):
            picture[rng.randrange(len(picture))] = rng.randrange(100, 256)
        out.put((seed, number, bytes(picture)))


def launch(seeds, frames, out):
    clouds = [mp.Process(target=rain, args=(seed, frames, out)) for seed in seeds]
    for cloud in clouds:
        cloud.start()
    return clouds


def brightness(pictures):
    return sum(sum(picture) for _, _, picture in pictures) // len(pictures)


def take_then_wait(seeds, frames):
    out = mp.Queue()
    clouds = launch(seeds, frames, out)
    pictures = [out.get(timeout=20) for _ in range(len(seeds) * frames)]
    for cloud in clouds:
        cloud.join()
    return pictures


def with_a_collector(seeds, frames):
    out = mp.Queue()
    pictures = []

    def collect():
        for picture in iter(out.get, None):
            pictures.append(picture)

    collector = threading.Thread(target=collect)
    clouds = launch(seeds, frames, out)
    collector.start()
    for cloud in clouds:
        cloud.join()
    out.put(None)
    collector.join()
    return pictures


def through_a_manager(seeds, frames):
    with mp.Manager() as manager:
        out = manager.Queue()
        clouds = launch(seeds, frames, out)
        for cloud in clouds:
            cloud.join()
        return [out.get() for _ in range(len(seeds) * frames)]


def main():
    seeds, frames = [3, 5, 8], 6
    results = []
    for way in (through_a_manager, take_then_wait, with_a_collector):
        pictures = way(seeds, frames)
        results.append(brightness(pictures))
        print(f"{way.__name__:18} {len(pictures)} frames, brightness {results[-1]}")
        assert len(pictures) == 18
    assert len(set(results)) == 1
    print("ok")


if __name__ == "__main__":
    main()
