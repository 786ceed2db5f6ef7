#!/usr/bin/python3
"""The man page tells of every command and option of the program, and of none that is not there.

usage: man_check.py PROGRAM SOURCE_DIR
"""
import re
import subprocess
import sys


def output(*words):
    return subprocess.run(words, capture_output=True, text=True, check=True, timeout=60).stdout


def main(program, source):
    with open(f'{source}/docs/man/thidua.1', encoding='utf-8') as f:
        page = f.read().replace('\\-', '-')
    sections = dict(re.findall(r'^\.SS thidua ([\w-]+).*?\n(.*?)(?=^\.S[SH] )', page, re.M | re.S))
    commands = re.findall(r'^  ([\w-]+)', output(program, 'help'), re.M)
    faults = [f'thidua.1 does not tell of: thidua {c}' for c in commands if c not in sections]
    faults += [f'thidua.1 tells of a command that is not there: {c}' for c in sections if c not in commands]
    for command in set(commands) & set(sections):
        there = set(re.findall(r'--[a-z][a-z-]*', output(program, 'help', command)))
        told = set(re.findall(r'--[a-z][a-z-]*', sections[command]))
        faults += [f'thidua.1, {command}: {o} is missing' for o in sorted(there - told)]
        faults += [f'thidua.1, {command}: there is no {o}' for o in sorted(told - there)]
    print('\n'.join(faults), end='\n' if faults else '')
    print(f'{len(commands)} passed, {len(faults)} failed, 0 skipped')
    return 1 if faults or not commands else 0


sys.exit(main(*sys.argv[1:]))
