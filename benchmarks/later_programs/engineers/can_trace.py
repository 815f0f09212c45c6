"""Merge the traces of several simulated CAN nodes until every node has hung up."""
import multiprocessing as mp
from collections import Counter
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait


@dataclass
class Node:
    identifier: int
    link: Connection
    process: mp.Process


def node_main(link, identifier, frames):
    counter = 0
    for _ in range(frames):
        counter = (counter + identifier) & 0xFF
        link.send((identifier, bytes([counter, 0xA5])))
    link.close()


def attach(identifier, frames):
    rx, tx = mp.Pipe(duplex=False)
    process = mp.Process(target=node_main, args=(tx, identifier, frames), name=f"node{identifier:#x}")
    process.start()
    tx.close()
    return Node(identifier, rx, process)


def merge(nodes):
    open_links = [node.link for node in nodes]
    while open_links:
        for link in wait(open_links):
            try:
                yield link.recv()
            except EOFError:
                open_links.remove(link)


def main():
    layout = {0x10: 40, 0x21: 25, 0x33: 60}
    nodes = [attach(identifier, frames) for identifier, frames in layout.items()]
    seen = Counter(identifier for identifier, _ in merge(nodes))
    for node in nodes:
        node.link.close()
        node.process.join()
        print(f"{node.identifier:#x}: {seen[node.identifier]} frames, exit {node.process.exitcode}")
    healthy = all(node.process.exitcode == 0 for node in nodes)
    print("ok" if healthy and dict(seen) == layout else "trace is incomplete")


if __name__ == "__main__":
    main()
