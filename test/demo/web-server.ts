/** A web server that says who it is: one word on the command line, port 80 on every address. */
import { createServer } from 'node:http'

const name = process.argv[2] ?? 'web'
createServer((_request, response) => {
  response.setHeader('connection', 'close')
  response.end(name)
}).listen(80, '0.0.0.0')
