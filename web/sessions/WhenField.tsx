import { Field } from '../ui/Field.tsx'

/** When a session is to begin, asked with the device's own picker. */
export function WhenField({
  value,
  onChange,
  required,
}: {
  value: string
  onChange: (value: string) => void
  required: boolean
}) {
  return (
    <Field label="什么时候开" required={required}>
      {(wiring) => (
        <input {...wiring} className="input" type="datetime-local" value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  )
}
