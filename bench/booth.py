#!/usr/bin/python3
"""Making a ballot of 10 candidates in the booth, on Chromium with its processor slowed down 4 times.

usage: bench/booth.py [RUNS]     (THIDUA_BIN: build/thidua; the npm packages of tests/browser)

From the touch of the last button to the ballot leaving the browser, the least and the greatest of RUNS (default 5)
first votes, each in a browser context of its own; the ratio to the limit of one second."""
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent.parent
THIDUA = pathlib.Path(os.environ.get('THIDUA_BIN', HERE / 'build/thidua')).resolve()
SLOWED, LIMIT = 4, 1.0


def main(runs=5):
    tests = HERE / 'tests/browser'
    if not (tests / 'node_modules').exists():
        subprocess.run(['npm', 'ci', '--no-audit', '--no-fund', '--ignore-scripts'], cwd=tests, check=True, capture_output=True)
    done = subprocess.run(['node', HERE / 'bench/lib/booth.js', THIDUA, str(SLOWED), str(runs)], check=True,
                          capture_output=True, text=True)
    seconds = sorted(json.loads(done.stdout)['seconds'])
    print(f'a ballot of 10 candidates, processor slowed {SLOWED} times: {seconds[0]:.2f} to {seconds[-1]:.2f} s '
          f'(limit {LIMIT:.0f} s, ratio {seconds[-1] / LIMIT:.2f})')


main(*map(int, sys.argv[1:]))
