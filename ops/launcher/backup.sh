# ./mingjian backup and ./mingjian restore. Sourced by ./mingjian.

take_backup() {
  local option data=$state/data to='' for='' code=0
  while [ $# -gt 0 ]; do
    option=$1
    case $option in
      --data) data=$(value "$@") || exit ;;
      --to) to=$(value "$@") || exit ;;
      --for) for=$(value "$@") || exit ;;
      *) fail "'$option' is not understood; backup takes --data DIR --to BACKUPS --for PUBLICKEY" 2 ;;
    esac
    shift 2
  done
  [ -n "$to" ] && [ -n "$for" ] || fail 'give --to BACKUPS and --for PUBLICKEY (what keygen printed)' 2
  [ "${to#/}" != "$to" ] || to=$here/$to
  [ "${data#/}" != "$data" ] || data=$here/$data
  find_node
  node "$root/ops/launcher/control.mjs" "$data/control" /api/ops/backups \
    "$(node -p 'JSON.stringify({ to: process.argv[1], publicKey: process.argv[2] })' "$to" "$for")" || code=$?
  [ "$code" != 3 ] || fail "no platform runs on $data: start it, or copy the folder itself while it stands still"
  exit "$code"
}

# Restores into an empty folder and reads the whole log again; --drill does so in a folder that is removed afterwards.
restore_backup() {
  local option data='' drill='' arguments=() code=0
  while [ $# -gt 0 ]; do
    option=$1
    case $option in
      --drill) drill=yes && shift && continue ;;
      --data) data=$(value "$@") || exit ;;
      --from | --key | --password | --until) arguments+=("$option" "$(value "$@")") || exit ;;
      *) fail "'$option' is not understood; restore takes --from BACKUP --key KEYFILE [--password FILE] --data DIR [--until TIME] [--drill]" 2 ;;
    esac
    shift 2
  done
  build_platform
  if [ -n "$drill" ]; then
    [ -z "$data" ] || fail '--drill chooses its own folder; leave --data out' 2
    data=$(mktemp -d "${TMPDIR:-/tmp}/mingjian-drill-XXXXXX")
    # shellcheck disable=SC2064
    trap "rm -rf '$data'" EXIT
  fi
  [ -n "$data" ] || fail 'give --data DIR, an empty folder' 2
  cd "$here"
  "$JAVA_HOME/bin/java" "${java_options[@]}" -cp "$(platform_classpath)" org.mingjian.backup.command.Restore \
    "${arguments[@]}" --data "$data" || code=$?
  [ "$code" = 2 ] || [ ! -d "$data/postgres/cluster" ] || say 'reading the whole log of the restored platform again'
  if [ "$code" = 0 ]; then
    "$JAVA_HOME/bin/java" "${java_options[@]}" -jar "$platform_jar" "--mingjian.data=$data" \
      --spring.main.web-application-type=none --spring.profiles.active=production --mingjian.check-log=true || code=1
  fi
  exit "$code"
}
