#!/usr/bin/python3
"""Golden tests of the command line: transcripts that are run again and compared.

usage: transcript.py PROGRAM SOURCE_DIR FILE… [--update]

A transcript holds blocks. `$ thidua …` is the command (split as a shell does, run in SOURCE_DIR), the lines below it
are its standard output, `! …` lines its standard error, `= N` its exit code when that is not 0. Lines that begin with
`#` in front of a command are comments and are kept. {tmp} is a folder of the run's own. --update writes what was seen;
the review is the diff.
"""
import difflib
import os
import shlex
import subprocess
import sys
import tempfile


def run(program, source, tmp, command):
    """The block of one command as it is now."""
    env = {'PATH': '/usr/bin:/bin', 'LC_ALL': 'C.UTF-8'}
    words = [w.replace('{tmp}', tmp) for w in shlex.split(command)]
    while words and '=' in words[0]:
        name, _, value = words.pop(0).partition('=')
        env[name] = value
    done = subprocess.run([program] + words[1:], cwd=source, env=env, stdin=subprocess.DEVNULL, text=True,
                          capture_output=True, timeout=60, check=False)
    out, err = (text.replace(tmp, '{tmp}').splitlines() for text in (done.stdout, done.stderr))
    lines = [f'$ {command}'] + out
    lines += ['! ' + line if line else '!' for line in err]
    if done.returncode != 0:
        lines.append(f'= {done.returncode}')
    return lines


def commands(path):
    """(comment lines, command, block as written) of each command of a transcript."""
    comments, block, command = [], [], None
    with open(path, encoding='utf-8') as f:
        for line in f.read().splitlines():
            if line.startswith(('$ ', '# ')) and command is not None:
                yield comments, command, block
                comments, block, command = [], [], None
            if line.startswith('# '):
                comments.append(line)
                continue
            if line.startswith('$ '):
                command = line[2:]
            block.append(line)
    if command is not None:
        yield comments, command, block


def main(argv, tmp):
    update = '--update' in argv
    program, source, *paths = [os.path.abspath(a) for a in argv[1:] if a != '--update']
    passed = failed = 0
    for path in paths:
        seen = []
        for comments, command, want in commands(path):
            got = run(program, source, tmp, command)
            seen += comments + got + ['']
            while want and want[-1] == '':
                want.pop()
            while got and got[-1] == '':
                got.pop()
            if got == want:
                passed += 1
                continue
            failed += 1
            if not update:
                print('\n'.join(difflib.unified_diff(want, got, path, 'now', lineterm='')))
        if update:
            with open(path, 'w', encoding='utf-8') as f:
                f.write('\n'.join(seen))
    print(f'{passed} passed, {failed} failed, 0 skipped')
    return 1 if failed and not update else 0


with tempfile.TemporaryDirectory() as folder:
    sys.exit(main(sys.argv, folder))
