import { refusals } from './refusals.ts'

/** 附件 (files): recordings, photos and scanned paper. What a file is, its bytes say, not its name. */

export const filePurposes = { voice: '录音', photo: '照片', paper: '纸面材料' } as const
export type FilePurpose = keyof typeof filePurposes

export const largestFile = 10 * 1024 * 1024
export const longestVoiceSeconds = 180

export const fileRefusals = refusals({
  fileEmpty: [400, '这个文件是空的，请重新选一个。'],
  fileUnknownType: [415, '这种文件收不了。照片请用 JPG 或 PNG，录音请用手机自带的录音机，纸面材料可以用 PDF。'],
  fileMetadata: [415, '这张照片里的拍摄地点等信息去不掉，没有收。请改用 JPG 格式再拍一张。'],
  fileWrongPurpose: [415, '这里要的不是这种文件，请换一个。'],
  fileTooLong: [413, '录音超过 3 分钟了，请分两段说。'],
  fileQuota: [429, '今天传的文件已经够多了，请明天再传，或把话直接写下来。'],
  fileNotYours: [409, '录音和照片放得太久，没有留住；写的字还在。请重新录一次、拍一次。'],
})
