// Stands for Node's `events`: the XML writer of vtk.js extends it when it is loaded, and the bench never calls it.
export const EventEmitter = EventTarget
