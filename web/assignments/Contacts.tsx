import { useState } from 'react'
import type { Assignment } from '../../shared/assignment-shapes.ts'
import { type ContactPhase, contactPhases, type ContactWay, contactWays } from '../../shared/assignments.ts'
import { dayInWords, dayOf } from '../../shared/calendar.ts'
import { houseNow } from '../clock.ts'
import { AskDialog } from '../ui/AskDialog.tsx'
import { Button } from '../ui/Button.tsx'
import { Select, TextArea, TextField } from '../ui/Field.tsx'
import { Segments } from '../ui/Segments.tsx'
import { assignmentDeeds } from './assignment-deeds.ts'
import type { AskProps } from './reassign-dialogs.tsx'
import { phaseMissing } from './reply-hint.ts'

/** 跟委员谈过: each talk with the sponsors, before, during and after the reply is written. */
export function Contacts({ assignment, onLog }: { assignment: Assignment; onLog: () => void }) {
  const { contacts, may, handled, contactDue, round } = assignment
  const mayLog = may.includes('logContact')
  if (handled.kind === 'brief' && contacts.length === 0) return null
  if (contacts.length === 0 && !mayLog) return null
  const inOrder = contacts.toReversed()
  const now = inOrder.filter((contact) => contact.round === round)
  const former = inOrder.filter((contact) => contact.round < round)
  return (
    <section className="contacts">
      <h2 className="song">跟委员谈过</h2>
      {now.length > 0 ? (
        <Talks contacts={now} />
      ) : (
        <p className="quiet small">
          {former.length > 0 ? '这次办理还没有记。' : '还没有记。'}
          {contactDue ? `${contactDue.workingDaysLate > 0 ? '原定' : ''}${dayInWords(contactDue.due.day)}前先联系一次。` : ''}
        </p>
      )}
      {mayLog ? <Button onPress={onLog}>记一次沟通</Button> : null}
      {former.length > 0 ? (
        <>
          <h3 className="quiet small">上次办理时</h3>
          <Talks contacts={former} />
        </>
      ) : null}
    </section>
  )
}

function Talks({ contacts }: { contacts: Assignment['contacts'] }) {
  const today = dayOf(new Date(houseNow()))
  return (
    <dl>
      {contacts.map((contact) => (
        <div key={contact.id}>
          <dt>{contactPhases[contact.phase]}</dt>
          <dd>
            {contact.day.slice(0, 4) === today.slice(0, 4) ? '' : `${contact.day.slice(0, 4)}年`}
            {dayInWords(contact.day)} {contactWays[contact.way]} · {contact.withWhom}
            {contact.words ? <p>{contact.words}</p> : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Notes one talk: when, how, with whom, and what was said. */
export function ContactDialog({ assignment, open, onClose }: AskProps) {
  const today = dayOf(new Date(houseNow()))
  const [phase, setPhase] = useState<ContactPhase>(phaseMissing(assignment) ?? 'during')
  const [way, setWay] = useState<ContactWay>('phone')
  const [day, setDay] = useState(today)
  const [withWhom, setWithWhom] = useState(assignment.handled.sponsors[0] ?? '')
  const [words, setWords] = useState('')
  const future = day > today
  return (
    <AskDialog
      open={open}
      onClose={onClose}
      title="记一次沟通"
      verb="记下"
      ready={day !== '' && !future && withWhom.trim() !== ''}
      onConfirm={() => assignmentDeeds.logContact(assignment, { phase, way, day, withWhom: withWhom.trim(), words: words.trim() })}
    >
      <Segments label="什么时候谈的" shown options={contactPhases} value={phase} onChange={setPhase} />
      <div className="two-fields">
        <TextField label="哪天" type="date" value={day} error={future ? '沟通的日子不能晚于今天。' : null} onChange={setDay} />
        <Select label="怎么谈的" options={contactWays} value={way} onChange={(value) => setWay(value as ContactWay)} />
      </div>
      <TextField label="跟谁谈的" hint="比如：委员甲；几位委员一起，就都写上。" maxLength={100} value={withWhom} onChange={setWithWhom} />
      <TextArea label="谈了什么" required={false} rows={3} maxLength={1000} value={words} onChange={setWords} />
    </AskDialog>
  )
}
