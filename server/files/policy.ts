import { type Actor, actorKey } from '../../shared/people.ts'
import type { Policy } from '../house/can.ts'
import type { FileRow } from './queries.ts'

/** A file as its policy sees it; `ownerShows` is the answer of the record it belongs to, for the one who asks. */
export type FileRecord = FileRow & { ownerShows: boolean }

export const filePolicy: Policy<FileRecord, 'see' | 'upload' | 'sweep'> = {
  noun: 'file',
  label: '附件',
  organisations: (record) => [record.organisationId],
  relations: { uploader: '传的人', reader: '看得到所属记录的人', clock: '系统' },
  related: (actor: Actor, record) => [
    ...(actor.kind === 'clock' ? ['clock'] : []),
    ...(record.ownerKind === null && record.uploadedBy === actorKey(actor) ? ['uploader'] : []),
    ...(record.ownerShows ? ['reader'] : []),
  ],
  rules: {
    see: { relations: ['uploader', 'reader'] },
    upload: { signedIn: true },
    sweep: { relations: ['clock'] },
  },
}
