import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { BriefMaterial, BriefMaterials } from '../../shared/brief-shapes.ts'
import { dayOf } from '../../shared/calendar.ts'
import { outcomeKinds, type PlacedClause, type SectionKey, sectionsOf } from '../../shared/outcomes.ts'
import { Refused, wordsOf } from '../answer.ts'
import { api } from '../api.ts'
import { houseNow } from '../clock.ts'
import { DeskFrame } from '../desk/DeskFrame.tsx'
import { dayWords } from '../desk/days.ts'
import { Button } from '../ui/Button.tsx'
import { Select, TextField } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Empty, Notice, Shown } from '../ui/Notice.tsx'
import { Segments } from '../ui/Segments.tsx'
import { useAnswer } from '../use-answer.ts'
import { briefDeeds } from './brief-deeds.ts'
import '../outcomes/outcomes.css'
import './briefs.css'

/** A brief out of signed opinions: which of them, which clauses, and under which heading each goes. */
export function NewBrief() {
  const answer = useAnswer(() => api['brief-materials'].$get(), [])
  return (
    <DeskFrame here="briefs" title="编简报">
      <div className="brief-new">
        <a className="btn bare work-back" href="/briefs">
          <Icon name="back" /> 建议简报
        </a>
        <h1 className="song">编简报</h1>
        <Shown answer={answer}>
          {(data) =>
            data.committees.length === 0 ? (
              <Notice>简报由专委会的人来编。需要的话，请联系管理员。</Notice>
            ) : data.materials.length === 0 ? (
              <Empty title="眼下没有可以编的意见">协商意见签好名以后，会出现在这里；编过的不再出现。</Empty>
            ) : (
              <Form {...data} />
            )
          }
        </Shown>
      </div>
    </DeskFrame>
  )
}

type Places = Readonly<Record<string, SectionKey | 'none'>>
const options = { ...Object.fromEntries(sectionsOf('brief').map(({ key, heading }) => [key, heading])), none: '不用' } as Record<SectionKey | 'none', string>

/** Headings stay behind at first, all else is a suggestion: most of an opinion is. */
const placeOf = (places: Places, { id, heading }: BriefMaterial['clauses'][number]): SectionKey | 'none' => places[id] ?? (heading ? 'none' : 'recommendations')

function Form({ materials, committees }: BriefMaterials) {
  const navigate = useNavigate()
  const asked = new URLSearchParams(location.search).get('opinion')
  const [picked, setPicked] = useState<readonly string[]>(materials.filter(({ opinionId }) => opinionId === asked).map(({ opinionId }) => opinionId))
  const [committeeId, setCommitteeId] = useState(committees[0]?.id ?? '')
  const [title, setTitle] = useState(() => titleFrom(materials.find(({ opinionId }) => opinionId === asked)?.title ?? ''))
  const [places, setPlaces] = useState<Places>({})
  const [wrong, setWrong] = useState<unknown>(null)
  const home = committees.find(({ id }) => id === committeeId)?.organisationId
  const usable = materials.filter(({ organisationId }) => organisationId === home)
  const sources = usable.filter(({ opinionId }) => picked.includes(opinionId))
  const placed = sources.map((material) => ({ opinionId: material.opinionId, clauses: placedIn(places, material) }))
  const counts = sectionsOf('brief').map(({ key, heading }) => ({ heading, n: placed.flatMap(({ clauses }) => clauses).filter(({ section }) => section === key).length }))

  function pick({ opinionId, title: about }: BriefMaterial, chosen: boolean) {
    setPicked(chosen ? [...picked, opinionId] : picked.filter((one) => one !== opinionId))
    if (chosen && title === '') setTitle(titleFrom(about))
  }

  async function compile() {
    setWrong(null)
    try {
      const { id } = await briefDeeds.compile({ committeeId, title: title.trim(), sources: placed.filter(({ clauses }) => clauses.length > 0) })
      await navigate(`/briefs/${id}`, { replace: true })
    } catch (error) {
      setWrong(error)
    }
  }

  return (
    <form className="stack" onSubmit={(event) => event.preventDefault()}>
      {committees.length > 1 ? (
        <Select label="哪个专委会编" value={committeeId} onChange={setCommitteeId} options={Object.fromEntries(committees.map(({ id, name }) => [id, name]))} />
      ) : null}
      <TextField label="标题" required hint="比如：关于打造农产品区域品牌的建议。" maxLength={80} value={title} onChange={setTitle} />
      <fieldset className="field">
        <legend>从哪几份意见编</legend>
        <div className="picks">
          {usable.map((material) => (
            <label key={material.opinionId} className="pick">
              <input
                type="checkbox"
                checked={picked.includes(material.opinionId)}
                onChange={(event) => pick(material, event.target.checked)}
              />
              <b>《{material.title}》</b>
              <span>{dayWords(material.day, dayOf(new Date(houseNow())))}，{material.sessionTitle}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {sources.map((material) => (
        <section key={material.opinionId} className="sheet brief-from">
          <h2 className="song">《{material.title}》</h2>
          <p className="quiet">每一条放到简报的哪一部分？原话和来处跟着走，进去以后还能改。</p>
          <ol className="placing">
            {material.clauses.map((clause) => {
              const place = placeOf(places, clause)
              return (
                <li key={clause.id} className={place === 'none' ? 'left-out' : undefined}>
                  <p className={clause.heading ? 'song' : undefined}>{clause.words}</p>
                  <div className="placing-foot">
                    <Segments
                      label={`“${[...clause.words].slice(0, 12).join('')}”放在哪一部分`}
                      options={options}
                      value={place}
                      onChange={(chosen) => setPlaces({ ...places, [clause.id]: chosen })}
                    />
                  </div>
                </li>
              )
            })}
          </ol>
        </section>
      ))}
      {sources.length > 0 ? (
        <p role="status" className="quiet small">
          放进去的：{counts.map(({ heading, n }) => `${heading} ${n} 条`).join('，')}。“{outcomeKinds.brief.sections.situation}”也可以进去再写。
        </p>
      ) : null}
      {wrong ? (
        <Notice tone="refused" action={<MadeAlready error={wrong} />}>
          {wordsOf(wrong)}
        </Notice>
      ) : null}
      <div className="brief-start">
        <Button type="submit" kind="next" size="wide" disabled={title.trim() === '' || placed.every(({ clauses }) => clauses.length === 0)} onPress={compile}>
          编成简报，进去改
        </Button>
      </div>
    </form>
  )
}

/** 环线消防通道改造意见 → 关于环线消防通道改造的建议 */
const titleFrom = (title: string): string => (title === '' ? '' : `关于${title.replace(/^关于/, '').replace(/(的?(协商)?(意见|建议)稿?)$/, '')}的建议`)

function placedIn(places: Places, { clauses }: BriefMaterial): PlacedClause[] {
  return clauses.flatMap((clause) => {
    const section = placeOf(places, clause)
    return section === 'none' ? [] : [{ clauseId: clause.id, section }]
  })
}

/** One brief a version: the one that was made is where to go on. */
function MadeAlready({ error }: { error: unknown }) {
  if (!(error instanceof Refused) || error.code !== 'outcomeMade') return null
  const { id } = (error.detail ?? {}) as { id?: string }
  return id ? (
    <a className="btn" href={`/briefs/${id}`}>
      打开那一份
    </a>
  ) : null
}
