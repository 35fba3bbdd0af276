import { refusals } from './refusals.ts'
import { defineWorkflow, type Workflow } from './workflow.ts'

/**
 * 说事 (Issue): something a resident says, from the venue's QR, by phone, on paper or face to face (domain.md E.8). Its
 * shapes stand apart, in `intake-shapes.ts`: an old phone fetches the words of this file and nothing to check them with.
 */

export const issueWorkflow = defineWorkflow({
  noun: 'issue',
  initial: 'received',
  states: {
    received: { label: '刚收到' },
    triaged: { label: '已分拣' },
    merged: { label: '合在一起办', end: true },
    answered: { label: '已答复' },
    solving: { label: '正在办' },
    escalated: { label: '已转出' },
    solved: { label: '办好了，等本人认' },
    notAccepted: { label: '不归这里办', end: true },
    confirmed: { label: '本人认可' },
    reopened: { label: '本人说没办好' },
    closed: { label: '办结', end: true },
  },
  moves: {
    triage: { label: '分拣', from: ['received'], to: ['triaged'] },
    notAccept: { label: '不归这里办', from: ['received', 'triaged'], to: ['notAccepted'] },
    merge: { label: '合并', from: ['triaged'], to: ['merged'] },
    answer: { label: '答复', from: ['triaged'], to: ['answered'] },
    takeOn: { label: '我来办', from: ['triaged'], to: ['solving'] },
    escalate: { label: '提成议题', from: ['triaged', 'solving'], to: ['escalated'] },
    comeBack: { label: '退回来办', from: ['escalated'], to: ['triaged'] },
    solve: { label: '办好了', from: ['solving', 'answered', 'escalated'], to: ['solved'] },
    confirm: { label: '认可', from: ['solved'], to: ['confirmed'] },
    deny: { label: '没办好', from: ['solved'], to: ['reopened'], reason: true },
    retake: { label: '重新分拣', from: ['reopened'], to: ['triaged'] },
    close: { label: '办结', from: ['confirmed'], to: ['closed'] },
    lapse: { label: '一直没有回音', from: ['solved'], to: ['closed'] },
  },
})
type StateOf<W> = W extends Workflow<infer S, string> ? S : never
type MoveOf<W> = W extends Workflow<string, infer M> ? M : never
export type IssueState = StateOf<typeof issueWorkflow>
export type IssueMove = MoveOf<typeof issueWorkflow>

export const isIssueNew = (state: IssueState): boolean => state === 'received'
export const isIssueMerged = (state: IssueState): boolean => state === 'merged'
export const isIssueRefused = (state: IssueState): boolean => state === 'notAccepted'
export const isIssueEscalated = (state: IssueState): boolean => state === 'escalated'
export const isIssueSolved = (state: IssueState): boolean => state === 'solved'
export const isIssueClosed = (state: IssueState): boolean => state === 'closed'
export const isIssueSolving = (state: IssueState): boolean => state === 'solving'
export const isIssueAnswered = (state: IssueState): boolean => state === 'answered'
/** Another one saying the same may be put together with it; its own words may still be added to. */
export const isIssueOpen = (state: IssueState): boolean => !issueWorkflow.states[state].end
/** Somebody at the station has to do the next thing. */
export const waitsForStation: readonly IssueState[] = ['received', 'triaged', 'answered', 'solving', 'escalated', 'reopened']

/** How the words came in. */
export const issueChannels = { qr: '扫码', phone: '电话', paper: '纸条', face: '当面' } as const
export type IssueChannel = keyof typeof issueChannels

/** Where else to go when it is not for deliberation (C.9, the negative list). */
export const notAcceptReasons = {
  emergency: { label: '正在发生的危险', goTo: '请马上打 110（报警）、119（火警）或 120（急救）。' },
  litigation: { label: '已经打官司的事', goTo: '请找受理的法院；想问法律上的事，可以打 12348。' },
  petition: { label: '正在信访的事', goTo: '请向县信访局反映，信访局会给您书面答复。' },
  personalDispute: { label: '两家之间的纠纷', goTo: '请找村（社区）人民调解委员会，或打 12348 申请调解。' },
  otherLevel: { label: '不归本级管的事', goTo: '请打政务服务热线 12345，由热线转给管这件事的单位。' },
  secret: { label: '涉及秘密的事', goTo: '请不要在网上说，请当面向本单位的保密工作机构报告。' },
  unclear: { label: '看不明白，也联系不上本人', goTo: '请再到议事亭来，当面把事情说清楚。' },
} as const
export type NotAcceptReason = keyof typeof notAcceptReasons

