/** An SMTP server as a process of a namespace: one JSON list of lines on standard output per connection. */
import { obliging, startSmtpSink } from '../unit/notify/smtp-sink.ts'

const [host = '0.0.0.0', port = '25'] = process.argv.slice(2)
await startSmtpSink(obliging, '220 sink', { host, port: Number(port) }, (lines) => {
  process.stdout.write(`${JSON.stringify(lines)}\n`)
})
process.stdout.write('"ready"\n')
