#!/usr/bin/env bash
# npm run deb: a Debian package of what `npm run build` made, with the production dependencies and this Node.
# The compiled module raw-socket fits one version of Node, so the package brings its own and needs none installed.
# usage: npm run deb [-- DIRECTORY]     the package is written there (default: here)
set -euo pipefail
umask 022
cd "$(dirname "$0")/../.."
out=$(realpath "${1:-.}")
field() { node -p "require('./package.json').$1"; }
version=$(field version)
architecture=$(dpkg --print-architecture)
[ -e dist/main.js ] || { echo 'dist is missing: npm run build' >&2; exit 1; }

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"
home=/usr/lib/tskeepalived
install -d "$root$home" "$root/usr/sbin" "$root/usr/bin" "$root/usr/lib/systemd/system" "$root/usr/lib/sysusers.d" "$root/DEBIAN" \
  "$root/usr/share/man/man1" "$root/usr/share/man/man5" "$root/usr/share/man/man8" \
  "$root/usr/share/bash-completion/completions" "$root/usr/share/doc/tskeepalived/examples"

# The program.
cp package.json "$root$home/"
cp -r dist "$root$home/dist"
rm -rf "$root$home/dist/demo" "$root$home/dist/guest"
cp "$(node -p process.execPath)" "$root$home/node"
npm ls --omit=dev --all --parseable 2>/dev/null | sed -n "s#^$PWD/##p" | while read -r module; do
  # A module inside another one came with it.
  case $module in */node_modules/*) continue ;; esac
  install -d "$root$home/$(dirname "$module")"
  cp -r "$module" "$root$home/$module"
done
# What only compiling needs.
find "$root$home/node_modules" \( -name obj.target -o -name .deps \) -prune -exec rm -rf {} +
rm -rf "$root$home/node_modules"/{nan,node-addon-api} "$root$home/node_modules/netlink/node_modules"

# What an operator types. The options of Node stand in the first line of main.js.
flags=$(sed -n '1s/^#!.* node//p' "$root$home/dist/main.js")
launcher() { # path of the launcher, program, options of Node
  printf '#!/bin/sh\nexec %s/node%s %s/dist/%s "$@"\n' "$home" "$3" "$home" "$2" >"$root$1"
  chmod 755 "$root$1"
}
launcher /usr/sbin/tskeepalived main.js "$flags"
launcher /usr/bin/genhash genhash.js ''
install -m 755 systemd/debian/tskeepalived-name.sh "$root/usr/sbin/tskeepalived-name"

install -m 644 systemd/*.service "$root/usr/lib/systemd/system/"
install -m 644 systemd/debian/sysusers.conf "$root/usr/lib/sysusers.d/tskeepalived.conf"
install -m 644 docs/completion/tskeepalived.bash "$root/usr/share/bash-completion/completions/tskeepalived"
for page in docs/man/*; do
  gzip -9nc "$page" >"$root/usr/share/man/man${page##*.}/${page##*/}.gz"
done
{
  cat LICENSE
  printf '\nnode: Node.js %s, under the terms of https://github.com/nodejs/node/blob/main/LICENSE\n' "$(node -v)"
  printf 'node_modules: see LICENCES.md\n'
} >"$root/usr/share/doc/tskeepalived/copyright"
install -m 644 README.md docs/*.md "$root/usr/share/doc/tskeepalived/"
cp -r conf/. systemd/drop-ins "$root/usr/share/doc/tskeepalived/examples/"

install -m 755 systemd/debian/{preinst,postinst,prerm,postrm} "$root/DEBIAN/"
cat >"$root/DEBIAN/control" <<END
Package: tskeepalived
Version: $version
Architecture: $architecture
Section: admin
Priority: optional
Maintainer: tskeepalived <tskeepalived@localhost>
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Depends: libc6 (>= 2.28), libstdc++6, libpcre2-8-0
Recommends: ipvsadm
Description: $(field description | sed 's/:.*//')
 VRRP failover and IPVS load balancing with health checks, reading the same
 /etc/keepalived/keepalived.conf, under the same systemd commands. It may be
 installed beside keepalived; only one of the two runs.
END
dpkg-deb --root-owner-group -Zzstd -z"${DEB_LEVEL:-10}" --build "$root" "$out/tskeepalived_${version}_$architecture.deb"
