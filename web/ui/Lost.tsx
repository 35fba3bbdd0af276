import { Empty } from './Notice.tsx'
import { Page } from './Page.tsx'

/** An address that leads nowhere, or a page that broke. */
export function Lost({ broken }: { broken?: boolean }) {
  return (
    <Page view="tablet" title={broken ? '页面出了点问题' : '没有这个页面'} width="narrow">
      <Empty
        title={broken ? '您的内容没有丢' : '地址可能抄错了，或者已经不用了'}
        action={
          broken ? (
            <button type="button" className="btn next" onClick={() => location.reload()}>
              刷新再试
            </button>
          ) : (
            <a className="btn next" href="/">
              回到首页
            </a>
          )
        }
      >
        {broken ? '已经写下的都在，刷新一下接着办。' : '请对一对二维码或链接。'}
      </Empty>
    </Page>
  )
}
