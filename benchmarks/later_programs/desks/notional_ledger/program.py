"""Books the day's tickets of each desk in parallel and prints the notional."""
import multiprocessing

from booking import book
from layout import Totals

DESKS = {"rates": 180, "credit": 90, "fx": 240}


def start(ctx, totals):
    for desk, tickets in DESKS.items():
        process = ctx.Process(target=book, args=(totals, desk, tickets), name=desk)
        process.start()
        yield process


def finish(processes):
    failed = []
    for process in processes:
        process.join()
        if process.exitcode != 0:
            failed.append(process.name)
    if failed:
        raise SystemExit("not booked: " + ", ".join(failed))


def main():
    ctx = multiprocessing.get_context()
    totals = Totals.allocate(ctx, list(DESKS))
    finish(list(start(ctx, totals)))
    for desk in DESKS:
        row = totals.row(desk)
        notional = row["cents"] / 100
        print(f"{desk:<8}{row['tickets']:>5} tickets {notional:>18,.2f}  largest {row['largest']:,.2f}")


if __name__ == "__main__":
    main()
