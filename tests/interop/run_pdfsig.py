#!/usr/bin/python3
"""pdfsig (poppler, NSS) on the table of signed files beside our verifier: they agree, or the table says why we are
stricter. The files are made by sign_files; pdfsig trusts the same root."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

BUILD = os.environ.get('THIDUA_BUILD') or os.path.join(os.path.dirname(os.environ['THIDUA_BIN']))


def run(*words):
    return subprocess.run(words, capture_output=True, text=True, timeout=120)


def nss(folder):
    """A database of NSS that trusts the root of the table, and nobody else."""
    at = os.path.join(folder, 'nss')
    os.mkdir(at)
    run('certutil', '-N', '-d', 'sql:' + at, '--empty-password')
    for name, trust in (('root', 'CT,C,C'), ('between', ',,')):
        done = run('certutil', '-A', '-d', 'sql:' + at, '-n', name, '-t', trust, '-i', os.path.join(folder, name + '.der'))
        assert done.returncode == 0, done.stderr
    run('crlutil', '-I', '-d', 'sql:' + at, '-i', os.path.join(folder, 'between.crl'))
    return at


def theirs(database, path):
    """"good": every signature and certificate is; "bad"; "none": no signature."""
    out = run('pdfsig', '-nssdir', database, path).stdout
    says = re.findall(r'Signature Validation: (.*)', out)
    trust = re.findall(r'Certificate Validation: (.*)', out)
    if not says:
        return 'none', out
    good = all(s == 'Signature is Valid.' for s in says) and all(t == 'Certificate is Trusted.' for t in trust)
    return ('good' if good else 'bad'), out


def main():
    failed = passed = 0
    if not (shutil.which('pdfsig') and shutil.which('certutil')):
        print('SKIP pdfsig: pdfsig or certutil is not installed')
        print('0 passed, 0 failed, 1 skipped')
        return 0
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run([os.path.join(BUILD, 'tests/sign/sign_files')], env={**os.environ, 'THIDUA_FOLDER': folder},
                              capture_output=True, text=True, timeout=120)
        assert made.returncode == 0, made.stdout + made.stderr
        database = nss(folder)
        trust = os.path.join(folder, 'trust')
        for case in json.loads(made.stdout[:made.stdout.rindex(']') + 1]):
            path = os.path.join(folder, case['name'] + '.pdf')
            ours = json.loads(run(os.environ['THIDUA_BIN'], 'verify-pdf', path, '--trust', trust, '--at', '01/06/2026',
                                  '--json').stdout)
            them, out = theirs(database, path)
            content = ours['state'] in ('valid', 'noted')
            agree = content == (them == 'good')
            ok = ours['state'] == case['state'] and case['pdfsig'] in (them, 'any') and (agree or bool(case['why']))
            if os.environ.get('THIDUA_SHOW'):
                print(f"{case['name']:24} {ours['state']:12} pdfsig {them:5} {'' if agree else case['why']}")
            passed += ok
            failed += not ok
            if not ok:
                print(f"FAIL {case['name']}: ours {ours['state']} (table {case['state']}), pdfsig {them} (table "
                      f"{case['pdfsig']}), reason: {case['why']}\n{out}")
    print(f'{passed} passed, {failed} failed, 0 skipped')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
