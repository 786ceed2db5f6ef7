#!/usr/bin/python3
"""Branch coverage per source file, from the data of a build with -Db_coverage=true: tools/cover.py BUILD-DIR.

A branch counts as covered when it was taken; a file without branches counts its lines. Prints the files of src/ from
the least covered, and the sum of each folder.
"""
import glob
import gzip
import json
import os
import subprocess
import sys
import tempfile


def read(build):
    """{path: {(line, index): taken}} over all object files: inline functions are seen from several of them."""
    files = {}
    data = [os.path.abspath(p) for p in glob.glob(build + "/src/**/*.gcda", recursive=True)]
    with tempfile.TemporaryDirectory() as out:
        subprocess.run(["gcov", "-b", "-j", *data], cwd=out, check=True, stdout=subprocess.DEVNULL)
        for path in glob.glob(out + "/*.gcov.json.gz"):
            with gzip.open(path, "rt", encoding="utf-8") as f:
                report = json.load(f)
            cwd = report["current_working_directory"]
            for file in report["files"]:
                name = os.path.relpath(os.path.join(cwd, file["file"]))
                if not name.startswith("src/"):
                    continue
                seen = files.setdefault(name, {})
                for line in file["lines"]:
                    units = line["branches"] or []
                    for i, branch in enumerate(units):
                        key = (line["line_number"], i)
                        seen[key] = seen.get(key, False) or branch["count"] > 0
    return files


def main():
    files = read(sys.argv[1])
    folders = {}
    rows = []
    for name, units in files.items():
        taken, n = sum(units.values()), len(units)
        rows.append((100.0 * taken / n if n else 100.0, n, name))
        folder = folders.setdefault(os.path.dirname(name), [0, 0])
        folder[0] += taken
        folder[1] += n
    for percent, n, name in sorted(rows):
        print("%6.1f %%  of %5d branches  %s" % (percent, n, name))
    for folder, (taken, n) in sorted(folders.items()):
        print("%6.1f %%  of %5d branches  %s/" % (100.0 * taken / max(n, 1), n, folder))


if __name__ == "__main__":
    main()
