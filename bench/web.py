#!/usr/bin/python3
"""The web server beside its peers and limits, as ratios of one run; see docs of each line.

    bench/web.py [SECONDS]     3 seconds for each measurement unless told; 64 connections, everything on this machine

Needs wrk, nginx and fossil (a peer that is missing is left out). CPU is user and system time of the server's processes,
divided by its answers: the figure to compare by where the machine is shared."""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'lib'))
from served import BIN, BUILD, PASSWORD, Process, cpu, free_port, hidden, resident, serve, sign_in, talk, wait_for  # noqa: E402

SECONDS = int(sys.argv[1]) if len(sys.argv) > 1 else 3
CONNECTIONS = 64


# ---- measuring ----

def wrk(process, path, cookie='', script=None):
    """Requests a second, CPU microseconds a request, p99 in ms, bad answers."""
    words = ['wrk', '-t1', f'-c{CONNECTIONS}', f'-d{SECONDS}s', '--latency', '-H', f'Cookie: {cookie}']
    words += ['-s', script] if script else []
    url = f'http://127.0.0.1:{process.port}{path}'
    subprocess.run(words[:3] + ['-d1s'] + words[4:] + [url], stdout=subprocess.DEVNULL, check=True)
    before = cpu(process.p.pid)
    out = subprocess.run(words + [url], stdout=subprocess.PIPE, text=True, check=True).stdout
    n = int(re.search(r'(\d+) requests in', out).group(1))
    per_second = float(re.search(r'Requests/sec: +([\d.]+)', out).group(1))
    bad = re.search(r'Non-2xx or 3xx responses: (\d+)', out)
    p99 = re.search(r'99%\s+([\d.]+)(us|ms|s)', out)
    scale = {'us': 0.001, 'ms': 1, 's': 1000}[p99.group(2)]
    return {'rps': per_second, 'cpu': (cpu(process.p.pid) - before) / max(n, 1) * 1e6, 'p99': float(p99.group(1)) * scale,
            'bad': int(bad.group(1)) if bad else 0}


def show(name, m):
    print(f'  {name:<44} {m["rps"]:>9,.0f} req/s  {m["cpu"]:>8.1f} µs CPU  p99 {m["p99"]:>8.2f} ms' +
          (f'  {m["bad"]} refused' if m['bad'] else ''), flush=True)


def ratio(what, ours, theirs, target):
    print(f'→ {what}: {ours["rps"] / theirs["rps"]:.2f} × by requests, {theirs["cpu"] / ours["cpu"]:.2f} × by CPU '
          f'(to reach: {target})', flush=True)


# ---- the scoreboard ----

BOARD = '/cum/10/2019/bang-diem'


def bench_board(folder, db):
    print(f'Scoreboard {BOARD}, signed in:')
    with serve(db, '--no-cache') as s:
        cookie = sign_in(s.port, 's3.thuky')
        page = talk(s.port, 'GET', BOARD, cookie).partition('\r\n\r\n')[2]
        plain = wrk(s, BOARD, cookie)
    show(f'thidua ({len(page.encode()):,} bytes)', plain)
    with Process([os.path.join(BUILD, 'bench', 'bench_web_bare'), db, '10', '2019', '2']) as s:
        bare = wrk(s, BOARD, cookie)
    show('bare epoll, same statements and bytes', bare)
    ratio('scoreboard against a bare epoll server', plain, bare, '≥ 0.8')
    if shutil.which('fossil'):
        fossil = bench_fossil(folder)
        show('fossil /timeline?n=12', fossil)
        ratio('scoreboard against fossil', plain, fossil, '≥ 50')
    with serve(db) as s:
        cached = wrk(s, BOARD, sign_in(s.port, 's3.thuky'))
    show('thidua, page kept', cached)
    if os.path.exists('/usr/sbin/nginx'):
        static = bench_nginx(folder, page)
        show('nginx, the same bytes, open_file_cache', static)
        ratio('kept page against nginx', cached, static, '≥ 0.5')


def bench_fossil(folder):
    repo, tree = os.path.join(folder, 'f.fossil'), os.path.join(folder, 'tree')
    env = dict(os.environ, HOME=folder, USER='bench')
    quiet = {'env': env, 'stdout': subprocess.DEVNULL, 'stderr': subprocess.DEVNULL, 'check': True}
    os.mkdir(tree)
    subprocess.run(['fossil', 'init', repo], **quiet)
    subprocess.run(['fossil', 'open', repo], cwd=tree, **quiet)
    for i in range(14):
        with open(os.path.join(tree, f'{i}.txt'), 'w', encoding='ascii') as f:
            f.write(str(i))
        subprocess.run(['fossil', 'addremove'], cwd=tree, **quiet)
        subprocess.run(['fossil', 'commit', '-m', f'Change {i}', '--no-warnings'], cwd=tree, **quiet)
    port = free_port()
    with Process(['fossil', 'server', repo, '--localhost', '--port', str(port)], env, port) as s:
        wait_for(port)
        return wrk(s, '/timeline?n=12')


