#!/usr/bin/env bash
# Tests of ./mingjian with real processes: what it says when it cannot start, and that it leaves nothing behind.
# Each test is a function named as a sentence; it fails by returning non-zero. Run alone: bash ops/test/launcher.sh [NAME]
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
mingjian=$PWD/mingjian
folder=$(mktemp -d "${TMPDIR:-/tmp}/mingjian-launcher-XXXXXX")
chmod 755 "$folder"
echo "$folder/data" >"$folder/pattern"
passed=0 failed=0 skipped=0 platform=''
trap 'stop_platform; rm -rf "$folder"' EXIT

port() { node -e 'const s = require("net").createServer().listen(0, () => { console.log(s.address().port); s.close() })'; }

# Starts in a session of its own, so that a signal to the group is what Ctrl-C in a terminal sends.
start_platform() {
  : >"$folder/log"
  setsid "$mingjian" run "$@" >"$folder/log" 2>&1 &
  platform=$!
  until_true 120 grep -q 'is ready' "$folder/log"
}

stop_platform() {
  [ -z "$platform" ] || { kill -KILL -- "-$platform" && until_true 20 nothing_left; } 2>/dev/null
  platform=''
}

until_true() { # until_true SECONDS COMMAND…
  local tenth
  for tenth in $(seq $(($1 * 10))); do
    "${@:2}" && return 0
    [ -z "$platform" ] || [ "$2" != grep ] || kill -0 "$platform" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}

# Processes that name this test's data folder; a dead one that nobody has waited for has no command line.
processes() { grep -laF -f "$folder/pattern" /proc/[0-9]*/cmdline 2>/dev/null; }
nothing_left() { [ -z "$(processes)" ]; }

one_line() { # one_line PATTERN COMMAND…: fails, says exactly one line, and that matches
  local pattern=$1 code=0
  shift
  said=$(timeout 120 "$@" 2>&1) || code=$?
  [ "$code" -gt 0 ] && [ "$code" -lt 124 ] && [ "$(grep -c . <<<"$said")" = 1 ] && grep -qE -- "$pattern" <<<"$said" && return
  printf 'exit %s, said:\n%s\n' "$code" "$said"
  return 1
}

takenPortIsSaidInOneLine() {
  local taken result=0
  taken=$(port)
  node -e "require('net').createServer().listen($taken, () => console.log('listening'))" >"$folder/listener" &
  local listener=$!
  until_true 10 grep -q listening "$folder/listener"
  one_line "Port $taken is taken.*--port" "$mingjian" run --port "$taken" --data "$folder/data" || result=1
  kill "$listener"
  return $result
}

unreachableDatabaseIsSaidInOneLineThatKeepsThePassword() {
  one_line 'Cannot use the database.*--db' "$mingjian" run --port 0 --data "$folder/data" \
    --db postgresql://nobody:secret@127.0.0.1:1/none && ! grep secret <<<"$said"
}

impossibleDataFolderIsSaidInOneLine() {
  one_line 'Cannot write to the data folder.*--data' "$mingjian" run --port 0 --data /proc/nowhere
}

readOnlyDataFolderIsSaidInOneLine() {
  mkdir -p "$folder/read-only" && chmod 555 "$folder/read-only"
  local user=()
  [ "$(id -u)" != 0 ] || user=(setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/nonexistent)
  one_line 'Cannot write to the data folder.*--data' "${user[@]}" "$mingjian" run --port 0 --data "$folder/read-only"
}

fullDiskIsSaidInOneLine() {
  local result=0
  mkdir -p "$folder/small"
  mount -t tmpfs -o size=20m tmpfs "$folder/small" 2>/dev/null || { echo 'no right to mount a small disk here'; return 77; }
  one_line 'only [0-9]+ MB left.*--data' "$mingjian" run --port 0 --data "$folder/small/data" || result=1
  umount "$folder/small"
  return $result
}

oldJdkIsSaidInOneLine() {
  mkdir -p "$folder/jvm/old/bin"
  printf 'JAVA_VERSION="17.0.15"\n' >"$folder/jvm/old/release"
  printf '#!/bin/sh\n' >"$folder/jvm/old/bin/javac"
  chmod +x "$folder/jvm/old/bin/javac"
  one_line 'a JDK 21 or newer is needed.*17.*JAVA_HOME' \
    env -u JAVA_HOME "PATH=$folder/jvm/old/bin:/usr/bin:/bin" "MINGJIAN_JVM_FOLDER=$folder/jvm" "$mingjian" run
}

wrongOptionIsSaidInOneLine() {
  one_line "'--prot' is not understood" "$mingjian" run --prot 1 &&
    one_line 'give a number' "$mingjian" run --port many &&
    one_line 'give nation, province or city' "$mingjian" run --tier county &&
    one_line "no command 'rnu'" "$mingjian" rnu
}

everyCommandOfTheHelpIsThere() {
  local command said
  for command in walk bench cosign prove verify code clocks score validate flags notices seal open rehearse share keygen; do
    "$mingjian" --help | grep -qw -- "$command" || { echo "$command is not in the help"; return 1; }
    said=$("$mingjian" "$command" --no-such-option 2>&1) || true
    ! grep -q 'command not found' <<<"$said" || { echo "$command: $said"; return 1; }
  done
}

