/** Who may import whom (docs/ARCHITECTURE.md has the table with its reasons). One rule a folder: everything else is refused. */
const pure = ['lib', 'wire', 'config', 'vrrp', 'lvs', 'lifecycle']

const mayImport = {
  lib: [],
  wire: ['lib'],
  config: ['lib'],
  linux: ['config', 'lib'],
  'ipvs-netlink': [],
  vrrp: ['config', 'wire', 'lib'],
  lvs: ['config', 'lib'],
  lifecycle: ['config', 'lib'],
  checkers: ['config', 'wire', 'linux', 'lib'],
  notify: ['config', 'wire', 'linux', 'lib'],
  daemon: ['checkers', 'config', 'ipvs-netlink', 'lifecycle', 'linux', 'lvs', 'lib', 'notify', 'vrrp', 'wire'],
  cli: ['checkers', 'config', 'daemon', 'lib', 'linux'],
}

module.exports = {
  forbidden: [
    ...Object.entries(mayImport).map(([folder, allowed]) => ({
      name: `layer-${folder}`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: '^src/', pathNot: `^src/(${[folder, ...allowed].join('|')})/` },
    })),
    {
      name: 'pure-no-packages',
      comment: 'pure folders know no Node module and no npm module',
      severity: 'error',
      from: { path: `^src/(${pure.join('|')})/` },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'unknown'] },
    },
    {
      name: 'vrrp-wire-types-only',
      severity: 'error',
      from: { path: '^src/vrrp/' },
      to: { path: '^src/wire/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'main-only-cli',
      severity: 'error',
      from: { path: '^src/(main|genhash)\\.ts$' },
      to: { path: '^src/', pathNot: '^src/cli/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
