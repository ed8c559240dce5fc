/** Languages as bibliographies call them: by name, by LaTeX's words, by the codes of libraries. */
import { languageTag } from "../language/language-tag.ts";

const tags: ReadonlyMap<string, string> = new Map(
  [
    "en english eng",
    "en-US american usenglish",
    "en-GB british ukenglish",
    "en-AU australian",
    "en-CA canadian",
    "cs czech čeština cze",
    "da danish dansk",
    "de german ngerman deutsch ger",
    "de-AT austrian naustrian",
    "el greek gre",
    "es spanish español",
    "fi finnish suomi",
    "fr french français fre",
    "hu hungarian magyar",
    "it italian italiano",
    "ja japanese",
    "ko korean",
    "nl dutch nederlands dut",
    "no norwegian norsk",
    "pl polish polski",
    "pt portuguese português",
    "pt-BR brazilian brazil",
    "ro romanian rum",
    "ru russian",
    "sk slovak slo",
    "sv swedish svenska",
    "tr turkish türkçe",
    "uk ukrainian",
    "zh chinese chi",
  ].flatMap((line) => {
    const [tag = "", ...names] = line.split(" ");
    return names.map((name) => [name, tag] as const);
  }),
);

/** The BCP 47 tag of a language by any of its names; null when it has none here. */
export function languageNamed(text: string): string | null {
  const name = text.trim().toLowerCase();
  return tags.get(name) ?? tags.get(name.split(/[;,]/, 1)[0] ?? "") ?? languageTag(text);
}
