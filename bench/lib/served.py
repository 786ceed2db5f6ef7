"""What the measurements of the server share: processes, their CPU and memory, a browser of the least kind."""
import glob
import os
import re
import signal
import socket
import subprocess
import time
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BIN = os.environ.get('THIDUA_BIN', os.path.join(ROOT, 'build', 'thidua'))
BUILD = os.path.dirname(BIN)
PASSWORD = 'ThiDua@2026'
OPEN = ['--rate', '0', '--sign-in-rate', '0', '--per-address', '1000']
TICK = os.sysconf('SC_CLK_TCK')
PAGE = os.sysconf('SC_PAGE_SIZE')


# ---- processes ----

def children(pid):
    out = [pid]
    for path in glob.glob(f'/proc/{pid}/task/*/children'):
        with open(path, encoding='ascii') as f:
            for child in f.read().split():
                out += children(int(child))
    return out


def cpu(pid):
    """Seconds of user and system time, of children that ended too."""
    total = 0
    for p in children(pid):
        try:
            with open(f'/proc/{p}/stat', encoding='ascii') as f:
                total += sum(int(x) for x in f.read().rsplit(')', 1)[1].split()[11:15])
        except FileNotFoundError:
            pass
    return total / TICK


def resident(pid):
    with open(f'/proc/{pid}/statm', encoding='ascii') as f:
        return int(f.read().split()[1]) * PAGE / 1e6


class Process:
    def __init__(self, words, env=None, port=None):
        self.began = time.monotonic()
        self.p = subprocess.Popen(words, stdout=subprocess.PIPE if port is None else subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL, text=True, env=env)
        self.port = port or int(re.search(r'(\d+)/?\s*$', self.p.stdout.readline()).group(1))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.p.send_signal(signal.SIGTERM)
        try:
            self.p.wait(15)
        except subprocess.TimeoutExpired:
            self.p.kill()
            self.p.wait()


def serve(db, *options, preload=None):
    env = dict(os.environ, **({'LD_PRELOAD': preload} if preload else {}))
    return Process([BIN, 'serve', '--db', db, '--listen', '127.0.0.1:0', *OPEN, *options], env)


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


def wait_for(port):
    for _ in range(200):
        try:
            socket.create_connection(('127.0.0.1', port), 1).close()
            return
        except OSError:
            time.sleep(0.02)


# ---- a browser ----

def talk(port, method, path, cookie='', fields=None):
    body = urllib.parse.urlencode(fields).encode() if fields else b''
    head = f'{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n'
    head += f'Cookie: {cookie}\r\n' if cookie else ''
    if fields:
        head += f'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n'
    with socket.create_connection(('127.0.0.1', port), 10) as s:
        s.sendall(head.encode() + b'\r\n' + body)
        data = b''
        while piece := s.recv(1 << 16):
            data += piece
    return data.decode('utf-8', 'replace')


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page).group(1)


def sign_in(port, login):
    page = talk(port, 'GET', '/dang-nhap')
    visitor = re.search(r'Set-Cookie: (thidua-visit=[^;]*)', page).group(1)
    answer = talk(port, 'POST', '/dang-nhap', visitor, {
        'csrf': hidden(page, 'csrf'), 'key': hidden(page, 'key'), 'login': login, 'password': PASSWORD, 'to': '/'})
    return re.search(r'Set-Cookie: (thidua=[^;]*)', answer).group(1)
