#!/usr/bin/python3
"""Verifying the file of a vote: ours beside belenios-tool's, the same file, one core, one run.

usage: bench/vote.py [BALLOTS]     (THIDUA_BIN: build/thidua; vote_make is built beside it)

Prints CPU seconds of each program over the whole file, then per ballot: the difference between a file with BALLOTS
ballots (default 60) and one with a single ballot, so that starting up and checking the set-up do not count. Each ballot
has two questions: up to 2 of 3, and 1 of 2 or blank (6 ciphertexts). Ours also checks that every ciphertext is in the
group."""
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent.parent
THIDUA = pathlib.Path(os.environ.get('THIDUA_BIN', HERE / 'build/thidua')).resolve()
MAKE = THIDUA.parent / 'tests/interop/vote_make'
TOOL = shutil.which('belenios-tool')


def cpu(words, folder):
    """Least CPU seconds of three runs."""
    best = None
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(words, cwd=folder, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        best = spent if best is None else min(best, spent)
    return best


def main(ballots=60):
    if TOOL is None:
        print('belenios-tool is not installed')
        return
    seconds = {'thidua': [], 'belenios-tool': []}
    with tempfile.TemporaryDirectory() as top:
        for n in (1, ballots):
            folder = pathlib.Path(top) / str(n)
            folder.mkdir()
            file = folder / 'ThiDuaThu2o26b.bel'
            subprocess.run([MAKE, file, str(n)], check=True)
            seconds['thidua'].append(cpu([THIDUA, 'verify', file], folder))
            seconds['belenios-tool'].append(cpu([TOOL, 'election', 'verify'], folder))
    for name, (one, many) in seconds.items():
        print(f'{name:14} {many:7.3f} s for {ballots} ballots   {(many - one) / (ballots - 1) * 1000:6.2f} ms per ballot')
    per = [(many - one) / (ballots - 1) for one, many in seconds.values()]
    print(f'thidua is {per[1] / per[0]:.2f} times as fast per ballot')


main(*map(int, sys.argv[1:]))
