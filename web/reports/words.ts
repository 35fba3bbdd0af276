import { reportIssueNumber, reportLevels, reportNumber, type ReportState } from '../../shared/reports.ts'
import type { Report, ReportLine } from '../../shared/report-shapes.ts'

/** For whom it waits, as those at the desk are told. */
export const waitsFor: Record<ReportState, string> = {
  draft: '反映人还在写。',
  submitted: '等信息编审接收初审。',
  initialReview: '信息编审正在初审。',
  politicalGate: '等三关审核过政治关。',
  contentGate: '等三关审核过内容关。',
  effectGate: '等三关审核过效果关。',
  editing: '信息编审正在编辑。',
  awaitingIssue: '等签发人签发。',
  issued: '已经报送，等采用的消息。',
  adopted: '已被采用，反映人已经看到。',
  notAdopted: '到期没有被采用，反映人已经看到。',
  instructed: '已获批示。',
  followUp: '有关单位正在落实。',
  fedBack: '有关单位已经反馈。',
  returned: '退回反映人修改，改好了回到退回的那一关。',
  retained: '已经留存，反映人看得到原因。',
  archived: '已经归档。',
}

/** Once it is passed, whom it goes to next. */
export const goesTo = {
  take: '接收以后两个工作日内看完。',
  passInitial: '通过以后，送三关审核过政治关。',
  passPolitical: '通过以后，接着过内容关。',
  passContent: '通过以后，接着过效果关。',
  passEffect: '三关都过了，就送信息编审编辑。',
} as const

/** A sentence without its end mark: it stands inside another. */
export const bare = (words: string): string => words.replace(/[。.；;，,\s]+$/u, '')

export const numberWords = ({ number }: Pick<ReportLine, 'number'>): string | null => (number ? reportNumber(number) : null)
export const issueWords = ({ issue }: Pick<ReportLine, 'issue'>): string | null => (issue ? reportIssueNumber(issue) : null)

/** 报送市：市政协研究室 */
export const sentTo = ({ level, recipients, issuedAt }: Pick<Report, 'level' | 'recipients' | 'issuedAt'>): string | null =>
  level && issuedAt ? `报送${reportLevels[level]}：${recipients}` : null
