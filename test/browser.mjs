/** Finds the browser that the tests drive, with plain Node: used before anything is installed. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe']

/** Where the systems that have no `chromium` on the PATH keep theirs. */
const customary = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  join(process.env['PROGRAMFILES'] ?? 'C:\\Program Files', 'Google', 'Chrome', 'Application', 'chrome.exe'),
]

function runs(path) {
  if (!existsSync(path)) return false
  // On Windows asking for the version opens a window.
  return process.platform === 'win32' || spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0
}

function onThePath() {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.flatMap((folder) => names.map((name) => join(folder, name)))
}

function inPlaywrightsCache() {
  const cache =
    process.env['PLAYWRIGHT_BROWSERS_PATH'] ??
    { darwin: join(homedir(), 'Library/Caches/ms-playwright'), win32: join(process.env['LOCALAPPDATA'] ?? homedir(), 'ms-playwright') }[
      process.platform
    ] ??
    join(homedir(), '.cache/ms-playwright')
  if (!existsSync(cache)) return []
  const inside = ['chrome-linux/chrome', 'chrome-linux64/chrome', 'chrome-win/chrome.exe', 'chrome-win64/chrome.exe', 'chrome-mac/Chromium.app/Contents/MacOS/Chromium']
  const folders = readdirSync(cache).filter((name) => name.startsWith('chromium-')).toSorted().toReversed()
  return folders.flatMap((name) => inside.map((path) => join(cache, name, path)))
}

const isDebian = () => existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get')

function installOnDebian(say) {
  if (!isDebian() || process.getuid?.() !== 0) return
  say('没有找到浏览器，正在安装 chromium 和中文字体（npm test 需要）……')
  const options = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['update'], options)
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], options)
}

/** The path of a Chromium that runs, looked for in this order; null when there is none. */
export function findBrowser() {
  const given = process.env['CHROMIUM_PATH']
  if (given) return runs(given) ? given : null
  return [...onThePath(), ...inPlaywrightsCache(), ...customary].find(runs) ?? null
}

/** Finds a browser, or installs one where that is ours to do; else says what to type. */
export function findOrInstallBrowser(say) {
  const given = process.env['CHROMIUM_PATH']
  if (given && !runs(given)) return { path: null, problem: [`CHROMIUM_PATH 指的 ${given} 运行不了：请改正它，或去掉它让测试自己找。`] }
  let path = findBrowser()
  if (!path) {
    installOnDebian(say)
    path = findBrowser()
  }
  if (path) return { path, problem: [] }
  const commands = isDebian()
    ? ['  sudo apt-get update', '  sudo apt-get install -y chromium fonts-noto-cjk']
    : ['  npx playwright-core install --with-deps chromium']
  return { path: null, problem: ['没有找到浏览器，测试要用它打开真实的页面。请运行：', ...commands, '或用 CHROMIUM_PATH 指明 Chromium 或 Chrome 的位置，然后再 npm test。'] }
}
