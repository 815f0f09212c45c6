"""Reserve cores for several teams; refusals come back from the workers as exceptions."""
from multiprocessing import Pool
from typing import List

from quotas import QuotaExceeded, QuotaUnknown, reserve
from quotas.service import Reservation

REQUESTS = [Reservation("search", 12), Reservation("billing", 64), Reservation("ads", 1)]


def main() -> None:
    refused: List[str] = []
    granted = 0
    with Pool(2) as pool:
        pending = [pool.apply_async(reserve, (request,)) for request in REQUESTS]
        for result in pending:
            try:
                granted += result.get(timeout=20)
            except QuotaExceeded as error:
                refused.append(f"{error.team}: {error.requested} is too much")
            except QuotaUnknown as error:
                refused.append(str(error))
    print(granted, refused)
    assert granted == 12
    assert refused == ["billing: 64 is too much", "no quota for ads: ask the platform team"]
    print("ok")


if __name__ == "__main__":
    main()
