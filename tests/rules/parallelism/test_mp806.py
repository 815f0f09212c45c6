"""MP806: objects that forked workers copy by reading them."""

from __future__ import annotations

from pathlib import Path

from snippets import Check, check_files


def test_listings_of_a_dataset(check: Check) -> None:
    (first, _) = check(
        "MP806",
        """
        import glob
        import json
        from torch.utils.data import DataLoader, Dataset

        class Images(Dataset):
            def __init__(self, folder):
                self.paths = sorted(glob.glob(folder + "/*.jpg"))  # MP806
                with open(folder + "/labels.txt") as file:
                    self.labels = [line.strip() for line in file.readlines()]  # MP806
                self.sizes = [1, 2]
                self.folder = folder

            def __getitem__(self, index):
                return self.paths[index], self.labels[index]

        def main():
            loader = DataLoader(Images("data"), batch_size=4, num_workers=8)
            for batch in loader:
                print(batch)
        """,
    )
    assert {target.start_method for target in first.breaks_when} == {"fork"}


def test_silent_without_workers_or_with_arrays(check: Check) -> None:
    check(
        "MP806",
        """
        import glob
        import numpy as np
        from torch.utils.data import DataLoader, Dataset

        class Images(Dataset):
            def __init__(self, folder):
                self.paths = glob.glob(folder + "/*.jpg")

        class Arrays(Dataset):
            def __init__(self, folder):
                self.paths = np.array(glob.glob(folder + "/*.jpg"))

        loaders = [DataLoader(Images("a")), DataLoader(Images("b"), num_workers=0), DataLoader(Arrays("c"), num_workers=4)]
        """,
    )


def test_tables_and_datasets_of_other_files(tmp_path: Path) -> None:
    files = {
        "data.py": """
            import os
            from torch.utils.data import Dataset

            WORDS = [str(number) for number in range(1_000_000)]  # MP806
            TABLE = {number: str(number) for number in range(1_000_000)}

            class Files(Dataset):
                def __init__(self, root):
                    self.paths = os.listdir(root)  # MP806

            def reset():
                global TABLE
                TABLE = {}
            """,
        "program.py": """
            from multiprocessing import Pool
            from torch.utils.data import DataLoader
            import data

            def work(number):
                data.reset()
                return data.WORDS[number], data.TABLE[number]

            if __name__ == "__main__":
                with Pool(4) as pool:
                    print(pool.map(work, range(9)))
                DataLoader(data.Files("."), num_workers=2)
            """,
    }
    check_files(tmp_path, files, "MP806", level="pedantic")
