#!/bin/sh
case $PT_broken in
  *"\"$PT_server\""*)
    printf '{"_error":{"kind":"fleet/not-started","msg":"%s does not start on %s","details":{}}}\n' \
      "$PT_version" "$PT_server"
    exit 1
    ;;
esac
mkdir -p "$PT_state"
printf '%s\n' "$PT_version" >"$PT_state/$PT_server"
printf '{"version":"%s"}\n' "$PT_version"
