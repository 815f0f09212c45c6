"""A host process per game match, which evaluates the moves of its bots side by side."""

import multiprocessing as mp
import time


def evaluate(position):
    board, depth = position
    score = 0
    for ply in range(depth):
        score = (score * 31 + board * (ply + 1)) % 1009
    return score


class MatchHost(mp.Process):
    def __init__(self, match_id, rounds=3):
        super().__init__(name=f"match-{match_id}", daemon=True)
        self.match_id = match_id
        self.rounds = rounds

    def run(self):
        started = time.time()
        with mp.Pool(2) as bots:
            for number in range(self.rounds):
                boards = [(self.match_id * 100 + number * 10 + bot, 50) for bot in range(4)]
                scores = bots.map(evaluate, boards)
                best = max(range(len(scores)), key=scores.__getitem__)
                print(f"{self.name} round {number}: bot {best} ahead", flush=True)
        print(f"{self.name} took {time.time() - started:.1f} s", flush=True)


class Lobby:
    def __init__(self):
        self.hosts = []

    def open_match(self, match_id):
        host = MatchHost(match_id)
        self.hosts.append(host)
        host.start()

    def wait(self):
        for host in self.hosts:
            host.join()
            print(host.name, "closed")


def main():
    lobby = Lobby()
    for match_id in (1, 2):
        lobby.open_match(match_id)
    lobby.wait()
    print("ok")


if __name__ == "__main__":
    main()
