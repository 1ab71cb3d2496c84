# Runs as a unit in the systemd guest: a pair of keepalived, this router migrates to ours and back by the commands of
# docs/MIGRATION.md, which stand in /run/guest/inputs. Prints "STEP name" and "name=value" lines for the test outside.
set -u
export SYSTEMD_PAGER=cat SYSTEMD_COLORS=0 LANG=C.UTF-8
vip=10.9.0.100

wait_for() { # description, then a command that must succeed within 90 s
  local what=$1; shift
  for _ in $(seq 180); do if "$@" >/dev/null 2>&1; then echo "ok: $what"; return 0; fi; sleep 0.5; done
  echo "never: $what"
}
here() { ip -o addr show dev eth0 | grep -qw "$vip"; }
there() { ip -n other -o addr show dev eth0 | grep -qw "$vip"; }
only_here() { here && ! there; }
only_there() { there && ! here; }
ipvs() { ipvsadm -Sn | grep -q -- '-a -t 10.9.0.100:80 -r 10.9.0.2:80'; }
no_ipvs() { [ -z "$(ipvsadm -Sn)" ]; }
step() { # name of the block in MIGRATION.md
  echo "STEP $1"
  bash -e "/run/guest/inputs/${1// /-}.sh"
  echo "status=$?"
}
which_runs() { # unit
  echo "runs=$(readlink "/proc/$(systemctl show "$1" -p MainPID --value)/exe")"
}

ip netns add other
ip link add eth0 type veth peer name eth0 netns other
ip link set eth0 up
ip addr add 10.9.0.1/24 dev eth0
ip -n other link set lo up
ip -n other link set eth0 up
ip -n other addr add 10.9.0.2/24 dev eth0

mkdir -p /etc/keepalived /run/other
config() { # priority
  cat <<END
global_defs {
  script_user root
  enable_script_security
}
vrrp_instance VI_1 {
  interface eth0
  virtual_router_id 51
  priority $1
  advert_int 1
  virtual_ipaddress {
    $vip/24
  }
  notify /etc/keepalived/notify.sh
}
END
}
printf '#!/bin/sh\necho "$@" >>/var/log/notify.log\nchown nobody /var/log/notify.log\n' >/etc/keepalived/notify.sh
chmod 755 /etc/keepalived/notify.sh
config 90 | grep -v notify >/run/other/keepalived.conf
{
  config 150
  cat <<END
virtual_server $vip 80 {
  protocol TCP
  lvs_sched rr
  lvs_method DR
  real_server 10.9.0.2 80 {
    weight 1
  }
}
END
} >/etc/keepalived/keepalived.conf
ip netns exec other keepalived -n -l -G -P -f /run/other/keepalived.conf -p /run/other/a -r /run/other/b >/run/other/log 2>&1 &
other=$!
rm -f /etc/systemd/system/keepalived.service /etc/systemd/system/multi-user.target.wants/keepalived.service
# With it each enable and disable calls update-rc.d, which takes long here.
rm -f /etc/init.d/keepalived
systemctl daemon-reload
mkdir -p /run/package
# The index of manual pages is made anew at each change of packages, which takes long here.
rm -f /var/lib/man-db/auto-update
cp /run/guest/inputs/*.deb /run/package/
cd /run/package || exit 1

echo 'STEP before'
systemctl enable --now keepalived
wait_for 'keepalived is master' only_here
wait_for 'keepalived has set IPVS' ipvs
genhash=$(md5sum </usr/bin/genhash)

step install
echo "understood=$(grep -c 'VRRP Instance = VI_1' /tmp/as-understood.txt)"
systemctl is-active keepalived tskeepalived
wait_for 'keepalived is master still' only_here

step over
which_runs tskeepalived
wait_for 'ours is master' only_here
wait_for 'ours has set IPVS' ipvs
wait_for 'a script has run inside the limits' grep -q 'VI_1 MASTER 150' /var/log/notify.log
cp /var/log/notify.log "$RESULTS/notify.log"
grep -E '^(Seccomp|CapBnd)' "/proc/$(systemctl show tskeepalived -p MainPID --value)/status"

step reload
wait_for 'ours is master still' only_here

echo 'STEP fail over to keepalived'
systemctl stop tskeepalived
wait_for 'keepalived has taken over' only_there
wait_for 'IPVS is empty' no_ipvs
systemctl start tskeepalived
wait_for 'ours has taken it back' only_here
systemctl kill -s KILL tskeepalived
wait_for 'a crash: ours is started again and has it all' ipvs
wait_for 'and the address' only_here

step name
which_runs keepalived
wait_for 'ours is master under the name' only_here

step 'name back'
which_runs tskeepalived
wait_for 'ours is master again' only_here

step back
wait_for 'keepalived is master again' only_here
wait_for 'keepalived has set IPVS again' ipvs
which_runs keepalived

echo 'STEP rootless'
systemctl stop keepalived
chgrp tskeepalived /etc/keepalived/keepalived.conf
chmod 640 /etc/keepalived/keepalived.conf
sed -i '/notify/d; /script_user/d; /enable_script_security/d' /etc/keepalived/keepalived.conf
systemctl start tskeepalived-rootless
echo "start=$?"
pid=$(systemctl show tskeepalived-rootless -p MainPID --value)
echo "user=$(ps -o user= -p "$pid")"
wait_for 'ours is master without root' only_here
wait_for 'ours has set IPVS without root' ipvs
systemctl stop tskeepalived-rootless
wait_for 'the address has gone' only_there
wait_for 'the entries have gone' no_ipvs

echo 'STEP namespace'
mkdir -p /etc/systemd/system/tskeepalived.service.d
cp /usr/share/doc/tskeepalived/examples/drop-ins/net_namespace.conf.example /etc/systemd/system/tskeepalived.service.d/net_namespace.conf
systemctl daemon-reload
kill "$other"
wait "$other"
{ echo 'net_namespace other'; cat /run/other/keepalived.conf; } >/etc/keepalived/keepalived.conf
systemctl start tskeepalived
echo "start=$?"
wait_for 'ours is master in the other namespace' only_there
systemctl stop tskeepalived
rm -r /etc/systemd/system/tskeepalived.service.d

echo 'STEP security'
for unit in tskeepalived tskeepalived-rootless keepalived; do
  systemd-analyze security "$unit" | sed -n "s/^.*exposure level for \([a-z-]*\).service: \([0-9.]*\).*/exposure of \1=\2/p"
done

step remove
echo "left=$(ls -d /usr/lib/tskeepalived /usr/sbin/tskeepalived* 2>/dev/null | wc -l)"
echo "genhash=$([ "$(md5sum </usr/bin/genhash)" = "$genhash" ] && echo keepalived)"
dpkg-divert --list '*keepalived*' '*genhash*'

echo 'STEP journal'
journalctl -u tskeepalived -u tskeepalived-rootless --no-pager -o cat | tail -n 150
cat /run/other/log
