import argparse
import multiprocessing
from multiprocessing.connection import Client

from server import FarmConfig, FrameServer


def shade(frame: int) -> float:
    total = 0
    for y in range(60):
        for x in range(80):
            total += (x * y + frame) % 256
    return total / (60 * 80)


def node(host: str, port: int) -> None:
    with Client((host, port)) as conn:
        conn.send(None)
        while True:
            frame = conn.recv()
            if frame is None:
                return
            conn.send((frame, shade(frame)))


def main() -> int:
    ap = argparse.ArgumentParser()
    ap.add_argument("--port", type=int, default=0)
    ap.add_argument("--local-nodes", type=int, default=2)
    ap.add_argument("--remote-nodes", type=int, default=0)
    ns = ap.parse_args()

    server = FrameServer(FarmConfig(port=ns.port))
    print("farm is listening on port", server.port, flush=True)
    nodes = [
        multiprocessing.Process(target=node, args=("127.0.0.1", server.port))
        for _ in range(ns.local_nodes)
    ]
    for p in nodes:
        p.start()
    results = server.serve(ns.local_nodes + ns.remote_nodes)
    for p in nodes:
        p.join()
    failed = [p.name for p in nodes if p.exitcode]
    print(len(results), "frames, mean", round(sum(results.values()) / len(results), 3))
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
