# The fleet of the example, to be sourced: nodes with an sshd and a web server each, and an HAProxy in front of them,
# all on loopback addresses and all as the calling user.
#
#   fleet_create N    addresses, keys and configuration in $fleet, a new temporary directory
#   fleet_start       everything up, and HAProxy has every node UP
#   fleet_stop        everything down, the directory is gone; may be called at any time
#
# shellcheck shell=bash

programs=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ssh_port=12022
http_port=18080  # the default of the task bolt::wait_up
fleet=
declare -a nodes=() addresses=() machines=()
declare -A boots_before=()
balancer_address=
haproxy_pid=
client_pid=

fail() {
  echo "$*" >&2
  exit 1
}

find_programs() {
  PATH=$PATH:/usr/sbin:/sbin
  python=/usr/bin/python3
  [[ -x $python ]] || python=$(command -v python3)
  sshd=$(command -v sshd)
}

# The nodes keep their ports, so what is looked for is a part of 127.0.0.0/8 where these are free.
choose_addresses() {
  local count=$1 try subnet i
  for try in {1..20}; do
    subnet=127.0.$((64 + RANDOM % 128))
    addresses=()
    for ((i = 1; i <= count; i++)); do addresses+=("$subnet.$i"); done
    balancer_address=$subnet.254
    ports_free && return 0
  done
  fail "no free addresses: ports $ssh_port and $http_port are in use on all of 127.0.0.0/8"
}

ports_free() {
  "$python" - "$ssh_port" "$http_port" "$balancer_address" "${addresses[@]}" <<'PYTHON'
import socket, sys
for address in sys.argv[3:]:
    for port in sys.argv[1:3]:
        probe = socket.socket()
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, int(port)))
            probe.listen(1)
        except OSError:
            sys.exit(1)
        probe.close()
PYTHON
}

# sshd itself refuses accounts that are locked, PAM lets their keys in.
use_pam() {
  local password
  password=$(getent shadow "$(id -un)" 2>/dev/null | cut -d: -f2)
  if [[ $password == '!'* ]]; then echo yes; else echo no; fi
}

write_node() {
  local name=$1 address=$2 directory=$fleet/$1
  mkdir -p "$directory/log" "$directory/home"
  ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$directory/host_key"
  echo "[$address]:$ssh_port $(cut -d' ' -f1,2 "$directory/host_key.pub")" >>"$fleet/home/.ssh/known_hosts"
  # HOME is the node's own so that no start-up file of the caller can put the real shutdown first in PATH.
  cat >"$directory/sshd_config" <<CONFIG
ListenAddress $address:$ssh_port
HostKey $directory/host_key
AuthorizedKeysFile $fleet/authorized_keys
AllowUsers $(id -un)
PidFile none
StrictModes no
UsePAM $(use_pam)
UseDNS no
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
PrintMotd no
PrintLastLog no
MaxStartups 100
MaxSessions 100
LogLevel INFO
Subsystem sftp internal-sftp
SetEnv PATH=$programs/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin HOME=$directory/home NODE_DIRECTORY=$directory NODE_ADDRESS=$address HTTP_PORT=$http_port NODE_PYTHON=$python NODE_PROGRAMS=$programs
CONFIG
}

write_haproxy() {
  cat <<CONFIG
global
  stats socket $fleet/haproxy.sock mode 600 level admin
  log stderr format raw daemon notice
  maxconn 500

defaults
  mode http
  log global
  timeout connect 1s
  timeout client 30s
  timeout server 30s
  timeout queue 5s
  retries 4
  option redispatch 1
  default-server inter 200ms fall 2 rise 2

frontend site
  bind $balancer_address:$http_port
  default_backend backends

backend backends
  balance roundrobin
  option httpchk
  http-check send meth GET uri /health
  http-check expect status 200
CONFIG
  local i
  for i in "${!nodes[@]}"; do echo "  server ${nodes[i]} ${addresses[i]}:$http_port check"; done
}

write_inventory() {
  cat <<CONFIG
groups:
  - name: backends
    config:
      transport: ssh
      ssh:
        user: $(id -un)
        port: $ssh_port
        private-key: $fleet/client_key
        host-key-check: true
    targets:
CONFIG
  local i
  for i in "${!nodes[@]}"; do printf '      - name: %s\n        uri: %s\n' "${nodes[i]}" "${addresses[i]}"; done
}

