// Sentences about how a DICOM picture is shown and what its header says.
const row = <K extends string, E extends string>(ko: K, en: E) => ({ ko, en }) as const

export const dicomTexts = {
  'window.menu': row('창 프리셋', 'Window presets'),
  'window.file': row('파일에 적힌 값', 'As the file says'),
  'window.full': row('전체 값 범위', 'Full range'),
  'window.table': row('조회표', 'look-up table'),
  'window.byTable': row('조회표로 변환', 'by a look-up table'),
  'window.noUnit': row('값', 'value'),
  'window.stored': row('저장값 {values} · {how}', 'Stored values {values} · {how}'),
  'window.abdomen': row('CT 복부', 'CT abdomen'),
  'window.lung': row('CT 폐', 'CT lung'),
  'window.mediastinum': row('CT 종격동', 'CT mediastinum'),
  'window.bone': row('CT 뼈', 'CT bone'),
  'window.brain': row('CT 뇌', 'CT brain'),
  'window.liver': row('CT 간', 'CT liver'),
  'window.middle': row('가운데 절반', 'Middle half'),
  'window.lower': row('어두운 절반', 'Dark half'),
  'window.upper': row('밝은 절반', 'Bright half'),
  'window.steep': row('강한 대비', 'High contrast'),
  'desk.modalityValue': row('값 {value} (저장값 {stored})', 'value {value} (stored {stored})'),
} as const
