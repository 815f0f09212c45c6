"""Import customers; the first bad line stops the import and is reported."""
from multiprocessing import Pool

from faults import ImportFault
from rows import parse_line

FEED = ["Ada;36;0.1", "Grace;85;0.2", "Kurt;171;0.0", "Emmy;53;0.25"]


class CustomerImport:
    def __init__(self, lines):
        self.lines = lines
        self.customers = []
        self.fault = None

    def run(self, processes=2):
        with Pool(processes) as pool:
            try:
                for customer in pool.imap(parse_line, enumerate(self.lines, 1)):
                    self.customers.append(customer)
            except ImportFault as fault:
                self.fault = fault
        return self


def main():
    job = CustomerImport(FEED).run()
    print(len(job.customers), "customers,", job.fault)
    print("ok" if len(job.customers) == 2 and getattr(job.fault, "line", None) == 3 else "wrong")


if __name__ == "__main__":
    main()