secondInstanceOnTheSameDataIsRefusedAndTheFirstLivesOn() {
  local first
  start_platform --port 0 --data "$folder/data" || return 1
  first=$(sed -n 's/.*portal *\(http:[^ ]*\)\/.*/\1/p' "$folder/log")
  one_line 'Another Mingjian.*uses the data folder' "$mingjian" run --port 0 --data "$folder/data" &&
    node -e "fetch('$first/api/clock').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
}

aReaderIsRebuiltWhileThePlatformRuns() {
  [ -n "$platform" ] || start_platform --port 0 --data "$folder/data" || return 1
  "$mingjian" rebuild portal --data "$folder/data" | grep -E '^\{"reader":"portal","position":[0-9]+\}$' &&
    one_line 'nonsense.*portal' "$mingjian" rebuild nonsense --data "$folder/data"
}

aBackupIsTakenAndItsDrillPasses() {
  local public
  [ -n "$platform" ] || start_platform --port 0 --data "$folder/data" || return 1
  public=$("$mingjian" keygen -o "$folder/backup.key" | sed 's/.*"publicKey":"\([^"]*\)".*/\1/')
  "$mingjian" backup --data "$folder/data" --to "$folder/backups" --for "$public" | grep '"name":"base-' &&
    one_line 'no platform runs' "$mingjian" backup --data "$folder" --to "$folder/backups" --for "$public" &&
    "$mingjian" restore --drill --from "$folder"/backups/base-* --key "$folder/backup.key" >"$folder/drill" &&
    grep '"damaged":\[\]' "$folder/drill" && grep '"missing":\[\]' "$folder/drill" && grep '"found":0' "$folder/drill"
}

ctrlCLeavesNoProcess() {
  [ -n "$platform" ] || start_platform --port 0 --data "$folder/data" || return 1
  [ "$(processes | wc -l)" -ge 2 ] || return 1
  kill -INT -- "-$platform"
  wait "$platform"
  platform=''
  until_true 20 nothing_left
}

aReaderIsRebuiltWithoutAPlatform() {
  "$mingjian" rebuild portal --data "$folder/data" | grep -E '^\{"reader":"portal","position":[0-9]+\}$' &&
    one_line 'no reader nonsense.*portal' "$mingjian" rebuild nonsense --data "$folder/data" &&
    until_true 20 nothing_left
}

terminatingTheLauncherLeavesNoProcess() {
  start_platform --port 0 --data "$folder/data" || return 1
  kill -TERM "$platform"
  wait "$platform"
  platform=''
  until_true 20 nothing_left
}

killingThePlatformLeavesNoDatabase() {
  start_platform --port 0 --data "$folder/data" || return 1
  kill -KILL "$platform"
  wait "$platform" 2>/dev/null
  platform=''
  until_true 20 nothing_left
}

startsAsAnOrdinaryUser() {
  [ "$(id -u)" = 0 ] || { start_platform --port 0 --data "$folder/data"; return; }
  mkdir -p "$folder/data-ordinary"
  chown 65534:65534 "$folder/data-ordinary"
  : >"$folder/log"
  setsid setpriv --reuid=65534 --regid=65534 --clear-groups env HOME="$folder/data-ordinary" \
    "$mingjian" run --port 0 --data "$folder/data-ordinary/data" >"$folder/log" 2>&1 &
  platform=$!
  until_true 120 grep -q 'is ready' "$folder/log" || return 1
  kill -INT -- "-$platform"
  wait "$platform"
  platform=''
  until_true 20 nothing_left
}

# With the options that everybody gets, and when the tests beside it are over: they take the file away that
# MINGJIAN_BESIDE names. The best of three. Where other work holds all processors, the platform's own processor time stands for the clock.
secondStartTakesAtMostFifteenSeconds() {
  local begin took own attempt
  while [ -e "${MINGJIAN_BESIDE:-/nonexistent}" ]; do sleep 1; done
  for attempt in 1 2 3; do
    begin=$SECONDS
    MINGJIAN_JAVA_OPTIONS='' start_platform --port 0 --data "$folder/data" || return 1
    took=$((SECONDS - begin))
    own=$(awk -v hertz="$(getconf CLK_TCK)" '{print int(($14 + $15) / hertz)}' "/proc/$platform/stat")
    stop_platform
    echo "start $attempt took $took s, $own s of it at work"
    [ "$took" -gt 15 ] || return 0
    awk -v cores="$(nproc)" -v own="$own" '{exit !($1 > 2 * cores && own <= 15)}' /proc/loadavg && return 0
  done
  return 1
}

# In the order of this file, because a platform that one test started serves the next.
tests=${1:-$(sed -n 's/^\([a-z]*[A-Z][A-Za-z]*\)() {.*/\1/p' "${BASH_SOURCE[0]}")}
for name in $tests; do
  began=$SECONDS
  "$name" >"$folder/said" 2>&1
  code=$?
  case $code in
    0) passed=$((passed + 1)) && result=ok ;;
    77) result='not possible here' ;;
    *) failed=$((failed + 1)) && result=FAILED ;;
  esac
  echo "$result  $name ($((SECONDS - began)) s)"
  [ "$code" = 0 ] || sed 's/^/    /' "$folder/said"
  [ "$code" = 0 ] || [ "$code" = 77 ] || { sed 's/^/    | /' "$folder/log" 2>/dev/null | tail -20; stop_platform; }
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
