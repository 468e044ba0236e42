#!/bin/sh
# Does something with a service and says what state it is in then, with whatever manages services on the machine.
PATH=$PATH:/usr/sbin:/sbin
export PATH

action=$PT_action
name=$PT_name
output=

# A text as JSON.
text() {
  printf '"%s"' "$(printf '%s' "$1" | tr '\n' ' ' | tr -d '\000-\037' | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g')"
}

refuse() {
  printf '{"_error":{"kind":"service/%s","msg":%s,"details":{}}}\n' "$1" "$(text "$2")"
  exit 1
}

# Runs a command; its failure is the task's.
must() {
  output=$("$@" 2>&1) || refuse action-failed "$action of the service $name failed: $output"
}

answer() {
  printf '{"status":%s,"enabled":%s}\n' "$(text "$1")" "$(text "$2")"
}

case $name in
  -* | */*) refuse invalid-name "'$name' is not the name of a service" ;;
esac

provider=${PT_provider:-}
[ "$provider" != null ] || provider=
if [ -z "$provider" ]; then
  if command -v systemctl >/dev/null 2>&1 && [ -d /run/systemd/system ]; then
    provider=systemd
  elif command -v rc-service >/dev/null 2>&1; then
    provider=openrc
  elif command -v service >/dev/null 2>&1 || [ -d /etc/init.d ]; then
    provider=sysv
  elif command -v systemctl >/dev/null 2>&1; then
    provider=systemd
  else
    refuse no-manager 'No service manager was found: neither systemd, nor OpenRC, nor init scripts'
  fi
fi

systemd() {
  if [ "$(systemctl show "$name" -p LoadState 2>/dev/null)" = LoadState=not-found ]; then
    refuse not-found "There is no service $name"
  fi
  case $action in
    start | enable | restart)
      [ "${PT_force:-false}" != true ] || must systemctl unmask "$name"
      ;;
  esac
  [ "$action" = status ] || must systemctl "$action" "$name"
  state=$(systemctl show "$name" -p MainPID -p LoadState -p ActiveState --no-pager | paste -s -d , -)
  answer "$state" "$(systemctl is-enabled "$name" 2>/dev/null)"
}

openrc() {
  rc-service --exists "$name" || refuse not-found "There is no service $name"
  case $action in
    start) rc-service --quiet "$name" status >/dev/null 2>&1 || must rc-service "$name" start ;;
    stop) must rc-service --ifstarted "$name" stop ;;
    restart) must rc-service "$name" restart ;;
    enable) must rc-update add "$name" ;;
    disable) rc-update show | grep -q "^ *$name |" && must rc-update delete "$name" ;;
  esac
  if rc-update show | grep -q "^ *$name |"; then enabled=enabled; else enabled=disabled; fi
  answer "$(rc-service "$name" status 2>&1)" "$enabled"
}

sysv_is_enabled() {
  if command -v chkconfig >/dev/null 2>&1; then
    chkconfig "$name" >/dev/null 2>&1
  else
    ls /etc/rc[2345].d/S??"$name" >/dev/null 2>&1
  fi
}

sysv_switch() {
  if command -v chkconfig >/dev/null 2>&1; then
    if [ "$1" = enable ]; then must chkconfig "$name" on; else must chkconfig "$name" off; fi
  elif command -v update-rc.d >/dev/null 2>&1; then
    must update-rc.d "$name" "$1"
  else
    refuse no-manager "Neither chkconfig nor update-rc.d is there to $1 the service $name"
  fi
}

sysv() {
  [ -x "/etc/init.d/$name" ] || refuse not-found "There is no service $name"
  case $action in
    start) "/etc/init.d/$name" status >/dev/null 2>&1 || must "/etc/init.d/$name" start ;;
    stop) ! "/etc/init.d/$name" status >/dev/null 2>&1 || must "/etc/init.d/$name" stop ;;
    restart) must "/etc/init.d/$name" restart ;;
    enable | disable) sysv_switch "$action" ;;
  esac
  if sysv_is_enabled; then enabled=enabled; else enabled=disabled; fi
  answer "$("/etc/init.d/$name" status 2>&1)" "$enabled"
}

$provider