export const confirmations = { yes: '办好了', partly: '办了一部分' } as const
export type Confirmation = keyof typeof confirmations
/** How it ended for the one who said it; silence is counted apart and never as satisfied. */
export type IssueOutcome = Confirmation | 'unconfirmed'

export const openIssuesPerDay = 5

/** What a person is told before they say anything. The version they saw is kept with their words. */
export const intakeNotice = {
  version: '2026-03',
  kept: '您说的话、录音、照片和联系方式，只用来办这件事；联系方式只有经办人看得到；办结后存档三年。',
  secrets: '涉及国家秘密、工作秘密的事，请不要在这里说。',
  guardian: '不满十四岁，要由监护人同意。请写监护人的名字。',
} as const

/** SS-2026-0117: to be spoken aloud; shows nothing by itself. */
export function issueNumber(year: number, serial: number): string {
  return `SS-${year}-${String(serial).padStart(4, '0')}`
}

/** What a person types or says for a number: case, spaces and strokes do not matter. Null when it is none. */
export function readIssueNumber(typed: string): string | null {
  const found = /^(?:SS)?(20\d\d)(\d{4,6})$/.exec(typed.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, ''))
  return found ? issueNumber(Number(found[1]), Number(found[2])) : null
}

/** Digits and letters that are neither mistaken for each other nor heard as each other's: no 0, 1, I, L, O, U. */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
export const codeLength = 8

/** What a person types for a look-up code; null when it cannot be one. */
export function readCode(typed: string): string | null {
  const code = typed.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '')
  return code.length === codeLength && [...code].every((letter) => codeAlphabet.includes(letter)) ? code : null
}

/** 7KQM-3XRA: easier to read out and to copy. */
export function showCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/** What is kept about an issue in words, beside the ledger. */
export const issueNoteKinds = {
  addition: '本人补充',
  answer: '答复',
  solution: '办理结果',
  notAccepted: '不归这里办',
  denied: '本人说没办好',
  returned: '议题没有列入',
} as const
export type IssueNoteKind = keyof typeof issueNoteKinds

/** 138****5678; short ones keep their first sign only. */
export function maskContact(contact: string): string {
  const signs = [...contact]
  if (signs.length < 8) return `${signs[0] ?? ''}****`
  return `${signs.slice(0, 3).join('')}****${signs.slice(-2).join('')}`
}

export const issueRefusals = refusals({
  issueNothingSaid: [400, '还没有内容，请写几句，或录一段话。'],
  issueGuardianMissing: [400, '不满十四岁，请写上监护人的名字再交。'],
  issueNoticeOld: [409, '说明有了新的一版，请刷新页面看过再交，您写的话还在。'],
  issueVenueClosed: [404, '这个二维码已经停用，请扫新的，或请工作人员代为登记。'],
  issueTooMany: [429, '您今天反映的事已经够多了，先等工作人员处理，明天可以再说。'],
  lookUpTooOften: [429, '试得太勤了，请过一小时再查。编号和查询码都写在您的回执上。'],
  lookUpWrong: [404, '没有查到。请对一下编号和查询码，两样都要对。'],
  echoLinkUsed: [409, '这个链接已经打开过一次。请用当时那台手机看；那台手机上也可以取一个新链接。'],
  echoLinkWrong: [404, '这个链接没有用了。可以凭编号和查询码查看进展。'],
  echoClosed: [401, '这台手机还没有打开过您的回声，请打开您的专用链接，或凭编号和查询码查看。'],
  issueMergeIntoItself: [409, '不能和自己合并，请另选一件。'],
  issueMergeIntoEnded: [409, '那一件已经了结，请另选一件还在办的。'],
  issueTargetOpen: [409, '议题还没有商量完，等商量过了再办结。'],
  issueOutcomeOpen: [409, '由这句话写成的提案、简报或信息还没有办完，有了结果会自动记上，并问本人。'],
  issueDeniedOnce: [409, '已经重新办过一次了。如果还不满意，请到议事亭当面说。'],
  issueTopicMissing: [400, '请写好议题的名称，或选一个已有的议题。'],
  contactMissing: [404, '本人没有留联系方式。'],
})
