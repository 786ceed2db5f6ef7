#!/usr/bin/python3
"""Compressed forms of the assets: squeeze.py gz|br INPUT OUTPUT. Always the same bytes for the same input."""
import gzip
import subprocess
import sys

kind, source, target = sys.argv[1:]
with open(source, 'rb') as f:
    data = f.read()
if kind == 'gz':
    packed = gzip.compress(data, 9, mtime=0)
else:
    packed = subprocess.run(['brotli', '-q', '11', '-c'], input=data, stdout=subprocess.PIPE, check=True).stdout
with open(target, 'wb') as f:
    f.write(packed)
