"""Upload the photographs of the summer party."""
from uploads import Uploader


def main():
    uploader = Uploader()
    for number in range(1, 5):
        uploader.add(f"party-{number:03}.jpg")
    print("4 photographs")


if __name__ == "__main__":
    main()
