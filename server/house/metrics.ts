/** What is counted for whoever watches the house, in the text form that Prometheus reads. */
export type Metrics = {
  /** Adds to a counter; with labels each set of them is a counter of its own. */
  count: (name: Counter, by?: number, labels?: Record<string, string | number>) => void
  /** How long a commit took. */
  tookMs: (ms: number) => void
  /** What is read when somebody asks. */
  gauge: (name: Gauge, read: () => number) => void
  text: () => string
}

const counters = {
  yst_refusals_total: 'Sockets closed or not let in, by code.',
  yst_refused_frames_total: 'Frames with words that were not taken, by reason.',
  yst_committed_updates_total: 'Updates of texts committed to the log by this node.',
  yst_damaged_total: 'Rows and snapshots that were found damaged and set aside.',
} as const
const gauges = {
  yst_open_texts: 'Texts open on this node.',
  yst_written_texts: 'Of these, texts with a Yjs document in memory: somebody writes, or wrote a moment ago.',
  yst_sockets: 'Sockets of texts open on this node.',
  yst_lines: 'Texts open through posted questions, where no socket passes.',
  yst_process_cpu_seconds: 'Processor time this process has used.',
  yst_process_resident_bytes: 'Memory this process holds.',
} as const
export type Counter = keyof typeof counters
export type Gauge = keyof typeof gauges

const latency = { name: 'yst_commit_seconds', help: 'From the sending of a batch to its commit.', edges: [1, 2, 5, 10, 25, 50, 100, 250, 1000, 5000] }

export function createMetrics(): Metrics {
  const counted = new Map<Counter, Map<string, number>>()
  const read = new Map<Gauge, () => number>()
  const buckets = latency.edges.map(() => 0)
  let commits = 0
  let sumMs = 0
  for (const name of Object.keys(counters) as Counter[]) counted.set(name, new Map())
  read.set('yst_process_cpu_seconds', () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1e6
  })
  read.set('yst_process_resident_bytes', () => process.memoryUsage.rss())

  return {
    count(name, by = 1, labels = {}) {
      const values = counted.get(name)!
      const key = labelsOf(labels)
      values.set(key, (values.get(key) ?? 0) + by)
    },
    tookMs(ms) {
      commits += 1
      sumMs += ms
      latency.edges.forEach((edge, index) => {
        if (ms <= edge) buckets[index]! += 1
      })
    },
    gauge: (name, value) => void read.set(name, value),
    text() {
      const lines: string[] = []
      const head = (name: string, help: string, type: string) => lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`)
      for (const [name, values] of counted) {
        head(name, counters[name], 'counter')
        if (values.size === 0) lines.push(`${name} 0`)
        for (const [labels, value] of values) lines.push(`${name}${labels} ${value}`)
      }
      for (const [name, value] of read) {
        head(name, gauges[name], 'gauge')
        lines.push(`${name} ${value()}`)
      }
      head(latency.name, latency.help, 'histogram')
      latency.edges.forEach((edge, index) => lines.push(`${latency.name}_bucket{le="${edge / 1000}"} ${buckets[index]}`))
      lines.push(`${latency.name}_bucket{le="+Inf"} ${commits}`, `${latency.name}_sum ${sumMs / 1000}`, `${latency.name}_count ${commits}`)
      return `${lines.join('\n')}\n`
    },
  }
}

function labelsOf(labels: Record<string, string | number>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`)
  return pairs.length > 0 ? `{${pairs.join(',')}}` : ''
}
