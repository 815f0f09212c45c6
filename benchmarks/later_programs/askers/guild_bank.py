"""Guild bank: several game servers pay in and take out at the same time."""
import multiprocessing as mp
import sys

START = {"gold": {"coins": 100, "by": []}, "wood": {"coins": 0, "by": []}}


def book(bank, door, what, amount, who):
    with door:
        account = bank[what]
        if account["coins"] + amount < 0:
            return False
        account["coins"] += amount
        account["by"].append(who)
        bank[what] = account
    return True


def server(bank, door, journal, name, moves):
    for what, amount in moves:
        if not book(bank, door, what, amount, name):
            journal["refused"].append((name, what, amount))
    journal["lines"].append("%s made %d moves" % (name, len(moves)))


MOVES = {
    "north": [("gold", 20), ("wood", 5), ("gold", -10)],
    "south": [("gold", 5), ("wood", -500), ("wood", 7)],
    "east": [("gold", -1000), ("gold", 1)],
}


def main():
    with mp.Manager() as m:
        bank = m.dict(START)
        lines, refused = m.list(), m.list()
        journal = m.dict(lines=lines, refused=refused)
        door = m.Lock()

        servers = []
        for name, moves in MOVES.items():
            s = mp.Process(target=server, name=name, args=(bank, door, journal, name, moves))
            servers.append(s)
            s.start()
        for s in servers:
            s.join()
        crashed = [s.name for s in servers if s.exitcode]
        if crashed:
            sys.exit("crashed: " + " ".join(crashed))

        for line in sorted(lines):
            print(line)
        print("refused:", len(refused))
        for what, account in sorted(bank.items()):
            print(what, account["coins"], "coins in", len(account["by"]), "bookings")


if __name__ == "__main__":
    main()
