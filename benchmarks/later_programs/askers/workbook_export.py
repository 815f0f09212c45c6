# saves every sheet of the workbook as its own csv file, all at the same time
import csv
import multiprocessing
import os
import sys
import tempfile

BOOK = {
    'Stock': [['item', 'pieces'], ['screws', 400], ['nuts', 380]],
    'Orders': [['no', 'item', 'pieces'], [1, 'nuts', 20], [2, 'screws', 5]],
    'People': [['name', 'phone'], ['Ida', '555-01'], ['Omar', '555-02']],
}


def quoteCell(value):
    if isinstance(value, str):
        return value.strip()
    return value


def exportSheet(title, *, folder='.'):
    fileName = os.path.join(folder, title.lower() + '.csv')
    with open(fileName, 'w', newline='') as f:
        writer = csv.writer(f)
        for row in BOOK[title]:
            writer.writerow([quoteCell(c) for c in row])


def startJob(func, args, **options):
    job = multiprocessing.Process(target=func, args=args, kwargs=options)
    job.start()
    return job


def exportAll(folder):
    jobs = {}
    for title in BOOK:
        jobs[title] = startJob(exportSheet, (title), folder=folder)
    failed = []
    for title, job in jobs.items():
        job.join()
        if job.exitcode != 0:
            failed.append(title)
    return failed


def main():
    with tempfile.TemporaryDirectory(prefix='workbook') as folder:
        failed = exportAll(folder)
        print('files:', sorted(os.listdir(folder)))
    if failed:
        sys.exit('could not export ' + ', '.join(failed))


if __name__ == '__main__':
    main()
