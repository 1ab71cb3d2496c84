import { bootUml } from './test/lab/uml.ts'
const flags = process.argv.slice(2)
const r = await bootUml({ timeoutS: 500, modules: ['ip_vs'], memMb: 2048, onOutput: (t)=>process.stdout.write(t), script: `
"$NODE" -e '
let t="";for(let v=0;v<500;v++){t+="virtual_server 10.1."+(v>>8)+"."+(v&255)+" 80 {\\n delay_loop 60\\n lb_algo rr\\n lb_kind NAT\\n protocol TCP\\n";for(let r=0;r<20;r++)t+=" real_server 10.2."+((v*20+r)>>8&255)+"."+((v*20+r)&255)+" "+(80+(v>>7))+" {\\n weight 1\\n TCP_CHECK {\\n connect_timeout 3\\n }\\n }\\n";t+="}\\n"}
require("fs").writeFileSync("/tmp/k.conf",t)'
for flags in ${flags.map(f=>`"${f}"`).join(' ')}; do
echo "== $flags"
ipvsadm -C
S=$(date +%s.%N)
"$NODE" --v8-pool-size=1 --max-semi-space-size=4 $flags dist/main.js -n -l -D -C -f /tmp/k.conf -p /tmp/p -r /tmp/v -c /tmp/c > /tmp/log 2>&1 &
P=$!
for i in $(seq 1 200); do sleep 1; n=$(ipvsadm -Ln | wc -l); [ "$n" -ge 10500 ] && break; done
E=$(date +%s.%N)
echo "took $(awk "BEGIN{print $E-$S}") lines $n"
cut -c12-19,26-60 /tmp/log | sed 's/[0-9.]*:[0-9]*\\].*//' | cut -c1-36 | uniq -c | awk '$1>0' | head -60
for p in $P $(pgrep -P $P); do awk '{printf "%s %s utime %s stime %s minflt %s",$1,$2,$14,$15,$10}' /proc/$p/stat; awk '/voluntary/{printf " %s",$0}' /proc/$p/status; echo; done
kill $P; wait $P
done
` })
void r
