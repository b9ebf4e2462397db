#!/usr/bin/env python3
"""A provider in plain Redis commands: claims searches that are requested, says what it finds, and ends them.

    REDIS_URL=redis://127.0.0.1:6379 python3 examples/python-provider/provider.py

It sells one flight, which is invented. Python 3.9 or newer is all that it needs.
"""
import json, os, socket, threading, time
from urllib.parse import unquote, urlsplit

URL = urlsplit(os.environ.get("REDIS_URL", "redis://127.0.0.1:6379"))
REQUESTS, GROUP, ME = "flight.search.requests", "providers", f"python-{os.urandom(6).hex()}"


class Redis:
    """As much of a client as this takes: one command after the other, on a connection of its own."""

    def __init__(self):
        self.socket = socket.create_connection((URL.hostname, URL.port or 6379))
        self.answers = self.socket.makefile("rb")
        if URL.password:
            self("AUTH", unquote(URL.username or "default"), unquote(URL.password))
        if URL.path.strip("/"):
            self("SELECT", URL.path.strip("/"))

    def __call__(self, *words):
        parts = [str(word).encode() for word in words]
        command = [b"*%d\r\n" % len(parts)] + [b"$%d\r\n%b\r\n" % (len(part), part) for part in parts]
        self.socket.sendall(b"".join(command))
        return self.answer()

    def answer(self):
        line = self.answers.readline().decode()
        kind, rest = line[:1], line[1:-2]
        if kind in ("", "-"):
            raise RuntimeError(rest or "Redis has hung up")
        if kind in ("+", ":"):
            return rest
        if rest == "-1":
            return None
        if kind == "$":
            return self.answers.read(int(rest) + 2)[:-2].decode()
        return [self.answer() for _ in range(int(rest))]


def find(slices, passengers, cabin, currency, **wishes):
    """Offers, and the itineraries they are for. Dubai and Singapore keep the same time all year."""
    asked = [(one["origin"], one["destination"]) for one in slices]
    if asked != [("DXB", "SIN")] or (cabin, currency) != ("economy", "EUR"):
        return [], []
    day, people = slices[0]["departure_date"], passengers["adults"] + len(passengers["children_ages"])
    flown = {"origin": "DXB", "destination": "SIN", "duration_minutes": 455,
             "departing_at": f"{day}T10:00", "arriving_at": f"{day}T21:35"}
    segment = {**flown, "departing_at_utc": f"{day}T06:00Z", "arriving_at_utc": f"{day}T13:35Z",
               "origin_tz": "Asia/Dubai", "destination_tz": "Asia/Singapore",
               "marketing_carrier": "9D", "flight_number": "404"}
    only = {**flown, "stops": 0, "day_offset": 0, "overnight": False, "layovers": [], "segments": [segment]}
    offer = {"offer_id": f"9D404-{day}", "itinerary_id": f"9D404-{day}", "revision": 1, "cabins": ["economy"],
             "price": {"amount": f"{420 * people}.00", "currency": "EUR"}}
    return [offer], [{"itinerary_id": offer["itinerary_id"], "slices": [only]}]


def provide(say, criteria):
    began, supplier = time.time(), {"supplier_id": "dune-air", "name": "Dune Air"}
    started_at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(began))
    say("processing", {"provider_id": ME, "suppliers": [supplier], "started_at": started_at})
    offers, itineraries = find(**criteria)
    supplier_id, status, count = "dune-air", "succeeded" if offers else "empty", len(offers)
    airports = {"DXB": {"name": "Dubai International", "city": "Dubai", "country": "AE"},
                "SIN": {"name": "Changi", "city": "Singapore", "country": "SG"}} if offers else {}
    say("result", {"supplier_id": supplier_id, "supplier_status": status, "offers": offers,
                   "itineraries": itineraries, "removed": [],
                   "dictionaries": {"airports": airports, "carriers": {"9D": {"name": "Dune Air"}}},
                   "progress": {"percent": 99, "answered": 1, "total": 1, "offers": count}})
    took_ms = round((time.time() - began) * 1000)
    ended = {"supplier_id": supplier_id, "status": status, "offers": count, "duration_ms": took_ms}
    say("completed", {"outcome": "complete", "suppliers": [ended], "duration_ms": took_ms,
                      "totals": {"offers": count, "itineraries": count, "results": 1}})


def keep(request, done):
    """Renews the claim on a request until it is done, or until another provider has taken it over."""
    redis = None
    while not done.wait(3):
        redis = redis or Redis()
        if not redis("XPENDING", REQUESTS, GROUP, request, request, 1, ME):
            return
        redis("XCLAIM", REQUESTS, GROUP, ME, 0, request, "JUSTID")


def work(redis, request, search_id, payload):
    stream, done = f"flight.search.results:{search_id}", threading.Event()

    def say(status, what):
        text = json.dumps({"search_id": search_id, **what}, ensure_ascii=False)
        redis("XADD", stream, "NOMKSTREAM", "*", "status", status, "payload", text)
        redis("PUBLISH", f"flight.search.bell:{{{stream}}}", 1)  # Readers look at once.

    threading.Thread(target=keep, args=(request, done), daemon=True).start()
    provide(say, json.loads(payload)["criteria"])
    done.set()
    redis("XACK", REQUESTS, GROUP, request)


def claim(redis):
    """What another provider has left alone for ten seconds, else what is requested within five."""
    claimed = redis("XAUTOCLAIM", REQUESTS, GROUP, ME, 10_000, "0-0", "COUNT", 1)[1]
    if claimed:
        return claimed
    new = redis("XREADGROUP", "GROUP", GROUP, ME, "COUNT", 1, "BLOCK", 5000, "STREAMS", REQUESTS, ">")
    return new[0][1] if new else []


def join(redis):
    try:
        redis("XGROUP", "CREATE", REQUESTS, GROUP, 0, "MKSTREAM")
    except RuntimeError as error:
        if not str(error).startswith("BUSYGROUP"):  # Others have created it.
            raise


def main():
    redis = Redis()
    join(redis)
    print(f"{ME} waits for searches from DXB to SIN", flush=True)
    while True:
        try:
            claimed = claim(redis)
        except RuntimeError as error:
            if not str(error).startswith(("NOGROUP", "UNBLOCKED")):
                raise
            join(redis)  # Nothing was requested for so long that Redis has let the stream go.
            continue
        for request, fields in claimed:
            work(redis, request, **dict(zip(fields[::2], fields[1::2])))


main()
