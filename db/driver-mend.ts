/** A plugin of the build, as far as one is needed here. */
type Plugin = { name: string; transform: (code: string, id: string) => string | undefined; buildEnd: (error?: Error) => void }

const unguarded = `  function nextWrite(fn) {
    const x = socket.write(chunk, fn)`
const guarded = `  function nextWrite(fn) {
    if (!socket) {
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options, socket))
      return false
    }
    const x = socket.write(chunk, fn)`

/**
 * postgres 3.4.9 throws out of reach of every caller when it writes to a connection that has just closed, and a house
 * would end with its database (porsager/postgres#1154). Built in, it tells the caller instead. A release in which the
 * place looks otherwise stops the build, so that this is looked at again.
 */
export function mendDriver(): Plugin {
  let mended = false
  return {
    name: 'mend-driver',
    transform(code, id) {
      if (!/[\\/]postgres[\\/]src[\\/]connection\.js$/.test(id)) return undefined
      mended = code.includes(unguarded)
      return code.replace(unguarded, guarded)
    },
    buildEnd(error) {
      if (!error && !mended) throw new Error('postgres is not what db/driver-mend.ts mends: look whether it still must be')
    },
  }
}
