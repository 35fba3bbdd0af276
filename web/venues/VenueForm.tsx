import { Form, Input, Select } from 'antd'
import { venueTypeNames, type VenueType, venueTypes } from '../../shared/venues.ts'
import { unitOptions } from '../admin/AddPerson.tsx'
import { useActing } from '../admin/acting.ts'
import { type Organisation, type Venue, venueDeeds } from '../admin/desk-deeds.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useSay } from '../ui/Saying.tsx'

type Given = { organisationId: string; name: string; number?: string; place: string; types: VenueType[]; brand?: string }

export function VenueForm({ venue, units, done }: { venue: Venue | null; units: readonly Organisation[]; done: () => void }) {
  const { say } = useSay()
  const { busy, problem, act } = useActing()

  async function submit({ organisationId, ...given }: Given) {
    const fields = { name: given.name.trim(), number: given.number?.trim() || null, place: given.place.trim(), types: given.types, brand: given.brand?.trim() || null }
    const written = await act(() => (venue ? venueDeeds.edit(venue, fields) : venueDeeds.create({ organisationId, ...fields })))
    if (!written) return
    say(venue ? '改好了。' : `${written.name}添加好了，可以打印二维码了。`)
    done()
  }

  return (
    <Form
      layout="vertical"
      requiredMark={false}
      initialValues={{
        organisationId: units[0]?.id, name: venue?.name ?? '', number: venue?.number ?? '', place: venue?.place ?? '',
        types: venue?.types ?? ['deliberationPavilion'], brand: venue?.brand ?? '',
      }}
      onFinish={(given: Given) => void submit(given)}
    >
      <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, min: 2, message: '请写名称，至少 2 个字' }]}>
        <Input maxLength={40} placeholder="例如：老槐树议事亭" autoFocus />
      </Form.Item>
      <Form.Item name="place" label="在哪里（居民扫码说事时会带上）">
        <Input maxLength={80} placeholder="例如：东山村口" />
      </Form.Item>
      <Form.Item name="types" label="是什么场所（可以选几样）">
        <Select mode="multiple" options={venueTypeNames.map((type) => ({ value: type, label: venueTypes[type] }))} optionFilterProp="label" />
      </Form.Item>
      {venue ? null : (
        <Form.Item name="organisationId" label="归哪个单位">
          <Select options={unitOptions(units)} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
      )}
      <Form.Item name="number" label="编号（可以不填）">
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="brand" label="品牌名，印在二维码上方（可以不填）">
        <Input maxLength={40} placeholder="例如：有事好商量" />
      </Form.Item>
      {problem ? <Notice tone="refused">{problem}</Notice> : null}
      <Button kind="next" size="wide" type="submit" busy={busy}>
        {venue ? '改好' : '添加'}
      </Button>
    </Form>
  )
}
