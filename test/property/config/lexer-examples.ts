/** Texts that use what the lexer knows, and what a command may be. */
const command = (text: string): readonly string[] => [`vrrp_script a {\n script ${text}\n}\n`]
const global = (...lines: readonly string[]): readonly string[] => [`global_defs {\n${lines.join('\n')}\n}\n`]
const included = (word: string): readonly string[] => [`${word} more.conf\nglobal_defs {\n}\n`]

export const LEXER_EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  include: included('include'),
  includer: included('includer'),
  includem: included('includem'),
  includew: included('includew'),
  includeb: included('includeb'),
  includea: included('includea'),
  '~SEQ': ['virtual_server_group a {\n~SEQ(N, 1, 3) 192.0.2.$N\n}\n'],
  '~SEQx': ['virtual_server_group a {\n~SEQx(N, 8, 12) 2001:db8::${N}\n}\n'],
  '~LST': global('~LST(W, vrrp_strict, vrrp_min_garp) $W'),
  '${_PWD}': global('router_id ${_PWD}'),
  '${_INSTANCE}': global('router_id ${_INSTANCE}'),
  '${_RANDOM}': global('vrrp_garp_master_repeat ${_RANDOM 1 9}', 'vrrp_garp_master_refresh ${_RANDOM}'),
  '${_ENV}': global('router_id ${_ENV SITE}'),
  '${_HASH}': global('router_id "a${_HASH}b"'),
  '${_BANG}': global('router_id "a${_BANG}b"'),
  '@<id>': global('@node vrrp_strict', '@other vrrp_min_garp'),
  '@^<id>': global('@^node vrrp_strict', '@^other vrrp_min_garp'),
  '$<NAME>=': [`$A=some\\\nmore\nglobal_defs {\n router_id "$A"\n}\n`],
  '$<NAME>': [`$A=text\nglobal_defs {\n router_id $A\n}\n`],
  '${<NAME>}': ['$A=text\nglobal_defs {\n router_id x${A}y\n}\n'],
  '{': ['global_defs { router_id a\n}\n'],
  '}': ['global_defs\n{\nrouter_id a }\n'],
  '#': global('router_id a # b', '# c'),
  '!': global('router_id a ! b', '! c'),
}

export const SCRIPT_EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  '<command>': [...command('/bin/true'), ...command('"/bin/echo a"'), ...command(`'/bin/echo "a b"'`)],
  '<user>': command('/bin/true nobody'),
  '<group>': command('/bin/true nobody nogroup'),
  ':<group>': command('/bin/true nobody :nogroup'),
  '</<path>': [...command('</run/file'), ...command('"< /run/file"')],
}
