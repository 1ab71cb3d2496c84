/** The harness itself: what a test may rely on in a guest, and that no guest outlives its time. */
import { existsSync } from 'node:fs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { UmlMissingError, bootSystemdUml, bootUml, whyNoUml } from '../lab/uml.ts'

const reason = whyNoUml()

describe('a machine without User-Mode Linux', () => {
  afterEach(() => vi.unstubAllEnvs())

  test('is told which packages are needed', async () => {
    vi.stubEnv('UML_KERNEL', '/nonexistent/linux.uml')
    await expect(bootUml({ script: 'true' })).rejects.toThrow(UmlMissingError)
    expect(whyNoUml()).toMatch(/Debian packages user-mode-linux, kmod and binutils/)
  })
})

describe.skipIf(reason !== null)(`guests${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  test('a plain guest: status, output, files, node, modules, nothing left behind', async () => {
    const marker = `uml-marker-${process.pid}`
    const { exitStatus, output, files, timedOut } = await bootUml({
      script: `
        echo to stdout; echo to stderr >&2
        touch /tmp/${marker} /run/${marker}
        ipvsadm -A -t 192.0.2.1:80 -s sed && ipvsadm -S -n >"$RESULTS/saved"
        "$NODE" -p process.version >"$RESULTS/node"
        ls "$REPO/package.json" && pwd >"$RESULTS/pwd" && echo "$REPO" >"$RESULTS/repo"
        echo "$COLOUR" >"$RESULTS/colour"
        exit 7`,
      env: { COLOUR: `it's "green"` },
    })
    expect({ exitStatus, timedOut }).toEqual({ exitStatus: 7, timedOut: false })
    expect(output).toContain('to stdout\nto stderr\n')
    expect(files).toMatchObject({
      // a scheduler that nobody loaded: the kernel asked for the module itself
      saved: '-A -t 192.0.2.1:80 -s sed\n',
      node: `${process.version}\n`,
      colour: `it's "green"\n`,
    })
    expect(files['pwd']).toBe(files['repo'])
    expect(existsSync(`/tmp/${marker}`) || existsSync(`/run/${marker}`)).toBe(false)
  })

  test('a guest that does not end is killed', async () => {
    const script = 'echo before the hang; echo early >"$RESULTS/early"; sleep 1000'
    const { exitStatus, timedOut, output, files, console } = await bootUml({ script, timeoutS: 30 })
    expect({ exitStatus, timedOut }).toEqual({ exitStatus: null, timedOut: true })
    // what it had said is there to explain the hang
    expect(output).toBe('before the hang\n')
    expect(files).toEqual({ early: 'early\n' })
    expect(console).toContain('the guest was killed after 30 s')
  })

  test('a machine with systemd: units start, reload and stop, and the journal has it all', async () => {
    const { exitStatus, files, console } = await bootSystemdUml({
      script: `
        cat >/etc/systemd/system/probe.service <<'END'
[Service]
Type=notify
NotifyAccess=all
ExecStart=/bin/bash -c 'echo probe speaks; trap "echo probe reloads" HUP; systemd-notify --ready; while :; do sleep 1 & wait $!; done'
ExecReload=/bin/kill -HUP $MAINPID
END
        systemctl daemon-reload
        systemctl start probe
        systemctl is-active probe >"$RESULTS/active"
        systemctl reload probe; sleep 2
        systemctl stop probe
        systemctl is-active probe >"$RESULTS/stopped"
        journalctl -u probe -o cat --no-pager >"$RESULTS/journal"
        ipvsadm -L -n >"$RESULTS/ipvs" && ps -p 1 -o comm= >"$RESULTS/init"`,
      timeoutS: 200,
    })
    expect({ exitStatus, console: exitStatus === 0 ? '' : console }).toEqual({ exitStatus: 0, console: '' })
    expect(files['init']).toBe('systemd\n')
    expect(files['active']).toBe('active\n')
    expect(files['stopped']).toBe('inactive\n')
    expect(files['journal']).toMatch(/probe speaks\n[^]*probe reloads\n/)
    expect(files['ipvs']).toMatch(/^IP Virtual Server version/)
    expect(existsSync('/etc/systemd/system/probe.service')).toBe(false)
  })
})
