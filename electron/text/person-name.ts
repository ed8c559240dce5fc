/**
 * A person's name as it is shown and as it is sorted and cited. Only the second knows which words are
 * the family name; this makes one from the other, by the rules that people's names follow most often.
 */
import type { PersonName } from "../entities.ts";

const suffix = /^(?:jr|sr|junior|senior|ii|iii|iv|ph\.?\s?d|m\.?d|esq|dphil|obe|cbe|mbe|frs)\.?$/i;
/** Words between given and family name, in small letters. */
const particles = new Set(
  "van von vom der den de del della delle di da das do dos du des la las le les lo los el al bin ibn ben bint ter ten te zu zum zur af av von’t ’t 't op in".split(
    " ",
  ),
);
/** "d'" and "l'" stand before a family name without a space. */
const elided = /^([dl]['’]|al-|el-|ash-|as-)(?=\p{Lu})/u;

/** Words that no person is called by. */
const organisation =
  /(?:^|[\s,(])(?:the|of|for|und|für|universit\p{L}*|institut\p{L}*|ministr\p{L}*|minister\p{L}*|department|faculty|school|college|akademie|academy|press|verlag|publish\p{L}*|association|society|gesellschaft|organi[sz]ation|committee|council|commission|agency|inc|ltd|llc|gmbh|corp|corporation|company|group|team|collaboration|consortium|network|bank|foundation|stiftung|cent(?:re|er)|zentrum|centro|news|times|office|bureau|union|federation|survey|service|services|museum|library|project|initiative|authority|board|government|laborator\p{L}*|observator\p{L}*)(?=$|[\s,.)])|&/iu;

/** One script, written without spaces or with one behind the family name. */
const eastAsian =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}々ー]+(?: [\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}々ー]+)?$/u;
const twoCharacterFamilies =
  /^(?:남궁|황보|제갈|선우|독고|사공|서문|欧阳|歐陽|司马|司馬|诸葛|諸葛|上官|司徒|东方|東方|皇甫|令狐|慕容|尉迟|尉遲|公孙|公孫)/u;

/** Family names of Korea, China and Vietnam that stand first and are seldom given names elsewhere. */
const standingFirst = new Set(
  "kim park choi jung jeong kang cho yoon jang lim shin kwon hwang ahn seo hong yoo moon bae baek nam zhang wang zhao huang zhou xu zhu mao xi deng jiang guo luo liang xie tang feng dong xiao cheng cao yuan shen zeng peng nguyen tran pham phan hoang".split(
    " ",
  ),
);
const vietnamese = new Set("nguyen tran pham phan hoang".split(" "));
/** Two syllables of a Chinese name in one word: "Zedong". */
const twoSyllables =
  /^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:i?ang?|i?ong|iao|ia|uan|uang|uai|ua|uo|ui|un|ie|iu|ing?|eng?|ei|er|ai|ao|ou|[aeiouü])){2}$/;

/** The first of two family names, where Spanish and Portuguese speakers carry both. */
const firstOfTwo = new Set(
  "garcía gonzález rodríguez fernández lópez martínez sánchez pérez gómez martín jiménez ruiz hernández díaz moreno muñoz álvarez romero gutiérrez navarro torres domínguez vázquez ramos gil ramírez serrano blanco molina morales suárez ortega delgado castro ortiz rubio marín sanz núñez iglesias medina garrido cortés castillo vargas garcia gonzalez rodriguez fernandez lopez martinez sanchez perez gomez jimenez hernandez diaz alvarez gutierrez dominguez vazquez ramirez suarez nunez".split(
    " ",
  ),
);

/** The parts of a name as it is shown; an organisation's name is a family name alone. */
export function personName(shown: string): PersonName {
  const text = shown.replace(/\s+/g, " ").trim();
  if (text === "") return familyOnly("");
  if (eastAsian.test(text)) return eastAsianName(text);
  // "Press, William H." is a person: a family name of one word, and no organisation behind it.
  const isSorted = /^[^\s,]+, [^,]+$/.test(text) && !organisation.test(text.replace(/^.*, /, ""));
  if (!isSorted && organisation.test(text)) return familyOnly(text);
  return text.includes(",") ? inverted(text) : straight(text);
}

