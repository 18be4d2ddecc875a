# ./mingjian test and ./mingjian check. Sourced by ./mingjian.

passed=0 failed=0 skipped=0 troubles=() times=()

count() { # count WHAT PASSED FAILED SKIPPED
  printf '%-22s %s passed, %s failed, %s skipped\n' "$1" "$2" "$3" "$4"
  passed=$((passed + $2)) failed=$((failed + $3)) skipped=$((skipped + $4))
}

trouble() { # a part that could not run at all counts as one failure
  troubles+=("$1")
  failed=$((failed + 1))
}

timed() { # timed STEP COMMAND…: how long it took is printed at the end
  local name=$1 begun=$SECONDS
  shift
  "$@"
  times+=("$((SECONDS - begun)) s  $name")
}

all_tests() {
  [ $# -eq 0 ] || fail 'test takes no options: it is what CI runs' 2
  find_jdk
  find_maven
  find_node
  cd "$root"
  local begun=$SECONDS line chain front
  mkdir -p "$state" platform/target
  fetch_chain &
  chain=$!
  # The compiler needs one processor and the workbench the other.
  front_end >"$state/front-end.log" 2>&1 &
  front=$!
  timed 'Java: compile, tests and jar, beside the front end' java_tests
  timed 'test chain, rest' await_chain "$chain"
  timed 'front end, rest' await_front_end "$front"
  timed 'platform, when the jar of the tests is not it' build_platform
  # Both mostly wait for one process or another, so they run beside each other. Their platforms live for minutes:
  # compiling thoroughly costs more than it gains.
  export MINGJIAN_JAVA_OPTIONS=-XX:TieredStopAtLevel=1 MINGJIAN_BESIDE=$state/beside
  touch "$MINGJIAN_BESIDE"
  begin_launcher_tests
  timed 'browser tests, beside the launcher tests' browser_tests
  rm -f "$MINGJIAN_BESIDE"
  timed 'launcher tests, rest' end_launcher_tests
  printf '\n'
  printf '%s\n' "${times[@]}"
  printf '%s s  all\n\n' "$((SECONDS - begun))"
  for line in ${troubles[@]+"${troubles[@]}"}; do printf 'FAILED  %s\n' "$line"; done
  printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" = 0 ] && [ "$skipped" = 0 ] && [ "$passed" -gt 0 ]
}

java_tests() {
  local module code=0
  find_softhsm
  say 'Java tests, front-end tests'
  rm -rf {platform,verifier}/target/surefire-reports
  # A test that fails does not keep the jar from being made: the browser tests want it.
  maven -fae -Dmaven.test.failure.ignore=true package >"$state/java-tests.log" 2>&1 || code=$?
  for module in verifier platform; do
    # shellcheck disable=SC2046
    count "java $module" $(surefire_counts "$module")
  done
  if [ "$code" != 0 ] || [ "$failed" != 0 ]; then
    grep -aE '^\S*\[.*ERROR' "$state/java-tests.log" | head -60 >&2 || true
    troubles+=("Java tests; all they said is in $state/java-tests.log")
  fi
  if [ "$code" != 0 ]; then
    failed=$((failed + 1))
  elif [ -e platform/target/started ]; then
    built_platform
  fi
}

# The compiler of the contract and the chain of one node that the anchors are tested against.
fetch_chain() {
  stale anchors/node_modules/.package-lock.json anchors/package-lock.json || return 0
  say 'fetching the test chain (about 300 MB unpacked)'
  (cd anchors && npm ci --no-audit --no-fund --loglevel=error) >"$state/anchors-npm.log" 2>&1
}

await_chain() {
  wait "$1" || {
    tail -20 "$state/anchors-npm.log" >&2
    trouble "npm could not fetch the test chain; all it said is in $state/anchors-npm.log"
  }
}

surefire_counts() {
  local files=("$1"/target/surefire-reports/TEST-*.xml)
  [ -e "${files[0]}" ] || { printf '0 0 0' && return; }
  awk '
    function number(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3) + 0 : 0 }
    /<testsuite / { bad = number("errors") + number("failures"); none = number("skipped")
                    good += number("tests") - bad - none; wrong += bad; left += none }
    END { printf "%d %d %d", good, wrong, left }' "${files[@]}"
}

# Builds the workbench and runs its tests; what of the platform is older than this is not its jar.
front_end() {
  rm -f "$state/vitest.json"
  build_web
  touch platform/target/started
  [ -f web/package.json ] || return 0
  web_packages
  (cd web && npx --no-install vitest run --reporter=json --outputFile="$state/vitest.json") \
    >"$state/front-end-tests.log" 2>&1 || tail -40 "$state/front-end-tests.log" >&2
}

