import { newPasswordText } from '../../shared/people-forms.ts'
import { TextField } from '../ui/Field.tsx'

export type Choosing = { password: string; again: string }
export const noneChosen: Choosing = { password: '', again: '' }

/** True when the two agree and are long enough. */
export function isChosen({ password, again }: Choosing): boolean {
  return newPasswordText.safeParse(password).success && password === again
}

/** A new password, typed twice; says what is still missing only after something was typed. */
export function NewPassword({ value, onChange }: { value: Choosing; onChange: (value: Choosing) => void }) {
  const short = value.password !== '' && !newPasswordText.safeParse(value.password).success
  const differs = value.again !== '' && value.again !== value.password
  return (
    <>
      <TextField
        label="新密码"
        hint="至少 8 个字，可以用中文，好记的一句话就行"
        type="password"
        value={value.password}
        onChange={(password) => onChange({ ...value, password })}
        autoComplete="new-password"
        error={short ? '还不到 8 个字' : null}
        maxLength={128}
        required
      />
      <TextField
        label="再输一次"
        type="password"
        value={value.again}
        onChange={(again) => onChange({ ...value, again })}
        autoComplete="new-password"
        error={differs ? '两次输的不一样' : null}
        maxLength={128}
        required
      />
    </>
  )
}
