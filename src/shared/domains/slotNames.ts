// How the places of an item are shown and put in order, whatever pack they belong to.
export { slotOrder as slotOrderOf } from './mammography/assign.ts'
export { isSpare } from './mammography/views.ts'
