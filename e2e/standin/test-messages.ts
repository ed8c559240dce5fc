/** What the test side and the process that runs main say to each other, by structured clone. */

export type FromTest =
  | {
      readonly kind: "evaluate";
      readonly id: number;
      /** The source text of a function of Electron's names and one value. */
      readonly script: string;
      readonly value: unknown;
    }
  | { readonly kind: "files"; readonly id: number; readonly files: readonly string[] }
  | { readonly kind: "quit" };

export type ToTest =
  /** Chromium runs, in a process group of its own. */
  | { readonly kind: "chromium"; readonly pid: number }
  | { readonly kind: "ready"; readonly endpoint: string | null }
  | { readonly kind: "result"; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly kind: "result"; readonly id: number; readonly ok: false; readonly message: string }
  /** A request that no page may make was refused. */
  | { readonly kind: "network"; readonly url: string }
  | { readonly kind: "uncaught"; readonly message: string };
