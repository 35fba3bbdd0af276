/**
 * A refusal is an answer, not an accident: a stable code for machines and a Chinese sentence that says what to do
 * next for people. Domains define their own beside their nouns with `refusals`.
 */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly detail: unknown

  constructor(status: number, code: string, message: string, detail?: unknown) {
    super(message)
    this.status = status
    this.code = code
    this.detail = detail
  }
}

export type RefusalTable<C extends string> = Record<C, (detail?: unknown) => Refusal>

/** `refusals({ stale: [409, '…'] }).stale(detail)` builds the error to throw. */
export function refusals<C extends string>(table: Record<C, readonly [status: number, message: string]>): RefusalTable<C> {
  const built = {} as RefusalTable<C>
  for (const code of Object.keys(table) as C[]) {
    const [status, message] = table[code]
    built[code] = (detail) => new Refusal(status, code, message, detail)
  }
  return built
}

/** Refusals every street shares (rules U8–U16). */
export const no = refusals({
  malformed: [400, '填写的内容不完整或格式不对，请检查后再试。'],
  keyMissing: [400, '这次操作缺少编号，请刷新页面后再试。'],
  notSignedIn: [401, '请先登录，再继续。'],
  wrongPassword: [401, '用户名或密码不对，请再试一次。'],
  notFound: [404, '没有找到，可能已被移走，或者您不在参加的人里。'],
  notAllowed: [403, '这一步不归您办。如有需要，请联系主持人或管理员。'],
  foreignOrigin: [403, '这个请求不是从本站页面发出的，已拒绝。'],
  wrongState: [409, '这一步现在不能办，页面已有新情况，请看一眼再继续。'],
  stale: [409, '别人刚刚改过，已为您换上最新内容，请看过再办。'],
  commandReused: [409, '这次操作的编号已被用过，请刷新页面后再试。'],
  tooLarge: [413, '内容太大了，请减少后再试。'],
  wrongType: [415, '这种格式收不了，请换一种。'],
  tooMany: [429, '试得太勤了，请稍等一会儿再试。'],
  broken: [500, '系统出了点问题，您的内容没有丢，请稍后再试。'],
  away: [503, '系统正在准备，请稍等片刻再试。'],
})
