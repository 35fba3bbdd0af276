import { useState } from 'react'
import { venueTypes } from '../../shared/venues.ts'
import { api } from '../api.ts'
import { Desk, DeskHead, subjectsOf } from '../admin/Desk.tsx'
import { type Organisation, type Venue, venueDeeds } from '../admin/desk-deeds.ts'
import { Side } from '../admin/Side.tsx'
import { useMe } from '../me.tsx'
import { Button } from '../ui/Button.tsx'
import { Empty, Shown } from '../ui/Notice.tsx'
import { PressAndAsk } from '../ui/PressAndAsk.tsx'
import { useSay } from '../ui/Saying.tsx'
import { useAnswer } from '../use-answer.ts'
import { VenueForm } from './VenueForm.tsx'

/** 场所: pavilions, rooms and stations, each with its printed QR. */
export function Venues() {
  return <Desk title="场所">{(units) => <VenueList units={units} />}</Desk>
}

function VenueList({ units }: { units: readonly Organisation[] }) {
  const me = useMe()
  const [editing, setEditing] = useState<Venue | 'new'>()
  const answer = useAnswer(() => api.venues.$get(), subjectsOf(me.data?.actor.roles ?? []), [])
  return (
    <>
      <DeskHead title="场所" hint="议事亭、议事室、委员工作站都是场所。门口贴上二维码，居民扫一扫就能说事、进会场。">
        <Button kind="next" onPress={() => setEditing('new')}>
          添加场所
        </Button>
      </DeskHead>
      <Shown answer={answer}>
        {({ venues }) =>
          venues.length === 0 ? (
            <Empty title="还没有场所">添加一个议事亭或议事室，打印二维码贴在门口，居民就能扫码说事了。</Empty>
          ) : (
            <ul className="desk-list">
              {venues.map((venue) => (
                <VenueRow key={venue.id} venue={venue} several={units.length > 1} edit={() => setEditing(venue)} />
              ))}
            </ul>
          )
        }
      </Shown>
      <Side open={editing !== undefined} title={editing === 'new' ? '添加场所' : '改场所'} onClose={() => setEditing(undefined)}>
        {editing ? <VenueForm venue={editing === 'new' ? null : editing} units={units} done={() => setEditing(undefined)} /> : null}
      </Side>
    </>
  )
}

function VenueRow({ venue, several, edit }: { venue: Venue; several: boolean; edit: () => void }) {
  const { say } = useSay()
  const may = (verb: string) => venue.may.includes(verb)
  const types = venue.types.map((type) => venueTypes[type]).join('、')
  return (
    <li>
      <span>
        <b>{venue.name}</b>
        {venue.number ? <span className="quiet"> {venue.number} 号</span> : null}
        {venue.closedAt ? <span className="state">已停用</span> : null}
        <br />
        <span className="quiet small">{[venue.place, types, several ? venue.organisationName : ''].filter(Boolean).join(' · ')}</span>
      </span>
      <span className="end row">
        {may('poster') ? (
          <a className="btn" href={`/admin/venues/${venue.id}/poster`}>
            打印二维码
          </a>
        ) : null}
        {may('edit') ? (
          <Button kind="bare" onPress={edit} aria-label={`改${venue.name}`}>
            改
          </Button>
        ) : null}
        {may('rotateCode') ? (
          <PressAndAsk
            label="换二维码"
            kind="bare"
            title={`给${venue.name}换二维码`}
            effect="已经贴出去的二维码会马上失效，扫了进不来。换好后请重新打印、贴上新的。"
            confirm="换成新的"
            onConfirm={async () => {
              await venueDeeds.rotate(venue)
              say('二维码换好了，请重新打印。')
            }}
          />
        ) : null}
        {may('close') ? (
          <PressAndAsk
            label="停用"
            kind="bare"
            title={`停用${venue.name}`}
            effect="门口的二维码不再有用，也不能再在这里开会；以前的记录都还在，以后可以恢复。"
            confirm="停用这个场所"
            onConfirm={async () => {
              await venueDeeds.close(venue)
              say(`${venue.name}已停用。`)
            }}
          />
        ) : null}
        {may('reopen') ? (
          <Button
            onPress={async () => {
              await venueDeeds.reopen(venue)
              say(`${venue.name}恢复了，原来的二维码又能用了。`)
            }}
          >
            恢复
          </Button>
        ) : null}
      </span>
    </li>
  )
}
