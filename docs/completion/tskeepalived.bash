# Made by npm run docs; do not edit. Completion of tskeepalived for bash(1).
_tskeepalived() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  # bash takes --option=value apart at the equals sign
  if [ "$word" = = ]; then word=; elif [ "$before" = = ]; then before=${COMP_WORDS[COMP_CWORD - 2]}; fi
  case $before in
    -f | --use-file) COMPREPLY=($(compgen -f -- "$word")) && return ;;
    -S | --log-facility) COMPREPLY=($(compgen -W 'local0 local1 local2 local3 local4 local5 local6 local7 user daemon' -- "$word")) && return ;;
    --log-file) COMPREPLY=($(compgen -f -- "$word")) && return ;;
    --log-format) COMPREPLY=($(compgen -W 'text json' -- "$word")) && return ;;
    -u | --umask) COMPREPLY=() && return ;;
    -p | --pid) COMPREPLY=($(compgen -f -- "$word")) && return ;;
    -r | --vrrp_pid) COMPREPLY=($(compgen -f -- "$word")) && return ;;
    -c | --checkers_pid) COMPREPLY=($(compgen -f -- "$word")) && return ;;
    -b | --bfd_pid) COMPREPLY=($(compgen -f -- "$word")) && return ;;
    -s | --namespace) COMPREPLY=($(compgen -W "$(ip netns list 2>/dev/null | cut -d' ' -f1)" -- "$word")) && return ;;
    -i | --config-id) COMPREPLY=() && return ;;
    -A | --snmp-agent-socket) COMPREPLY=($(compgen -f -- "$word")) && return ;;
    --core-dump-pattern) COMPREPLY=() && return ;;
    --signum) COMPREPLY=($(compgen -W 'STOP RELOAD DATA STATS STATS_CLEAR JSON' -- "$word")) && return ;;
    --config-test) COMPREPLY=($(compgen -f -- "$word")) && return ;;
    --format) COMPREPLY=($(compgen -W 'text json conf' -- "$word")) && return ;;
    --replay) COMPREPLY=($(compgen -f -- "$word")) && return ;;
    --config-fd) COMPREPLY=() && return ;;
  esac
  COMPREPLY=($(compgen -W '-f --use-file -P --vrrp -C --check -B --no_bfd --all -l --log-console -D --log-detail -S --log-facility -g --log-file --flush-log-file -G --no-syslog --log-format -u --umask -X --release-vips -V --dont-release-vrrp -I --dont-release-ipvs -R --dont-respawn -n --dont-fork -d --dump-conf -p --pid -r --vrrp_pid -c --checkers_pid -b --bfd_pid -a --address-monitoring -T --genhash -s --namespace -e --all-config -i --config-id -x --snmp -A --snmp-agent-socket -m --core-dump -M --core-dump-pattern --signum -t --config-test --format --replay --config-fd --json -v --version -h --help' -- "$word"))
}
complete -F _tskeepalived tskeepalived
