/** A web server for the guest: answers every request with the name it was given, and says when it listens. */
import { createServer } from 'node:http'

createServer((_, response) => {
  response.setHeader('connection', 'close')
  response.end(`${process.argv[2] ?? ''}\n`)
}).listen(80, '0.0.0.0', () => console.log('listening'))
