// Names inside the built-in sample project.
export const sampleTexts = {
  'sample.title': { ko: '견본: 부품 쟁반', en: 'Sample: parts tray' },
  'sample.user': { ko: '견본 사용자', en: 'Sample user' },
  'sample.class.disc': { ko: '원판', en: 'Disc' },
  'sample.class.plate': { ko: '판', en: 'Plate' },
  'sample.class.ring': { ko: '고리', en: 'Ring' },
  'sample.class.scratch': { ko: '긁힘', en: 'Scratch' },
  'sample.attribute.damaged': { ko: '손상됨', en: 'Damaged' },
} as const
