#!/bin/sh
# Installs, removes, upgrades a package or says what is there, with the machine's own package manager.
PATH=$PATH:/usr/sbin:/sbin:/usr/local/sbin
export PATH

action=$PT_action
name=$PT_name
version=${PT_version:-}
[ "$version" != null ] || version=
options=${PT_manager_options:-}
[ "$options" != null ] || options=
output=

# A text as JSON.
text() {
  printf '"%s"' "$(printf '%s' "$1" | tr '\n' ' ' | tr -d '\000-\037' | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g')"
}

refuse() {
  printf '{"_error":{"kind":"package/%s","msg":%s,"details":{}}}\n' "$1" "$(text "$2")"
  exit 1
}

# Runs a command; its failure is the task's.
must() {
  output=$("$@" 2>&1 </dev/null) || refuse action-failed "$action of the package $name failed: $output"
}

case $name$version in
  -*) refuse invalid-name "'$name' is not the name of a package" ;;
esac

manager=${PT_provider:-}
[ "$manager" != null ] || manager=
if [ -z "$manager" ]; then
  for candidate in apt-get dnf yum zypper apk pkg; do
    if command -v "$candidate" >/dev/null 2>&1; then
      manager=${candidate%-get}
      break
    fi
  done
  [ -n "$manager" ] || refuse no-manager 'No package manager was found: neither apt, dnf, yum, zypper, apk nor pkg'
fi

# Each manager has five functions: NAME_installed and NAME_available print a version or nothing, NAME_install,
# NAME_upgrade and NAME_uninstall do what they are called. $options are split into words on purpose.


apt_installed() {
  dpkg-query -W -f '${db:Status-Abbrev} ${Version}\n' "$name" 2>/dev/null | sed -n 's/^.i[^ ]* *//p' | head -n 1
}
apt_available() { apt-cache policy "$name" 2>/dev/null | sed -n 's/^ *Candidate: //p' | grep -v '(none)'; }
apt_run() {
  DEBIAN_FRONTEND=noninteractive
  export DEBIAN_FRONTEND
  must apt-get -y -q -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold $options "$@"
}
apt_install() { apt_run install "$name${version:+=$version}"; }
apt_upgrade() { apt_run install --only-upgrade "$name${version:+=$version}"; }
apt_uninstall() { apt_run remove "$name"; }

rpm_installed() { rpm -q --queryformat '%{VERSION}-%{RELEASE}\n' "$name" 2>/dev/null | grep -v 'not installed' | head -n 1; }

dnf_installed() { rpm_installed; }
dnf_available() { "$manager" -q list --showduplicates "$name" 2>/dev/null | awk 'NF >= 3 { last = $2 } END { print last }'; }
dnf_install() { must "$manager" -y $options install "$name${version:+-$version}"; }
dnf_upgrade() { must "$manager" -y $options upgrade "$name${version:+-$version}"; }
dnf_uninstall() { must "$manager" -y $options remove "$name"; }

yum_installed() { rpm_installed; }
yum_available() { dnf_available; }
yum_install() { dnf_install; }
yum_upgrade() { dnf_upgrade; }
yum_uninstall() { dnf_uninstall; }

zypper_installed() { rpm_installed; }
zypper_available() { zypper -n -q info "$name" 2>/dev/null | sed -n 's/^Version *: *//p'; }
zypper_install() { must zypper -n $options install "$name${version:+=$version}"; }
zypper_upgrade() { must zypper -n $options update "$name"; }
zypper_uninstall() { must zypper -n $options remove "$name"; }

apk_installed() {
  apk info -e -v "$name" 2>/dev/null | sed -n "s/^$name-\([0-9]\)/\1/p" | head -n 1
}
apk_available() { apk policy "$name" 2>/dev/null | sed -n 's/^  \([0-9][^:]*\):$/\1/p' | tail -n 1; }
apk_install() { must apk add $options "$name${version:+=$version}"; }
apk_upgrade() { must apk add -u $options "$name${version:+=$version}"; }
apk_uninstall() { must apk del $options "$name"; }

pkg_installed() { pkg query '%v' "$name" 2>/dev/null; }
pkg_available() { pkg rquery '%v' "$name" 2>/dev/null | tail -n 1; }
pkg_install() { must pkg install -y $options "$name${version:+-$version}"; }
pkg_upgrade() { must pkg upgrade -y $options "$name"; }
pkg_uninstall() { must pkg delete -y $options "$name"; }

install() {
  before=$("${manager}_installed")
  if [ -n "$before" ] && { [ -z "$version" ] || [ "$before" = "$version" ]; }; then
    printf '{"status":"present","version":%s}\n' "$(text "$before")"
    return
  fi
  "${manager}_install"
  printf '{"status":"installed","version":%s}\n' "$(text "$("${manager}_installed")")"
}

uninstall() {
  if [ -z "$("${manager}_installed")" ]; then
    printf '{"status":"absent"}\n'
    return
  fi
  "${manager}_uninstall"
  printf '{"status":"uninstalled"}\n'
}

upgrade() {
  before=$("${manager}_installed")
  [ -n "$before" ] || refuse not-installed "The package $name is not installed"
  "${manager}_upgrade"
  printf '{"old_version":%s,"version":%s}\n' "$(text "$before")" "$(text "$("${manager}_installed")")"
}

status() {
  before=$("${manager}_installed")
  if [ -n "$before" ]; then state=installed; else state=absent; fi
  printf '{"status":"%s","version":%s,"latest":%s}\n' "$state" "$(text "$before")" "$(text "$("${manager}_available")")"
}

$action
