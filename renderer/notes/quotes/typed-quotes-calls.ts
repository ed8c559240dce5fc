/** How an editor asks the notebook about quotations. */
import { call } from "../../api.ts";
import type { TypedQuotesConfig } from "./typed-quotes.ts";

/** Asks by calls; `onFailure` hears why a clip could not be made. */
export function quotationCalls(onFailure: (reason: string) => void): TypedQuotesConfig {
  return {
    onFailure,
    find: (text) => call("quotations.find", { text }),
    async clip({ article, version, start, end }) {
      const clips = await call("clips.ofArticle", { article, version });
      const there = clips.find((each) => each.start === start && each.end === end);
      const { id } =
        there ?? (await call("clips.create", { version, start, end, color: "plain", comment: "" }));
      const [clip] = await call("clips.get", { ids: [id] });
      if (clip === undefined) throw new Error("The clip is not in the notebook any more.");
      return clip;
    },
  };
}
