from multiprocessing import Pool

from checks import CheckFailed, check_order

ORDERS = [
    {"id": 1, "quantity": 3, "country": "FR"},
    {"id": 2, "quantity": 1, "country": "DE"},
    {"id": 3, "quantity": 2, "country": "NO"},
    {"id": 4, "quantity": 5, "country": "IT"},
]


def main():
    accepted, rejected = [], []
    with Pool(2) as pool:
        waiting = [(order, pool.apply_async(check_order, (order,))) for order in ORDERS]
        for order, result in waiting:
            try:
                accepted.append(result.get())
            except CheckFailed as error:
                rejected.append((order["id"], error.field))
    print("accepted", accepted)
    print("rejected", rejected)


if __name__ == "__main__":
    main()
