// The console on the picture: functions with their keys, material range and brightness, whose palette is used.
import { type RefObject, useEffect, useMemo, useState } from 'react'
import type { ItemDetail } from '../../../../shared/contract/item.ts'
import { isPlain, recipeOf, XRAY_FUNCTION_IDS } from '../../../../shared/imaging/xray/functions.ts'
import { inputOf, modelOf } from '../../../../shared/imaging/xray/model.ts'
import type { Stage } from '../../../canvas/stage.ts'
import { type Handlers, useCommands } from '../../../commands/registry.ts'
import { useProject } from '../../project/projectContext.ts'
import { useDesk } from '../deskView.ts'
import { FunctionBar } from './FunctionBar.tsx'
import { PRESS_MS, shownOf } from './holdLock.ts'
import { MakerBadge } from './MakerBadge.tsx'
import { chooseMaker, makerOf } from './makers.ts'
import { useXrayWheel } from './useXrayWheel.ts'
import './xray.css'
import { holdFunction, openPicture, toStandard, useXray, xray } from './xrayStore.ts'

let spaceSince = 0
const handlers: Handlers = {
  // Space with the mouse moves the picture; only a press of its own is the standard picture.
  'xray.standard': {
    press: (at) => {
      spaceSince = at
    },
    release: (at) => {
      if (at - spaceSince < PRESS_MS) toStandard()
    },
  },
  ...Object.fromEntries(XRAY_FUNCTION_IDS.map((id) => [`xray.${id}`, holdFunction(id)])),
}

export function XrayConsole(p: {
  detail: ItemDetail
  stage: RefObject<Stage | null>
  host: RefObject<HTMLElement | null>
}) {
  const { project } = useProject()
  const makers = project.xray?.makers
  return makers && p.detail.slots[0] ? <OfProject {...p} /> : null
}

function OfProject({ detail, stage, host }: Parameters<typeof XrayConsole>[0]) {
  const { project } = useProject()
  const frame = useDesk((v) => v.frame)
  const [turn, setTurn] = useState(0)
  const source = detail.slots[0]?.source
  const makers = project.xray?.makers ?? []
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` says that another maker was chosen
  const found = useMemo(
    () => makerOf(makers, project.id, detail.id, detail.fields.maker),
    [makers, project.id, detail.id, detail.fields.maker, turn],
  )
  const model = useMemo(() => found && modelOf(found.maker), [found])
  const calibrated = found?.maker.calibration !== undefined
  const input = source ? inputOf(source, frame) : null
  const most = 2 ** (source?.bitsStored ?? 8) - 1
  useEffect(() => {
    openPicture(model && input ? { itemId: detail.id, input, model, most, calibrated } : null)
  }, [detail.id, input, model, most, calibrated])
  useEffect(() => () => openPicture(null), [])

  const on = useXray((x) => x.console)
  const set = useXray((x) => x.set)
  const shown = shownOf(on)
  const key = shown.join()
  const look = useMemo(() => {
    if (!model || !input) return null
    const recipe = recipeOf(
      XRAY_FUNCTION_IDS.filter((id) => key.split(',').includes(id)),
      set,
      model.palette,
      input,
    )
    return isPlain(recipe) && input !== 'dual' ? null : { model, recipe, input }
  }, [model, input, set, key])
  useEffect(() => {
    stage.current?.setXray(look)
    xray.setState({ look })
  }, [look, stage])
  useXrayWheel(host)
  useCommands(handlers, { xray: true })
  if (!found || !input) return null
  return (
    <>
      <MakerBadge
        input={input}
        found={found}
        makers={makers}
        choose={(id) => {
          chooseMaker(
            project.id,
            detail.id,
            makers.some((m) => m.id === detail.fields.maker),
            id,
          )
          setTurn((n) => n + 1)
        }}
      />
      <FunctionBar input={input} shown={shown} palette={model?.palette ?? null} maker={found.maker} />
    </>
  )
}
