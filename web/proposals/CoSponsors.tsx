import { useState } from 'react'
import type { Proposal, Sponsor } from '../../shared/proposal-shapes.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { PressAndAsk } from '../ui/PressAndAsk.tsx'
import { useSay } from '../ui/Saying.tsx'
import { AskDialog } from '../ui/AskDialog.tsx'
import { Who } from '../ui/Who.tsx'
import { type Candidate, CandidatePick } from './CandidatePick.tsx'
import { proposalDeeds } from './proposal-deeds.ts'

/** Who writes along and is asked for their name; the first proposer adds and takes out. */
export function CoSponsors({ proposal }: { proposal: Proposal }) {
  const mayChange = proposal.may.includes('edit')
  return (
    <section>
      <h2 className="song">提案人</h2>
      <ul className="sponsors">
        {proposal.sponsors.map((one) => (
          <li key={one.personId}>
            <Who kind="member" name={one.name} />
            <span className="end quiet small">{one.lead ? '第一提案人' : '一起写'}</span>
            {mayChange && !one.lead ? <TakeOut proposal={proposal} sponsor={one} /> : null}
          </li>
        ))}
      </ul>
      {mayChange ? <Add proposal={proposal} /> : null}
    </section>
  )
}

function TakeOut({ proposal, sponsor }: { proposal: Proposal; sponsor: Sponsor }) {
  return (
    <PressAndAsk
      kind="bare"
      label={
        <>
          <Icon name="close" />
          <span className="sr">去掉{sponsor.name}</span>
        </>
      }
      title={`去掉${sponsor.name}？`}
      effect="去掉以后，这位委员看不到这份草稿，也不用联名。写进去的字都留着。"
      confirm="去掉"
      onConfirm={() => proposalDeeds.removeSponsor(proposal, sponsor.personId)}
    />
  )
}

function Add({ proposal }: { proposal: Proposal }) {
  const { say } = useSay()
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<Candidate[]>([])

  /** One after the other: each is decided on the proposal as the one before left it. */
  async function add() {
    let at = { id: proposal.id, version: proposal.version }
    for (const { id } of chosen) at = await proposalDeeds.addSponsor(at, id)
    say(`已请${chosen.map(({ name }) => name).join('、')}一起写`)
    setChosen([])
  }

  return (
    <>
      <Button onPress={() => setOpen(true)}>
        <Icon name="plus" /> 请人一起写
      </Button>
      <AskDialog
        open={open}
        onClose={() => setOpen(false)}
        title="请谁一起写"
        later="先不请"
        verb={chosen.length > 0 ? `请这 ${chosen.length} 位` : '请他们'}
        ready={chosen.length > 0}
        onConfirm={add}
      >
        <p className="quiet small">请到的委员能看、能改这份草稿，写好后请他们在同一版上联名。</p>
        <CandidatePick
          organisationId={proposal.organisationId}
          chosen={chosen}
          without={proposal.sponsors.map(({ personId }) => personId)}
          onChange={setChosen}
        />
      </AskDialog>
    </>
  )
}
