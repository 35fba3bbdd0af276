/**
 * Runs before `npm start`, `npm test` and their like, with plain Node and nothing installed: makes sure that Node is
 * new enough, the packages are there, the pages are built and, for tests, a browser is found. Imports only `node:`.
 *
 * `--install`: no build · `--test`: also a browser
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [needMajor, needMinor] = [20, 19]
const stamp = join(root, 'dist', '.built-from')

function say(line) {
  console.log(line)
}

function fail(...lines) {
  for (const line of lines) console.error(line)
  process.exit(1)
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return
  fail(`需要 Node.js ${needMajor}.${needMinor} 或更新的版本，现在是 ${process.versions.node}：请到 https://nodejs.org 下载后再试。`)
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** True when every package the lockfile asks for is there in that very version, development ones included. */
function isInstalled() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages ?? {}
  const found = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages
  if (!found) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    if (!found[path]) return entry.optional === true || entry.peer === true
    return found[path].version === entry.version && found[path].integrity === entry.integrity
  })
}

function npm(...args) {
  const script = process.env['npm_execpath']
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }
  const done = script?.endsWith('.js')
    ? spawnSync(process.execPath, [script, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
  return done.status === 0
}

function install() {
  if (isInstalled()) return
  say('正在安装所需的软件包（只有第一次和更新后需要，可能要几分钟）……')
  // NODE_ENV=production would leave out what the build needs.
  if (npm('ci', '--include=dev', '--no-audit', '--no-fund')) return
  fail('软件包没有装好：请检查网络（可用 npm config set registry 换一个下载地址），再试一次。')
}

function filesUnder(path) {
  if (!existsSync(path)) return []
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => (entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)]))
}

/** One number for everything the build is made from: content, not dates, which a copy or a clone changes. */
function fingerprint() {
  const single = ['package.json', 'package-lock.json', 'vite.config.ts', 'tsconfig.json']
  const files = [...single.map((name) => join(root, name)), ...['server', 'web', 'shared', 'db'].flatMap((name) => filesUnder(join(root, name)))]
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${file.slice(root.length)}\0`).update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

function build() {
  const made = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === made) return
  say('正在生成网页和服务程序（只有第一次和更新后需要）……')
  rmSync(stamp, { force: true })
  if (!npm('run', 'build')) fail('没有生成成功：请看上面的说明。')
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, made)
}

async function findBrowser() {
  const { findOrInstallBrowser } = await import('../test/browser.mjs')
  const found = findOrInstallBrowser(say)
  if (found.path) return
  fail(...found.problem)
}

checkNode()
install()
if (!process.argv.includes('--install')) build()
if (process.argv.includes('--test')) await findBrowser()