await_front_end() {
  wait "$1" || true
  cat "$state/front-end.log" >&2
  if [ -s "$state/vitest.json" ]; then
    # shellcheck disable=SC2046
    count 'front end' $(node -e '
      const r = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))
      const broken = r.testResults.filter(f => f.status === "failed" && !f.assertionResults.length).length
      console.log(r.numPassedTests, r.numFailedTests + broken, r.numPendingTests + (r.numTodoTests ?? 0))
    ' "$state/vitest.json")
  else
    trouble "front-end tests did not run; see $state/front-end-tests.log"
  fi
}

begin_launcher_tests() {
  say 'launcher tests and browser tests'
  find_chromium
  bash ops/test/launcher.sh >"$state/launcher-tests.log" 2>&1 &
  launcher=$!
}

end_launcher_tests() {
  local code=0
  wait "$launcher" || code=$?
  summary_of 'launcher' "$code"
}

browser_tests() {
  local tests
  [ -f web/e2e/run.mjs ] || return 0
  if [ -z "$chromium" ]; then
    tests=$(find web/e2e -name '*.e2e.*' -o -name 'run.mjs' | wc -l)
    count 'browser' 0 0 "$tests"
    troubles+=("browser tests were skipped, for want of Chromium (apt-get install chromium): $(ls web/e2e | tr '\n' ' ')")
    return
  fi
  local folder address code
  folder=$(mktemp -d "${TMPDIR:-/tmp}/mingjian-browser-XXXXXX")
  chmod 755 "$folder"
  # Sample passwords need not be costly to check.
  MINGJIAN_PASSWORD_MEMORY=64 "$root/mingjian" run --port 0 --data "$folder/data" >"$folder/log" 2>&1 &
  local platform=$!
  # shellcheck disable=SC2064
  trap "kill $platform 2>/dev/null || true; wait $platform 2>/dev/null || true; rm -rf '$folder'" EXIT
  address=$(address_in "$folder/log" "$platform") || true
  if [ -n "$address" ]; then
    export MINGJIAN_URL=$address CHROMIUM=$chromium
    code=0
    node web/e2e/run.mjs >"$state/browser-tests.log" 2>&1 || code=$?
    summary_of 'browser' "$code"
  else
    tail -20 "$folder/log" >&2
    trouble 'browser tests: the platform did not start'
  fi
  kill "$platform" 2>/dev/null || true
  wait "$platform" 2>/dev/null || true
  rm -rf "$folder"
  trap - EXIT
}

address_in() { # address_in LOG PID: waits until the platform has printed its address
  local second
  for second in $(seq 300); do
    sed -n 's/.*portal *\(http:[^ ]*[0-9]\)\/.*/\1/p' "$1" | grep . && return
    kill -0 "$2" 2>/dev/null || return 1
    sleep 1
  done
  return 1
}

summary_of() { # summary_of NAME EXIT-CODE: counts from the last "N passed, N failed, N skipped" of its log
  local name=$1 code=$2 log=$state/$1-tests.log numbers
  numbers=$(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed, \([0-9]*\) skipped.*/\1 \2 \3/p' "$log" | tail -1)
  if [ -n "$numbers" ]; then
    # shellcheck disable=SC2086
    count "$name" $numbers
  fi
  if [ "$code" != 0 ]; then
    tail -40 "$log" >&2
    troubles+=("$name tests; all they said is in $log")
    [ "${numbers#* 0 }" = "$numbers" ] && [ -n "$numbers" ] || failed=$((failed + 1))
  elif [ -z "$numbers" ]; then
    trouble "$name tests printed no summary; see $log"
  fi
}

# The fast loop: what changed against main, with the rules that hold for every file.
fast_checks() {
  local changed tests='ArchitectureTest,TidyTest' file name
  [ $# -eq 0 ] || fail 'check takes no options' 2
  find_jdk
  find_maven
  cd "$root"
  changed=$({
    git diff --name-only "$(git merge-base HEAD main 2>/dev/null || git rev-parse HEAD)"
    git ls-files --others --exclude-standard
  } | sort -u)
  for file in $(grep '\.java$' <<<"$changed" || true); do
    name=$(basename "$file" .java)
    case $name in
      *Test) tests+=",$name" ;;
      *) [ -z "$(find platform/src/test verifier/src/test -name "${name}Test.java" -print -quit)" ] ||
        tests+=",${name}Test" ;;
    esac
  done
  say "format, compile, and $tests"
  maven spotless:check || fail 'the format is not the agreed one: mvn spotless:apply mends it'
  maven -Dtest="$tests" -Dsurefire.failIfNoSpecifiedTests=false test
  if grep -q '^web/' <<<"$changed"; then
    find_node
    web_packages
    (cd web && npm run --silent typecheck && npx --no-install vitest run --changed)
  fi
  say 'good'
}
