import multiprocessing as mp
from collections import Counter

from delivery import deliver
from errors import AddressRejected, CourierError


def outcomes(parcels):
    with mp.Pool(2) as pool:
        handles = [pool.apply_async(deliver, (parcel,)) for parcel in parcels]
        pool.close()
        pool.join()
    for handle in handles:
        try:
            yield "done", handle.get()
        except CourierError as error:
            yield error.code, error


def main():
    results = list(outcomes(["day-1", "day-2", "day-3", "late-4", "day-5", "day-6"]))
    assert Counter(kind for kind, _ in results) == {"done": 3, "address": 2, "depot": 1}
    rejected = [error for _, error in results if isinstance(error, AddressRejected)]
    assert [error.parcel for error in rejected] == ["day-3", "day-6"]
    assert all(error.attempts == 3 for error in rejected)
    print("ok")


if __name__ == "__main__":
    main()
