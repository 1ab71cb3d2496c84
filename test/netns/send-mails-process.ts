/** Sends mails with our mailer from inside a namespace: the configuration and the mails come as JSON arguments. */
import type { EmailConfig } from '../../src/config/config.ts'
import { makeMailer } from '../../src/notify/mailer.ts'

const [email, mails] = process.argv.slice(2).map((word) => JSON.parse(word) as unknown) as [
  EmailConfig,
  { subject: string; body: string }[],
]
const mailer = makeMailer({ email, log: (level, text) => process.stdout.write(`${level}: ${text}\n`) })
for (const mail of mails) mailer.send(mail.subject, mail.body)
await mailer.drain(20_000)
