#!/usr/bin/python3
"""Checks the layers: tools/layers.py [BUILD-DIR].

Every #include "folder/x.h" of src/FOLDER/ must be allowed by layers.txt; generated statements (q_*.h) are for src/store
alone. With a build directory also that src/domain is pure: its library may leave only symbols of base, mem* and the
compiler's own helpers undefined. Prints one line per fault; exit status 1 if there is any.
"""
import glob
import os
import re
import subprocess
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
# from libc or the compiler, without state: what optimised C turns into by itself, and sorting
PURE = re.compile(r"^(mem(cpy|move|set|cmp|chr|mem)|__mem\w+_chk|str(len|cmp)|qsort|bsearch|__(u?div|u?mod)(mod)?ti[34]"
                  r"|__stack_chk_fail|_GLOBAL_OFFSET_TABLE_)$")
SANITIZER = re.compile(r"^__(asan|ubsan|sanitizer|gcov|llvm)")


def read_layers():
    layers = {}
    with open("layers.txt", encoding="utf-8") as f:
        for line in f:
            line = line.split("#")[0].strip()
            if line:
                name, _, allowed = line.partition(":")
                layers[name.strip()] = set(allowed.split())
    return layers


def check_file(path, layers):
    """The faults of one source file."""
    parts = path.split("/")
    own = parts[1] if len(parts) > 2 else None  # src/main.c sees everything
    if own is not None and own not in layers:
        return ["%s: the folder src/%s is not in layers.txt" % (path, own)]
    faults = []
    with open(path, encoding="utf-8") as f:
        text = f.read()
    for match in INCLUDE.finditer(text):
        name = match.group(1)
        line = text.count("\n", 0, match.start(1)) + 1
        folder = name.split("/")[0] if "/" in name else own
        if folder in layers and own is not None and folder != own and folder not in layers[own]:
            faults.append('%s:%d: src/%s may not include "%s" (layers.txt)' % (path, line, own, name))
        if os.path.basename(name).startswith("q_") and own != "store":
            faults.append('%s:%d: only src/store may include "%s"' % (path, line, name))
    return faults


def symbols(library, kind):
    out = subprocess.run(["nm", kind, library], capture_output=True, text=True, check=True).stdout
    return {line.split()[-1] for line in out.splitlines() if line and not line.endswith(":")}


def check_purity(build):
    domain, base = (os.path.join(build, "src", name, "lib%s.a" % name) for name in ("domain", "base"))
    if not os.path.exists(domain):
        return []
    known = symbols(base, "--defined-only") | symbols(domain, "--defined-only")
    return ["src/domain uses %s, which is neither base nor pure" % name
            for name in sorted(symbols(domain, "-u") - known)
            if not PURE.match(name) and not SANITIZER.match(name)]


def main():
    layers = read_layers()
    faults = []
    for path in sorted(glob.glob("src/**/*.[ch]", recursive=True)):
        faults += check_file(path, layers)
    if len(sys.argv) > 1:
        faults += check_purity(sys.argv[1])
    print("\n".join(faults), end="\n" if faults else "")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
