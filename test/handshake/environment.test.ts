import { describe, expect, it } from 'vitest'
import { readEnvironment } from '../../server/environment.ts'
import { Halt } from '../../server/halt.ts'

const refused: [wrong: string, args: string[], env: Record<string, string>][] = [
  ['a port that is no number', [], { PORT: 'abc' }],
  ['a port beyond the last', [], { PORT: '70000' }],
  ['a host with blanks', [], { HOST: 'not a host' }],
  ['a database address of another kind', [], { DATABASE_URL: 'mysql://a/b' }],
  ['a certificate without its key', [], { TLS_CERT: 'cert.pem' }],
  ['a proxy that is no address', [], { TRUST_PROXY: '127.0.0.1, proxy' }],
  ['a public address with a path', [], { PUBLIC_URL: 'https://example.cn/yishi' }],
  ['a public address that is none', [], { PUBLIC_URL: 'example.cn' }],
  ['an unknown flag', ['--dmeo'], {}],
  ['an unknown command', ['migrat'], {}],
  ['a backup without a file', ['backup'], {}],
  ['a backup with two files', ['backup', 'a', 'b'], {}],
]

describe('what the person at the terminal asked for', () => {
  it('[H1] without anything said: port 3000 on every network, data beside the program, nobody trusted, no demonstration', () => {
    expect(readEnvironment([], {})).toMatchObject({
      errand: { name: 'serve' },
      demo: false,
      host: '0.0.0.0',
      port: 3000,
      databaseUrl: null,
      tls: null,
      trustProxy: [],
      publicUrl: null,
      dataFolder: `${process.cwd()}/data`,
    })
  })

  it('[H1] a public address loses its trailing slash; proxies are read one by one', () => {
    const found = readEnvironment(['--demo'], { PUBLIC_URL: 'https://yishi.example.cn/', TRUST_PROXY: '10.0.0.1, ::1' })
    expect(found).toMatchObject({ demo: true, publicUrl: 'https://yishi.example.cn', trustProxy: ['10.0.0.1', '::1'] })
  })

  it.each(refused)('[H2] %s stops the start with one sentence', (_, args, env) => {
    let sentence = ''
    try {
      readEnvironment(args, env)
    } catch (error) {
      expect(error).toBeInstanceOf(Halt)
      sentence = (error as Halt).message
    }
    expect(sentence).toMatch(/^[^\n]*\p{Script=Han}[^\n]*$/u)
  })
})
