#!/usr/bin/env bash
# scan.sh URL OUT [SCALE]: sqlmap and wapiti (Debian packages) against a running sandbox, whole in one go within a quarter of an hour.
# Start the sandbox with --mingjian.watch.refuse=false: its own guard then only counts, and the platform behind it is tried.
# What is tried is a list (pages and addresses below with their parameters), not a crawl, and every step has its seconds (times SCALE,
# 1 by default), so that no step starves another; a step that its time ended is called so. As a visitor and with sessions of staff.
# Writes OUT/summary.txt with versions and counts; exits 1 when anything was found. Needs: sqlmap, wapiti, curl, python3.
set -eu
url=${1:?URL of a running sandbox}; out=${2:?folder for the results}; scale=${3:-1}
for tool in sqlmap wapiti curl python3; do command -v "$tool" >/dev/null || { echo "$tool is not installed"; exit 2; }; done
mkdir -p "$out"; : > "$out/summary.txt"; found=0; began=$(date +%s)
say() { echo "$*" | tee -a "$out/summary.txt"; }
say "sqlmap $(sqlmap --version 2>/dev/null | tail -1), $(wapiti --version 2>/dev/null | tail -1); $(date -u +%FT%TZ)"

login() { # login NAME -> session cookie of a sample account
  curl -s -D - -o /dev/null -H 'Content-Type: application/json' -H 'X-Requested-With: scan' \
    -d "{\"login\":\"$1\",\"password\":\"mingjian2026\"}" "$url/api/login" | sed -n 's/^[Ss]et-[Cc]ookie: \(mj_session=[^;]*\).*/\1/p'
}

inject() { # inject TITLE ARGUMENTS…: one sqlmap run
  title=$1; shift; seconds=$((40 * scale))
  name=$(echo "$title" | tr -c 'a-zA-Z0-9\n' '_')
  code=0
  timeout -k 5 "$seconds" sqlmap --batch --disable-coloring --flush-session --level 2 --risk 2 --dbms PostgreSQL \
    --technique BEUST --time-sec 3 --threads 2 --timeout 20 --retries 0 --ignore-code 400,401,403,404,415,422,429 \
    --output-dir "$out/sqlmap" "$@" > "$out/sqlmap-$name.txt" 2>&1 || code=$?
  if grep -qE "is vulnerable|sqlmap identified the following injection" "$out/sqlmap-$name.txt"; then
    found=1; words="INJECTABLE"
  elif [ $code = 124 ] || [ $code = 137 ]; then
    words="nothing found until its time was over (${seconds} s)"
  else
    words="nothing found, ended by itself"
  fi
  say "sqlmap  $title: $words"
}

attack() { # attack WHO COOKIE "MODULE:SECONDS …" ADDRESS…: the addresses are loaded once, then each module runs alone over all of them
  who=$1; cookie=$2; modules=$3; shift 3
  starts=(); for address in "$@"; do starts+=(-s "$url$address"); done
  common=(-u "$url$1" "${starts[@]}" --scope folder -d 0 --max-links-per-page 1 -S normal -t 10 -v 1 --no-bugreport
    --store-session "$out/wapiti-$who" -H "X-Requested-With: scan" -H "Cookie: $cookie")
  timeout -k 5 $((60 * scale)) wapiti "${common[@]}" --flush-session -m "" --max-scan-time $((50 * scale)) -f json -o "$out/wapiti-$who.json" \
    > "$out/wapiti-$who.txt" 2>&1 || true
  for one in $modules; do
    module=${one%:*}; seconds=$((${one#*:} * scale)); code=0
    timeout -k 5 $((seconds + 60 * scale)) wapiti "${common[@]}" --skip-crawl --flush-attacks -m "$module" --max-attack-time "$seconds" \
      -f json -o "$out/wapiti-$who-$module.json" > "$out/wapiti-$who-$module.txt" 2>&1 || code=$?
    python3 - "$out/wapiti-$who-$module" "$who" "$module" "$seconds" "$code" $# <<'P' | tee -a "$out/summary.txt"
import json, os, sys
base, who, module, seconds, code, count = sys.argv[1:]
said = open(base + ".txt", errors="replace").read()
def expected(hit):
    """Over plain HTTP no cookie is Secure and HSTS has no meaning; X-XSS-Protection is obsolete, the policy of scripts stands for it."""
    return any(word in hit["info"] for word in ("Strict-Transport-Security", "X-XSS-Protection", "Secure flag"))
if not os.path.exists(base + ".json") or code in ("124", "137"):
    print(f"wapiti  {who} {module}: STOPPED, no whole report"); sys.exit()
report = json.load(open(base + ".json"))
hits = [hit for part in ("vulnerabilities", "anomalies") for v in report.get(part, {}).values() for hit in v]
real = [hit for hit in hits if not expected(hit)]
over = "max attack time" in said.lower()
print(f"wapiti  {who} {module}, {count} addresses: {'until its time was over (' + seconds + ' s)' if over else 'ended by itself'}; "
      f"found {len(real)}, notes of plain HTTP {len(hits) - len(real)}")
for hit in real[:5]:
    print(f"        FOUND {hit['method']} {hit['path']} {hit.get('parameter') or ''} {hit['info'][:140]}")
P
  done
}

staff=$(login centre); bidder=$(login bidder1); security=$(login secadmin); auditor=$(login auditor)
inject "portal search"            -u "$url/trades?q=a&page=0&region=990100"
inject "portal notices"           -u "$url/notices?q=a&type=NOTICE&page=0"
inject "trades of the workbench"  -u "$url/api/trades?q=a&page=0&size=20" --cookie "$bidder"
inject "pool of experts"          -u "$url/api/experts?search=a&page=0&size=20" --cookie "$staff"
inject "attacks"                  -u "$url/api/watch/attacks?q=a&rule=a&page=0&size=20" --cookie "$security"
inject "login"                    -u "$url/api/login" -H 'X-Requested-With: scan' -H 'Content-Type: application/json' \
  --data '{"login":"a*","password":"b"}'

attack visitor "none=1" "exec:45 file:45 xss:40 permanentxss:20 sql:40 ssrf:20 redirect:15 crlf:20 csp:10 http_headers:10 cookieflags:10" \
  / "/notices?q=a&type=NOTICE&page=0" "/trades?q=a&region=990100&page=0" "/plans?q=a&page=0" "/credit?q=a&page=0" "/subjects?q=a&page=0" \
  "/quality?month=2026-01" "/spec/checks?q=a" "/spec/changes?from=a" /spec /verify /open "/api/public/credit?q=a" "/api/party?q=a" "/log/checkpoint"
attack centre "$staff" "exec:30 file:30 xss:20 sql:40 ssrf:20 crlf:15" \
  "/api/trades?q=a&page=0&size=20" "/api/experts?search=a&page=0" "/api/party?q=a&page=0" "/api/credit/records?q=a&state=PUBLISHED&page=0" \
  "/api/registrations?q=a&state=SUBMITTED" "/api/credit/score?creditCode=a" "/api/exchange/refused?q=a&side=received" "/api/registry/entries?q=a"
attack auditor "$auditor" "exec:30 file:30 xss:20 sql:30 crlf:10" "/api/audit?q=a&page=0&size=20" "/api/watch/attacks?q=a&page=0" "/api/trust?q=a"

grep -qE "INJECTABLE|FOUND|STOPPED" "$out/summary.txt" && found=1
say "took $(($(date +%s) - began)) s; $([ $found = 0 ] && echo 'nothing found' || echo 'LOOK ABOVE')"
exit $found
