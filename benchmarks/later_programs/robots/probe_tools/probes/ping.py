import sys

count = int(sys.argv[1])
for number in range(count):
    print(f"pong {number}")
