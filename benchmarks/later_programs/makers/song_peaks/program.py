# Waveform pictures for the band's web site.
import multiprocessing as mp

from audio import envelope, song

ALBUM = [("Garage Door", 4.0), ("Blue Bus", 3.0), ("Encore", 5.0)]


def draw(number, title, seconds, shapes):
    samples = song(title, seconds)
    shapes.put((number, title, envelope(samples)))


def sparkline(values, width=40):
    step = max(1, len(values) // width)
    marks = " .:-=+*#"
    top = max(values)
    return "".join(marks[max(0, min(7, int(8 * v / top)))] for v in values[::step][:width])


def start_all(album, shapes):
    workers = []
    for number, (title, seconds) in enumerate(album):
        worker = mp.Process(target=draw, args=(number, title, seconds, shapes))
        worker.start()
        workers.append(worker)
    return workers


def wait_for(workers):
    for worker in workers:
        worker.join()


def gather(shapes, how_many):
    found = [shapes.get() for _ in range(how_many)]
    return [(title, values) for _, title, values in sorted(found)]


if __name__ == "__main__":
    shapes = mp.Queue()
    workers = start_all(ALBUM, shapes)
    wait_for(workers)
    for title, values in gather(shapes, len(ALBUM)):
        print(f"{title:12} |{sparkline(values)}|")
    print("ok")
