#!/usr/bin/env python3
"""A whole client of the exchange in Python, standard library only. How to use it: docs/connect.md.

    client.py apply   --url U --user LOGIN --system 9A01 --name 某系统 --contact 张三 --phone 138… --datasets 500,501 --out DIR
    client.py rehearse DIR          plays the test kit and compares every answer
    client.py report   DIR --user LOGIN   has the report made; says what is missing
    client.py send     DIR FILE [--mark test|history]   sends records (JSON lines), at most 500 a request
    client.py feedback DIR [--lane LIVE]                what was found since, also by the levels above
    client.py secret   DIR --user LOGIN --scope TRIAL|LIVE   another secret in place of the one before

The password is asked for, or taken from MINGJIAN_PASSWORD. DIR/connection.json holds address, system and secrets: mode 600.
"""
import argparse
import getpass
import hashlib
import hmac
import http.cookiejar
import io
import json
import os
import sys
import time
import urllib.error
import urllib.request
import zipfile


# --- SM3 (GB/T 32905): OpenSSL's where Python has it, else this one -------------------------------------------------
def _rotl(x, n):
    n %= 32
    return ((x << n) | (x >> (32 - n))) & 0xFFFFFFFF


def sm3_pure(data):
    v = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    m = data + b"\x80" + b"\x00" * ((55 - len(data)) % 64) + (8 * len(data)).to_bytes(8, "big")
    for at in range(0, len(m), 64):
        w = [int.from_bytes(m[at + 4 * i:at + 4 * i + 4], "big") for i in range(16)]
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ _rotl(w[j - 3], 15)
            w.append(x ^ _rotl(x, 15) ^ _rotl(x, 23) ^ _rotl(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = v
        for j in range(64):
            t = 0x79CC4519 if j < 16 else 0x7A879D8A
            ss1 = _rotl((_rotl(a, 12) + e + _rotl(t, j)) & 0xFFFFFFFF, 7)
            ss2 = ss1 ^ _rotl(a, 12)
            ff = a ^ b ^ c if j < 16 else (a & b) | (a & c) | (b & c)
            gg = e ^ f ^ g if j < 16 else (e & f) | (~e & 0xFFFFFFFF & g)
            tt1 = (ff + d + ss2 + (w[j] ^ w[j + 4])) & 0xFFFFFFFF
            tt2 = (gg + h + ss1 + w[j]) & 0xFFFFFFFF
            a, b, c, d = tt1, a, _rotl(b, 9), c
            e, f, g, h = tt2 ^ _rotl(tt2, 9) ^ _rotl(tt2, 17), e, _rotl(f, 19), g
        v = [x ^ y for x, y in zip(v, (a, b, c, d, e, f, g, h))]
    return b"".join(x.to_bytes(4, "big") for x in v)


def hmac_sm3_pure(key, data):
    key = (sm3_pure(key) if len(key) > 64 else key).ljust(64, b"\x00")
    inner = sm3_pure(bytes(x ^ 0x36 for x in key) + data)
    return sm3_pure(bytes(x ^ 0x5C for x in key) + inner)


try:
    if os.environ.get("MINGJIAN_PURE_SM3"):
        raise ValueError
    hashlib.new("sm3")
    sm3 = lambda data: hashlib.new("sm3", data).digest()
    hmac_sm3 = lambda key, data: hmac.new(key, data, "sm3").digest()
    SM3_FROM = "OpenSSL"
except ValueError:
    sm3, hmac_sm3, SM3_FROM = sm3_pure, hmac_sm3_pure, "Python"

assert sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"  # GB/T 32905 A.1


# --- the door ---------------------------------------------------------------------------------------------------------
class Door:
    """Signs and sends; a request that got no answer is sent again, which the platform does not take twice."""

    def __init__(self, url, system, secret):
        self.url, self.system, self.secret, self.ahead = url.rstrip("/"), system, secret, 0

    def now(self):
        return time.time() + self.ahead

    def ask(self, method, path, signed, body=None, mark="", wrong=False):
        for attempt in range(6):
            stamp = time.strftime("%Y%m%d%H%M%S", time.gmtime(self.now() + 8 * 3600))
            said = f"{self.system}\n{stamp}\n{sm3(signed).hex()}".encode()
            sign = "0" * 64 if wrong else hmac_sm3(self.secret.encode(), said).hex()
            head = {"X-System": self.system, "X-Time": stamp, "X-Signature": sign, "X-Mark": mark,
                    "Content-Type": "application/x-ndjson"}
            try:
                with urllib.request.urlopen(urllib.request.Request(self.url + path, body, head, method=method),
                                            timeout=60) as answer:
                    return answer.status, json.load(answer)
            except urllib.error.HTTPError as refused:
                if refused.code in (429, 502, 503, 504):
                    time.sleep(float(refused.headers.get("Retry-After") or 2 ** attempt))
                    continue
                return refused.code, json.loads(refused.read() or b"{}")
            except (urllib.error.URLError, ConnectionError, TimeoutError) as away:
                print(f"no answer ({away}); again in {2 ** attempt} s", file=sys.stderr)
                time.sleep(2 ** attempt)
        raise SystemExit("the platform does not answer")

    def send(self, records, mark="", wrong=False):
        body = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records).encode()
        return self.ask("POST", "/exchange/doors/json", body, body, mark, wrong)

    def feedback(self, lane, after):
        return self.ask("GET", f"/exchange/doors/feedback?lane={lane}&after={after}", f"{lane} {after}".encode())


# --- the desk: what a person does with a browser, here by program -----------------------------------------------------
class Desk:
    def __init__(self, url, user):
        self.url = url.rstrip("/")
        self.http = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        password = os.environ.get("MINGJIAN_PASSWORD") or getpass.getpass(f"password of {user}: ")
        self.call("POST", "/api/login", {"login": user, "password": password})

    def call(self, method, path, body=None, raw=False):
        head = {"X-Requested-With": "client", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        try:
            with self.http.open(urllib.request.Request(self.url + path, data, head, method=method), timeout=60) as answer:
                content = answer.read()
                return content if raw else json.loads(content or b"null")
        except urllib.error.HTTPError as refused:
            raise SystemExit(f"{path}: {refused.code} {refused.read().decode()}")


def load(folder):
    with open(os.path.join(folder, "connection.json"), encoding="utf-8") as file:
        return json.load(file)


def keep(folder, connection):
    os.makedirs(folder, mode=0o700, exist_ok=True)
    path = os.path.join(folder, "connection.json")
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(connection, file, ensure_ascii=False, indent=1)


def door(folder, scope=None):
    one = load(folder)
    secret = one["secrets"].get(scope) if scope else one["secrets"].get("LIVE") or one["secrets"]["TRIAL"]
    return Door(one["url"], one["system"], secret)


def apply(a):
    made = Desk(a.url, a.user).call("POST", "/api/exchange/connections", {
        "system": a.system, "systemName": a.name, "contactName": a.contact, "contactPhone": a.phone,
        "datasets": a.datasets.split(",")})
    keep(a.out, {"url": a.url, "system": a.system, "secrets": {"TRIAL": made["secret"]}})
    print(f"applied as {a.system}; the secret lies in {a.out}/connection.json")


def rehearse(a):
    one = load(a.dir)
    kit = Desk(one["url"], a.user).call("GET", f"/api/exchange/connections/{one['system']}/kit.zip", raw=True)
    steps = [json.loads(line) for line in zipfile.ZipFile(io.BytesIO(kit)).read("steps.jsonl").splitlines()]
    line, wrong, began = door(a.dir, "TRIAL"), [], time.time()
    for step in steps:
        status, answer = line.send([step["record"]], step["mark"], step["signature"] == "wrong")
        result = answer.get("results", [{}])[0]
        rules = [problem["rule"] for problem in result.get("problems", [])]
        right = (status == 403 if step["signature"] == "wrong" else
                 status == 200 and result.get("state") == step["state"] and (not step["rule"] or step["rule"] in rules))
        if not right:
            wrong.append(step["step"])
            print(f"step {step['step']} {step['why']}: {status} {json.dumps(answer, ensure_ascii=False)}")
    line.feedback("TEST", 0)
    print(f"{len(steps)} steps, {len(wrong)} not as expected, {time.time() - began:.1f} s; SM3 of {SM3_FROM}")
    return 1 if wrong else 0


def report(a):
    one = load(a.dir)
    desk = Desk(one["url"], a.user)
    at = f"/api/exchange/connections/{one['system']}"
    line = desk.call("POST", at + "/reports", {})
    signed = desk.call("GET", f"{at}/reports/{line['run']}/{line['number']}")
    with open(os.path.join(a.dir, "report.json"), "w", encoding="utf-8") as file:
        json.dump(signed, file, ensure_ascii=False)
    assert sm3(signed["report"].encode()).hex() == signed["digest"]
    paper = json.loads(signed["report"])
    for point in paper["points"]:
        if not point["passed"]:
            print(f"missing: {point['dataset']} {point['title']}: {point['missing']}")
    print(f"{paper['good']} of {paper['total']}: {'conforms' if paper['passed'] else 'does not conform yet'}")
    return 0 if paper["passed"] else 1


def send(a):
    line, bad = door(a.dir), 0
    with open(a.file, encoding="utf-8") as file:
        records = [json.loads(text) for text in file if text.strip()]
    for at in range(0, len(records), 500):
        status, answer = line.send(records[at:at + 500], a.mark)
        if status != 200:
            raise SystemExit(f"{status} {json.dumps(answer, ensure_ascii=False)}")
        for result in answer["results"]:
            if result["state"] != "ACCEPTED":
                bad += 1
                for problem in result["problems"]:
                    print(f"{result['key']} {problem['field']} {problem['rule']}: {problem['message']}")
    print(f"{len(records)} sent, {bad} refused")
    return 1 if bad else 0


def feedback(a):
    status, answer = door(a.dir).feedback(a.lane, a.after)
    for found in answer.get("found", []):
        words = "; ".join(f"{problem['field']} {problem['message']}" for problem in found["problems"])
        print(f"{found['f']} {found['level']} {found['dataset']} {found['key']} {found['stage']} {found['good']} {words}")
    return 0 if status == 200 else 1


def secret(a):
    one = load(a.dir)
    made = Desk(one["url"], a.user).call("POST", f"/api/exchange/connections/{one['system']}/secrets",
                                         {"scope": a.scope, "atOnce": a.at_once})
    one["secrets"][a.scope] = made["secret"]
    keep(a.dir, one)
    print(f"another secret ({a.scope}) lies in {a.dir}/connection.json")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    acts = parser.add_subparsers(required=True)
    for name, act in {"apply": apply, "rehearse": rehearse, "report": report, "send": send, "feedback": feedback,
                      "secret": secret}.items():
        one = acts.add_parser(name)
        one.set_defaults(act=act)
        if name == "apply":
            for option in ("url", "system", "name", "contact", "phone", "datasets", "out"):
                one.add_argument("--" + option, required=True)
        else:
            one.add_argument("dir")
        if name in ("apply", "rehearse", "report", "secret"):
            one.add_argument("--user", required=True)
        if name == "send":
            one.add_argument("file")
            one.add_argument("--mark", default="", choices=["", "test", "history"])
        if name == "feedback":
            one.add_argument("--lane", default="LIVE")
            one.add_argument("--after", type=int, default=0)
        if name == "secret":
            one.add_argument("--scope", required=True, choices=["TRIAL", "LIVE"])
            one.add_argument("--at-once", action="store_true")
    a = parser.parse_args()
    raise SystemExit(a.act(a) or 0)


if __name__ == "__main__":
    main()
