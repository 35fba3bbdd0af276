/** Hocuspocus 4 as its documentation starts it: default settings, with its SQLite extension when `DATABASE` names a file. */
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'

const database = process.env['DATABASE']
const server = new Server({
  address: '127.0.0.1',
  port: Number(process.env['PORT']),
  quiet: true,
  extensions: database ? [new SQLite({ database })] : [],
})
await server.listen()
console.log('ready')
