import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import { join } from 'node:path'
import { connect, type TLSSocket } from 'node:tls'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildFirst, runHouse, startHouse } from '../spawned.ts'
import { workFolder } from './folders.ts'

const work = workFolder()
const [TLS_CERT, TLS_KEY] = [join(work, 'cert.pem'), join(work, 'key.pem')]

beforeAll(() => {
  buildFirst()
  execFileSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
    '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', TLS_KEY, '-out', TLS_CERT,
  ], { stdio: 'ignore' })
}, 120_000)

function ask(port: number, path: string): Promise<{ status: number | undefined; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, ca: readFileSync(TLS_CERT), servername: 'localhost' }
    get(options, (answer) => {
      answer.resume()
      resolve({ status: answer.statusCode, headers: answer.headers })
    }).once('error', reject)
  })
}

/** The first line a socket gets for asking to be upgraded at this path. */
function knock(port: number, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connect({ host: '127.0.0.1', port, ca: readFileSync(TLS_CERT), servername: 'localhost' }, () => {
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: https://localhost:${port}\r\nConnection: Upgrade\r\n` +
          'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      )
    })
    socket.once('data', (data: Buffer) => {
      resolve(data.toString().split('\r\n')[0]!)
      socket.destroy()
    })
    socket.once('error', reject)
  })
}

describe('a certificate of one’s own', () => {
  it('[H15] pages and sockets are served over TLS, and every address says https', async () => {
    const house = await startHouse({ env: { DATA_DIR: join(work, 'data'), TLS_CERT, TLS_KEY } })
    expect(await house.ready()).toBe(`ready https://127.0.0.1:${house.port}`)
    expect(house.out()).toContain(`https://localhost:${house.port}/set-up#`)
    const health = await ask(house.port, '/healthz')
    expect(health.status).toBe(200)
    expect(health.headers['strict-transport-security']).toBeTruthy()
    expect(await knock(house.port, '/sync/00000000-0000-4000-8000-000000000000')).toBe('HTTP/1.1 101 Switching Protocols')
    await house.end()
  })

  it('[H2] a file that is not there, is no certificate, or is not a pair: one sentence', async () => {
    const wrong = join(work, 'wrong.pem')
    writeFileSync(wrong, 'no certificate')
    for (const env of [{ TLS_CERT: join(work, 'none.pem'), TLS_KEY }, { TLS_CERT: wrong, TLS_KEY }, { TLS_CERT: TLS_KEY, TLS_KEY: TLS_CERT }]) {
      const outcome = await runHouse({ env: { DATA_DIR: join(work, 'never'), ...env } })
      expect(outcome.code).toBe(1)
      expect(outcome.err.trim()).toMatch(/^TLS_CERT[^\n]*$/)
    }
  })
})
