#!/usr/bin/python3
"""tools/bundle.py: what it joins runs as the modules do; what it does not understand it refuses."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

BUNDLE = pathlib.Path(__file__).resolve().parents[2] / 'tools/bundle.py'
failures = []


def check(truth, what):
    if not truth:
        print('FAIL  ' + what)
        failures.append(what)


def bundle(folder, files):
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    done = subprocess.run([sys.executable, BUNDLE, folder / 'main.js', folder / 'out.js', '--depfile', folder / 'out.d'],
                          capture_output=True, text=True)
    return done.returncode, (folder / 'out.js').read_text() if done.returncode == 0 else done.stderr


GOOD = {
    'main.js': 'import { one, two as zwei } from "./npm/a.js";\nimport * as b from "./b.js";\nimport c from "./b.js";\n'
               'console.log(one, zwei(), b.three, c);\n',
    'npm/a.js': '/* of others */\n// a word\nexport const one = 1;\nconst inner = () => 2;\nexport { inner as two };\n',
    'b.js': '/* ours */\nimport { one } from "./npm/a.js";\nexport function f() { return one; }\nexport const three = f() + 2;\nconst d = 4;\n'
            'export default d;\n',
}

with tempfile.TemporaryDirectory() as top:
    top = pathlib.Path(top)
    code, text = bundle(top, GOOD)
    check(code == 0, f'good modules are joined: {text}')
    if code == 0 and shutil.which('node'):
        said = subprocess.run(['node', top / 'out.js'], capture_output=True, text=True).stdout
        check(said == '1 2 3 4\n', f'they run as they did: {said}')
    check('ours' in text and 'of others' not in text and 'a word' not in text, 'our comments stay, others\' do not')
    check(all(str(top / n) in (top / 'out.d').read_text() for n in GOOD), 'the build knows every file of it')
    check(text == bundle(top, GOOD)[1], 'the same bytes each time')
    for name, bad in {'a circle': {**GOOD, 'npm/a.js': 'import { three } from "../b.js";\nexport const one = 1, two = 2;\n'},
                      'another form': {**GOOD, 'b.js': 'export * from "./npm/a.js";\n'},
                      'the end of a script': {**GOOD, 'main.js': 'console.log("</script>");\n'}}.items():
        check(bundle(top, bad)[0] != 0, f'{name} is refused')

print(f'{8 - len(failures)} passed, {len(failures)} failed, 0 skipped')
sys.exit(1 if failures else 0)
