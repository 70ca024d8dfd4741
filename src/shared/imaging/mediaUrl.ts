// Addresses of the media plane. Relative, so the same URL works on pandok://app and on loopback.
/** Example picture of a class. */
export const assetUrl = (projectId: string, file: string): string => `/media/${projectId}/asset/${file}`
export const mediaUrl = {
  /** Frame file: header + samples, whole frame. Answers 404 `tiled` facts through sourceInfo when larger than TILED_ABOVE. */
  frame: (projectId: string, sourceId: string, frame: number) => `/media/${projectId}/${sourceId}/${frame}/frame`,
  /** Frame file of one tile. */
  tile: (projectId: string, sourceId: string, frame: number, level: number, tx: number, ty: number) =>
    `/media/${projectId}/${sourceId}/${frame}/tile/${level}/${tx}/${ty}`,
  /** What the stage shows first: a smaller frame file or a WebP; 204 where the whole frame is there as soon. */
  look: (projectId: string, sourceId: string, frame: number) => `/media/${projectId}/${sourceId}/${frame}/look`,
  /** 8-bit WebP of at most 1 megapixel, upright, sRGB, window from the data range when deeper than 8 bits. */
  preview: (projectId: string, sourceId: string, frame: number) => `/media/${projectId}/${sourceId}/${frame}/preview`,
  /** 8-bit WebP inside 160 x 120. */
  thumb: (projectId: string, sourceId: string) => `/media/${projectId}/${sourceId}/0/thumb`,
}
