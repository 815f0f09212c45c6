"""Check telemetry frames in worker processes and average the valid ones."""
import multiprocessing as mp
import zlib

STOP = None


def encode(payload, damage=False):
    body = bytes(payload)
    crc = zlib.crc32(body)
    return body, crc ^ 1 if damage else crc


def inspect(frames, total, valid):
    while True:
        frame = frames.get()
        if frame is STOP:
            frames.task_done()
            break
        body, crc = frame
        match zlib.crc32(body) == crc, len(body):
            case False, _:
                continue
            case True, 0:
                frames.task_done()
            case True, size:
                with valid.get_lock():
                    valid.value += 1
                with total.get_lock():
                    total.value += sum(body) / size
                frames.task_done()


def downlink(count):
    for n in range(count):
        yield encode([n % 200, (3 * n) % 200, 17], damage=(n % 40 == 39))


def main(workers=2, count=200):
    ctx = mp.get_context()
    frames = ctx.JoinableQueue()
    total, valid = ctx.Value("d", 0.0), ctx.Value("q", 0)
    crew = [ctx.Process(target=inspect, args=(frames, total, valid)) for _ in range(workers)]
    for member in crew:
        member.start()
    for frame in downlink(count):
        frames.put(frame)
    frames.join()
    for _ in crew:
        frames.put(STOP)
    for member in crew:
        member.join()
    if any(member.exitcode for member in crew):
        raise SystemExit("an inspector failed")
    print(f"{valid.value} valid frames, mean level {total.value / valid.value:.2f}")
    print("ok")


if __name__ == "__main__":
    main()