fleet_create() {
  local i
  find_programs
  choose_addresses "$1"
  # Short, as the path of a unix socket may be only 107 bytes long.
  fleet=$(mktemp -d /tmp/volley-fleet.XXXXXX)
  mkdir -m 700 -p "$fleet/home/.ssh"
  ssh-keygen -q -t ed25519 -N '' -C fleet -f "$fleet/client_key"
  echo "from=\"127.0.0.0/8\" $(cat "$fleet/client_key.pub")" >"$fleet/authorized_keys"
  for ((i = 0; i < $1; i++)); do
    nodes+=("node$((i + 1))")
    write_node "${nodes[i]}" "${addresses[i]}"
  done
  write_haproxy >"$fleet/haproxy.cfg"
  write_inventory >"$fleet/inventory.yaml"
}

# To be called with &. Children die with this script, even if it is killed without a chance to clean up.
child() { exec setpriv --pdeathsig TERM -- "$@" </dev/null; }

# until_true SECONDS COMMAND...
until_true() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.1
  done
}

on_node() {
  ssh -F none -o BatchMode=yes -o StrictHostKeyChecking=yes -o UserKnownHostsFile="$fleet/home/.ssh/known_hosts" \
    -o IdentitiesOnly=yes -i "$fleet/client_key" -p "$ssh_port" "$(id -un)@$1" "$2" 2>/dev/null
}

# A node whose logins found the real shutdown would reboot this machine, so that is proved before anything else.
node_ready() { [[ $(on_node "$1" 'command -v shutdown') == "$programs/bin/shutdown" ]]; }

all_up() {
  local up
  up=$(printf 'show stat\n' | socat -t 2 - "UNIX-CONNECT:$fleet/haproxy.sock" 2>/dev/null |
    awk -F, '$1 == "backends" && $2 != "BACKEND" && $18 == "UP" && $37 == "L7OK"' | wc -l)
  ((up == ${#nodes[@]}))
}

fleet_start() {
  local i
  [[ $(id -u) != 0 ]] || mkdir -p -m 755 /run/sshd
  export HTTP_PORT=$http_port NODE_PYTHON=$python NODE_PROGRAMS=$programs SSHD=$sshd
  for i in "${!nodes[@]}"; do
    NODE_ADDRESS=${addresses[i]} child "$programs/machine" "$fleet/${nodes[i]}" >>"$fleet/${nodes[i]}/log/machine" 2>&1 &
    machines+=($!)
  done
  child haproxy -db -f "$fleet/haproxy.cfg" >"$fleet/haproxy.log" 2>&1 &
  haproxy_pid=$!
  for i in "${!nodes[@]}"; do
    until_true 15 node_ready "${addresses[i]}" || fail "${nodes[i]} does not boot: $(tail -n 3 "$fleet/${nodes[i]}"/log/*)"
    boots_before[${nodes[i]}]=$(cat "$fleet/${nodes[i]}/boots")
    : >"$fleet/${nodes[i]}/log/sshd.1"  # that look was ours, the plan's connections are counted from here
  done
  until_true 15 all_up || fail "HAProxy does not have every node UP: $(tail -n 5 "$fleet/haproxy.log")"
}

client_start() {
  child "$python" "$programs/client" "$balancer_address" "$http_port" "$fleet/report" &
  client_pid=$!
}

client_stop() {
  stop "$client_pid" 40
  client_pid=
}

# stop PID [SECONDS]: asks again until it has gone, then no longer asks.
stop() {
  local deadline=$((SECONDS + ${2:-10}))
  while kill -TERM "$1" 2>/dev/null && ((SECONDS < deadline)); do sleep 0.05; done
  kill -KILL "$1" 2>/dev/null
  wait "$1" 2>/dev/null
}

# Tasks that the plan had running on this machine when it was interrupted: they have the fleet's HOME.
stop_local_tasks() {
  local pid
  for pid in $(grep -lzx "HOME=$fleet/home" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3); do stop "$pid" 2; done
}

fleet_stop() {
  local pid
  [[ -z $fleet ]] || stop_local_tasks
  [[ -z $client_pid ]] || stop "$client_pid"
  [[ -z $haproxy_pid ]] || stop "$haproxy_pid"
  for pid in "${machines[@]}"; do kill -TERM "$pid" 2>/dev/null; done
  for pid in "${machines[@]}"; do stop "$pid"; done
  [[ -z $fleet ]] || rm -rf "$fleet"
  client_pid='' haproxy_pid='' machines=() fleet=
}
