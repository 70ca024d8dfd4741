// Six-colour tables (requirement 08 section 1), one for each maker: the hues are the table's, their exact tones differ.
import type { Maker, Material } from './settings.ts'

type Rows = readonly [string, string, string, string, string, string]

const ROWS: readonly Omit<Material, 'colour'>[] = [
  { id: 'organic', title: { ko: '유기물', en: 'organic' }, from: 0, to: 8 },
  { id: 'low-inorganic', title: { ko: '저밀도 무기물', en: 'low inorganic' }, from: 8, to: 10 },
  { id: 'high-inorganic', title: { ko: '고밀도 무기물', en: 'high inorganic' }, from: 10, to: 12 },
  { id: 'light-metal', title: { ko: '경금속', en: 'light metal' }, from: 12, to: 17 },
  { id: 'heavy-metal', title: { ko: '중금속', en: 'heavy metal' }, from: 17, to: 29 },
  { id: 'dense-metal', title: { ko: '고밀도 금속', en: 'dense metal' }, from: 29, to: 100 },
]
const table = (colours: Rows): Material[] => ROWS.map((row, i) => ({ ...row, colour: colours[i]! }))

export const XRAY_MAKERS: readonly Maker[] = [
  {
    id: 'Rapiscan',
    title: 'Rapiscan',
    model: 'RAP620XR',
    names: ['RAP620XR', 'rapiscan systems'],
    materials: table(['#c07840', '#f0a040', '#d8d048', '#58b048', '#3878d0', '#8048b8']),
  },
  {
    id: 'Smith',
    title: 'Smiths Detection',
    model: 'HI-SCAN 6040-2is',
    names: ['Smiths', 'Smiths Detection', 'HI-SCAN', 'HISCAN 6040', 'HI-SCAN 6040-2is'],
    materials: table(['#b87038', '#f09830', '#c8c838', '#48a850', '#3068c8', '#7840b0']),
  },
  {
    id: 'Astrophysics',
    title: 'Astrophysics',
    model: 'XIS6040',
    names: ['XIS6040', 'XIS-6040', 'Astrophysics Inc'],
    materials: table(['#c88050', '#f8a850', '#e0d858', '#68b858', '#4888d8', '#9058c0']),
  },
]
