import { type ReactNode, useId } from 'react'
import './segments.css'

/** One of a few words side by side, each a target for a thumb; the label is read out, and drawn where `shown`. */
export function Segments<K extends string>({
  label,
  shown,
  options,
  value,
  onChange,
}: {
  label: ReactNode
  shown?: boolean
  options: Record<K, string>
  value: K
  onChange: (value: K) => void
}) {
  const name = useId()
  return (
    <fieldset className="segments">
      <legend className={shown ? undefined : 'sr'}>{label}</legend>
      <div>
        {(Object.entries(options) as [K, string][]).map(([key, words]) => (
          <label key={key}>
            <input type="radio" name={name} value={key} checked={value === key} onChange={() => onChange(key)} />
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
