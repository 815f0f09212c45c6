import multiprocessing as mp

FLIGHTS = ("LX12", "BA40")


def sell(seats, prices, lock, agent):
    for number in range(5):
        flight = FLIGHTS[number % 2]
        seats[flight].append(f"{agent}{number}")
        with lock:
            history = prices[flight]
            history["sold"] += 1
            history["log"].append(agent)
            prices[flight] = history


def main():
    with mp.Manager() as manager:
        seats = manager.dict({flight: manager.list() for flight in FLIGHTS})
        prices = manager.dict({flight: {"sold": 0, "log": []} for flight in FLIGHTS})
        lock = mp.Lock()
        agents = [mp.Process(target=sell, args=(seats, prices, lock, name)) for name in "ABC"]
        for agent in agents:
            agent.start()
        for agent in agents:
            agent.join()
        if any(agent.exitcode for agent in agents):
            raise SystemExit("an agent failed")
        taken = {flight: sorted(seats[flight]) for flight in FLIGHTS}
        sold = {flight: (entry["sold"], len(entry["log"])) for flight, entry in prices.items()}
    print(taken)
    print(sold)
    assert [len(taken[flight]) for flight in FLIGHTS] == [9, 6]
    assert sold == {"LX12": (9, 9), "BA40": (6, 6)}
    print("ok")


if __name__ == "__main__":
    main()
