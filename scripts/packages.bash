# What Volley needs from Debian 12, to be sourced: the one list of packages, and how to get what is missing.
#
#   install_packages NAMES...    installs those that are missing; does nothing, fast, when none is
#   build_release ROOT           builds build/release/cli/volley
#
# shellcheck shell=bash disable=SC2034

build_packages=(
  g++ cmake ninja-build pkg-config
  tao-pegtl-dev libssh2-1-dev nlohmann-json3-dev libfmt-dev libyaml-cpp-dev libonig-dev libboost-context-dev
  libasio-dev libssl-dev libcrypt-dev libcurl4-openssl-dev
)
test_packages=(
  clang-format-14 doctest-dev libssh-dev python3 openssh-server openssh-client
  sudo dash bash busybox ksh mksh # what may be `sh` on a target
  dropbear-bin iproute2 util-linux procps
)
fleet_packages=(openssh-server openssh-client haproxy python3-minimal socat)

as_root() {
  if [[ $(id -u) == 0 ]]; then "$@"; else sudo "$@"; fi
}

# Daemons that come with a package (sshd, haproxy) are not to be started: what uses them starts its own.
apt_install() {
  local policy=/usr/sbin/policy-rc.d made=no status
  if [[ ! -e $policy ]]; then
    made=yes
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
  fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
  status=$?
  [[ $made == no ]] || as_root rm -f "$policy"
  return "$status"
}

install_packages() {
  local name missing=()
  local installed
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null)
  for name in "$@"; do
    grep -qx "installed $name" <<<"$installed" || missing+=("$name")
  done
  ((${#missing[@]} > 0)) || return 0
  if [[ $(id -u) != 0 ]] && ! command -v sudo >/dev/null; then
    echo "missing packages, and neither root nor sudo to install them: ${missing[*]}" >&2
    return 1
  fi
  echo "installing ${missing[*]}" >&2
  { as_root apt-get update && apt_install "${missing[@]}"; } >&2
}

# configure ROOT PRESET OPTIONS...: only where it has not been done yet; ninja does it again when CMake files change.
configure() {
  local root=$1 preset=$2
  shift 2
  [[ -f $root/build/$preset/build.ninja ]] && return 0
  if command -v ccache >/dev/null; then set -- -DCMAKE_CXX_COMPILER_LAUNCHER=ccache "$@"; fi
  (cd "$root" && cmake --preset "$preset" "$@") >&2
}

build_release() {
  configure "$1" release && (cd "$1" && cmake --build --preset release --target volley) >&2
}
