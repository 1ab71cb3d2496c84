/** A client that asks the virtual address again and again, at most for ten minutes, and prints one JSON line an answer. */
import { get } from 'node:http'

const [host = '127.0.0.1', everyMs = '100'] = process.argv.slice(2)
const endAt = Date.now() + 600_000

function ask(): void {
  const startedAt = Date.now()
  const again = (answer: string | null): void => {
    console.log(JSON.stringify({ at: Date.now(), answer }))
    if (Date.now() < endAt) setTimeout(ask, Math.max(0, startedAt + Number(everyMs) - Date.now()))
  }
  let settled = false
  const settle = (answer: string | null): void => {
    if (!settled) again(answer)
    settled = true
  }
  const request = get({ host, port: 80, path: '/', agent: false, timeout: 500 }, (response) => {
    let body = ''
    response.on('data', (chunk: Buffer) => (body += chunk.toString()))
    response.on('end', () => settle(body))
    response.on('error', () => settle(null))
  })
  request.on('timeout', () => request.destroy())
  request.on('error', () => settle(null))
}
ask()
