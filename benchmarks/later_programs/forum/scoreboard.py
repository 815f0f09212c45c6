# game server scoreboard, every game runs in its own process
from multiprocessing import Manager, Process
import random
import time

PLAYERS = ["mario", "luigi", "peach"]
games = []


def play(nr, board, lock):
    random.seed(nr)
    time.sleep(0.05)
    for player in PLAYERS:
        score = random.randint(1, 100)
        lock.acquire()
        try:
            board[player].append(score)
            print("game", nr, player, "scored", score)
        finally:
            lock.release()


def show(board):
    print("-" * 20)
    for player in PLAYERS:
        scores = board[player]
        if len(scores) > 0:
            print(player, "best:", max(scores))
        else:
            print(player, "has not played")
    print("-" * 20)


if __name__ == "__main__":
    manager = Manager()
    board = manager.dict()
    lock = manager.Lock()
    for player in PLAYERS:
        board[player] = []

    for nr in range(4):
        game = Process(target=play, args=(nr, board, lock))
        game.start()
        games.append(game)
    for game in games:
        game.join()
        if game.exitcode != 0:
            raise SystemExit("game crashed")

    show(board)
    count = 0
    for player in PLAYERS:
        count = count + len(board[player])
    if count == 4 * len(PLAYERS):
        print("ok")
    else:
        print("only", count, "scores")
