import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { Halt } from './halt.ts'
import { ordinaryPressure, type Pressure, pressureVariables } from './house/pressure.ts'

export type Errand = { name: 'serve' } | { name: 'migrate' } | { name: 'backup' | 'restore'; file: string }

/** What the person at the terminal asked for: flags, sub-command and environment, checked and typed. */
export type Environment = {
  errand: Errand
  demo: boolean
  dataFolder: string
  host: string
  port: number
  databaseUrl: string | null
  tls: { certFile: string; keyFile: string } | null
  trustProxy: string[]
  metricsFrom: string[]
  pressure: Partial<Pressure>
  /** As given, without a trailing slash; null when it follows from the port. */
  publicUrl: string | null
}

/** Reads the command line (without node and script) and the environment. An unusable value halts with its sentence. */
export function readEnvironment(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Environment {
  const given = (name: string) => env[name]?.trim() || null
  return {
    ...readArguments(args),
    dataFolder: resolve(given('DATA_DIR') ?? 'data'),
    host: readHost(given('HOST') ?? '0.0.0.0'),
    port: readPort(given('PORT') ?? '3000'),
    databaseUrl: readDatabaseUrl(given('DATABASE_URL')),
    tls: readTls(given('TLS_CERT'), given('TLS_KEY')),
    trustProxy: readAddresses('TRUST_PROXY', given('TRUST_PROXY') ?? '', '代理服务器的地址'),
    metricsFrom: readAddresses('METRICS_FROM', given('METRICS_FROM') ?? '127.0.0.1,::1', '可以读取运行指标的地址'),
    pressure: readPressure(given),
    publicUrl: readPublicUrl(given('PUBLIC_URL')),
  }
}

function readArguments(args: readonly string[]): Pick<Environment, 'errand' | 'demo'> {
  const unknown = args.find((arg) => arg.startsWith('-') && arg !== '--demo')
  if (unknown) throw new Halt(`不认识参数 ${unknown}：能用的只有 --demo。`)
  const demo = args.includes('--demo')
  const [name = 'serve', file, ...rest] = args.filter((arg) => arg !== '--demo')
  if (name === 'backup' || name === 'restore') {
    if (!file || rest.length > 0) throw new Halt(`请写明备份文件，只写一个：npm run ${name} -- 文件名`)
    return { errand: { name, file: resolve(file) }, demo }
  }
  if ((name !== 'serve' && name !== 'migrate') || file) {
    throw new Halt(`不认识命令 ${[name, file, ...rest].filter(Boolean).join(' ')}：能用的有 migrate、backup 文件名、restore 文件名。`)
  }
  return { errand: { name }, demo }
}

function readHost(value: string): string {
  if (isIP(value) || /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(value)) return value
  throw new Halt(`HOST 写成了“${value}”：请写一个本机地址，例如 0.0.0.0（所有网卡）或 127.0.0.1（只限本机）。`)
}

function readPort(value: string): number {
  const port = Number(value)
  if (/^\d+$/.test(value) && port <= 65_535) return port
  throw new Halt(`PORT 写成了“${value}”：请写 1 到 65535 之间的数字，例如 3000。`)
}

function readDatabaseUrl(value: string | null): string | null {
  if (value === null) return null
  const url = urlOf(value)
  if (url && /^postgres(ql)?:$/.test(url.protocol)) return value
  throw new Halt('DATABASE_URL 看不懂：请写成 postgres://用户:密码@地址:5432/库名。')
}

function readTls(certFile: string | null, keyFile: string | null): Environment['tls'] {
  if (certFile === null && keyFile === null) return null
  if (certFile !== null && keyFile !== null) return { certFile: resolve(certFile), keyFile: resolve(keyFile) }
  throw new Halt('TLS_CERT 和 TLS_KEY 要一起给：证书文件和私钥文件，都是 PEM 格式。')
}

function readAddresses(name: string, value: string, whose: string): string[] {
  const addresses = value.split(',').map((part) => part.trim()).filter(Boolean)
  const wrong = addresses.find((address) => !isIP(address))
  if (wrong) throw new Halt(`${name} 里的“${wrong}”不是 IP 地址：请写${whose}，几个之间用逗号隔开。`)
  return addresses
}

/** The limits that were given, each a whole number. */
function readPressure(given: (name: string) => string | null): Partial<Pressure> {
  const pressure: Partial<Pressure> = {}
  for (const [key, name] of Object.entries(pressureVariables) as [keyof Pressure, string][]) {
    const value = given(name)
    if (value === null) continue
    if (!/^\d{1,12}$/.test(value)) throw new Halt(`${name} 写成了“${value}”：请写一个整数。`)
    pressure[key] = Number(value)
  }
  if ((pressure.frameBytes ?? 0) > ordinaryPressure.frameBytes) {
    throw new Halt(`FRAME_BYTES 最多 ${ordinaryPressure.frameBytes}：更大的一次送不进来。`)
  }
  return pressure
}

function readPublicUrl(value: string | null): string | null {
  if (value === null) return null
  const url = urlOf(value)
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username) {
    return url.origin
  }
  throw new Halt(`PUBLIC_URL 写成了“${value}”：请写别人打开本系统的网址，例如 https://yishi.example.cn，后面不带路径。`)
}

function urlOf(value: string): URL | null {
  try {
    return new URL(value)
  } catch {
    return null
  }
}
