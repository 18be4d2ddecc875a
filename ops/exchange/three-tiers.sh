#!/usr/bin/env bash
# A nation, a province and two cities on this machine, each a process of its own, joined; stops with Ctrl-C.
# usage: ops/exchange/three-tiers.sh [FOLDER] [FIRST-PORT]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
folder=${1:-$root/.mingjian/three-tiers} port=${2:-9610}
run=${MINGJIAN_RUN:-$root/mingjian run}
mkdir -p "$folder"
pids=()
trap 'kill "${pids[@]}" 2>/dev/null; wait' EXIT INT TERM

start() { # start NAME TIER CODE PORT
  rm -f "$folder/$1/control"
  MINGJIAN_EXCHANGE_NODE=$3 MINGJIAN_PLATFORM_CODE=$3 MINGJIAN_EXCHANGE_SYSTEM=${3: -4} \
    $run --port "$4" --data "$folder/$1" --tier "$2" >"$folder/$1.log" 2>&1 &
  local pid=$!
  pids+=("$pid")
  # It answers before its samples are there; the control file is written last.
  for _ in $(seq 300); do
    kill -0 "$pid" 2>/dev/null || break
    [ -e "$folder/$1/control" ] && curl -fs "http://localhost:$4/api/exchange/node" >/dev/null &&
      { echo "$1: http://localhost:$4"; return; }
    sleep 1
  done
  fail "$1 did not start: $folder/$1.log"
}

fail() {
  echo "$1" >&2
  exit 1
}

call() { # call LOGIN PORT PATH BODY: as a signed-in administrator
  local cookie=$folder/cookie.$1.$2
  [ -s "$cookie" ] || curl -fs -c "$cookie" -H 'X-Requested-With: x' -H 'Content-Type: application/json' \
    -d '{"login":"'"$1"'","password":"mingjian2026"}' "http://localhost:$2/api/login" >/dev/null
  curl -fs -b "$cookie" -H 'X-Requested-With: x' -H 'Content-Type: application/json' -d "$4" "http://localhost:$2$3"
}

admit() { # admit AT-PORT KIND OF-PORT: one administrator proposes, another compares the key and activates
  local card asked proposal
  card=$(curl -fs "http://localhost:$3/api/exchange/node")
  asked=$(node -e '
    const card = JSON.parse(process.argv[1])
    console.log(JSON.stringify({ code: card.code, name: card.name, publicKey: card.publicKey, kind: process.argv[2], url: process.argv[3] }))
  ' "$card" "$2" "http://localhost:$3")
  proposal=$(call sysadmin "$1" /api/exchange/peers "$asked" | sed 's/.*"proposal":"\([^"]*\)".*/\1/')
  call secadmin "$1" "/api/proposals/$proposal/activate" '{}' >/dev/null || fail "$1 did not admit $3: see $folder"
}

join() { admit "$2" LOWER "$1" && admit "$1" UPPER "$2"; } # join LOWER-PORT UPPER-PORT

start nation nation E9900000001 "$port"
start province province E9900000002 $((port + 1))
start city1 city E9901000003 $((port + 2))
start city2 city E9902000004 $((port + 3))
join $((port + 1)) "$port"
join $((port + 2)) $((port + 1))
join $((port + 3)) $((port + 1))
echo "joined; ./mingjian walk --url http://localhost:$((port + 2)) drives a trade in the first city"
wait
