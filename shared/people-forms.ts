import { z } from 'zod'

/** What people type about themselves, others and their organisations; apart from `people.ts`, which every page loads. */
export const organisationSettings = z.object({
  /** 常设批准: grass-roots sessions open without being approved one by one. */
  openNow: z.boolean().optional(),
  /** Signing by hand on the tablet counts beside typing the password again. */
  handwrittenSignature: z.boolean().optional(),
})
export type OrganisationSettings = z.infer<typeof organisationSettings>

/** What people type about themselves and others. */
export const longestName = 40
export const personNameText = z.string().trim().min(1).max(longestName)
export const organisationNameText = z.string().trim().min(2).max(60)
export const usernameText = z
  .string()
  .trim()
  .min(2)
  .max(40)
  .regex(/^[\p{L}\p{N}_.-]+$/u)
export const newPasswordText = z.string().min(8).max(128)
/** A password someone says is theirs: only its length is looked at before it is compared. */
export const givenPasswordText = z.string().min(1).max(128)
