/** Days off from the first to the last, and the weekend days worked in their stead (调休). */
export type Break = { name: string; from: string; to: string; worked: readonly string[] }

/** 节假日安排 (HolidayPlan): what the General Office of the State Council announced for a year, a line of its notice a line here. */
export type HolidayPlan = {
  year: number
  /** The notice the days are taken from. */
  source: string
  /** Only official plans count; a year without one has its weekends, and its dates say 节假日安排未公布. */
  official: boolean
  breaks: readonly Break[]
}

const notice = (year: number, number: string, day: string) => `国务院办公厅关于${year}年部分节假日安排的通知（${number}，${day}）`

/** A new year's plan is added here when its notice has come out, usually in November; what the days were checked against stands in `docs/decisions.md`. */
export const holidayPlans: readonly HolidayPlan[] = [
  {
    year: 2024,
    source: notice(2024, '国办发明电〔2023〕7号', '2023年10月25日'),
    official: true,
    breaks: [
      { name: '元旦', from: '2024-01-01', to: '2024-01-01', worked: [] },
      { name: '春节', from: '2024-02-10', to: '2024-02-17', worked: ['2024-02-04', '2024-02-18'] },
      { name: '清明节', from: '2024-04-04', to: '2024-04-06', worked: ['2024-04-07'] },
      { name: '劳动节', from: '2024-05-01', to: '2024-05-05', worked: ['2024-04-28', '2024-05-11'] },
      { name: '端午节', from: '2024-06-10', to: '2024-06-10', worked: [] },
      { name: '中秋节', from: '2024-09-15', to: '2024-09-17', worked: ['2024-09-14'] },
      { name: '国庆节', from: '2024-10-01', to: '2024-10-07', worked: ['2024-09-29', '2024-10-12'] },
    ],
  },
  {
    year: 2025,
    source: notice(2025, '国办发明电〔2024〕12号', '2024年11月12日'),
    official: true,
    breaks: [
      { name: '元旦', from: '2025-01-01', to: '2025-01-01', worked: [] },
      { name: '春节', from: '2025-01-28', to: '2025-02-04', worked: ['2025-01-26', '2025-02-08'] },
      { name: '清明节', from: '2025-04-04', to: '2025-04-06', worked: [] },
      { name: '劳动节', from: '2025-05-01', to: '2025-05-05', worked: ['2025-04-27'] },
      { name: '端午节', from: '2025-05-31', to: '2025-06-02', worked: [] },
      { name: '国庆节、中秋节', from: '2025-10-01', to: '2025-10-08', worked: ['2025-09-28', '2025-10-11'] },
    ],
  },
  {
    year: 2026,
    source: notice(2026, '国办发明电〔2025〕7号', '2025年11月4日'),
    official: true,
    breaks: [
      { name: '元旦', from: '2026-01-01', to: '2026-01-03', worked: ['2026-01-04'] },
      { name: '春节', from: '2026-02-15', to: '2026-02-23', worked: ['2026-02-14', '2026-02-28'] },
      { name: '清明节', from: '2026-04-04', to: '2026-04-06', worked: [] },
      { name: '劳动节', from: '2026-05-01', to: '2026-05-05', worked: ['2026-05-09'] },
      { name: '端午节', from: '2026-06-19', to: '2026-06-21', worked: [] },
      { name: '中秋节', from: '2026-09-25', to: '2026-09-27', worked: [] },
      { name: '国庆节', from: '2026-10-01', to: '2026-10-07', worked: ['2026-09-20', '2026-10-10'] },
    ],
  },
]
