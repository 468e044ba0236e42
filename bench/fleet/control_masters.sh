#!/bin/sh
# Opens a control master for each host, runs a command line over them so many times, and ends them. Everything is a
# child of this shell, so that the resource usage of all of it can be read from it.
# usage: control_masters.sh FOLDER CONCURRENCY TIMES COMMAND
folder=$1 concurrency=$2 times=$3 line=$4
masters=''
while read -r host; do
  ssh -F "$folder/ssh_config" -o ControlMaster=yes -o ControlPath="$folder/masters/%h" -o ControlPersist=no -n -N "$host" &
  masters="$masters $!"
done < "$folder/hosts"
while read -r host; do
  waited=0
  until [ -S "$folder/masters/$host" ]; do
    waited=$((waited + 1))
    [ "$waited" -lt 1200 ] || { echo "no control master for $host" >&2; kill $masters; exit 1; }
    sleep 0.1
  done
done < "$folder/hosts"
status=0
while [ "$times" -gt 0 ]; do
  xargs -a "$folder/hosts" -P "$concurrency" -I '{}' \
    ssh -F "$folder/ssh_config" -o ControlPath="$folder/masters/%h" -n '{}' "$line" || status=1
  times=$((times - 1))
done
kill $masters
wait
exit $status
