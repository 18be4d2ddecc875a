# Starting Java programs of the project. Sourced by ./mingjian. Each ends in exec, so that signals reach Java.

# Its manifest names main class and libraries, and allows Lucene the native calls it asks for.
platform_jar=$root/platform/target/platform-0.1.0.jar

platform_classpath() { printf '%s' "$platform_jar:$root/platform/target/lib/*"; }

value() { # value OPTION VALUE: the value, or a line that says it is missing
  [ -n "${2:-}" ] || fail "$1 needs a value; ./mingjian --help shows it" 2
  printf '%s' "$2"
}

# Sets arguments from the options of run and rebuild.
read_options() {
  local option
  port=8080 data=$state/data db='' tier='' profile=sandbox
  while [ $# -gt 0 ]; do
    option=$1
    case $option in
      --*=*) set -- "${option%%=*}" "${option#*=}" "${@:2}" && option=$1 ;;
    esac
    case $option in
      --port) port=$(value "$@") || exit ;;
      --data) data=$(value "$@") || exit ;;
      --db) db=$(value "$@") || exit ;;
      --tier) tier=$(value "$@") || exit ;;
      --profile) profile=$(value "$@") || exit ;;
      *) fail "'$option' is not understood; ./mingjian --help lists the options" 2 ;;
    esac
    shift 2
  done
  [[ $port =~ ^[0-9]{1,5}$ ]] && [ "$port" -le 65535 ] || fail "--port $port: give a number from 0 to 65535" 2
  [[ $tier =~ ^(nation|province|city|)$ ]] || fail "--tier $tier: give nation, province or city" 2
  [[ $profile =~ ^(sandbox|production)$ ]] || fail "--profile $profile: give sandbox or production" 2
  [ "${data#/}" != "$data" ] || data=$here/$data
  # Through the environment, because a command line is readable by every user of the machine.
  [ -z "$db" ] || export MINGJIAN_DB_URL=$db
  arguments=("--server.port=$port" "--mingjian.data=$data" "--spring.profiles.active=$profile")
  [ -z "$tier" ] || arguments+=("--mingjian.tier=$tier")
}

start_platform() {
  read_options "$@"
  find_jdk
  build_web
  build_platform
  mkdir -p "$state"
  # The JVM keeps an archive of loaded classes beside the build; without it the start only takes longer.
  # A script that starts this in the background makes it deaf to SIGINT; the JVM would stay so.
  local hear=()
  ! env --default-signal=INT true 2>/dev/null || hear=(env --default-signal=INT)
  exec "${hear[@]}" "$JAVA_HOME/bin/java" "${java_options[@]}" -XX:+ExitOnOutOfMemoryError \
    -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile="$root/platform/target/classes-$java_version.jsa" \
    -Xshare:auto -Xlog:disable \
    -jar "$platform_jar" "${arguments[@]}"
}

rebuild_reader() {
  local reader=${1:-} code
  [[ $reader =~ ^[a-z][a-z0-9-]*$ ]] || fail 'name the reader to rebuild, for example: ./mingjian rebuild portal' 2
  shift
  read_options "$@"
  if [ -r "$data/control" ]; then
    code=0
    find_node
    node "$root/ops/launcher/control.mjs" "$data/control" "/api/ops/readers/$reader/rebuild" || code=$?
    [ "$code" = 3 ] || exit "$code"
  fi
  build_platform
  exec "$JAVA_HOME/bin/java" "${java_options[@]}" -jar "$platform_jar" \
    "${arguments[@]}" --spring.main.web-application-type=none "--mingjian.rebuild=$reader"
}

# 开启演练 on a running platform: a made bid is opened by openers' shares, the result is a fact.
drill_openers() {
  read_options "$@"
  [ -r "$data/control" ] || fail 'no platform runs on this data folder; start it first: ./mingjian run'
  find_node
  local code=0
  node "$root/ops/launcher/control.mjs" "$data/control" /api/ops/openers/drill || code=$?
  [ "$code" != 3 ] || fail 'no platform runs on this data folder; start it first: ./mingjian run'
  exit "$code"
}

# MINGJIAN_JAVA_OPTIONS: more options for Java, such as -Xmx4g.
read -ra java_options <<<"${MINGJIAN_JAVA_OPTIONS:-}"
java_options+=(--enable-native-access=ALL-UNNAMED -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Djava.awt.headless=true)

java_program() { # java_program MAIN-CLASS ARGUMENT…
  cd "$here"
  # peers: what is only measured against, not among the libraries that the platform runs with
  exec "$JAVA_HOME/bin/java" "${java_options[@]}" -cp "$(platform_classpath):$root/platform/target/peers/*" "$@"
}

offline() {
  cd "$here"
  exec "$JAVA_HOME/bin/java" "${java_options[@]}" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
    -cp "$(platform_classpath)" org.mingjian.offline.Offline "$@"
}

# One file, made by verifier_jar: it shares no code with the platform. The JVM keeps an archive of the loaded classes beside it
# and makes it after the first run; where it cannot be written, the start only takes longer.
verifier() {
  cd "$here"
  exec "$JAVA_HOME/bin/java" "${java_options[@]}" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
    -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile="$root/verifier/target/classes-$java_version.jsa" \
    -Xshare:auto -Xlog:disable \
    -jar "$root/verifier/target/mingjian-verifier.jar" "$@"
}

# Another organisation's co-signer, out of the same file.
cosigner() {
  cd "$here"
  exec "$JAVA_HOME/bin/java" "${java_options[@]}" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m \
    -cp "$root/verifier/target/mingjian-verifier.jar" org.mingjian.cosign.Cosign "$@"
}

# Is FILE, seen from where the person stands, a published record and not a bare sheet?
is_record() { (cd "$here" && [ -f "$1" ] && grep -q '"type":"scores"' "$1"); }
