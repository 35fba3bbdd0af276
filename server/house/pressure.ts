import { limits } from '../../shared/sync/wire.ts'

/** How much the door and the rooms take before they refuse: one part of the settings, each with its ordinary value. */
export type Pressure = {
  /** The largest frame a page may send. */
  frameBytes: number
  /** The largest text; its writers are warned at half. */
  textBytes: number
  socketsPerText: number
  /** One person or one guest. */
  socketsPerAccount: number
  /** A whole hall may stand behind one address. */
  socketsPerAddress: number
  /** Unsent bytes of one socket before it must come back later; at a sixteenth of it carets are left out. */
  socketBytes: number
  /** Frames of one socket that are read in a second, after a first burst of four times as many; 0: as many as come. */
  framesPerSecond: number
}

export const ordinaryPressure: Pressure = {
  frameBytes: limits.frameBytes,
  textBytes: limits.documentBytes,
  socketsPerText: limits.socketsPerDocument,
  socketsPerAccount: limits.socketsPerAccount,
  socketsPerAddress: 2_000,
  socketBytes: limits.stalledBytes,
  framesPerSecond: 200,
}

/** The variables of the environment that change one. */
export const pressureVariables: Record<keyof Pressure, string> = {
  frameBytes: 'FRAME_BYTES',
  textBytes: 'TEXT_BYTES',
  socketsPerText: 'SOCKETS_PER_TEXT',
  socketsPerAccount: 'SOCKETS_PER_ACCOUNT',
  socketsPerAddress: 'SOCKETS_PER_ADDRESS',
  socketBytes: 'SOCKET_BYTES',
  framesPerSecond: 'FRAMES_PER_SECOND',
}

export const pressureOf = (settings: { pressure?: Partial<Pressure> }): Pressure => ({ ...ordinaryPressure, ...settings.pressure })
