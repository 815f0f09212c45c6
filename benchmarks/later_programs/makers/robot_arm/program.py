import io
import multiprocessing as mp

from arm import Arm, Base, Camera, Gripper

TARGETS = [(1.2, 0.3), (0.4, 0.9), (-0.5, 1.0)]


def main():
    arm = Arm([1.0, 0.6])
    trace = io.StringIO()
    arm.record(trace)
    arm.move([0.5, -0.2])
    gripper, camera, base = Gripper(40), Camera(640), Base("table")
    with mp.Pool(2) as pool:
        plans = pool.map(arm.reach, TARGETS)
        sizes = pool.map(gripper.fits, [25, 60, 40])
        seen = pool.map(camera.resolution, [320, 640])
        radius = pool.apply(base.radius, (arm,))
    for target, (miss, *angles) in zip(TARGETS, plans):
        arm.move(angles)
        print(target, "missed by", round(miss, 2))
    camera.start()
    assert len(trace.getvalue().splitlines()) == 4
    assert sizes == [True, False, True] and seen == [0.5, 1.0] and radius == 1.6
    assert all(miss < 0.25 for miss, *_ in plans)
    print("ok")


if __name__ == "__main__":
    main()
