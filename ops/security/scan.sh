#!/usr/bin/env bash
# scan.sh URL OUT [SECONDS]: sqlmap and wapiti (Debian packages) against a running sandbox, each run bounded in time.
# Start the sandbox with --mingjian.watch.refuse=false: its own guard then only counts, and the platform behind it is tried.
# Writes OUT/summary.txt; exits 1 when anything was found. Needs: sqlmap, wapiti, curl.
set -eu
url=${1:?URL of a running sandbox}; out=${2:?folder for the results}; seconds=${3:-90}
for tool in sqlmap wapiti curl; do command -v "$tool" >/dev/null || { echo "$tool is not installed"; exit 2; }; done
mkdir -p "$out"; : > "$out/summary.txt"; found=0

login() { # login NAME -> session cookie of a sample account
  curl -s -D - -o /dev/null -H 'Content-Type: application/json' -H 'X-Requested-With: scan' \
    -d "{\"login\":\"$1\",\"password\":\"mingjian2026\"}" "$url/api/login" | sed -n 's/^[Ss]et-[Cc]ookie: \(mj_session=[^;]*\).*/\1/p'
}

inject() { # inject TITLE ARGUMENTS…: one sqlmap run
  title=$1; shift
  name=$(echo "$title" | tr -c 'a-zA-Z0-9\n' '_')
  code=0
  timeout -k 5 "$seconds" sqlmap --batch --disable-coloring --flush-session --level 2 --risk 2 --dbms PostgreSQL \
    --technique BEUST --time-sec 3 --threads 2 --timeout 20 --retries 0 --ignore-code 400,401,403,404,415,422,429 \
    --output-dir "$out/sqlmap" "$@" > "$out/sqlmap-$name.txt" 2>&1 || code=$?
  if grep -qE "is vulnerable|sqlmap identified the following injection" "$out/sqlmap-$name.txt"; then
    found=1; say="INJECTABLE"
  elif [ $code = 124 ] || [ $code = 137 ]; then
    say="nothing found until its time was over (${seconds} s)"
  else
    say="nothing found"
  fi
  echo "sqlmap  $title: $say" | tee -a "$out/summary.txt"
}

staff=$(login centre); bidder=$(login bidder1); security=$(login secadmin)
inject "portal search"            -u "$url/trades?q=a&page=0&region=990100"
inject "portal notices"           -u "$url/notices?q=a&type=NOTICE&page=0"
inject "trades of the workbench"  -u "$url/api/trades?q=a&page=0&size=20" --cookie "$bidder"
inject "pool of experts"          -u "$url/api/experts?search=a&page=0&size=20" --cookie "$staff"
inject "attacks"                  -u "$url/api/watch/attacks?q=a&rule=a&page=0&size=20" --cookie "$security"
inject "login"                    -u "$url/api/login" -H 'X-Requested-With: scan' -H 'Content-Type: application/json' \
  --data '{"login":"a*","password":"b"}'

timeout -k 5 $((seconds * 8)) wapiti -u "$url/" --scope folder --flush-session --color -v 1 -d 2 -S normal --max-scan-time $((seconds * 2)) \
  --max-attack-time 30 --max-links-per-page 15 -m sql,xss,file,exec,redirect,crlf,csp,http_headers,cookieflags,permanentxss,ssrf \
  -f json -o "$out/wapiti.json" > "$out/wapiti.txt" 2>&1 || true
if [ -s "$out/wapiti.json" ]; then
  python3 - "$out/wapiti.json" <<'P' | tee -a "$out/summary.txt"
import json, sys
report = json.load(open(sys.argv[1]))
def expected(hit):
    """Over plain HTTP no cookie is Secure and HSTS has no meaning; X-XSS-Protection is obsolete, the policy of scripts stands for it."""
    return any(word in hit["info"] for word in ("Strict-Transport-Security", "X-XSS-Protection", "Secure flag"))
kinds = {k: [hit for hit in v if not expected(hit)] for part in ("vulnerabilities", "anomalies") for k, v in report.get(part, {}).items()}
noted = sum(1 for part in ("vulnerabilities", "anomalies") for v in report.get(part, {}).values() for hit in v if expected(hit))
kinds = {k: v for k, v in kinds.items() if v}
for kind, hits in kinds.items():
    print(f"wapiti  {kind}: {len(hits)}; first: {hits[0]['method']} {hits[0]['path']} {hits[0].get('parameter') or ''} {hits[0]['info'][:120]}")
print(f"wapiti  notes that belong to plain HTTP: {noted}; kinds found: {len(kinds)}")
P
  grep -q 'kinds found: 0' "$out/summary.txt" || found=1
else
  echo "wapiti  no report" | tee -a "$out/summary.txt"; found=1
fi
exit $found
