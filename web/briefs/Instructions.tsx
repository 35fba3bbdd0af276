import type { Brief } from '../../shared/brief-shapes.ts'
import { instructionAudiences } from '../../shared/briefs.ts'
import { dayOf } from '../../shared/calendar.ts'
import { houseNow } from '../clock.ts'
import { dayWords } from '../desk/days.ts'

/** 批示: that it was given is known; its words only to those it is meant for, and only they are sent them. */
export function Instructions({ brief }: { brief: Brief }) {
  if (brief.instructions.length === 0) return null
  const today = dayOf(new Date(houseNow()))
  return (
    <section className="sheet brief-instructions">
      <header>
        <h2 className="song">批示</h2>
        <span>已获批示</span>
      </header>
      <ul>
        {brief.instructions.map(({ id, leader, post, day, words, audience }) => (
          <li key={id}>
            <p>
              <b>{leader ? `${post} ${leader}` : post}</b>
              <span className="quiet">，{dayWords(day, today)}</span>
            </p>
            {words === null ? (
              <p className="quiet small">批示内容只给指定的人看。</p>
            ) : (
              <>
                <blockquote className="song">{words}</blockquote>
                <p className="quiet small">
                  看得到内容的：机要秘书{audience?.map((name) => `、${instructionAudiences[name]}`).join('')}。
                </p>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
