import { api } from '../api.ts'
import { Select } from '../ui/Field.tsx'
import { useAnswer } from '../use-answer.ts'

/** The open venues this person may hold a session at. */
export function useVenues() {
  const answer = useAnswer(() => api.venues.$get(), [])
  return (answer.data?.venues ?? []).filter((venue) => venue.closedAt === null)
}

/** Where a session is held. */
export function VenuePick({ value, onChange }: { value: string; onChange: (venueId: string) => void }) {
  const venues = useVenues()
  return (
    <Select
      label="在哪儿开"
      value={value}
      onChange={onChange}
      empty="还没定"
      options={Object.fromEntries(venues.map((venue) => [venue.id, venue.name]))}
    />
  )
}
