import { Button } from '@mantine/core'
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { assetUrl } from '../../../shared/imaging/mediaUrl.ts'
import { api } from '../../api/client.ts'
import { useText } from '../../app/useText.ts'
import { Fault } from '../../document/transport.ts'
import { toastFault } from '../../ui/toast.ts'
import { sendFile } from '../import/dropped.ts'
import { useProject } from '../project/projectContext.ts'

/** Longest side of what is kept, pixels. */
const KEPT = 480
type Cut = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** The example picture of a class: chosen from a file, cut to what matters, kept in the project. */
export function ExampleField(p: { file: string | null; disabled: boolean; onChange(file: string | null): void }) {
  const t = useText()
  const { project } = useProject()
  const [picture, setPicture] = useState<ImageBitmap | null>(null)
  const [busy, setBusy] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const open = (file: File | undefined) => {
    if (file) createImageBitmap(file).then(setPicture, () => toastFault(new Fault('not-an-image')))
  }
  const keep = async (bitmap: ImageBitmap, cut: Cut) => {
    setBusy(true)
    try {
      const path = await sendFile(project.id, new File([await cutOut(bitmap, cut)], 'example.png'))
      const { file } = await api.schema.keepExample({ projectId: project.id, path })
      p.onChange(file)
      setPicture(null)
    } catch (error) {
      toastFault(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="example">
      {picture ? (
        <Cutter
          picture={picture}
          busy={busy}
          onKeep={(cut) => void keep(picture, cut)}
          onCancel={() => setPicture(null)}
        />
      ) : (
        <>
          {p.file ? (
            <img className="example-kept" src={assetUrl(project.id, p.file)} alt={t('example.title')} />
          ) : (
            <span className="faint small">{t('example.none')}</span>
          )}
          <div className="row">
            <Button variant="default" disabled={p.disabled} onClick={() => input.current?.click()}>
              {t('example.choose')}
            </Button>
            {p.file ? (
              <Button variant="subtle" color="gray" disabled={p.disabled} onClick={() => p.onChange(null)}>
                {t('example.remove')}
              </Button>
            ) : null}
          </div>
        </>
      )}
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        hidden
        aria-label={t('example.choose')}
        onChange={(e) => {
          open(e.currentTarget.files?.[0])
          e.currentTarget.value = ''
        }}
      />
    </div>
  )
}

async function cutOut(picture: ImageBitmap, cut: Cut): Promise<Blob> {
  const scale = Math.min(1, KEPT / Math.max(cut.width, cut.height))
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(cut.width * scale)),
    Math.max(1, Math.round(cut.height * scale)),
  )
  canvas.getContext('2d')?.drawImage(picture, cut.x, cut.y, cut.width, cut.height, 0, 0, canvas.width, canvas.height)
  return canvas.convertToBlob({ type: 'image/png' })
}

/** Drag a rectangle; without one the whole picture is taken. */
function Cutter(p: { picture: ImageBitmap; busy: boolean; onKeep(cut: Cut): void; onCancel(): void }) {
  const t = useText()
  const canvas = useRef<HTMLCanvasElement>(null)
  const whole = { x: 0, y: 0, width: p.picture.width, height: p.picture.height }
  const [cut, setCut] = useState<Cut>(whole)
  const [from, setFrom] = useState<readonly [number, number] | null>(null)
  useEffect(() => {
    const ctx = canvas.current?.getContext('2d')
    if (!ctx) return
    ctx.drawImage(p.picture, 0, 0)
    ctx.fillStyle = '#000a'
    ctx.beginPath()
    ctx.rect(0, 0, p.picture.width, p.picture.height)
    ctx.rect(cut.x, cut.y, cut.width, cut.height)
    ctx.fill('evenodd')
  }, [p.picture, cut])
  const place = (e: PointerEvent): readonly [number, number] => {
    const box = e.currentTarget.getBoundingClientRect()
    const inside = (v: number, most: number) => Math.round(Math.min(most, Math.max(0, v)))
    return [
      inside(((e.clientX - box.left) / box.width) * p.picture.width, p.picture.width),
      inside(((e.clientY - box.top) / box.height) * p.picture.height, p.picture.height),
    ]
  }
  const drag = (e: PointerEvent) => {
    if (!from) return
    const [x, y] = place(e)
    const next = {
      x: Math.min(x, from[0]),
      y: Math.min(y, from[1]),
      width: Math.abs(x - from[0]),
      height: Math.abs(y - from[1]),
    }
    setCut(next.width > 3 && next.height > 3 ? next : whole)
  }
  return (
    <div className="column">
      <canvas
        ref={canvas}
        className="example-cutter"
        width={p.picture.width}
        height={p.picture.height}
        aria-label={t('example.cut')}
        onPointerDown={(e) => {
          e.currentTarget.setPointerCapture(e.pointerId)
          setFrom(place(e))
        }}
        onPointerMove={drag}
        onPointerUp={() => setFrom(null)}
        onPointerCancel={() => {
          setFrom(null)
          setCut(whole)
        }}
      />
      <span className="faint small">{t('example.cut')}</span>
      <div className="row">
        <Button loading={p.busy} onClick={() => p.onKeep(cut)}>
          {t('example.keep')}
        </Button>
        <Button variant="default" onClick={p.onCancel}>
          {t('app.cancel')}
        </Button>
      </div>
    </div>
  )
}
