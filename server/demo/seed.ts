import type { House } from '../house/house.ts'
import { tellLightsProposal, tellProposals } from './answer-stories.ts'
import { tellLiveStory } from './live-story.ts'
import { tellOtherStories, tellSignedStory } from './other-stories.ts'
import { tellBrief, tellReports } from './paper-stories.ts'
import { settleIn } from './settle-in.ts'
import { presentMoment, storyteller } from './storyteller.ts'

const daysBefore = 125

/** Fills an empty store with the demonstration county: its people, and their stories told through the same deeds as ever. */
export async function seedDemonstration(house: House): Promise<void> {
  const present = await presentMoment(house)
  const since = new Date(present.getTime() - daysBefore * 24 * 60 * 60_000)
  const county = await settleIn(house, since)
  const teller = storyteller(house, county, since)
  await tellProposals(teller, present)
  const { sessionId } = await tellSignedStory(teller, present)
  await tellLightsProposal(teller, present, sessionId)
  await tellBrief(teller, present, sessionId)
  await tellReports(teller, present)
  await tellLiveStory(teller, present)
  await tellOtherStories(teller, present)
}
