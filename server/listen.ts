import { readFileSync } from 'node:fs'
import { createServer as createHttpServer, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'
import { createSecureContext } from 'node:tls'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import type { Environment } from './environment.ts'
import { codeOf, Halt } from './halt.ts'

/** Answers every request; replaced once, when the house is open. */
export type Answering = { fetch: (request: Request, env: HttpBindings) => Response | Promise<Response> }

export type FrontDoor = {
  server: Server
  port: number
  /** From now on this one answers. */
  hand: (next: Answering) => void
  /** Takes no one new in and waits a little for those inside. */
  close: () => Promise<void>
}

const patience = 5_000

/** Opens the port first of all, so that a busy one stops the start before anything else is touched. */
export async function listen(environment: Pick<Environment, 'host' | 'port' | 'tls'>, first: Answering): Promise<FrontDoor> {
  const { host, port } = environment
  let answering = first
  const tls = environment.tls && readCertificate(environment.tls)
  const server = createAdaptorServer({
    fetch: (request, env) => answering.fetch(request, env as HttpBindings),
    ...(tls ? { createServer: createHttpsServer, serverOptions: tls } : { createServer: createHttpServer }),
  }) as Server
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(refusal(error, host, port)))
    server.listen(port, host, resolve)
  })
  return {
    server,
    port: (server.address() as AddressInfo).port,
    hand: (next) => {
      answering = next
    },
    close: () =>
      new Promise((resolve) => {
        const force = setTimeout(() => server.closeAllConnections(), patience)
        server.close(() => {
          clearTimeout(force)
          resolve()
        })
      }),
  }
}

function readCertificate({ certFile, keyFile }: { certFile: string; keyFile: string }): { cert: Buffer; key: Buffer } {
  const read = (file: string, name: string) => {
    try {
      return readFileSync(file)
    } catch (error) {
      throw new Halt(`${name} 指的文件 ${file} 读不了（${codeOf(error)}）：请检查路径和权限。`)
    }
  }
  const pair = { cert: read(certFile, 'TLS_CERT'), key: read(keyFile, 'TLS_KEY') }
  try {
    createSecureContext(pair)
  } catch {
    throw new Halt('TLS_CERT 和 TLS_KEY 用不了：请确认都是 PEM 格式，私钥不带密码，并且是同一对。')
  }
  return pair
}

function refusal(error: unknown, host: string, port: number): Error {
  const sentences: Record<string, string> = {
    EADDRINUSE: `端口 ${port} 已被别的程序占用：请停下那个程序，或用 PORT 换一个端口。`,
    EACCES: `没有权限使用端口 ${port}：请用 PORT 换一个 1024 以上的端口。`,
    EADDRNOTAVAIL: `这台机器上没有地址 ${host}：请改 HOST，0.0.0.0 表示所有网卡。`,
    ENOTFOUND: `找不到地址 ${host}：请改 HOST，0.0.0.0 表示所有网卡。`,
  }
  const sentence = sentences[codeOf(error)]
  return sentence ? new Halt(sentence) : (error as Error)
}

/** `host:port` as written in an address. */
export function hostAndPort(host: string, port: number): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`
}

/** The addresses under which others on the local network reach a server bound to this host. */
export function localAddresses(host: string, port: number, scheme: 'http' | 'https'): string[] {
  const everywhere = host === '0.0.0.0' || host === '::'
  const found = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
  const named = everywhere ? found : [host].filter((address) => !/^(127\.|::1$|localhost$)/.test(address))
  return named.map((address) => `${scheme}://${hostAndPort(address, port)}`)
}
