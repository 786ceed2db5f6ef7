#!/usr/bin/python3
"""clang-tidy over src/, on every core: tools/lint_tidy.py BUILD-DIR.

A file that was clean is not looked at again until it, a header or .clang-tidy changes (BUILD-DIR/lint remembers).
Prints the findings; exit status 1 if there are any.
"""
import concurrent.futures
import glob
import hashlib
import os
import re
import subprocess
import sys

# the analyzer walks this far through each function: a third of its time, and nothing it found was lost
SHORTER = ["--extra-arg=" + arg for arg in ("-Xclang", "-analyzer-config", "-Xclang", "max-nodes=50000")]
FINDING = re.compile(r"^(\S+?):(\d+):\d+: (?:warning|error): (.*)$")


def digest(*paths):
    h = hashlib.sha256()
    for path in paths:
        with open(path, "rb") as f:
            h.update(path.encode() + b"\0" + f.read() + b"\0")
    return h.hexdigest()


def tidy(build, path):
    """The findings in one file, as "path:line: text"."""
    done = subprocess.run(["clang-tidy", "--quiet", "-p", build, *SHORTER, path], capture_output=True, text=True,
                          check=False)
    found = []
    for line in done.stdout.splitlines():
        match = FINDING.match(line)
        if match:
            name = os.path.relpath(os.path.join(build, match.group(1)))
            found.append("%s:%s: %s" % (name, match.group(2), match.group(3)))
    if done.returncode and not found:
        found.append("%s: clang-tidy failed: %s" % (path, (done.stdout + done.stderr).strip()[-500:]))
    return found


def main():
    build = sys.argv[1]
    memory = os.path.join(build, "lint")
    os.makedirs(memory, exist_ok=True)
    shared = digest(".clang-tidy", *sorted(glob.glob("src/**/*.h", recursive=True)))
    paths = sorted(glob.glob("src/**/*.c", recursive=True))
    marks = {p: os.path.join(memory, hashlib.sha256((shared + digest(p)).encode()).hexdigest()) for p in paths}
    todo = [p for p in paths if not os.path.exists(marks[p])]
    findings = set()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, found in zip(todo, pool.map(lambda p: tidy(build, p), todo)):
            findings.update(found)
            if not found:
                with open(marks[path], "w", encoding="utf-8"):
                    pass
    for stale in set(os.listdir(memory)) - {os.path.basename(m) for m in marks.values()}:
        os.unlink(os.path.join(memory, stale))
    print("\n".join(sorted(findings)), end="\n" if findings else "")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
