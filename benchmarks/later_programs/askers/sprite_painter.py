# paints the sprites of my game out of text, one process for each of them
import multiprocessing
import os
import sys
import tempfile

COLOURS = {' ': (0, 0, 0), '#': (250, 250, 250), 'o': (255, 200, 0), '-': (90, 90, 90)}

ghost = ("ghost", [" ### ", "#o#o#", "#####", "# # #"])
coin = ("coin", [" oo ", "o##o", "o##o", " oo "])
wall = ("wall", ["----", "-  -", "----"])
SPRITES = (ghost, coin)


def paint(name, lines, zoom=2):
    target = os.path.join(os.environ['SPRITE_DIR'], name + '.ppm')
    width = max(map(len, lines))
    with open(target, 'w') as f:
        f.write('P3\n%d %d\n255\n' % (width * zoom, len(lines) * zoom))
        for line in lines:
            row = []
            for sign in line.ljust(width):
                row += ['%d %d %d' % COLOURS[sign]] * zoom
            for _ in range(zoom):
                f.write(' '.join(row) + '\n')


def blank(*names):
    for n in names:
        paint(n, ['    '] * 3, zoom=1)


def start(function, arguments, **more):
    p = multiprocessing.Process(target=function, args=arguments, kwargs=more)
    p.start()
    return p


def main():
    running = []
    for sprite in SPRITES:
        running.append(start(paint, (sprite)))
    running.append(start(paint, wall, zoom=4))
    running.append(start(blank, ["sky", "hole"]))
    for sign in COLOURS.keys() - {' '}:
        job = ("tile%d" % ord(sign), [sign * 4] * 4)
        running.append(start(paint, job))
    for p in running:
        p.join()
    if any(p.exitcode for p in running):
        sys.exit("painting failed")


if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as folder:
        os.environ['SPRITE_DIR'] = folder
        main()
        files = sorted(os.listdir(folder))
        print(len(files), 'sprites:', ' '.join(files))
