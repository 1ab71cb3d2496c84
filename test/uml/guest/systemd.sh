# Runs as a unit in the systemd guest: installs the unit, starts, reloads after an edit, kills a child, stops.
# Prints "STEP name" and "name=value" lines for the test outside.
set -u
export SYSTEMD_PAGER=cat SYSTEMD_COLORS=0
vip=10.9.0.100

wait_for() { # description, then a command that must succeed within 100 s
  local what=$1; shift
  for _ in $(seq 200); do if "$@" >/dev/null 2>&1; then echo "ok: $what"; return 0; fi; sleep 0.5; done
  echo "never: $what"
}
has_address() { ip -o addr show dev eth0 | grep -qw "$1"; }
has_no_address() { ! has_address "$1"; }
property() { echo "$1=$(systemctl show tskeepalived -p "$1" --value)"; }

ip link add eth0 type veth peer name peer0
ip link set peer0 up
ip link set eth0 up
ip addr add 10.9.0.1/24 dev eth0

mkdir -p /etc/keepalived
write_config() {
  cat >/etc/keepalived/keepalived.conf <<END
vrrp_instance VI_1 {
  interface eth0
  virtual_router_id 51
  priority 150
  virtual_ipaddress {
    $1
  }
}
END
}
write_config "$vip/24"

cp "$REPO/systemd/tskeepalived.service" /etc/systemd/system/
# What `npm install -g` makes: a name on the path.
printf '#!/bin/sh\nexec %s %s/dist/main.js "$@"\n' "$NODE" "$REPO" >/usr/local/bin/tskeepalived
chmod 755 /usr/local/bin/tskeepalived
# As the unit has it, but sooner.
mkdir -p /etc/systemd/system/tskeepalived.service.d
printf '[Service]\nWatchdogSec=40\n' >/etc/systemd/system/tskeepalived.service.d/watchdog.conf
systemctl daemon-reload

echo 'STEP start'
systemctl start tskeepalived
echo "start=$?"
property ActiveState
property Type
property MainPID
property StatusText
wait_for 'address set' has_address "$vip"
echo "rights=$(grep CapEff /proc/"$(cat /run/vrrp.pid)"/status)"

echo 'STEP reload'
pid=$(systemctl show tskeepalived -p MainPID --value)
write_config "$vip/24
    10.9.0.101/24"
systemctl reload tskeepalived
echo "reload=$?"
wait_for 'second address set' has_address 10.9.0.101
wait_for 'first address kept' has_address "$vip"
property ActiveState
status_is() { systemctl status tskeepalived | grep -qx " *Status: \"$1\""; }
wait_for 'status names the master' status_is 'Master: VI_1'

echo 'STEP bad reload'
echo 'vrrp_instance {' >>/etc/keepalived/keepalived.conf
systemctl reload tskeepalived
echo "bad-reload=$?"
property StatusText
wait_for 'addresses kept' has_address 10.9.0.101
property ActiveState
write_config "$vip/24"
systemctl reload tskeepalived
wait_for 'second address gone' has_no_address 10.9.0.101

echo 'STEP kill'
child=$(pgrep -P "$pid" | head -n 1)
kill -9 "$child"
replaced() { new=$(pgrep -P "$pid" | head -n 1); [ -n "$new" ] && [ "$new" != "$child" ]; }
wait_for 'child started again' replaced
sleep 8
wait_for 'address set again' has_address "$vip"
property ActiveState
property NRestarts

echo 'STEP hung child'
child=$(pgrep -P "$pid" | head -n 1)
kill -STOP "$child"
wait_for 'child replaced' replaced
wait_for 'address set again' has_address "$vip"
wait_for 'status names the master' status_is 'Master: VI_1'
property NRestarts

echo 'STEP hung parent'
kill -STOP "$pid"
restarted() { [ "$(systemctl show tskeepalived -p NRestarts --value)" = 1 ]; }
wait_for 'restarted by systemd' restarted
wait_for 'status names the master' status_is 'Master: VI_1'
wait_for 'address set again' has_address "$vip"
property ActiveState

echo 'STEP stop'
systemctl stop tskeepalived
echo "stop=$?"
wait_for 'address removed' has_no_address "$vip"
property ActiveState
property Result
echo "left=$(ps -eo args | grep -c '[d]ist/main.js')"

echo 'STEP core pattern and IPVS'
cat >/run/lvs.conf <<END
virtual_server 10.9.0.200 80 {
  protocol TCP
  lb_algo rr
  lb_kind NAT
  real_server 10.9.0.1 81 {
    weight 2
  }
}
END
balances() { ipvsadm -Sn | grep -q 10.9.0.1:81; }
for program in keepalived tskeepalived; do
  "$program" -n -C -I -M/run/core.%e -f /run/lvs.conf -p /run/other.pid -c /run/other-checkers.pid >/dev/null 2>&1 &
  job=$!
  wait_for "$program balances" balances
  echo "$program during=$(cat /proc/sys/kernel/core_pattern)"
  kill "$job"
  wait "$job"
  echo "$program status=$?"
  echo "$program left=$(ipvsadm -Sn | sort | tr '\n' ';')"
  echo "$program after=$(cat /proc/sys/kernel/core_pattern)"
  ipvsadm -C
done

echo 'STEP journal'
journalctl -u tskeepalived --no-pager -o cat | tail -n 200
