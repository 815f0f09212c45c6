"""Measures the seeing in images of the dome camera, one process per camera."""

from cameras import SeeingMonitor


def main():
    monitors = [SeeingMonitor(camera, images=5) for camera in ("north", "south")]
    for monitor in monitors:
        monitor.start()
    for monitor in monitors:
        monitor.join()
        if monitor.exitcode:
            raise SystemExit(f"{monitor.camera} failed")
    for monitor in monitors:
        print(f"{monitor.camera}: {monitor.summary()}")


if __name__ == "__main__":
    main()
