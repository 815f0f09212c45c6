from contextlib import closing
from functools import partial
from multiprocessing import Pool

USAGE = {"anna": 120, "bert": 310, "cleo": 80, "dora": 95}


class QuotaExceeded(Exception):
    """More storage in use than the plan of the account allows."""

    def __init__(self, *, account, used, limit):
        super().__init__(f"{account} uses {used} GB of {limit} GB")
        self.account = account
        self.used = used
        self.limit = limit


def remaining(account, limit):
    used = USAGE[account]
    if used > limit:
        raise QuotaExceeded(account=account, used=used, limit=limit)
    return limit - used


def audit(limit):
    over, free = [], {}
    with closing(Pool(2)) as pool:
        jobs = {
            account: pool.apply_async(partial(remaining, limit=limit), (account,))
            for account in sorted(USAGE)
        }
        for account, job in jobs.items():
            try:
                free[account] = job.get()
            except QuotaExceeded as exc:
                over.append((exc.account, exc.used - exc.limit))
    return over, free


if __name__ == "__main__":
    over, free = audit(limit=200)
    for account, amount in over:
        print(f"{account}: {amount} GB too much")
    for account, amount in free.items():
        print(f"{account}: {amount} GB left")
