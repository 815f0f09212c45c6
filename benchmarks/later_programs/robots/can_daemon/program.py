"""A daemon for a CAN bus: a reader process that leaves with a status, and decoders in the background."""
import concurrent.futures
import logging
import multiprocessing
import sys

from can import decode_arguments, parse

log = logging.getLogger("can")
LINES = ["123#0011", "1FFFFFFF#AB", "12#00", "--bits 16 321#0102"]
BUS_OFF = 75


def reader(connection, lines):
    """The process of the daemon that owns the interface."""
    with connection:
        for line in lines:
            connection.send(line)
    sys.exit(BUS_OFF if len(lines) > 3 else 0)


def decode(line):
    try:
        arguments = decode_arguments(line)
        frame = parse(arguments.frame)
    except SystemExit as stop:
        raise ValueError(str(stop)) from None
    step = arguments.bits // 8
    return frame.identifier, [frame.data[at : at + step].hex() for at in range(0, len(frame.data), step)]


def strict(line):
    return parse(line).identifier


def received(ctx):
    ours, theirs = ctx.Pipe(duplex=False)
    process = ctx.Process(target=reader, args=(theirs, LINES))
    process.start()
    theirs.close()
    lines = []
    while True:
        try:
            lines.append(ours.recv())
        except EOFError:
            break
    process.join()
    return lines, process.exitcode


def decoded(ctx, lines):
    with ctx.Pool(2) as pool:
        pending = {line: pool.apply_async(decode, (line,)) for line in lines}
        for line, result in pending.items():
            try:
                yield line, result.get(timeout=20)
            except ValueError as fault:
                log.warning("%s: %s", line, fault)


def screened(ctx, lines):
    """Stops at the first line that is no frame, as the tool would."""
    good = []
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=ctx) as executor:
        futures = [executor.submit(strict, line) for line in lines]
        for future in futures:
            try:
                good.append(future.result())
            except SystemExit as stop:
                log.warning("stopped: %s", stop)
                break
    return good


def main():
    ctx = multiprocessing.get_context()
    lines, status = received(ctx)
    frames = dict(decoded(ctx, lines))
    print(f"{len(frames)} of {len(lines)} frames, reader left with {status}")
    identifiers = screened(ctx, lines[:3])
    print("screened:", identifiers)
    if status not in (0, BUS_OFF):
        sys.exit(status)
    if (len(frames), len(identifiers)) == (3, 2):
        print("ok")


if __name__ == "__main__":
    main()
