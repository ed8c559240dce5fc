/** What main and a preload's world say to each other. Values are encoded by codec.ts. */

export interface PathOfFile {
  readonly name: string;
  readonly size: number;
  /** In milliseconds; null when any time will do. */
  readonly modified: number | null;
  readonly path: string;
}

export type FromPreload =
  | {
      readonly kind: "invoke";
      readonly id: number;
      readonly channel: string;
      readonly values: readonly unknown[];
    }
  | { readonly kind: "send"; readonly channel: string; readonly values: readonly unknown[] }
  /** Files were dropped: which places do they have? They lie in `standinDropped`. */
  | { readonly kind: "dropped"; readonly count: number }
  | {
      readonly kind: "bounds";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }
  | { readonly kind: "focus"; readonly focused: boolean };

export type ToPreload =
  | { readonly kind: "reply"; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly kind: "reply"; readonly id: number; readonly ok: false; readonly message: string }
  | { readonly kind: "event"; readonly channel: string; readonly values: readonly unknown[] }
  | { readonly kind: "paths"; readonly paths: readonly PathOfFile[] }
  /** A message that is to be fetched; those after it wait. */
  | { readonly kind: "large"; readonly path: string }
  /** The places of dropped files are known; the drop may go on. */
  | { readonly kind: "drop" };
