# Building only what is stale. Sourced by ./mingjian.

stale() { # stale STAMP PATH…: is anything below the paths newer than the stamp? A deleted file makes its folder newer.
  local stamp=$1
  shift
  [ ! -e "$stamp" ] || [ -n "$(find "$@" -newer "$stamp" -print -quit 2>/dev/null)" ]
}

# One build at a time; the lock goes with the subshell.
one_at_a_time() {
  mkdir -p "$state" 2>/dev/null || fail "cannot write to $state: make $root writable for this user"
  (
    ! command -v flock >/dev/null || flock 9
    "$@"
  ) 9>"$state/build.lock" || exit 1
}

build_all() {
  build_web
  build_platform
}

web_sources=(web/src web/public web/index.html web/package.json web/package-lock.json web/tsconfig.json
  web/vite.config.ts web/vite.verify.config.ts)

build_web() {
  cd "$root"
  if [ -f web/package.json ] && { [ ! -e web/dist/index.html ] || stale "$state/web.built" "${web_sources[@]}"; }; then
    find_node
    one_at_a_time web_now
  fi
}

web_now() {
  say 'building the workbench (the first time fetches its packages)'
  touch "$state/web.started"
  web_packages
  (cd web && npm run --silent build) >"$state/web.log" 2>&1 || {
    tail -40 "$state/web.log" >&2
    fail "the workbench does not build; all of it is in $state/web.log"
  }
  mv "$state/web.started" "$state/web.built"
}

web_packages() {
  stale web/node_modules/.package-lock.json web/package-lock.json || return 0
  (cd web && npm ci --no-audit --no-fund --loglevel=error) >"$state/npm.log" 2>&1 || {
    tail -20 "$state/npm.log" >&2
    fail "npm could not fetch the workbench's packages; all it said is in $state/npm.log"
  }
}

build_platform() {
  find_jdk
  cd "$root"
  if stale platform/target/built pom.xml platform/pom.xml platform/src/main verifier/pom.xml verifier/src/main \
    rules web/dist; then
    find_maven
    one_at_a_time platform_now
  fi
}

platform_now() {
  say 'building the platform (the first time fetches about 150 MB of libraries)'
  mkdir -p platform/target
  touch platform/target/started
  maven -Dmaven.test.skip=true package >"$state/maven-build.log" 2>&1 || {
    grep -E 'ERROR|BUILD' "$state/maven-build.log" | head -40 >&2
    fail "the platform does not build; all of it is in $state/maven-build.log"
  }
  built_platform
}

# What Maven has packaged since platform/target/started is whole.
built_platform() {
  rm -f platform/target/*.jsa verifier/target/*.jsa
  verifier_jar
  mv platform/target/started platform/target/built
}

# The verifier with its libraries as one file that a court can carry away. Bouncy Castle's own jars are signed; checking
# that signature at every start and keeping its classes out of the archive would cost more than all the verifying.
verifier_jar() (
  cd verifier/target
  rm -rf alone mingjian-verifier.jar
  mkdir alone
  cd alone
  for part in ../lib/bc*.jar ../verifier-0.1.0.jar; do "$JAVA_HOME/bin/jar" xf "$part"; done
  rm -rf META-INF
  "$JAVA_HOME/bin/jar" cfe ../mingjian-verifier.jar org.mingjian.verifier.Verifier .
  cd ..
  rm -rf alone
)

# Maven under the JDK that was found, without the warnings its own libraries cause on a new one. Java takes the home
# folder from the list of users, where a service's user or a container's has none that can be written.
maven() {
  local options="${MAVEN_OPTS:-} -XX:TieredStopAtLevel=1"
  [ "$java_version" -lt 24 ] ||
    options+=' --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED'
  if [ -w "${HOME:-/nonexistent}" ]; then
    MAVEN_OPTS="$options -Duser.home=$HOME" "$maven" -B -q -ntp "$@"
  else
    MAVEN_OPTS=$options "$maven" -B -q -ntp "-Dmaven.repo.local=$state/m2" "$@"
  fi
}
