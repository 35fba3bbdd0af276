import * as Y from 'yjs'
import { reopen, settle } from '../../../server/documents/revisions.ts'
import { schemaVersion } from '../../../shared/documents/kinds.ts'
import { newInk } from '../../../shared/sync/ink.ts'
import { writeSync } from '../../../shared/sync/wire.ts'
import { post } from '../rig/ground.ts'
import { marksIn } from '../rig/ledger.ts'
import { until } from '../rig/patience.ts'
import { copyOf, forbidden, readDisk, wordsOf } from '../rig/sound.ts'
import type { Stage } from '../rig/stage.ts'

/** Row 14: one person, two tabs on one device: what one wrote without a network the other sends, and nothing comes twice. */
export async function twoTabs(stage: Stage): Promise<void> {
  const node = await stage.ground.node('two-tabs')
  for (let n = 0; n < stage.bySize(3, 10, 50); n += 1) {
    const text = await stage.text()
    const [first] = text.open(1, node.port)
    await until('the first tab is there', first!.synced)
    first!.write()
    await until('it is saved', () => first!.unsaved() === 0)
    first!.stayAway()
    for (let m = 0; m < 20; m += 1) first!.write()
    // The device's store is one: the second tab begins with what the first has.
    const [second] = text.open(1, node.port, { doc: copyOf(first!.doc) })
    await until('the second tab is there', second!.synced)
    const before = second!.frames.sent
    first!.comeBack()
    const writing = text.writing([first!, second!], { least: 5, most: 20 })
    await until('both write', () => [first!, second!].every((page) => page.waits.length > 40))
    await writing.stop()
    await text.assertSound(node.port)
    const changes = second!.waits.length
    if (second!.frames.sent - before > 2 * changes + 20) stage.trouble(`a tab sent ${second!.frames.sent - before} frames for ${changes} changes`)
    text.leave()
    stage.ran()
  }
  await node.end()
}

/** Row 15: a day without a network: five reloads, each a new Yjs client, thousands of changes, while others wrote as many. */
export async function dayOffline(stage: Stage): Promise<void> {
  const node = await stage.ground.node('day-offline', { FRAMES_PER_SECOND: '0' })
  const changes = stage.bySize(1_000, 5_000, 5_000)
  const text = await stage.text()
  let [away] = text.open(1, node.port)
  const [there] = text.open(1, node.port)
  await until('both are there', () => text.pages.every((page) => page.synced()))
  away!.stayAway()
  for (let load = 0; load < 5; load += 1) {
    for (let n = 0; n < changes / 5; n += 1) away!.write()
    for (let n = 0; n < changes / 5; n += 1) there!.write()
    away!.leave()
    const [again] = text.open(1, () => 1, { doc: copyOf(away!.doc), owes: away!.owed() })
    again!.stayAway()
    away = again
  }
  await until('the others’ words are saved', () => there!.unsaved() === 0)
  const [back] = text.open(1, node.port, { doc: copyOf(away!.doc), owes: away!.owed() })
  const begun = performance.now()
  await until('the day is saved', () => back!.synced() && back!.unsaved() === 0)
  stage.took('a day is merged', performance.now() - begun, 1_000)
  stage.ran()
  await text.assertSound(node.port)
  await node.end()
}

/** Row 16: away while the text was sealed and opened anew: no silent merge, no silent loss; the words become an amendment. */
export async function anotherGeneration(stage: Stage): Promise<void> {
  const node = await stage.ground.node('generation')
  for (let n = 0; n < stage.bySize(2, 5, 20); n += 1) {
    const text = await stage.text()
    const [page] = text.open(1, node.port)
    await until('the page is there', page!.synced)
    page!.write()
    await until('it is saved', () => page!.unsaved() === 0)
    page!.stayAway()
    const mark = text.ledger.mark('away')
    page!.say(mark)
    const revision = await stage.ground.doing((ctx) => settle(ctx, text.id))
    await stage.ground.doing((ctx) => reopen(ctx, text.id))
    page!.comeBack()
    await until('the page is told of the newer one', () => page!.closes.includes(4409))
    const update = Buffer.from(Y.encodeStateAsUpdate(page!.doc)).toString('base64')
    const path = `/api/documents/${text.id}/late-words`
    const kept = await post(node.port(), path, { generation: 1, update }, stage.ground.people[0]!.cookie)
    const answer = await kept.text()
    if (!answer.includes(mark)) stage.trouble(`late words were not kept: ${kept.status} ${answer.slice(0, 200)}`)
    const [next] = text.open(1, node.port, { generation: 2 })
    await until('the new generation is there', next!.synced)
    const [now, sealed] = [wordsOf(next!.doc), revision.plainText].map((words) => marksIn(words).join())
    if (now !== sealed) {
      stage.tally.diverged += 1
      stage.trouble(`the new generation says ${now} and the seal ${sealed}`)
    }
    const { wrong } = await readDisk(stage.ground.connection, text.id)
    for (const what of wrong) stage.trouble(what)
    text.leave()
    stage.ran()
  }
  await node.end()
}

/** Row 22, and what a refused hand does: a page of an older schema only reads; forged, bent and foreign words are in no row. */
export async function refusedHands(stage: Stage): Promise<void> {
  const node = await stage.ground.node('refused')
  const text = await stage.text()
  const [page] = text.open(1, node.port)
  const [old] = text.open(1, node.port, { from: 1, schema: schemaVersion - 1 })
  await until('both are there', () => text.pages.every((each) => each.synced()))
  const writing = text.writing([page!])
  await until('words are saved', () => page!.waits.length > 5)
  old!.doc.transact(() => old!.doc.getXmlFragment('prosemirror').insert(0, [paragraph(forbidden)]), 'house')
  old!.sendRaw(writeSync('step2', Y.encodeStateAsUpdate(old!.doc)))
  await until('the old page is told that it only reads', () => old!.notices.some((notice) => notice.kind === 'refused' && notice.why === 'readOnly'))
  await writing.stop()
  for (const forged of forgeries(page!.doc)) {
    const [bad] = text.open(1, node.port, { from: 3 })
    await until('the bad page is there', bad!.synced)
    const closed = bad!.closes.length
    for (let n = 0; n < 3; n += 1) bad!.sendRaw(forged)
    await until('it is refused', () => bad!.notices.some(({ kind }) => kind === 'refused') || bad!.closes.length > closed)
    bad!.leave()
    stage.ran()
  }
  old!.leave()
  await text.assertSound(node.port)
  await node.end()
}

const paragraph = (words: string): Y.XmlElement => {
  const block = new Y.XmlElement('paragraph')
  block.insert(0, [new Y.XmlText(words)])
  return block
}

/** Frames no decent page sends, each with what must be in no row. */
function forgeries(of: Y.Doc): Uint8Array[] {
  const forge = (how: (doc: Y.Doc) => void): Uint8Array => {
    const doc = newInk()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(of))
    const before = Y.encodeStateVector(doc)
    how(doc)
    return writeSync('step2', Y.encodeStateAsUpdate(doc, before))
  }
  const words = (doc: Y.Doc) => doc.getXmlFragment('prosemirror').insert(0, [paragraph(forbidden)])
  const whole = forge(words)
  return [
    // Under a Yjs client of somebody else.
    forge((doc) => {
      doc.clientID = of.clientID
      words(doc)
    }),
    forge((doc) => doc.getMap('other').set('k', forbidden)),
    forge((doc) => doc.getXmlFragment('prosemirror').insert(0, [new Y.XmlElement(`x${forbidden}`)])),
    whole.subarray(0, whole.length - 3),
  ]
}
