import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type Locked = { version?: string; resolved?: string; dependencies?: Record<string, string>; optionalDependencies?: Record<string, string> }

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> }

describe('the lockfile', () => {
  it('[H31] holds every package that another names, for every platform, so that `npm ci` works on a fresh clone', () => {
    const locked = Object.keys(packages)
    const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => !locked.some((other) => other.endsWith(`node_modules/${name}`)))
        .map((name) => `${path} → ${name}`),
    )
    expect(missing).toEqual([])
  })

  it('[H31] names no download address, so that any registry serves it', () => {
    expect(Object.entries(packages).filter(([, { resolved }]) => resolved).map(([path]) => path)).toEqual([])
  })

  it('[H31] pins every direct dependency to one version', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>
    const wanted = Object.entries({ ...manifest['dependencies'], ...manifest['devDependencies'], ...manifest['optionalDependencies'] })
    expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })
})
