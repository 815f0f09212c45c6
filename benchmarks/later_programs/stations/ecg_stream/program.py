"""Split the ECG of a long run into beats and look at each in another process."""
import sys
from multiprocessing import Pipe, Process, Queue, SimpleQueue

from beats import Recorder, samples


def cut(source, beats, batches):
    beat = []
    batch = []
    for value in source:
        if value > 900 and len(beat) > 20:
            beats.put(beat)
            beat = []
            batch.append(value)
            if len(batch) == 5:
                batches.put(tuple(batch))
                batch.clear()
        beat.append(value)
    beats.put(None)
    batches.put(None)


def mirror(source, window, link):
    window = list(window)
    for value in source:
        window.pop(0)
        window.append(value)
        link.send(window)
    link.send(None)


def judge(beats, batches, answers):
    lengths = [len(beat) for beat in iter(beats.get, None)]
    peaks = [len(batch) for batch in iter(batches.get, None)]
    answers.put((lengths, peaks))


def follow(link, answers):
    means = [sum(window) / len(window) for window in iter(link.recv, None)]
    answers.put(means)


def main():
    beats, batches, answers, means = Queue(), Queue(), SimpleQueue(), SimpleQueue()
    reader, writer = Pipe(duplex=False)
    crew = [
        Process(target=judge, args=(beats, batches, answers)),
        Process(target=follow, args=(reader, means)),
    ]
    for p in crew:
        p.start()
    recorder = Recorder(beats.put)
    recorder.calibrate(3)
    cut(samples(3000), beats, batches)
    mirror(samples(60), [0] * 8, writer)
    lengths, peaks = answers.get()
    smooth = means.get()
    for p in crew:
        p.join()
        if p.exitcode:
            sys.exit("analysis failed")
    print(len(lengths), "beats, shortest", min(lengths), "- batches of", set(peaks), "-", len(smooth), "means")
    assert lengths[:3] == [4, 4, 4]
    assert all(length == 50 for length in lengths[4:])
    assert set(peaks) == {5} and len(smooth) == 60 and smooth[0] != smooth[1]
    print("ok")


if __name__ == "__main__":
    main()
