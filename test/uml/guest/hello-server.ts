/** A web server for the guest: "hello" under /hello, 404 elsewhere; says when it listens. */
import { createServer } from 'node:http'

createServer((request, response) => {
  response.statusCode = request.url === '/hello' ? 200 : 404
  response.setHeader('connection', 'close')
  response.end(request.url === '/hello' ? 'hello' : 'nothing here')
}).listen(80, '0.0.0.0', () => console.log('listening'))
