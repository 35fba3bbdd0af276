import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Right, Scope } from '../../shared/documents/access.ts'
import { textChildren, textMarks, textNodes, textSchema } from '../../shared/documents/schema.ts'
import { addItem, itemText, removeItem, setItem } from '../../shared/sync/agenda.ts'
import { examine } from '../../shared/sync/guard.ts'
import { limits } from '../../shared/sync/wire.ts'
import { type Hall, openHall, penOf, saysOf } from './hall.ts'

/** A text of three clauses: the chair's, the member's, and the house's empty one. */
function hallOfText() {
  const hall = openHall('opinion', (doc) => {
    const first = new Y.XmlElement('paragraph')
    first.setAttribute('clauseId', 'first')
    doc.getXmlFragment('prosemirror').insert(0, [first])
  })
  const chair = pageAt(hall)
  write(chair, '消防通道太窄', 'c-chair')
  send(hall, 'chair', chair)
  const member = pageAt(hall)
  write(member, '请拓宽', 'c-member')
  send(hall, 'member', member)
  return { hall, chair: chair.doc.clientID, member: member.doc.clientID }
}

type Page = { doc: Y.Doc; sent: Uint8Array[] }
function pageAt(hall: Hall, clientId?: number): Page {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(hall.served))
  if (clientId !== undefined) doc.clientID = clientId
  const sent: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => sent.push(update))
  return { doc, sent }
}
const blocks = (doc: Y.Doc) => doc.getXmlFragment('prosemirror').toArray() as Y.XmlElement[]
function write({ doc }: Page, words: string, clauseId: string): void {
  doc.transact(() => {
    const block = new Y.XmlElement('paragraph')
    block.setAttribute('clauseId', clauseId)
    const text = new Y.XmlText()
    doc.getXmlFragment('prosemirror').push([block])
    block.push([text])
    text.insert(0, words)
  })
}
const wordsIn = (doc: Y.Doc, at: number) => blocks(doc)[at]!.get(0) as Y.XmlText

/** What a pen's frame comes to: taken, refused with a code, or asked for. */
function send(hall: Hall, account: string, page: Page | Uint8Array, right: Right = 'edit', scope: Scope = 'all'): string {
  const before = hall.log.length
  const updates = page instanceof Uint8Array ? [page] : page.sent.splice(0)
  const batch = hall.receive(penOf(account, right, scope), [updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates)])
  const verdict = batch.refused[0]?.why ?? (batch.gaps.length > 0 ? 'gap' : 'taken')
  if (verdict !== 'taken') expect(hall.log).toHaveLength(before)
  expect(hall.served.store.pendingStructs).toBeNull()
  expect(hall.served.store.pendingDs).toBeNull()
  return verdict
}

/** A frame of one's own making. */
function raw(make: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  make(encoder)
  return encoding.toUint8Array(encoder)
}
const numbers = (...all: number[]) => raw((encoder) => all.forEach((n) => encoding.writeVarUint(encoder, n)))

