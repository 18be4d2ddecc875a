# Finding or fetching the tools: JDK, Maven, Node, Chromium. Sourced by ./mingjian.

say() { printf 'mingjian: %s\n' "$*" >&2; }

fail() { # fail LINE [CODE]
  say "$1"
  exit "${2:-1}"
}

is_root() { [ "$(id -u)" = 0 ]; }

jdk_version() { # the feature version of the JDK in folder $1; nothing when there is no JDK
  local version=
  [ -x "$1/bin/javac" ] || return 0
  [ ! -r "$1/release" ] || version=$(sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$1/release")
  [ -n "$version" ] || version=$("$1/bin/java" -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p')
  version=${version#1.}
  printf '%s' "${version%%[!0-9]*}"
}

# Sets JAVA_HOME and java_version: JAVA_HOME, then the newest of the system's JVM folder, then PATH.
find_jdk() {
  local folder version newest=0 newest_at='' found_at
  if [ -n "${JAVA_HOME:-}" ]; then
    version=$(jdk_version "$JAVA_HOME")
    if [ "${version:-0}" -ge 21 ]; then
      java_version=$version
      export JAVA_HOME
      return
    fi
  fi
  found_at=$(command -v javac || true)
  [ -z "$found_at" ] || found_at=$(dirname "$(dirname "$(readlink -f "$found_at")")")
  for folder in "${MINGJIAN_JVM_FOLDER:-/usr/lib/jvm}"/* /opt/java/* /opt/jdk* "$found_at"; do
    version=$(jdk_version "$folder")
    if [ "${version:-0}" -gt "$newest" ]; then
      newest=$version newest_at=$folder
    fi
  done
  if [ "$newest" -lt 21 ]; then
    [ "$newest" = 0 ] && found_at='none was found' || found_at="the newest here is $newest in $newest_at"
    fail "a JDK 21 or newer is needed and $found_at: install one and set JAVA_HOME to its folder"
  fi
  java_version=$newest
  export JAVA_HOME=$newest_at
}

# Sets maven to a command. Missing: Debian's package, installed as root, else unpacked below .mingjian.
find_maven() {
  local version
  maven=$(command -v mvn || true)
  if [ -n "$maven" ]; then
    version=$("$maven" -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\.[0-9]*\).*/\1/p')
    [ "$(printf '%s\n3.8\n' "${version:-0}" | sort -V | head -1)" != 3.8 ] || return 0
    say "Maven $version is too old (3.8 is needed); looking for another"
  fi
  maven=$state/maven/usr/share/maven/bin/mvn
  [ ! -x "$maven" ] || return 0
  command -v apt-get >/dev/null ||
    fail 'Maven 3.8 or newer is needed: install it with the package manager of this system, then try again'
  if is_root; then
    say 'installing Maven with apt-get'
    install_package maven || fail 'apt-get could not install maven: mend the package sources, or install Maven yourself'
    maven=$(command -v mvn)
  else
    say 'fetching Maven from the Debian packages (no root needed, about 15 MB)'
    unpack_maven >"$state/maven.log" 2>&1 ||
      fail "Maven could not be fetched (see $state/maven.log): ask an administrator for 'apt-get install maven'"
  fi
}

install_package() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y -qq --no-install-recommends "$1" >/dev/null 2>&1 ||
    { apt-get update -qq >/dev/null 2>&1 && apt-get install -y -qq --no-install-recommends "$1" >/dev/null; }
}

unpack_maven() (
  set -e
  apt=$state/apt to=$state/maven.partial
  rm -rf "$apt" "$to"
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/debs" "$to"
  own=(-q -o "Dir::State=$apt" -o "Dir::State::lists=$apt/lists" -o Dir::State::status=/var/lib/dpkg/status
    -o "Dir::Cache=$apt/cache" -o "APT::Sandbox::User=$(id -un)" -o Debug::NoLocking=1)
  apt-get "${own[@]}" update
  # Maven's own Java libraries; the Java to run them is the JDK that is here.
  packages=$(apt-cache "${own[@]}" depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks \
    --no-replaces --no-enhances maven | grep -E '^(maven|lib[a-z0-9.+-]*-java)$' | sort -u)
  cd "$apt/debs"
  # shellcheck disable=SC2086
  apt-get "${own[@]}" download $packages
  for package in ./*.deb; do dpkg -x "$package" "$to"; done
  # Links such as /etc/maven point into this folder instead of the system.
  find "$to" -type l | while read -r link; do
    target=$(readlink "$link")
    case $target in /*) ln -sfn "$state/maven$target" "$link" ;; esac
  done
  cd "$root"
  rm -rf "$apt" "$state/maven"
  mv "$to" "$state/maven"
  "$state/maven/usr/share/maven/bin/mvn" -v
)

find_node() {
  local version
  version=$(node --version 2>/dev/null | sed 's/^v//; s/\..*//') || true
  [ "${version:-0}" -ge 20 ] && command -v npm >/dev/null ||
    fail 'Node 20 or newer with npm is needed to build the workbench: install it, then try again'
}

# Sets chromium, or leaves it empty.
find_chromium() {
  chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
  if [ -z "$chromium" ] && is_root && command -v apt-get >/dev/null; then
    say 'installing Chromium with apt-get for the browser tests'
    install_package chromium && chromium=$(command -v chromium || true)
  fi
}

# A PKCS#11 token in software, for the tests of keys on tokens; without it those tests fail and say so.
find_softhsm() {
  if ! command -v softhsm2-util >/dev/null && is_root && command -v apt-get >/dev/null; then
    say 'installing SoftHSM2 with apt-get for the tests of keys on tokens'
    install_package softhsm2 || true
  fi
}
