/** Files that only an open lab needs, by their paths: it keeps them by itself, see `components/lab/keep-offline.ts`. */
export const LAB_FILE = /(?:^|\/)assets\/(?:LabBench-[^/]*|lab-[^/]*\.wasm)$/