NGINX = '''worker_processes 2; daemon off; pid {d}/nginx.pid; error_log {d}/error.log;
events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=100; default_type text/html;
  client_body_temp_path {d}/b; proxy_temp_path {d}/p; fastcgi_temp_path {d}/f; uwsgi_temp_path {d}/u; scgi_temp_path {d}/s;
  server {{ listen 127.0.0.1:{port}; root {d}/www; }} }}
'''


def bench_nginx(folder, page):
    port, d = free_port(), os.path.join(folder, 'nginx')
    os.makedirs(os.path.join(d, 'www'))
    with open(os.path.join(d, 'www', 'board'), 'w', encoding='utf-8') as f:
        f.write(page)
    with open(os.path.join(d, 'nginx.conf'), 'w', encoding='ascii') as f:
        f.write(NGINX.format(d=d, port=port))
    subprocess.run(['chmod', '-R', 'a+rX', folder], check=True)
    with Process(['nginx', '-c', os.path.join(d, 'nginx.conf'), '-p', d], port=port) as s:
        wait_for(port)
        return wrk(s, '/board')


# ---- durable writes ----

LUA = '''local n, keys = 0, {{}}
local alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
local f = io.open("/dev/urandom", "rb")
local b = {{f:read(4):byte(1, 4)}}
math.randomseed(b[1] + 256 * b[2] + 65536 * b[3] + 16777216 * (b[4] % 64))
local function key()
  local t = {{}}
  for i = 1, 22 do local k = math.random(#alphabet); t[i] = alphabet:sub(k, k) end
  return table.concat(t)
end
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
request = function()
  n = n + 1
  return wrk.format(nil, nil, nil, "csrf={csrf}&key=" .. key() .. string.format("&due[meeting]=%02d/%02d/2021", n % 28 + 1, n % 12 + 1))
end
'''


def post(folder, db, *options, preload=None):
    with serve(db, *options, preload=preload) as s:
        cookie = sign_in(s.port, 's3.thuky')
        csrf = hidden(talk(s.port, 'GET', '/cum/10/2019', cookie), 'csrf')
        script = os.path.join(folder, 'post.lua')
        with open(script, 'w', encoding='ascii') as f:
            f.write(LUA.format(csrf=csrf))
        return wrk(s, '/cum/10/2019/han', cookie, script)


def bench_posts(folder, db):
    print('Durable POST (a due day: upsert, journal line, generation, one-time key; synchronous=FULL), 64 connections:')
    shim = next(iter(glob.glob(os.path.join(BUILD, 'bench', '*slow_sync*.so'))), None)
    for name, preload, target in (('this disk', None, '≥ 3'), ('fsync of 2 ms', shim, '≥ 20')):
        group = post(folder, db, preload=preload)
        show(f'group commit, {name}', group)
        single = post(folder, db, '--no-group', preload=preload)
        show(f'one transaction each, {name}', single)
        ratio(f'group commit, {name}', group, single, target)


def bench_threads(folder, db):
    print('Size of the pool (req/s of scoreboard, of POST):')
    for n in (8, 16, 32, 64):
        with serve(db, '--no-cache', '--threads', str(n)) as s:
            board = wrk(s, BOARD, sign_in(s.port, 's3.thuky'))
        writes = post(folder, db, '--threads', str(n))
        print(f'  {n:>3} threads  {board["rps"]:>9,.0f}  {writes["rps"]:>9,.0f}', flush=True)


# ---- the process ----

def bench_process(db):
    times = []
    for _ in range(5):
        with serve(db) as s:
            talk(s.port, 'GET', '/dang-nhap')
            times.append((time.monotonic() - s.began) * 1000)
            memory = resident(s.p.pid)
    print(f'Process: start to first page {sorted(times)[2]:.0f} ms (to reach: < 100), idle {memory:.1f} MB (to reach: < 20), '
          f'binary {os.path.getsize(BIN) / 1e6:.1f} MB')


def main():
    for need in ('wrk',):
        if not shutil.which(need):
            sys.exit(f'{need} is not installed')
    folder = tempfile.mkdtemp()
    db = 'sqlite:' + os.path.join(folder, 'bench.db')
    try:
        subprocess.run([BIN, 'demo', '--db', db, '--password', PASSWORD, '--quiet'], check=True)
        bench_process(db)
        bench_board(folder, db)
        bench_posts(folder, db)
        if os.environ.get('THIDUA_LONG'):
            bench_threads(folder, db)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == '__main__':
    main()
