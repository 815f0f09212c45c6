from cues import ACT_ONE, ACT_TWO
from desk import Desk


def run_show():
    desk = Desk()
    desk.add("front", ACT_ONE).add("back", ACT_TWO)
    desk.go()
    log = desk.finish(len(ACT_ONE) + len(ACT_TWO))
    for universe, channel, level in sorted(log):
        print(f"{universe:>5}  ch {channel}  {level:3d} %")
    return log


if __name__ == "__main__":
    log = run_show()
    assert len(log) == 6
    print("ok")
