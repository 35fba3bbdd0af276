import './poster.css'
import { useParams } from 'react-router'
import { api } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { Shown } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { QrCode } from '../ui/QrCode.tsx'
import { useAnswer } from '../use-answer.ts'

/** 打印二维码: one A4 sheet for the door of a venue, read from two steps away. */
export function Poster() {
  const { id = '' } = useParams()
  const answer = useAnswer(() => api.venues[':id'].qr.$get({ param: { id } }), [], [id])
  return (
    <Page
      view="desk"
      title="打印二维码"
      back="/admin/venues"
      right={
        <Button kind="next" disabled={answer.data === undefined} onPress={() => print()}>
          打印
        </Button>
      }
    >
      <Shown answer={answer}>
        {({ name, place, brand, url, organisationName }) => (
          <>
            <article className="poster" aria-label={`${name}的二维码海报`}>
              <header>
                <p className="song brand">{brand ?? '有事好商量'}</p>
                <h2 className="song">{name}</h2>
                {place ? <p>{place}</p> : null}
              </header>
              <QrCode text={url} label={`${name}的二维码`} />
              <p className="song call">扫一扫，有话就说</p>
              <ol>
                <li>
                  <b>说</b>
                  写字、说话、拍照都行
                </li>
                <li>
                  <b>看</b>
                  凭编号看办到哪一步
                </li>
                <li>
                  <b>来</b>
                  正在开会时，扫码进会场
                </li>
              </ol>
              <footer>
                <span>{organisationName}</span>
                <span className="code">{url}</span>
              </footer>
            </article>
            <p className="quiet poster-hint">用 A4 纸打印，100% 大小。打印前请用手机试扫一下：{url.startsWith('https:') || url.startsWith('http://localhost') ? '能打开就行。' : '手机要在同一个网络里才能打开。'}</p>
          </>
        )}
      </Shown>
    </Page>
  )
}
