#!/usr/bin/python3
"""Votes made by belenios-tool verify here, and ours there.

usage: ballot.py THIDUA VOTE_MAKE

Three votes: one wholly ours, one wholly belenios-tool's with two trustees, one of its with a key shared by three of whom
two are enough. Each must be right for both programs and give the same counts; and after one byte is changed, for
neither. Exits 77 without belenios-tool.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

TOOL = shutil.which('belenios-tool')
GROUP = ['--group', 'BELENIOS-2048']
UUID = 'ThiDuaThu2o26c'
TEMPLATE = {'description': 'Thử', 'name': 'Cụm thi đua số 10', 'questions': [
    {'answers': ['A', 'B', 'C'], 'min': 0, 'max': 2, 'question': 'Suy tôn'},
    {'answers': ['D', 'E'], 'blank': True, 'min': 1, 'max': 1, 'question': 'Cụm trưởng'}]}
VOTES = [[[1, 1, 0], [0, 1, 0]], [[0, 0, 1], [1, 0, 0]], [[0, 1, 1], [0, 0, 1]]]
COUNTS = [[1, 2, 2], [1, 1, 1]]
failures = []


def check(truth, what):
    print(('ok    ' if truth else 'FAIL  ') + what)
    if not truth:
        failures.append(what)


def tool(folder, *words, text=None):
    done = subprocess.run([TOOL, *words], cwd=folder, input=text or '', capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        raise SystemExit(f'belenios-tool {" ".join(words)}: {done.stderr}')
    return done.stdout


def accepts(folder):
    return subprocess.run([TOOL, 'election', 'verify'], cwd=folder, capture_output=True, timeout=120).returncode == 0


def single_keys(d):
    for _ in range(2):
        tool(d, 'setup', 'generate-trustee-key', *GROUP)
    keys = sorted(d.glob('*.pubkey'))
    (d / 'public_keys.jsons').write_text(''.join(k.read_text().strip() + '\n' for k in keys))
    return [['decrypt', '--privkey', k.with_suffix('.privkey').name] for k in keys]


def threshold_keys(d):
    step = ['setup', 'generate-trustee-key-threshold', *GROUP]
    for _ in range(3):
        tool(d, *step, '--step', '1')
    keys = sorted(d.glob('*.key'))
    (d / 'certs.jsons').write_text(''.join(k.with_suffix('.cert').read_text().strip() + '\n' for k in keys))
    step += ['--certs', 'certs.jsons', '--threshold', '2']
    made = [tool(d, *step, '--step', '3', '--key', k.name) for k in keys]
    (d / 'polynomials.jsons').write_text(''.join(p.strip() + '\n' for p in made))
    step += ['--polynomials', 'polynomials.jsons']
    tool(d, *step, '--step', '4')
    out = [tool(d, *step, '--step', '5', '--key', k.name, text=k.with_suffix('.vinput').read_text()) for k in keys]
    shared = tool(d, *step, '--step', '6', text=''.join(o.strip() + '\n' for o in out))
    if not (d / 'threshold.json').exists():
        (d / 'threshold.json').write_text(shared)
    (d / 'public_keys.jsons').write_text('')
    return [['decrypt-threshold', '--key', k.name, '--decryption-key', k.with_suffix('.dkey').name] for k in keys[1:]]


def make_theirs(d, make_keys, first_id):
    """A vote of belenios-tool alone; the path of its file."""
    (d / 'template.json').write_text(json.dumps(TEMPLATE, ensure_ascii=False))
    decrypt = make_keys(d)
    tool(d, 'setup', 'generate-credentials', *GROUP, '--uuid', UUID, '--count', '3')
    shutil.move(next(d.glob('*.pubcreds')), d / 'public_creds.json')
    words = [line.split()[-1] for line in next(d.glob('*.privcreds')).read_text().replace('"', ' ').splitlines()
             if '-' in line]
    tool(d, 'setup', 'make-trustees')
    tool(d, 'setup', 'make-election', *GROUP, '--uuid', UUID, '--template', 'template.json')
    tool(d, 'archive', 'init')
    for word, vote in zip(words, VOTES):
        (d / 'word').write_text(word)
        (d / 'vote').write_text(json.dumps(vote))
        ballot = tool(d, 'election', 'generate-ballot', '--privcred', 'word', '--ballot', 'vote')
        tool(d, 'archive', 'add-event', '--type', 'Ballot', text=ballot)
    tool(d, 'archive', 'add-event', '--type', 'EndBallots')
    tool(d, 'archive', 'add-event', '--type', 'EncryptedTally', text=tool(d, 'election', 'compute-encrypted-tally'))
    for i, words in enumerate(decrypt, first_id):
        part = tool(d, 'election', *words, '--trustee-id', str(i))
        tool(d, 'archive', 'add-event', '--type', 'PartialDecryption', text=part)
    tool(d, 'archive', 'add-event', '--type', 'Result', text=tool(d, 'election', 'compute-result'))
    return d / f'{UUID}.bel'


def verdict(thidua, path):
    done = subprocess.run([thidua, 'verify', path, '--json'], capture_output=True, text=True, timeout=120)
    return done.returncode, json.loads(done.stdout), done.stderr


def judge(thidua, path, counts, what):
    code, v, err = verdict(thidua, path)
    check(code == 0 and v['valid'], f'{what}: thidua verify accepts {err}')
    check(v.get('result') == counts, f'{what}: the counts are right')
    check(accepts(path.parent), f'{what}: belenios-tool election verify accepts')
    good = path.read_bytes()
    at = good.rindex(b'"response":"') + 14
    path.write_bytes(good[:at] + bytes([48 + (good[at] - 47) % 10]) + good[at + 1:])
    check(verdict(thidua, path)[0] == 1 and not accepts(path.parent), f'{what}: neither takes a changed byte')


def main(thidua, vote_make):
    if TOOL is None:
        return 77
    with tempfile.TemporaryDirectory() as top:
        folders = {name: pathlib.Path(top) / name for name in ('ours', 'theirs', 'threshold')}
        for d in folders.values():
            d.mkdir()
        ours = folders['ours'] / 'ThiDuaThu2o26b.bel'
        subprocess.run([vote_make, ours, '3'], check=True, timeout=120)
        judge(thidua, ours, [[1, 1, 1], [1, 1, 1]], 'ours')
        judge(thidua, make_theirs(folders['theirs'], single_keys, 1), [COUNTS[0], COUNTS[1]], 'theirs')
        judge(thidua, make_theirs(folders['threshold'], threshold_keys, 2), [COUNTS[0], COUNTS[1]], 'theirs, 2 of 3')
    print(f'{9 + 3 - len(failures)} passed, {len(failures)} failed, 0 skipped')
    return 1 if failures else 0


sys.exit(main(*sys.argv[1:]))
