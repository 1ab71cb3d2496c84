#!/bin/sh
# tskeepalived-name on: /usr/sbin/keepalived is tskeepalived from now on, so that units and scripts which name keepalived
# need no change. The original stays as /usr/sbin/keepalived.distrib. tskeepalived-name off takes it back.
set -e
name=/usr/sbin/keepalived
other=$name.distrib
diverted() { [ "$(dpkg-divert --listpackage $name)" = tskeepalived ]; }
case "${1:-}" in
  on)
    diverted || dpkg-divert --quiet --package tskeepalived --add --rename --divert $other $name
    ln -sfn tskeepalived $name
    ;;
  off)
    diverted || exit 0
    rm -f $name
    dpkg-divert --quiet --package tskeepalived --remove --rename --divert $other $name
    ;;
  *)
    echo 'usage: tskeepalived-name on|off' >&2
    exit 1
    ;;
esac
