#!/bin/sh
# The kernel's own name of the boot and the start of process 1: a container has its host's kernel.
PATH=$PATH:/usr/sbin:/sbin
export PATH

boot=
if [ -r /proc/sys/kernel/random/boot_id ]; then
  read -r boot </proc/sys/kernel/random/boot_id
  started=$(sed 's/.*) //' /proc/1/stat 2>/dev/null | cut -d ' ' -f 20)
  boot=$boot${started:+-$started}
fi
[ -n "$boot" ] || boot=$(sysctl -n kern.boottime 2>/dev/null)
[ -n "$boot" ] || boot=$(uptime -s 2>/dev/null)
[ -n "$boot" ] || boot=$(who -b 2>/dev/null)
if [ -z "$boot" ]; then
  printf '{"_error":{"kind":"reboot/unknown-boot","msg":"The machine does not tell when it was booted","details":{}}}\n'
  exit 1
fi
printf '%s\n' "$boot"
