import { isOpinionDrafting, isOpinionInk, isOpinionSealed, isOpinionSigned, isSignatureAsked, opinionWorkflow } from '../../shared/opinions.ts'
import { sessionWorkflow } from '../../shared/sessions.ts'
import { MySignature, waitsForMe } from '../opinions/MySignature.tsx'
import { TakeSignature } from '../opinions/TakeSignature.tsx'
import { opinionDeeds } from '../opinions/opinion-deeds.ts'
import { Button } from '../ui/Button.tsx'
import { PressAndAsk } from '../ui/PressAndAsk.tsx'
import type { OpenHall } from './opened.ts'
import { sessionDeeds } from './session-deeds.ts'
import type { HallRecords } from './use-hall.ts'

const { moves } = sessionWorkflow

/** The foot of the hall once the talk is over: cards, the text, the seal, the names, the record, one after the other. */
export function SummingBar({ hall, onOpen }: { hall: HallRecords; onOpen: OpenHall }) {
  const { session, opinion } = hall
  if (!opinion) return null
  const may = (move: string) => opinion.may.includes(move)
  const resume = session.may.includes('resumeTalk') ? (
    <Button size="big" onPress={() => sessionDeeds.resumeTalk(session)}>
      {moves.resumeTalk.label}
    </Button>
  ) : null

  if (isOpinionInk(opinion.state) && opinion.cardsWaiting > 0) {
    return (
      <>
        <p className="said">每张意见卡都要有个着落，才能定稿。</p>
        {resume}
        <Button kind="next" size="big" onPress={() => onOpen({ kind: 'cards' })}>
          安排 {opinion.cardsWaiting} 张意见卡
        </Button>
      </>
    )
  }
  if (isOpinionInk(opinion.state)) {
    return (
      <>
        <p className="said">{isOpinionDrafting(opinion.state) ? '把意见稿改好，念一遍，就定稿。' : '大家正在看，只能提意见，不能改。'}</p>
        {resume}
        {may('requestReview') ? (
          <Button size="big" onPress={() => opinionDeeds.requestReview(opinion)}>
            {opinionWorkflow.moves.requestReview.label}
          </Button>
        ) : may('reopen') ? (
          <Button size="big" onPress={() => opinionDeeds.reopen(opinion)}>
            {opinionWorkflow.moves.reopen.label}
          </Button>
        ) : null}
        {may('announceFreeze') ? (
          <PressAndAsk
            label="定稿"
            size="big"
            title="现在定稿吗"
            effect="会先告诉大家停笔，10 秒后落印。落了印，这一版谁也不能再改；之后请各位签名。"
            confirm="定稿"
            onConfirm={() => opinionDeeds.announceFreeze(opinion)}
          />
        ) : null}
      </>
    )
  }
  if (waitsForMe(opinion)) {
    return (
      <>
        <p className="said">意见稿定了，请您签名。</p>
        <TakeSignature opinion={opinion} />
        <MySignature opinion={opinion} size="big" />
      </>
    )
  }
  if (isOpinionSigned(opinion.state) && session.may.includes('signRecord')) {
    return (
      <>
        <p className="said">大家都签了，签记录，这场会就结束了。</p>
        <PressAndAsk
          label={moves.signRecord.label}
          size="big"
          title="签会议记录吗"
          effect="到场的人、议程、共识、保留意见和签名都记在案，之后不能改。这场会就结束了。"
          onConfirm={() => sessionDeeds.signRecord(session, false)}
        />
      </>
    )
  }
  const asked = opinion.signatures.filter((one) => isSignatureAsked(one.state)).map((one) => one.name)
  if (asked.length > 0) {
    return (
      <>
        <p className="said">
          等 {asked.length} 位签名：{asked.join('、')}
        </p>
        <TakeSignature opinion={opinion} />
      </>
    )
  }
  if (!isOpinionSealed(opinion.state)) return null
  return (
    <>
      <p className="said">已落印。请到场的委员和主持、记录签名。</p>
      {may('unfreeze') ? (
        <PressAndAsk
          label={opinionWorkflow.moves.unfreeze.label}
          kind="plain"
          size="big"
          title="重新打开意见稿"
          effect="这一版留着，另起一版接着改。"
          reason={{ label: '为什么重新打开', required: true }}
          onConfirm={({ reason }) => opinionDeeds.unfreeze(opinion, reason)}
        />
      ) : null}
      {may('openCountersign') ? (
        <Button kind="next" size="big" onPress={() => onOpen({ kind: 'signers' })}>
          {opinionWorkflow.moves.openCountersign.label}
        </Button>
      ) : null}
    </>
  )
}
