import multiprocessing
import sys

import desk_server
import gauges


def main():
    up, down = multiprocessing.Pipe(False)
    desk = multiprocessing.Process(target=desk_server.run, args=(down,), daemon=True)
    desk.start()
    down.close()
    port = up.recv()

    rain, faults = {}, []
    with multiprocessing.Pool(2) as pool:
        waiting = {
            g: pool.apply_async(gauges.read, ("http://127.0.0.1:%d/%s" % (port, g),))
            for g in ("g1", "g2", "g3")
        }
        for g, res in waiting.items():
            try:
                rain[g] = res.get(timeout=7)
            except gauges.GaugeDown as e:
                faults.append(str(e))
    desk.terminate()
    desk.join()

    print("rain: %.1f mm" % sum(rain.values()))
    print("faults: %s" % "; ".join(faults))
    print("ok" if len(rain) == 2 and faults == ["g3: status 503"] else "unexpected")
    return 0


if __name__ == "__main__":
    sys.exit(main())
