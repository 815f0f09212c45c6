"""Writes reports in a worker process and mails them."""

import multiprocessing as mp


def write_report(customer):
    return f"report for {customer}"


def mail(report):
    print("mailing", report)


def main():
    pool = mp.Pool(2)
    tasks = [pool.apply_async(write_report, (customer,), callback=mail) for customer in ["Ada", "Grace"]]
    for task in tasks:
        task.get()
    pool.close()
    pool.join()


if __name__ == "__main__":
    main()
