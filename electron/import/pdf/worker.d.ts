declare module "pdfjs-dist/legacy/build/pdf.worker.mjs" {
  /** The half of pdf.js that parses; its other half finds it on `globalThis.pdfjsWorker`. */
  export const WorkerMessageHandler: object;
}