describe('reading what a page sends', () => {
  it('[O22] a few bytes that claim millions are refused before anything is made for them', () => {
    const { hall } = hallOfText()
    const claim = numbers(1, 20_000_000, 7, 0)
    expect(claim.length).toBeLessThan(10)
    expect(send(hall, 'member', claim)).toBe('malformed')
    expect(send(hall, 'member', numbers(0, 1, 7, 20_000_000))).toBe('malformed')
    expect(send(hall, 'member', numbers(20_000_000))).toBe('malformed')
  })

  it('[O22] more structs than one update may hold are refused, as is a frame that is too large', () => {
    const { hall } = hallOfText()
    const many = raw((encoder) => {
      for (const n of [1, limits.structs + 1, 7, 0]) encoding.writeVarUint(encoder, n)
      for (let n = 0; n <= limits.structs; n += 1) {
        encoding.writeUint8(encoder, 0)
        encoding.writeVarUint(encoder, 1)
      }
      encoding.writeVarUint(encoder, 0)
    })
    expect(send(hall, 'member', many)).toBe('malformed')
    expect(send(hall, 'member', new Uint8Array(limits.frameBytes + 1))).toBe('malformed')
  })

  it('[O22] an update that would cut the text into tens of thousands of pieces is refused, by deletions or by words', () => {
    const { hall, chair } = hallOfText()
    const page = pageAt(hall)
    wordsIn(page.doc, 1).insert(0, '字'.repeat(30_000))
    expect(send(hall, 'member', page)).toBe('taken')
    const { client, clock } = wordsIn(hall.served, 1)['_start']!.id
    expect(client).not.toBe(chair)
    const holes = raw((encoder) => {
      for (const n of [0, 1, client, limits.cuts]) encoding.writeVarUint(encoder, n)
      for (let n = 0; n < limits.cuts; n += 1) for (const part of [clock + 1 + n * 3, 1]) encoding.writeVarUint(encoder, part)
    })
    expect(send(hall, 'member', holes)).toBe('taken')
    const more = pageAt(hall)
    wordsIn(more.doc, 1).insert(0, '字'.repeat(30_000))
    expect(send(hall, 'member', more)).toBe('taken')
    const again = wordsIn(hall.served, 1)['_start']!.id
    const words = raw((encoder) => {
      for (const n of [1, limits.cuts + 1, 7, 0]) encoding.writeVarUint(encoder, n)
      for (let n = 0; n <= limits.cuts; n += 1) {
        encoding.writeUint8(encoder, 128 | 4)
        for (const part of [again.client, again.clock + n * 2]) encoding.writeVarUint(encoder, part)
        encoding.writeVarString(encoder, 'x')
      }
      encoding.writeVarUint(encoder, 0)
    })
    expect(send(hall, 'member', words)).toBe('malformed')
    const deletions = raw((encoder) => {
      for (const n of [0, 1, again.client, limits.cuts + 1]) encoding.writeVarUint(encoder, n)
      for (let n = 0; n <= limits.cuts; n += 1) for (const part of [again.clock + 1 + n * 3, 1]) encoding.writeVarUint(encoder, part)
    })
    expect(send(hall, 'member', deletions)).toBe('malformed')
  })

  it('[O22] garbage that would use up its client’s clock, empty structs and bytes left over are refused', () => {
    const { hall } = hallOfText()
    const garbage = (length: number, ...rest: number[]) =>
      raw((encoder) => {
        for (const n of [1, 1, 7, 0]) encoding.writeVarUint(encoder, n)
        encoding.writeUint8(encoder, 0)
        encoding.writeVarUint(encoder, length)
        for (const n of [0, ...rest]) encoding.writeVarUint(encoder, n)
      })
    expect(send(hall, 'member', garbage(2 ** 53 - 1))).toBe('malformed')
    expect(send(hall, 'member', garbage(0))).toBe('malformed')
    expect(send(hall, 'member', garbage(3, 0))).toBe('malformed')
    expect(send(hall, 'member', numbers(1, 1, 2 ** 40, 0))).toBe('malformed')
    expect(send(hall, 'member', numbers(2, 1, 7, 0))).toBe('malformed')
  })

  it('[O22] what leans on words that never came is asked for, and nothing of it waits in the text', () => {
    const { hall } = hallOfText()
    const page = pageAt(hall)
    wordsIn(page.doc, 1).insert(0, '甲')
    wordsIn(page.doc, 1).insert(1, '乙')
    const [first, second] = page.sent.splice(0) as [Uint8Array, Uint8Array]
    expect(send(hall, 'member', second)).toBe('gap')
    const other = pageAt(hall)
    Y.applyUpdate(other.doc, first)
    other.sent.splice(0)
    wordsIn(other.doc, 1).insert(1, '丙')
    expect(send(hall, 'chair', other)).toBe('gap')
    const eraser = pageAt(hall)
    Y.applyUpdate(eraser.doc, first)
    eraser.sent.splice(0)
    wordsIn(eraser.doc, 1).delete(0, 1)
    expect(send(hall, 'chair', eraser)).toBe('gap')
    expect(send(hall, 'member', Y.mergeUpdates([first, second]))).toBe('taken')
  })

  it('[O22] structs that wait for each other, or for themselves, are refused and not kept for later', () => {
    const { hall } = hallOfText()
    const item = (encoder: encoding.Encoder, client: number, leftClient: number, leftClock: number) => {
      for (const n of [1, client, 0]) encoding.writeVarUint(encoder, n)
      encoding.writeUint8(encoder, 128 | 4)
      for (const n of [leftClient, leftClock]) encoding.writeVarUint(encoder, n)
      encoding.writeVarString(encoder, '字')
    }
    const each = raw((encoder) => {
      encoding.writeVarUint(encoder, 2)
      item(encoder, 8, 7, 0)
      item(encoder, 7, 8, 0)
      encoding.writeVarUint(encoder, 0)
    })
    expect(send(hall, 'member', each)).toBe('malformed')
    const itself = raw((encoder) => {
      encoding.writeVarUint(encoder, 1)
      item(encoder, 7, 7, 0)
      encoding.writeVarUint(encoder, 0)
    })
    expect(send(hall, 'member', itself)).toBe('malformed')
  })

  it('[O22] neighbours that stand in different places, and a parent that can hold nothing, are refused', () => {
    const { hall, chair, member } = hallOfText()
    const text = (at: number) => wordsIn(hall.served, at)['_start']!.id.clock
    const between = raw((encoder) => {
      for (const n of [1, 1, 7, 0]) encoding.writeVarUint(encoder, n)
      encoding.writeUint8(encoder, 128 | 64 | 4)
      for (const n of [chair, text(1), member, text(2)]) encoding.writeVarUint(encoder, n)
      encoding.writeVarString(encoder, '字')
      encoding.writeVarUint(encoder, 0)
    })
    expect(send(hall, 'member', between)).toBe('malformed')
    const under = raw((encoder) => {
      for (const n of [1, 1, 7, 0]) encoding.writeVarUint(encoder, n)
      encoding.writeUint8(encoder, 4)
      for (const n of [0, chair, text(1)]) encoding.writeVarUint(encoder, n)
      encoding.writeVarString(encoder, '字')
      encoding.writeVarUint(encoder, 0)
    })
    expect(send(hall, 'member', under)).toBe('malformed')
  })
})

