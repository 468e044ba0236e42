#!/bin/sh
# Facts as JSON, under the names that facter uses. With facter on the target, all of its facts.
PATH=$PATH:/usr/sbin:/sbin:/opt/puppetlabs/bin:/opt/puppetlabs/puppet/bin
export PATH

if command -v facter >/dev/null 2>&1; then
  # It may fail on single facts and print all the others.
  facts=$(facter -p --json 2>/dev/null)
  case $facts in
    '{'*) printf '%s\n' "$facts" ;;
    *) facter --json ;;
  esac
  exit
fi

text() {
  printf '"%s"' "$(printf '%s' "$1" | tr -d '\000-\037' | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g')"
}

number_or_null() {
  case $1 in
    '' | *[!0-9]*) printf 'null' ;;
    *) printf '%s' "$1" ;;
  esac
}

capitalized() {
  printf '%s' "$1" | awk '{ print toupper(substr($0, 1, 1)) substr($0, 2) }'
}

kernel=$(uname -s)
name=$kernel
family=$kernel
full=$(uname -r)
codename=
if [ -r /etc/os-release ]; then
  id=$(. /etc/os-release && printf '%s' "${ID:-}")
  like=$(. /etc/os-release && printf '%s' "${ID_LIKE:-}")
  full=$(. /etc/os-release && printf '%s' "${VERSION_ID:-}")
  codename=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
  case $id in
    rhel) name=RedHat ;;
    centos) name=CentOS ;;
    almalinux) name=AlmaLinux ;;
    ol) name=OracleLinux ;;
    sles) name=SLES ;;
    opensuse*) name=OpenSuSE ;;
    arch) name=Archlinux ;;
    amzn) name=Amazon ;;
    linuxmint) name=Linuxmint ;;
    *) name=$(capitalized "$id") ;;
  esac
  case " $id $like " in
    *' debian '* | *' ubuntu '*) family=Debian ;;
    *' rhel '* | *' fedora '* | *' centos '* | *' amzn '*) family=RedHat ;;
    *' suse '* | *' sles '* | *' opensuse '*) family=Suse ;;
    *' arch '*) family=Archlinux ;;
    *) family=$name ;;
  esac
  # Files of releases that have no version in /etc/os-release, or only a short one.
  if [ "$id" = debian ] && [ -r /etc/debian_version ]; then
    full=$(cat /etc/debian_version)
  elif [ "$id" = alpine ] && [ -r /etc/alpine-release ]; then
    full=$(cat /etc/alpine-release)
  elif [ "$id" = centos ] && [ -r /etc/centos-release ]; then
    full=$(sed 's/.*release \([0-9.]*\).*/\1/' /etc/centos-release)
  fi
fi
case $kernel in
  Darwin)
    name=$(sw_vers -productName)
    family=Darwin
    full=$(sw_vers -productVersion)
    ;;
  *BSD) family=$kernel ;;
esac
major=${full%%.*}
rest=${full#"$major"}
rest=${rest#.}
minor=${rest%%.*}

host=$(hostname 2>/dev/null || uname -n)
fqdn=$(hostname -f 2>/dev/null || printf '%s' "$host")
host=${host%%.*}
domain=${fqdn#"$host"}
domain=${domain#.}
processors=$(getconf _NPROCESSORS_ONLN 2>/dev/null || sysctl -n hw.ncpu 2>/dev/null)
memory=
if [ -r /proc/meminfo ]; then
  memory=$(awk '$1 == "MemTotal:" { printf "%.0f", $2 * 1024 }' /proc/meminfo)
else
  memory=$(sysctl -n hw.physmem 2>/dev/null || sysctl -n hw.memsize 2>/dev/null)
fi
uptime=
if [ -r /proc/uptime ]; then
  read -r uptime _ </proc/uptime
  uptime=${uptime%%.*}
fi

printf '{"os":{"name":%s,"family":%s,"architecture":%s,"release":{"full":%s,"major":%s,"minor":%s},"distro":{"codename":%s}}' \
  "$(text "$name")" "$(text "$family")" "$(text "$(uname -m)")" "$(text "$full")" "$(text "$major")" \
  "$(text "$minor")" "$(text "$codename")"
printf ',"kernel":%s,"kernelrelease":%s' "$(text "$kernel")" "$(text "$(uname -r)")"
printf ',"networking":{"hostname":%s,"domain":%s,"fqdn":%s}' "$(text "$host")" "$(text "$domain")" "$(text "$fqdn")"
printf ',"processors":{"count":%s}' "$(number_or_null "$processors")"
printf ',"memory":{"system":{"total_bytes":%s}}' "$(number_or_null "$memory")"
printf ',"system_uptime":{"seconds":%s}}\n' "$(number_or_null "$uptime")"
