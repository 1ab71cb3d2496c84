/** docs/completion/tskeepalived.bash: what the tab key offers, from the table of options. */
import { optionTable, type OptionRow } from '../../src/cli/option-table.ts'
import { signalNames } from '../../src/cli/signal-numbers.ts'

export function bashCompletion(): string {
  const options = optionTable.flatMap(({ short, long }) => [...(short === null ? [] : [`-${short}`]), `--${long}`])
  return `# Made by npm run docs; do not edit. Completion of tskeepalived for bash(1).
_tskeepalived() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]}
  # bash takes --option=value apart at the equals sign
  if [ "$word" = = ]; then word=; elif [ "$before" = = ]; then before=\${COMP_WORDS[COMP_CWORD - 2]}; fi
  case $before in
${optionTable.flatMap(argumentCase).join('\n')}
  esac
  COMPREPLY=($(compgen -W '${options.join(' ')}' -- "$word"))
}
complete -F _tskeepalived tskeepalived
`
}

function argumentCase(option: OptionRow): readonly string[] {
  const { short, long, argument } = option
  if (argument === 'none') return []
  // An attached argument never is the word after a short option.
  const spellings = argument === 'attached' || short === null ? [`--${long}`] : [`-${short}`, `--${long}`]
  const offer = offerOf(option)
  return [`    ${spellings.join(' | ')}) COMPREPLY=(${offer === null ? '' : `$(compgen ${offer} -- "$word")`}) && return ;;`]
}

/** What compgen is asked for; null: nothing to offer. */
function offerOf({ long, argumentName }: OptionRow): string | null {
  if (long === 'namespace') return '-W "$(ip netns list 2>/dev/null | cut -d\' \' -f1)"'
  if (long === 'signum') return `-W '${signalNames.join(' ')}'`
  if (long === 'format') return "-W 'text json conf'"
  if (long === 'log-format') return "-W 'text json'"
  if (argumentName === 'FACILITY') return "-W 'local0 local1 local2 local3 local4 local5 local6 local7 user daemon'"
  return ['FILE', 'LOG', 'SOCKET'].includes(argumentName) ? '-f' : null
}
