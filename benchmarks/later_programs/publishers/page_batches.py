"""Feeds scanned pages in batches to a (very small) recognition model."""
import torch
from torch.utils.data import DataLoader, Dataset


class Scans(Dataset):
    """Pages of a scanned book as grey values."""

    def __init__(self, pages, height=16, width=12, transform=None):
        self.pages = pages
        self.height = height
        self.width = width
        self.transform = transform

    def __len__(self):
        return self.pages

    def __getitem__(self, number):
        page = torch.full((self.height, self.width), float(number % 256))
        if self.transform is not None:
            page = self.transform(page)
        return number, page


class Recogniser(torch.nn.Module):
    def __init__(self, pixels):
        super().__init__()
        self.linear = torch.nn.Linear(pixels, 2)

    def forward(self, pages):
        return self.linear(pages.flatten(1)).argmax(1)


def main():
    torch.manual_seed(3)
    scans = Scans(24, transform=lambda page: (page - 128.0) / 128.0)
    loader = DataLoader(scans, batch_size=8, num_workers=2)
    model = Recogniser(scans.height * scans.width)
    seen = 0
    with torch.no_grad():
        for numbers, pages in loader:
            classes = model(pages)
            seen += len(classes)
            print(f"pages {int(numbers[0])} to {int(numbers[-1])} done")
    print("ok" if seen == 24 else f"only {seen} pages")


if __name__ == "__main__":
    main()
