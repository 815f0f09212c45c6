"""Read the spectrograph line by line and hand complete spectra to the reduction."""
import multiprocessing
import sys

PIXELS = 32
SPECTRA = 40


class Spectrograph:
    """Stands in for the serial port: a spectrum is a header and 32 pixels."""

    def __init__(self, count):
        self.count = count

    def lines(self):
        for n in range(self.count):
            yield "SPEC %d" % n
            for pixel in range(PIXELS):
                yield str(1000 + (n * 37 + pixel * 11) % 400)
            yield "END"


def acquire(device, queue):
    pixels = []
    for line in device.lines():
        if line.startswith("SPEC"):
            continue
        elif line == "END":
            queue.put(pixels)
            pixels.clear()
        else:
            pixels.append(int(line))
    queue.put(None)


def reduce_spectra(queue, summary):
    good = damaged = 0
    for pixels in iter(queue.get, None):
        if len(pixels) == PIXELS:
            good += 1
        else:
            damaged += 1
    summary.send((good, damaged))
    summary.close()


def main():
    queue = multiprocessing.Queue()
    receiver, sender = multiprocessing.Pipe(duplex=False)
    reduction = multiprocessing.Process(target=reduce_spectra, args=(queue, sender))
    reduction.start()
    acquire(Spectrograph(SPECTRA), queue)
    good, damaged = receiver.recv()
    reduction.join()
    if reduction.exitcode:
        sys.exit("reduction failed")
    print("good spectra:", good)
    if damaged:
        print("damaged spectra:", damaged)
    else:
        print("ok")


if __name__ == "__main__":
    main()
