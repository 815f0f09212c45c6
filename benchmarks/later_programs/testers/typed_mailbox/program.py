"""Two generations of agents publish topics into one mailbox."""
from __future__ import annotations

import multiprocessing as mp
import sys

import agents
import boxes


def read(box: mp.Queue, agents_left: int) -> tuple[list[str], dict[str, tuple[int, int]]]:
    topics, summaries = [], {}
    while len(summaries) < agents_left:
        message = box.get(timeout=8)
        if isinstance(message, tuple):
            title, generation, count = message
            summaries[title] = generation, count
        else:
            topics.append(message)
    return sorted(topics), summaries


def main(argv: list[str]) -> int:
    box: mp.Queue = mp.Queue()
    first = agents.Agent("planner", ["Build Queue", " Nightly "], box)
    crew = [first, agents.Agent("runner", ["Build Queue", "Flaky Cases", "Retries"], box, parent=first)]
    for agent in crew:
        agent.start()
    topics, summaries = read(box, len(crew))
    for agent in crew:
        agent.join()
        print(agents.describe(agent), *summaries[agent.name])
    print(boxes.kind(box), boxes.kind(topics), topics)
    return sum(agent.exitcode != 0 for agent in crew)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
