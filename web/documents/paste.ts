/**
 * Brings HTML from Word, WPS and web pages in as plain words with their paragraphs, headings, lists and emphasis;
 * the editor's schema drops what else is left.
 */
export function cleanPaste(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html')
  dropHidden(page)
  for (const paragraph of page.body.querySelectorAll('p, div')) {
    const heading = headingOf(paragraph)
    if (heading) rename(paragraph, heading)
  }
  for (const deep of page.body.querySelectorAll('h3, h4, h5, h6')) rename(deep, 'h2')
  gatherLists(page.body)
  for (const bold of page.body.querySelectorAll('b')) if (bold.style.fontWeight === 'normal') bold.replaceWith(...bold.childNodes)
  for (const element of page.body.querySelectorAll('[style], [class], ol[type]')) {
    for (const name of ['style', 'class', 'type']) element.removeAttribute(name)
  }
  joinLines(page.body)
  for (const empty of page.body.querySelectorAll('p')) if (empty.textContent.trim() === '') empty.remove()
  return page.body.innerHTML
}

/** What Word keeps for itself: its comments, styles, marks of fields and of lists. */
function dropHidden(page: Document): void {
  for (const element of page.querySelectorAll('style, script, meta, link, title, xml, head > *, img, object')) element.remove()
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_COMMENT)
  const comments: Node[] = []
  while (walker.nextNode()) comments.push(walker.currentNode)
  for (const comment of comments) comment.parentNode?.removeChild(comment)
  for (const element of page.body.querySelectorAll('*')) {
    if (element.tagName.includes(':')) element.replaceWith(...element.childNodes)
    else if (/mso-hide:\s*all|display:\s*none/i.test(element.getAttribute('style') ?? '')) element.remove()
  }
}

function headingOf(element: Element): 'h1' | 'h2' | null {
  const name = element.getAttribute('class') ?? ''
  if (/^(Mso)?Title$/i.test(name)) return 'h1'
  const level = /mso-outline-level:\s*(\d)/i.exec(element.getAttribute('style') ?? '')?.[1] ?? /^MsoHeading(\d)$/i.exec(name)?.[1]
  if (!level) return null
  return level === '1' ? 'h1' : 'h2'
}

function rename(element: Element, name: string): void {
  const next = element.ownerDocument.createElement(name)
  next.append(...element.childNodes)
  element.replaceWith(next)
}

/** Word writes a list as paragraphs that say `mso-list` and carry their own bullet: makes them a list again. */
function gatherLists(body: HTMLElement): void {
  for (const paragraph of body.querySelectorAll('p, div')) {
    const style = paragraph.getAttribute('style') ?? ''
    if (!/mso-list:\s*l\d/i.test(style)) continue
    const mark = takeListMark(paragraph)
    const kind = /\d|[一二三四五六七八九十a-z]/i.test(mark) && !/^[oO§·•▪v]$/.test(mark.trim()) ? 'ol' : 'ul'
    const item = body.ownerDocument.createElement('li')
    const words = body.ownerDocument.createElement('p')
    words.append(...paragraph.childNodes)
    item.append(words)
    const before = paragraph.previousElementSibling
    if (before?.tagName.toLowerCase() === kind && before.hasAttribute('data-gathered')) {
      before.append(item)
      paragraph.remove()
    } else {
      const list = body.ownerDocument.createElement(kind)
      list.setAttribute('data-gathered', '')
      list.append(item)
      paragraph.replaceWith(list)
    }
  }
}

function takeListMark(paragraph: Element): string {
  const marks = [...paragraph.querySelectorAll('span')].filter((span) =>
    /mso-list:\s*ignore/i.test(span.getAttribute('style') ?? ''),
  )
  const words = marks.map((mark) => mark.textContent).join('').trim()
  for (const mark of marks) mark.remove()
  return words
}

const han = '[\\u3000-\\u303f\\u3400-\\u9fff\\uff00-\\uffef]'
const betweenHan = new RegExp(`(${han})\\s*[\\r\\n]+\\s*(?=${han})`, 'g')

/** A line break in the source is no blank between Chinese characters, and a paragraph is not indented by blanks. */
function joinLines(body: HTMLElement): void {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const words = walker.currentNode as Text
    words.data = words.data.replaceAll(betweenHan, '$1').replaceAll('\u00a0', ' ')
  }
  for (const paragraph of body.querySelectorAll('p, h1, h2, li')) {
    const first = body.ownerDocument.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode() as Text | null
    if (first) first.data = first.data.replace(/^[\s\u3000]+/, '')
  }
}