/** The name as it is shown in a list of authors: given names first, except in East Asian script. */
export function displayName({ given, particle = "", family, suffix: end }: PersonName): string {
  if (given !== "" && particle === "" && eastAsian.test(family) && eastAsian.test(given))
    return `${family}${given}`;
  const tight = /(?:['’]|-)$/.test(particle);
  const last = particle === "" ? family : `${particle}${tight ? "" : " "}${family}`;
  return [given, last, end ?? ""].filter((part) => part !== "").join(" ");
}

/** The name as reference lists write and exchange it: "van Beethoven, Ludwig". */
export function invertedName(name: PersonName): string {
  const last = displayName({
    given: "",
    family: name.family,
    ...(name.particle === undefined ? {} : { particle: name.particle }),
  });
  return [last, name.suffix ?? "", name.given].filter((part) => part !== "").join(", ");
}

/** A name of parts that are known. Empty ones are left out. */
export function nameOfParts(parts: {
  readonly given?: string | undefined;
  readonly family?: string | undefined;
  readonly particle?: string | undefined;
  readonly suffix?: string | undefined;
}): PersonName {
  const clean = (part: string | undefined): string => (part ?? "").replace(/\s+/g, " ").trim();
  const [given, family] = [clean(parts.given), clean(parts.family)];
  const [particle, end] = [clean(parts.particle), clean(parts.suffix)];
  return {
    given: family === "" ? "" : given,
    family: family === "" ? given : family,
    ...(particle === "" ? {} : { particle }),
    ...(end === "" ? {} : { suffix: end }),
  };
}

function familyOnly(family: string): PersonName {
  return { given: "", family };
}

/** Whether a part of a name is one that stands behind it: `Jr.`, `III`. */
export function isSuffix(part: string): boolean {
  return suffix.test(part);
}

/** "García Márquez, Gabriel", "King, Jr., Martin Luther", "Ann Lee, PhD". */
function inverted(text: string): PersonName {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const [first = "", second = "", third] = parts;
  if (parts.length > 3) return familyOnly(text);
  if (parts.length === 1) return straight(first);
  if (third === undefined)
    return suffix.test(second)
      ? { ...straight(first), suffix: second }
      : familyFirst(first, second, "");
  if (suffix.test(second)) return familyFirst(first, third, second);
  return suffix.test(third) ? familyFirst(first, second, third) : familyOnly(text);
}

/**
 * The name of a family name and given names that are told apart already. The particle may stand in
 * front of the first, or behind the second.
 */
export function familyFirst(last: string, first: string, end = ""): PersonName {
  const before = withParticle(last.split(" "));
  const words = first.split(" ");
  let at = words.length;
  while (at > 1 && particles.has(words[at - 1] ?? "")) at -= 1;
  const behind = words.slice(at).join(" ");
  return nameOfParts({
    given: words.slice(0, at).join(" "),
    family: before.family,
    particle: before.particle === "" ? behind : before.particle,
    suffix: end,
  });
}

/** A family name's words, the small ones in front of it apart. */
function withParticle(words: readonly string[]): {
  readonly particle: string;
  readonly family: string;
} {
  let at = 0;
  while (at < words.length - 1 && particles.has(words[at] ?? "")) at += 1;
  const particle = words.slice(0, at).join(" ");
  const family = words.slice(at).join(" ");
  const tight = particle === "" ? elided.exec(family)?.[1] : undefined;
  return tight === undefined
    ? { particle, family }
    : { particle: tight, family: family.slice(tight.length) };
}

/** "Ludwig van Beethoven", "José Ortega y Gasset", "Kim Min-su", "Jean DUPONT". */
function straight(text: string): PersonName {
  const all = text.split(" ");
  const end = all.length > 2 && suffix.test(all.at(-1) ?? "") ? (all.at(-1) ?? "") : "";
  const words = end === "" ? all : all.slice(0, -1);
  const [first = "", second = ""] = words;
  if (words.length === 1) return familyOnly(text);
  if (standsFirst(words))
    return nameOfParts({ family: first, given: words.slice(1).join(" "), suffix: end });
  // "Smith JA", as MEDLINE writes it; two letters, because "Malcolm X" is no initial.
  if (words.length === 2 && /^\p{Lu}{2}$/u.test(second) && !/^\p{Lu}+$/u.test(first))
    return nameOfParts({ family: first, given: second, suffix: end });
  const at = familyStart(words);
  const { particle, family } = withParticle(words.slice(at));
  return nameOfParts({ given: words.slice(0, at).join(" "), family, particle, suffix: end });
}

/** Where the family name, with its particle, begins. */
function familyStart(words: readonly string[]): number {
  const last = words.length - 1;
  const and = words.findIndex((word, at) => at > 1 && at < last && /^[yie]$/.test(word));
  if (and !== -1) return and - 1;
  const shouted = words.findIndex((word) => /^\p{Lu}[\p{Lu}'’-]{2,}$/u.test(word));
  if (shouted > 0 && words.slice(0, shouted).every((word) => !/^\p{Lu}{3,}$/u.test(word)))
    return shouted;
  const small = words.findIndex((word, at) => at > 0 && at < last && particles.has(word));
  if (small !== -1) return small;
  // "Vincent Van Gogh": the capital says that it belongs to the family name.
  const large = words.findIndex(
    (word, at) =>
      at > 0 && at < last && /^(?:Van|Von|De|Del|Della|Di|Da|Du|La|Le|Mac|St\.?)$/.test(word),
  );
  if (large !== -1) return large;
  return last > 1 && firstOfTwo.has((words[last - 1] ?? "").toLowerCase()) ? last - 1 : last;
}

/** Whether the family name is the first word, as the names of East Asia are often written. */
function standsFirst(words: readonly string[]): boolean {
  const [first = "", second = ""] = words;
  const rest = words.slice(1);
  if (/^\p{Lu}{3,}$/u.test(first) && rest.every((word) => /^\p{Lu}[\p{Ll}.'’-]/u.test(word)))
    return !/^(?:PROF|MISS|REV)$/.test(first);
  const plain = plainLetters(first);
  if (!standingFirst.has(plain)) return false;
  if (vietnamese.has(plain)) return words.length > 2 || plain !== first.toLowerCase();
  if (words.length !== 2 || standingFirst.has(plainLetters(second))) return false;
  return /^\p{L}+-\p{L}+$/u.test(second) || twoSyllables.test(second.toLowerCase());
}

function plainLetters(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function eastAsianName(text: string): PersonName {
  const [family = "", given] = text.split(" ");
  if (given !== undefined) return { given, family };
  const characters = Array.from(text);
  const isKana = /^[\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u.test(text);
  if (isKana || characters.length < 2 || characters.length > 4) return familyOnly(text);
  const isTwo =
    twoCharacterFamilies.test(text) ||
    (characters.length === 4 && !/\p{Script=Hangul}/u.test(text));
  const length = isTwo && characters.length > 2 ? 2 : 1;
  return { given: characters.slice(length).join(""), family: characters.slice(0, length).join("") };
}
