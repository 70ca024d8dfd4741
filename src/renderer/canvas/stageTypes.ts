// What the stage and the rest of the program say to each other. Import these from stage.ts.
import type { AnnotationDiff } from '../../shared/annotation/diff.ts'
import type { Bounds, ImagePoint, ViewPoint } from '../../shared/geometry/spaces.ts'
import type { Rotation, Size, View } from '../../shared/geometry/transform.ts'
import type { Breast } from '../../shared/imaging/breast/breast.ts'
import type { GreyDisplay } from '../../shared/imaging/greyDisplay.ts'
import type { ValueRange, Window } from '../../shared/imaging/voi.ts'
import type { AssistSource } from '../assist/assistClient.ts'
import type { CanvasCommand, Preview, RefusalCode, ToolId } from '../tools/toolMachine.ts'
import type { ToolOptions } from '../tools/toolOptions.ts'
import type { Aids } from './aidsLayer.ts'
import type { XrayLook } from './glXray.ts'
import type { FrameRef, FrameState } from './imageLayer.ts'
import type { Planes } from './planeLayer.ts'
import type { Scene } from './stageScene.ts'

export type Display = {
  /** Null = the window of the file, else the range of the data. */
  readonly window: Window | null
  readonly invert: boolean
  readonly rotation: Rotation
  readonly flipX: boolean
  /** Blend between pixels when zoomed in; off = every stored pixel is a square. */
  readonly smooth: boolean
}

export type StageEvents = {
  diff(diff: AnnotationDiff, mark: string): void
  select(ids: ReadonlySet<string>): void
  refused(code: RefusalCode, detail: Readonly<Record<string, string | number>>): void
  /** `shown`: the value as windows count it (HU); null where that is the stored one, and for padding. */
  pointer(p: { point: ImagePoint; values: number[] | null; shown: number | null } | null): void
  view(v: { zoom: number; devicePixelExact: boolean }): void
  display(d: Display): void
  tool(id: ToolId, state: string): void
  /** Alt and the wheel: more or less of what the tool is set by. */
  stepSetting(steps: number): void
  /** What a gesture shows, while it lasts. */
  preview(p: Preview): void
  frameState(s: FrameState): void
  /** The wheel is set to scroll frames or items; false = there is nothing to scroll. */
  step?(by: 1 | -1): boolean
  /** A keypoint is under the pointer, marked, or being placed. */
  atKeypoint(on: boolean): void
  /** The breast on a mammogram was found. */
  breast?(found: Breast): void
  /** The view, or the room for it, is another one. `fitted`: it follows the room. */
  moved?(m: { view: View; area: Size; fitted: boolean }): void
}

export type Stage = {
  showFrame(f: FrameRef | null): void
  /** Ends when the frame is here or cannot be had. */
  prefetch(f: FrameRef): Promise<void>
  /** In memory: shown without waiting. */
  isHere(f: FrameRef): boolean
  setDisplay(d: Partial<Display>): void
  /** Functions of an operator console over the picture; null = none. */
  setXray(look: XrayLook | null): void
  /** Overlays and shutters of the file, over the picture and under the shapes; null = none. */
  setPlanes(planes: Planes | null): void
  /** Whether padding is black (DICOM). */
  setPadding(on: boolean): void
  /** Evens out contrast part by part; the values stay, only the display changes. */
  setClahe(on: boolean): void
  /** Mammograms: air around the breast black, or shown as it is; null = no mammogram, nothing is looked for. */
  setAir(mode: 'black' | 'shown' | null): void
  setScene(s: Scene): void
  setTool(id: ToolId): void
  setOptions(options: ToolOptions): void
  setActiveClass(classId: string | null): void
  readonly view: {
    fit(): void
    oneToOne(): void
    /** CSS pixels per image pixel, around the middle of the view. */
    scaleTo(scale: number): void
    /** `at` in CSS pixels of the picture area; default its middle. */
    zoomBy(factor: number, at?: ViewPoint): void
    panBy(dx: number, dy: number): void
    /** CSS pixels per image pixel. */
    zoom(): number
    /** In `share` of the view; 0.6 where none is given. */
    showBounds(b: Bounds, share?: number): void
    /** Centre in image space and scale; null fits the picture. */
    show(place: { readonly x: number; readonly y: number; readonly scale: number } | null): void
  }
  setAids(change: Partial<Aids>): void
  /** Another window for the loupe, from a drag on it: distance since the press, CSS pixels. */
  windowAfterDrag(start: Window | null, dx: number, dy: number): Window | null
  /** Addresses of all stored values of the frame on screen. */
  frameUrls(): readonly string[]
  /** False = nothing here to do it to. */
  command(name: CanvasCommand): boolean
  /** The cross that keys move, by CSS pixels; with nothing in hand yet it starts in the middle of the view. */
  moveKeyPen(dx: number, dy: number): void
  /** Presses and lets go where the cross is. */
  pressKeyPen(): void
  /** Range of the stored values of the frame on screen, for window presets and fields; null until it is here. */
  valueRange(): ValueRange | null
  /** Stored values of the frame on screen for work away from the window; null before they are here. */
  values(of?: 'low'): AssistSource | null
  /** The same in the values that windows are given in. */
  windowRange(): ValueRange | null
  /** How a DICOM frame on screen is shown; null for other pictures and before it is here. */
  grey(): GreyDisplay | null
  /** The window it opens with; null until the frame is here. */
  firstWindow(): Window | null
  /** The picture itself shows its smallest value white. */
  inverted(): boolean
  /** True while what is on screen is not final (a sharper picture of it is being painted or loaded). */
  busy(): boolean
  destroy(): void
}
