# temperature "sensor" process -> main process
import multiprocessing as mp
import time


def sensor(connection, readings):
    temperature = 19.0
    for i in range(readings):
        temperature = temperature + (0.5 if i % 3 else -0.25)
        connection.send({"nr": i, "temp": temperature})
        time.sleep(0.02)
    connection.close()


class Greenhouse:
    def __init__(self, readings):
        self.readings = readings
        self.history = []
        self.alarm = False

    def handle(self, message):
        print("reading", message["nr"], "=", message["temp"])
        self.history.append(message["temp"])
        if message["temp"] > 22:
            self.alarm = True

    def run(self):
        receiver, sender = mp.Pipe(duplex=False)
        process = mp.Process(target=sensor, args=(sender, self.readings))
        process.start()
        while True:
            try:
                message = receiver.recv()
            except EOFError:
                print("sensor switched off")
                break
            self.handle(message)
        process.join()
        if process.exitcode != 0:
            print("sensor broke")


def main():
    greenhouse = Greenhouse(12)
    greenhouse.run()
    if greenhouse.alarm:
        print("ALARM, open the window")
    if len(greenhouse.history) == 12:
        print("ok")


if __name__ == "__main__":
    main()
