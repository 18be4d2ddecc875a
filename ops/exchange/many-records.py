#!/usr/bin/env python3
"""Fills a sandbox through its public doors, to look at the data officer's pages with realistic amounts of data.

    MINGJIAN_PASSWORD=mingjian2026 ops/exchange/many-records.py URL [--systems 3] [--days 8] [--step 1]

Each system applies, and plays its test kit once a day (good records, every kind of refusal, mends); the sandbox clock moves on
between the days. Then outages of several cities, entries with older versions, and drafts of orders to mend. A sandbox only: the clock is moved.
"""
import argparse
import datetime
import io
import json
import random
import time
import zipfile

from client import Desk, Door

CITIES = ["990100", "990200", "990300", "990400"]
PARTS = {"FRONT_END": "交换前置机", "SYSTEM": "公共服务系统", "NETWORK": "政务外网专线"}
CAUSES = ["设备检修", "停电", "线路割接", "链路中断", "设备故障"]


def now(desk):
    return datetime.datetime.strptime(desk.call("GET", "/api/clock")["at"][:19] + "+0000", "%Y-%m-%dT%H:%M:%S%z")


def text(at):
    return at.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def play(url, system, secret, ahead):
    """One run of the kit: how many records were sent and how many refused."""
    kit = Desk(url, "agency").call("GET", f"/api/exchange/connections/{system}/kit.zip", raw=True)
    steps = [json.loads(line) for line in zipfile.ZipFile(io.BytesIO(kit)).read("steps.jsonl").splitlines()]
    door = Door(url, system, secret)
    door.ahead = ahead
    refused = 0
    for step in steps:
        status, answer = door.send([step["record"]], step["mark"], step["signature"] == "wrong")
        refused += status == 200 and answer["results"][0]["state"] == "REFUSED"
    # Mistakes that nobody mends: the board is not all green in real life.
    left = [step["record"] for step in steps if step["state"] == "REFUSED"][:random.randint(1, 6)]
    door.send(left, "test")
    return len(steps) + len(left), refused + len(left)


def outages(desk, at):
    for number in range(14):
        part = random.choice(list(PARTS))
        begin = at - datetime.timedelta(hours=random.randint(2, 300))
        over = begin + datetime.timedelta(minutes=random.randint(20, 600))
        told = {"kind": "UNPLANNED", "part": part, "region": random.choice(CITIES), "system": PARTS[part],
                "what": "机房检修，影响数据交换", "cause": random.choice(CAUSES), "startsAt": text(begin)}
        if number % 5:
            told["endsAt"] = text(min(over, at))
        desk.call("POST", "/api/registry/outages", told)
    ahead = at + datetime.timedelta(days=2)
    desk.call("POST", "/api/registry/outages", {
        "kind": "PLANNED", "part": "SYSTEM", "region": CITIES[0], "system": "电子交易系统", "what": "数据库升级",
        "cause": "设备检修", "startsAt": text(ahead), "endsAt": text(ahead + datetime.timedelta(hours=4))})


def entries(desk):
    for number in range(30):
        contact = {"kind": "CONTACT", "region": random.choice(CITIES), "name": f"联络员{number + 1:02d}",
                   "fields": {"duty": "运行负责", "phone": f"1380000{number:04d}"}}
        made = desk.call("POST", "/api/registry/entries", contact)
        for version in range(1, 1 + number % 4):
            contact["fields"]["phone"] = f"1390000{version:04d}"
            desk.call("PUT", f"/api/registry/entries/{made['id']}", {"version": version, "ended": False, "entry": contact})


def orders(url, systems):
    """Drafts for all, orders for all but the last, and the first one is named in public when its day is over."""
    desk, made = Desk(url, "data"), []
    for system in systems:
        try:
            made.append(desk.call("POST", "/api/exchange/orders", {"source": system})["order"]["id"])
        except SystemExit as nothing:
            print(nothing)
    tomorrow = (now(desk) + datetime.timedelta(days=2)).strftime("%Y-%m-%d")
    for order in made[:-1]:
        desk.call("POST", f"/api/exchange/orders/{order}", {"fact": "SENT", "due": tomorrow})
    desk.call("POST", "/api/sandbox/clock", {"at": text(now(desk) + datetime.timedelta(days=4))})
    for _ in range(20):
        desk = Desk(url, "data")
        found = {one["order"]["id"]: one["order"]["state"] for one in desk.call("GET", "/api/exchange/orders?size=100")["items"]}
        if found.get(made[0]) == "OVERDUE":
            desk.call("POST", f"/api/exchange/orders/{made[0]}", {"fact": "CENSURED", "words": "逾期未改正"})
            return
        time.sleep(5)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--systems", type=int, default=3)
    parser.add_argument("--days", type=int, default=8)
    parser.add_argument("--step", type=int, default=1, help="days from one to the next")
    asked = parser.parse_args()
    url = asked.url.rstrip("/")
    random.seed(5)
    begun = datetime.datetime.now(datetime.timezone.utc)
    secrets = {}
    for number in range(asked.systems):
        system = f"9B{number + 1:02d}"
        made = Desk(url, "agency").call("POST", "/api/exchange/connections", {
            "system": system, "systemName": f"第{number + 1}市电子交易系统", "contactName": "钱慧",
            "contactPhone": "13800000000", "datasets": ["500", "501", "502", "503"]})
        secrets[system] = made["secret"]
    for day in range(asked.days):
        moved = begun + datetime.timedelta(days=day * asked.step)
        if day > 0:
            Desk(url, "agency").call("POST", "/api/sandbox/clock", {"at": text(moved)})
        ahead = (now(Desk(url, "agency")) - datetime.datetime.now(datetime.timezone.utc)).total_seconds()
        for system, secret in secrets.items():
            if day > 0:
                Desk(url, "agency").call("POST", f"/api/exchange/connections/{system}/runs", {})
            sent, refused = play(url, system, secret, ahead)
            print(f"day {day + 1}: {system} sent {sent}, refused {refused}", flush=True)
    desk = Desk(url, "data")
    outages(desk, now(desk))
    entries(desk)
    orders(url, list(secrets))


if __name__ == "__main__":
    main()
