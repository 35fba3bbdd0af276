import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take minutes, the longest first: begun last, they would leave every other hand idle at the end. */
const long = [
  'register/story', 'e2e/main-road', 'e2e/answer-road', 'e2e/editor', 'faults/faults', 'handshake/demo', 'register/elsewhere', 'e2e/brief-road',
  'briefs/despatch', 'e2e/second-round', 'e2e/offline', 'handshake/ending', 'demo/due-dates',
]

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = long.findIndex((name) => moduleId.endsWith(`test/${name}.test.ts`))
  return place < 0 ? long.length : place
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => placeOf(a) - placeOf(b))
  }
}
