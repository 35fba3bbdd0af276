import { Icon } from './Icon.tsx'
import { useLargeType } from './type-size.ts'

/** 大字: larger type and darker inks, remembered on this device. */
export function LargeType() {
  const [large, setLarge] = useLargeType()
  return (
    <button type="button" className="btn bare" aria-pressed={large} onClick={() => setLarge(!large)}>
      <Icon name="type" /> {large ? '标准字' : '大字'}
    </button>
  )
}
