/** A message as it goes over the wire: one binary WebSocket frame, made once and written to every socket as it is. */
export function frameOf(message: Uint8Array): Buffer {
  const { length } = message
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(head + length)
  frame[0] = 0x82
  if (head === 2) frame[1] = length
  else if (head === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(message, head)
  return frame
}

/** The message in such a frame, for a way that is no socket. */
export function messageIn(frame: Buffer): Uint8Array {
  const length = frame[1]!
  return frame.subarray(length === 126 ? 4 : length === 127 ? 10 : 2)
}
