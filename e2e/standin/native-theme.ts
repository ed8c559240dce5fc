/** Electron's `nativeTheme`: light or dark, told to pages as a media feature. */
import type { Session } from "./cdp.ts";
import { StrictEmitter } from "./strict.ts";

type Source = "system" | "light" | "dark";

class NativeTheme extends StrictEmitter {
  #source: Source = "system";
  readonly #shownOn = new Set<Session>();

  constructor() {
    super("nativeTheme", ["updated"]);
  }

  get themeSource(): Source {
    return this.#source;
  }

  set themeSource(source: Source) {
    this.#source = source;
    for (const session of this.#shownOn)
      void this.#apply(session).catch(() => this.#shownOn.delete(session)); // Its page has gone.
    this.emit("updated");
  }

  /** What a page would see; the stand-in's system theme is light. */
  get shouldUseDarkColors(): boolean {
    return this.#source === "dark";
  }

  /** Shows the theme on a page, now and after each change. */
  showOn(session: Session): Promise<void> {
    this.#shownOn.add(session);
    return this.#apply(session);
  }

  async #apply(session: Session): Promise<void> {
    const value = this.#source === "system" ? "" : this.#source;
    await session.send("Emulation.setEmulatedMedia", {
      features: [{ name: "prefers-color-scheme", value }],
    });
  }
}

export const nativeTheme = new NativeTheme();
