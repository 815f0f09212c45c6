# how often does which sum come up with two dice? (cell 0 = all throws)
import multiprocessing as mp
import random
import sys

THROWS = 30000
PLAYERS = 4


def throw(rng):
  return rng.randint(1, 6) + rng.randint(1, 6)


def play(seed, tally, throws=THROWS):
  rng = random.Random(seed)
  for _ in range(throws):
    tally[0] += 1
    tally[throw(rng)] += 1


def bar(share):
  return "#" * int(share * 200)


def run(players):
  tally = mp.Array("L", 13)
  table = []
  for n in range(players):
    p = mp.Process(target=play, args=(1000 + n, tally))
    p.start()
    table.append(p)
  for p in table:
    p.join()
  if any(p.exitcode for p in table):
    sys.exit("a player left the table")
  return list(tally)


def main():
  cells = run(PLAYERS)
  total = cells[0]
  for points in range(2, 13):
    share = cells[points] / max(total, 1)
    print("%2d  %5.2f %%  %s" % (points, share * 100, bar(share)))
  expected = THROWS * PLAYERS
  print("throws:", total)
  if total != expected:
    print("hmm, %d throws are missing??" % (expected - total))


if __name__ == "__main__":
  main()
