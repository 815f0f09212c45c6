"""Writes reports in a worker process and mails them."""

import multiprocessing as mp


def write_report(customer):
    return f"report for {customer}"


def mail(report):
    print("mailing", report)


def main():
    mp.set_start_method("fork")
    pool = mp.Pool(2)
    for customer in ["Ada", "Grace"]:
        pool.apply_async(write_report, (customer), callback=mail)
    pool.join()


if __name__ == "__main__":
    main()