describe('what a text holds', () => {
  it('[O24] the guard knows the nodes, attributes, marks and nesting of the editor’s schema, and no others', () => {
    const schema = textSchema()
    const nodes = Object.values(schema.nodes).filter((node) => !['doc', 'text'].includes(node.name))
    expect(nodes.map((node) => node.name).sort()).toEqual(Object.keys(textNodes).sort())
    for (const node of nodes) expect([...textNodes[node.name]!].sort()).toEqual(Object.keys(node.spec.attrs ?? {}).sort())
    expect(Object.keys(schema.marks).sort()).toEqual([...textMarks].sort())
    for (const mark of Object.values(schema.marks)) expect(Object.keys(mark.spec.attrs ?? {})).toEqual([])
    for (const holder of Object.values(schema.nodes).filter((node) => !node.isLeaf)) {
      const may = Object.values(schema.nodes).filter((node) => canHold(holder.contentMatch, node)).map((node) => node.name)
      expect([holder.name, [...(textChildren[holder.name] ?? [])].sort()]).toEqual([holder.name, may.sort()])
    }
  })

  const foreign: [string, (doc: Y.Doc) => void, string][] = [
    ['another root', (doc) => doc.getMap('elsewhere').set('a', 1), 'foreignRoot'],
    ['another kind of node', (doc) => blocks(doc)[1]!.push([new Y.XmlElement('script')]), 'notInSchema'],
    ['a node where it does not belong', (doc) => doc.getXmlFragment('prosemirror').push([new Y.XmlElement('listItem')]), 'notInSchema'],
    ['words straight in the root', (doc) => doc.getXmlFragment('prosemirror').push([new Y.XmlText('话')]), 'notInSchema'],
    ['another attribute', (doc) => blocks(doc)[1]!.setAttribute('onclick', 'alert(1)'), 'notInSchema'],
    ['an attribute of another sort', (doc) => blocks(doc)[1]!.setAttribute('clauseId', { a: 1 } as never), 'malformed'],
    ['an attribute that is an address', (doc) => blocks(doc)[1]!.setAttribute('clauseId', 'javascript:alert(1)'), 'notInSchema'],
    ['an attribute that is too long', (doc) => blocks(doc)[1]!.setAttribute('clauseId', 'a'.repeat(65)), 'notInSchema'],
    ['another mark', (doc) => wordsIn(doc, 1).format(0, 1, { code: {} }), 'notInSchema'],
    ['a mark with something in it', (doc) => wordsIn(doc, 1).format(0, 1, { bold: { style: 'x' } }), 'notInSchema'],
    ['an attribute of words', (doc) => wordsIn(doc, 1).setAttribute('clauseId', 'a'), 'notInSchema'],
    ['an embedded thing', (doc) => wordsIn(doc, 1).insertEmbed(0, { image: 'x' }), 'malformed'],
    ['bytes', (doc) => blocks(doc)[1]!.setAttribute('clauseId', new Uint8Array([1]) as never), 'malformed'],
    ['a document within', (doc) => blocks(doc)[1]!.setAttribute('clauseId', new Y.Doc() as never), 'malformed'],
    ['a map among blocks', (doc) => doc.getXmlFragment('prosemirror').push([new Y.Map() as never]), 'notInSchema'],
    ['words no database takes', (doc) => wordsIn(doc, 1).insert(0, '\0'), 'malformed'],
  ]
  for (const scheme of ['javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'java\tscript:x', 'data:text/html,x', 'vbscript:x', 'file:///etc', 'https://a.b']) {
    foreign.push([`a link to ${JSON.stringify(scheme)}`, (doc) => wordsIn(doc, 1).format(0, 1, { link: { href: scheme } }), 'notInSchema'])
  }
  for (const [name, change, why] of foreign) {
    it(`[O24] ${name} is refused`, () => {
      const { hall } = hallOfText()
      const page = pageAt(hall)
      const said = saysOf(hall.served)
      change(page.doc)
      expect(page.sent.length).toBeGreaterThan(0)
      expect(send(hall, 'chair', page)).toBe(why)
      expect(saysOf(hall.served)).toEqual(said)
    })
  }

  it('[O24] the root itself has no attributes', () => {
    const { hall } = hallOfText()
    const doc = new Y.Doc()
    doc.getMap('prosemirror').set('a', 1)
    expect(send(hall, 'chair', Y.encodeStateAsUpdate(doc))).toBe('notInSchema')
  })

  it('[O24] nesting has an end, whether it comes at once or bit by bit', () => {
    const { hall } = hallOfText()
    const page = pageAt(hall)
    const nest = (depth: number) => {
      let inner = new Y.XmlElement('paragraph')
      for (let n = 0; n < depth; n += 1) {
        const outer = new Y.XmlElement('blockquote')
        outer.insert(0, [inner])
        inner = outer
      }
      page.doc.getXmlFragment('prosemirror').push([inner])
    }
    nest(limits.depth - 2)
    expect(send(hall, 'chair', page)).toBe('taken')
    const deep = raw((encoder) => {
      for (const n of [1, 10_000, 7, 0]) encoding.writeVarUint(encoder, n)
      for (let n = 0; n < 10_000; n += 1) {
        encoding.writeUint8(encoder, 7)
        if (n === 0) {
          encoding.writeVarUint(encoder, 1)
          encoding.writeVarString(encoder, 'prosemirror')
        } else for (const part of [0, 7, n - 1]) encoding.writeVarUint(encoder, part)
        encoding.writeVarUint(encoder, 3)
        encoding.writeVarString(encoder, 'blockquote')
      }
      encoding.writeVarUint(encoder, 0)
    })
    expect(send(hall, 'chair', deep)).toBe('tooDeep')
    let innermost = blocks(page.doc).at(-1)!
    while (innermost.nodeName === 'blockquote') innermost = innermost.get(0) as Y.XmlElement
    let holder = innermost.parent as Y.XmlElement
    for (let n = 0; n < 5; n += 1) {
      const next = new Y.XmlElement('blockquote')
      holder.push([next])
      holder = next
    }
    expect(send(hall, 'chair', page)).toBe('tooDeep')
  })

  it('[O24] an agenda is items of words, note, kind, minutes and order, and nothing else', () => {
    const id = '00000000-0000-4000-8000-000000000001'
    const hall = openHall('agenda', (doc) => addItem(doc, { id, words: '路宽', note: '', kind: 'talk', minutes: 10, order: 'a0' }))
    const tries: [(doc: Y.Doc) => void, string][] = [
      [(doc) => setItem(doc, id, { minutes: 20 }), 'taken'],
      [(doc) => itemText(doc, id, 'note')!.insert(0, '带图'), 'taken'],
      [(doc) => doc.getMap('items').set('not-an-id', new Y.Map()), 'notInSchema'],
      [(doc) => doc.getMap('items').set(id, 7), 'notInSchema'],
      [(doc) => (doc.getMap('items').get(id) as Y.Map<unknown>).set('secret', 'x'), 'notInSchema'],
      [(doc) => (doc.getMap('items').get(id) as Y.Map<unknown>).set('minutes', 'viele'), 'notInSchema'],
      [(doc) => (doc.getMap('items').get(id) as Y.Map<unknown>).set('order', 'a'.repeat(300)), 'notInSchema'],
      [(doc) => (doc.getMap('items').get(id) as Y.Map<unknown>).set('words', 'plain'), 'notInSchema'],
      [(doc) => (doc.getMap('items').get(id) as Y.Map<unknown>).set('__proto__', 'x'), 'notInSchema'],
      [(doc) => itemText(doc, id, 'words')!.format(0, 1, { bold: {} }), 'notInSchema'],
      [(doc) => doc.getXmlFragment('prosemirror').push([new Y.XmlElement('paragraph')]), 'foreignRoot'],
    ]
    for (const [change, verdict] of tries) {
      const page = pageAt(hall)
      change(page.doc)
      expect([change.toString(), send(hall, 'chair', page)]).toEqual([change.toString(), verdict])
    }
  })

  it('[O24] while a session runs only notes are ink, for deletions too', () => {
    const id = '00000000-0000-4000-8000-000000000001'
    const hall = openHall('agenda', (doc) => addItem(doc, { id, words: '路宽', note: '旧备注', kind: 'talk', minutes: 10, order: 'a0' }))
    const tries: [(doc: Y.Doc) => void, string][] = [
      [(doc) => itemText(doc, id, 'note')!.insert(0, '带图'), 'taken'],
      [(doc) => itemText(doc, id, 'note')!.delete(0, 1), 'taken'],
      [(doc) => itemText(doc, id, 'words')!.insert(0, '带图'), 'notesOnly'],
      [(doc) => itemText(doc, id, 'words')!.delete(0, 1), 'notesOnly'],
      [(doc) => setItem(doc, id, { minutes: 5 }), 'notesOnly'],
      [(doc) => removeItem(doc, id), 'notesOnly'],
      [(doc) => addItem(doc, { id: id.replace(/1$/, '2'), words: '', note: '', kind: 'talk', minutes: 1, order: 'b' }), 'notesOnly'],
    ]
    for (const [change, verdict] of tries) {
      const page = pageAt(hall)
      change(page.doc)
      expect([change.toString(), send(hall, 'chair', page, 'edit', 'notes')]).toEqual([change.toString(), verdict])
    }
  })
})

function canHold(match: ReturnType<typeof textSchema>['topNodeType']['contentMatch'], node: ReturnType<typeof textSchema>['topNodeType']): boolean {
  const seen = new Set([match])
  for (const at of seen) {
    if (at.matchType(node)) return true
    for (let n = 0; n < at.edgeCount; n += 1) seen.add(at.edge(n).next)
  }
  return false
}

describe('whose words', () => {
  it('[O25] a Yjs client of another account, and one that both claim at once, is refused to the second', () => {
    const { hall, chair } = hallOfText()
    const thief = pageAt(hall, chair)
    wordsIn(thief.doc, 1).insert(0, '假的')
    expect(send(hall, 'member', thief)).toBe('anotherHand')
    const one = pageAt(hall, 4711)
    const two = pageAt(hall, 4711)
    wordsIn(one.doc, 1).insert(0, '真的')
    wordsIn(two.doc, 1).insert(0, '抢走的')
    expect(send(hall, 'chair', one)).toBe('taken')
    expect(send(hall, 'member', two)).toBe('anotherHand')
    expect(hall.bindings.get(4711)).toBe('chair')
  })

  it('[O26] one who may only contribute writes anywhere and takes out their own', () => {
    const { hall } = hallOfText()
    const page = pageAt(hall)
    wordsIn(page.doc, 1).insert(2, '我的')
    expect(send(hall, 'resident', page, 'contribute')).toBe('taken')
    wordsIn(page.doc, 1).delete(2, 2)
    expect(send(hall, 'resident', page, 'contribute')).toBe('taken')
    blocks(page.doc)[0]!.setAttribute('clauseId', 'mine')
    expect(send(hall, 'resident', page, 'contribute')).toBe('taken')
    page.doc.getXmlFragment('prosemirror').delete(0, 1)
    expect(send(hall, 'resident', page, 'contribute')).toBe('taken')
    expect(hall.log).toHaveLength(3 + 4)
  })

  it('[O26] a whole clause of another’s that is taken out by force stands again, in its author’s name', () => {
    const { hall } = hallOfText()
    const page = pageAt(hall)
    page.doc.getXmlFragment('prosemirror').delete(1, 1)
    expect(send(hall, 'resident', page, 'contribute')).toBe('taken')
    expect(blocks(hall.served).map((block) => block.toArray().join(''))).toEqual(['', '消防通道太窄', '请拓宽'])
    expect(blocks(hall.served)[1]!.getAttribute('was')).toBe('c-chair')
    expect(hall.bindings.get(wordsIn(hall.served, 1)['_start']!.id.client)).toBe('chair')
  })

  it('[O26] words heard of only after one’s own deletion of their clause are not held against one', () => {
    const { hall } = hallOfText()
    const mine = pageAt(hall)
    mine.doc.getXmlFragment('prosemirror').delete(0, 1)
    const other = pageAt(hall)
    blocks(other.doc)[0]!.push([new Y.XmlText('刚写的')])
    const heard = other.sent[0]!
    expect(send(hall, 'member', other)).toBe('taken')
    Y.applyUpdate(mine.doc, heard)
    expect(send(hall, 'resident', Y.encodeStateAsUpdate(mine.doc, Y.encodeStateVector(hall.served)), 'contribute')).toBe('taken')
    expect(blocks(hall.served)[0]!.toArray().join('')).toBe('刚写的')
  })

  it('[O26] one who may only contribute takes out no word of another’s from a clause, by letter or by moving it', () => {
    const tries: ((doc: Y.Doc) => void)[] = [
      (doc) => wordsIn(doc, 1).delete(0, 1),
      (doc) => doc.transact(() => {
        wordsIn(doc, 1).delete(3, 3)
        const tail = new Y.XmlElement('paragraph')
        doc.getXmlFragment('prosemirror').insert(2, [tail])
        tail.push([new Y.XmlText('道太窄')])
      }),
    ]
    for (const change of tries) {
      const { hall } = hallOfText()
      const page = pageAt(hall)
      change(page.doc)
      expect(send(hall, 'resident', page, 'contribute')).toBe('othersWords')
      expect(send(hall, 'chair', Y.encodeStateAsUpdate(page.doc), 'edit')).toBe('taken')
    }
  })

  it('[O26] a clause deleted while another wrote in it stands again with the other’s words, in their name', () => {
    const { hall } = hallOfText()
    const mine = pageAt(hall)
    write(mine, '我的一条', 'c-mine')
    expect(send(hall, 'resident', mine, 'contribute')).toBe('taken')
    const other = pageAt(hall)
    wordsIn(other.doc, 3).insert(4, '别人接着写', { bold: {} })
    mine.doc.getXmlFragment('prosemirror').delete(3, 1)
    expect(send(hall, 'member', other)).toBe('taken')
    expect(send(hall, 'resident', mine, 'contribute')).toBe('taken')
    const back = blocks(hall.served)[3]!
    expect((back.get(0) as Y.XmlText).toDelta()).toEqual([{ insert: '别人接着写', attributes: { bold: {} } }])
    expect(back.getAttribute('was')).toBe('c-mine')
    expect(hall.bindings.get((back.get(0) as Y.XmlText)['_start']!.id.client)).toBe('member')
  })

  it('[O26] marks and attributes that a contributor puts on another’s words are put right', () => {
    const { hall } = hallOfText()
    const said = saysOf(hall.served)
    const page = pageAt(hall)
    wordsIn(page.doc, 1).format(0, 3, { bold: {} })
    expect(send(hall, 'resident', page, 'contribute')).toBe('taken')
    expect(saysOf(hall.served)).toEqual(said)
    const again = pageAt(hall)
    blocks(again.doc)[1]!.setAttribute('clauseId', 'stolen')
    expect(send(hall, 'resident', again, 'contribute')).toBe('taken')
    expect(saysOf(hall.served)).toEqual(said)
  })

  it('[O26] an item of the agenda taken out while another wrote its note stands again', () => {
    const id = '00000000-0000-4000-8000-000000000001'
    const hall = openHall('agenda', () => undefined)
    const mine = pageAt(hall)
    mine.doc.transact(() => addItem(mine.doc, { id, words: '我提的', note: '', kind: 'talk', minutes: 10, order: 'a0' }))
    expect(send(hall, 'resident', mine, 'contribute')).toBe('taken')
    const other = pageAt(hall)
    itemText(other.doc, id, 'note')!.insert(0, '别人的备注')
    removeItem(mine.doc, id)
    expect(send(hall, 'member', other)).toBe('taken')
    expect(send(hall, 'resident', mine, 'contribute')).toBe('taken')
    expect(saysOf(hall.served, 'items')).toEqual({ [id]: { words: '我提的', note: '别人的备注', kind: 'talk', minutes: 10, order: 'a0' } })
    const note = itemText(hall.served, id, 'note')!
    expect(hall.bindings.get(note['_start']!.id.client)).toBe('member')
    const known = pageAt(hall)
    removeItem(known.doc, id)
    expect(send(hall, 'resident', known, 'contribute')).toBe('taken')
    expect(itemText(hall.served, id, 'note')!.toString()).toBe('别人的备注')
  })
})

describe('the guard beside a text', () => {
  it('[O22] what was examined is not changed by being examined', () => {
    const { hall } = hallOfText()
    const before = Y.encodeStateAsUpdate(hall.served)
    const page = pageAt(hall)
    wordsIn(page.doc, 1).insert(3, '中间')
    expect(examine(page.sent[0]!, hall.served, 'prosemirror').kind).toBe('good')
    expect(Y.encodeStateAsUpdate(hall.served)).toEqual(before)
  })
})
