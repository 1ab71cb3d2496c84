/**
 * Alert mails: the same transitions, once with the original and once with ours, and a real SMTP server in the LAN that
 * notes what each of them says.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fileURLToPath } from 'node:url'
import { Daemon, until, type Program } from '../lab/daemons.ts'
import { Lan } from '../lab/lan.ts'

const sinkProgram = fileURLToPath(new URL('smtp-sink-process.ts', import.meta.url))
const senderProgram = fileURLToPath(new URL('send-mails-process.ts', import.meta.url))

const config = `
global_defs {
  router_id LVS_TEST
  notification_email {
    admin@example.org
    ops@example.org
  }
  notification_email_from ka@example.org
  smtp_server 10.77.2.9
  smtp_helo_name router.example.org
  smtp_connect_timeout 3
}
vrrp_sync_group G1 {
  group { 
    VI_2 
  }
  smtp_alert
}
vrrp_instance VI_1 {
  state BACKUP
  interface eth0
  virtual_router_id 51
  priority 100
  advert_int 1
  smtp_alert
  virtual_ipaddress { 
    10.77.1.101/24
  }
}
vrrp_instance VI_2 {
  state BACKUP
  interface eth0
  virtual_router_id 52
  priority 100
  advert_int 1
  virtual_ipaddress { 
    10.77.1.102/24
  }
}
`

let lan: Lan
let dialogues: string[][] = []
let daemon: Daemon | null = null

beforeEach(async () => {
  lan = new Lan('ntf', [
    {
      name: 'r',
      nics: [
        { name: 'eth0', segment: 'lan', addresses: ['10.77.1.1/24'] },
        { name: 'eth1', segment: 'mail', addresses: ['10.77.2.1/24'] },
      ],
    },
    { name: 'm', nics: [{ name: 'eth0', segment: 'mail', addresses: ['10.77.2.9/24'] }] },
  ])
  dialogues = []
  let ready = false
  let rest = ''
  const sink = lan.host('m').spawn(process.execPath, ['--import', 'tsx', sinkProgram, '10.77.2.9', '25'])
  sink.stdout?.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString('utf8')).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const value = JSON.parse(part) as unknown
      if (value === 'ready') ready = true
      else dialogues.push(value as string[])
    }
  })
  await until('the SMTP server listens', () => ready)
})

afterEach(() => {
  daemon?.close()
  daemon = null
  lan.close()
})

/** Plays start, takeover, link loss and return, and tells the mails of it. */
async function mailsOf(program: Program): Promise<string[][]> {
  dialogues = []
  daemon = Daemon.start(program, lan.host('r'), config, ['-P', '-D'])
  // The group's mail comes after its instance's, so eight dialogues are all: two for each of the four states.
  await until('BACKUP mails', () => dialogues.length >= 2)
  await until('MASTER mails', () => dialogues.length >= 4)
  lan.host('r').run('ip', 'link', 'set', 'eth0', 'down')
  await until('FAULT mails', () => dialogues.length >= 6)
  lan.host('r').run('ip', 'link', 'set', 'eth0', 'up')
  await until('BACKUP mails again', () => dialogues.length >= 8)
  const mails = dialogues.slice(0, 8)
  await daemon.stop()
  daemon.close()
  daemon = null
  return mails
}

/** Dates are not compared, and nodemailer begins with EHLO where the original says HELO. */
function normalise(dialogue: readonly string[]): string[] {
  return dialogue
    .map((line) =>
      line.replace(/^Date: [A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}$/, 'Date: DATE'),
    )
    .map((line) => line.replace(/^EHLO /, 'HELO '))
}

const subjectOf = (dialogue: readonly string[]): string => dialogue.find((line) => line.startsWith('Subject: ')) ?? ''

/** The two mails of one moment may overtake each other. */
const inPairs = (mails: readonly string[][]): string[][] =>
  [0, 2, 4, 6].flatMap((i) => mails.slice(i, i + 2).sort((a, b) => (subjectOf(a) < subjectOf(b) ? -1 : 1)))

/** What our mailer makes of these subjects and bodies, in the same place. */
async function mailedByUs(mails: readonly (readonly string[])[]): Promise<string[][]> {
  dialogues = []
  const email = {
    to: ['admin@example.org', 'ops@example.org'],
    from: 'ka@example.org',
    server: { host: '10.77.2.9', port: 25 },
    heloName: 'router.example.org',
    connectTimeoutUs: 3_000_000,
  }
  const texts = mails.map((mail) => ({
    subject: subjectOf(mail).replace('Subject: ', ''),
    body: mail.find((line) => line.startsWith('=>')) ?? '',
  }))
  const [emailText, textsText] = [JSON.stringify(email), JSON.stringify(texts)]
  lan.host('r').spawn(process.execPath, ['--import', 'tsx', senderProgram, emailText, textsText])
  await until('our mails', () => dialogues.length >= mails.length)
  return dialogues
}

describe('alert mails', () => {
  test('with the same subject and text are the same, sent by the original and by us', async () => {
    const theirs = (await mailsOf('keepalived')).map(normalise)
    expect(inPairs(theirs).map(subjectOf)).toEqual(
      ['BACKUP', 'MASTER', 'FAULT', 'BACKUP'].flatMap((state) => [
        `Subject: [LVS_TEST] VRRP Group G1 - Entering ${state} state`,
        `Subject: [LVS_TEST] VRRP Instance VI_1 - Entering ${state} state`,
      ]),
    )
    expect((await mailedByUs(theirs)).map(normalise)).toEqual(theirs)
  })

  test('of the same transitions are the same', async () => {
    const theirs = inPairs(await mailsOf('keepalived')).map(normalise)
    const ours = inPairs(await mailsOf('tskeepalived')).map(normalise)
    expect(ours).toEqual(theirs)
  })
})
