import { type HTMLInputTypeAttribute, type ReactNode, useId } from 'react'

type Wiring = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true; required?: true }

type Asked = {
  label: string
  hint?: ReactNode
  error?: string | null
  required?: boolean
}

/** A question with its hint and what is wrong with the answer, wired together for every reader. */
export function Field({ label, hint, error, required, children }: Asked & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', error ? `${id}-wrong` : ''].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {required === false ? <span className="quiet small">（可以不填）</span> : null}
      </label>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {children({
        id,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(error ? { 'aria-invalid': true as const } : {}),
        ...(required ? { required: true as const } : {}),
      })}
      {error ? (
        <p className="wrong" id={`${id}-wrong`}>
          {error}
        </p>
      ) : null}
    </div>
  )
}

type Typed = Asked & { value: string; onChange: (value: string) => void; placeholder?: string; maxLength?: number }

export function TextField({
  value,
  onChange,
  type = 'text',
  autoComplete,
  inputMode,
  placeholder,
  maxLength,
  autoFocus,
  ...asked
}: Typed & {
  type?: HTMLInputTypeAttribute
  autoComplete?: string
  inputMode?: 'text' | 'numeric' | 'tel' | 'decimal'
  autoFocus?: boolean
}) {
  return (
    <Field {...asked}>
      {(wiring) => (
        <input
          {...wiring}
          className="input"
          type={type}
          value={value}
          autoComplete={autoComplete ?? 'off'}
          inputMode={inputMode}
          placeholder={placeholder}
          maxLength={maxLength}
          autoFocus={autoFocus}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

export function TextArea({ value, onChange, placeholder, maxLength, rows, ...asked }: Typed & { rows?: number }) {
  return (
    <Field {...asked}>
      {(wiring) => (
        <textarea
          {...wiring}
          className="input"
          value={value}
          rows={rows}
          placeholder={placeholder}
          maxLength={maxLength}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

export function Select({
  value,
  onChange,
  options,
  empty,
  ...asked
}: Asked & { value: string; onChange: (value: string) => void; options: Record<string, string>; empty?: string }) {
  return (
    <Field {...asked}>
      {(wiring) => (
        <select {...wiring} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          {empty === undefined ? null : <option value="">{empty}</option>}
          {Object.entries(options).map(([key, words]) => (
            <option key={key} value={key}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** One of a few, each a large target: value → words, or words with a hint at the end of the line. */
export function Choices({
  label,
  options,
  value,
  onChange,
}: {
  label: string
  options: Record<string, string | { words: string; hint: string }>
  value: string
  onChange: (value: string) => void
}) {
  const name = useId()
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      <div className="picks">
        {Object.entries(options).map(([key, shown]) => (
          <label key={key} className="pick">
            <input type="radio" name={name} value={key} checked={value === key} onChange={() => onChange(key)} />
            <b>{typeof shown === 'string' ? shown : shown.words}</b>
            {typeof shown === 'string' ? null : <span>{shown.hint}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Yes or no, as one large target. */
export function Tick({ label, value, onChange }: { label: ReactNode; value: boolean; onChange: (value: boolean) => void }) {
  return (
    <label className="pick">
      <input type="checkbox" checked={value} onChange={(event) => onChange(event.target.checked)} />
      <b>{label}</b>
    </label>
  )
}
