from concurrent.futures import ProcessPoolExecutor

from settings import Settings
from stock import attach, take


def main(settings: Settings) -> None:
    gate = settings.context.Lock()
    boxes = settings.context.Value("i", 25, lock=False)
    with ProcessPoolExecutor(**settings.executor_options(attach, gate, boxes)) as executor:
        futures = [executor.submit(take, 2) for _ in range(20)]
        served = sum(future.result() for future in futures)
    assert served == 12, served
    assert boxes.value == 1, boxes.value
    print("ok")


if __name__ == "__main__":
    main(Settings())
