import time


def sample(path, enough, interval):
    """Append the processor time that passes until told that it is enough."""
    stream = open(path, "w", encoding="utf-8")
    try:
        while not enough.wait(interval):
            stream.write(f"{time.monotonic():.3f},{time.process_time():.4f}\n")
    finally:
        stream.write("end\n")
        stream.close()
