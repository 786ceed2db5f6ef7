#!/usr/bin/python3
"""The booth's page out of its parts, and the policy that lets the browser run these parts alone.

usage: booth.py PAGE.html STYLE.css SCRIPT.js OUTPUT.html OUTPUT.csp
"""
import base64
import hashlib
import sys


def source(text):
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def main(page, style, script, out, policy):
    page, style, script = (open(p, encoding='utf-8').read() for p in (page, style, script))
    with open(out, 'w', encoding='utf-8') as f:
        f.write(page.replace('@STYLE@', style).replace('@SCRIPT@', script))
    with open(policy, 'w', encoding='ascii') as f:
        f.write(f"default-src 'none'; script-src {source(script)}; style-src {source(style)}; connect-src 'self'; img-src data:; "
                "base-uri 'none'; form-action 'none'; frame-ancestors 'none'")


main(*sys.argv[1:])
