/**
 * Words that end in a full stop of their own, and what may stand behind it. All in lower case and
 * without their last stop, of the languages that the imports we measured were written in.
 */

const wordsOf = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Titles of people and places, which are written with a capital: what follows is their name. */
const titles = wordsOf(
  "mr mrs ms mme mlle mgr dr prof rev hon st ste jr gen col lt maj capt cmdr sgt adm gov sen rep pres supt det insp " +
    "messrs mx fr sr bro mt m mm me hl hll dir dipl ing dott dott.ssa sig sig.ra sigg on av avv arch arq lic sra srta " +
    "ud uds dhr mevr mw drs ir jhr ds fru frk hrn р ул пл пр им проф акад тов св",
);

/** What follows belongs to the same sentence, whatever it is: "e.g.", "versus". */
const leadingWords = wordsOf(
  "v vs cf e.g i.e viz approx mss z.b d.h bzw vgl evtl ggf sog u.z s.o s.u hrsg hg bes einschl inkl zzgl cfr bijv bv " +
    "resp o.a m.n d.w.z tow ул пл им проф акад тов св т.е т.к sig avv",
);

/** Whether what follows this word and its full stop always belongs to the same sentence. */
export function leads(word: string): boolean {
  const small = word.toLowerCase();
  if (leadingWords.has(small)) return true;
  // In capitals "MR." still is one; "ME." and "ON." are words.
  return (
    titles.has(small) &&
    /^\p{Lu}/u.test(word) &&
    (word.length < 3 || word !== word.toUpperCase() || !opensSentence(word))
  );
}

/** What follows belongs to it when it is a number, a numeral or a letter: "no. 4", "vol. II", "5 Jan. 1850". */
export const numbering = wordsOf(
  "no nos nr n p pp pg f ff fol fols fig figs eq eqs ch chs chap sec secs sect art arts vol vols bk pt pts pl tab " +
    "l ll ln col cols c ca circa fl b d r app ex exs ed eds ibid id op loc cit n.s ser suppl iss par para q qq " +
    "bd bde s abb abs anm aufl heft jg kap ziff zl rn pag pagg cap capp pág págs núm núms tomo t art blz dl гл стр рис табл № " +
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun okt dez déc févr janv " +
    "avr juil ene abr ago dic gen mag giu lug set ott",
);

/** These may end a sentence; they do when the next word is one that sentences begin with. */
export const closing = wordsOf(
  "etc inc ltd co corp bros al usw u.a u.ä o.ä ff sq seq passim chr a.m p.m b.c a.d b.c.e c.e j.-c ph.d m.d b.a m.a " +
    "assn dept univ ave blvd rd esq ret est misc jr sr bp hwy min max mio mrd tsd str nr g г гг др пр т.д т.п и.о н.э",
);

/** Capitalised they open a sentence rather than go on with a name. */
const openers = wordsOf(
  "the a an he she it they we you i this that these those there here in on at by for from with as if when while " +
    "after before since although though but and so yet or nor however his her its their our my your what who why how " +
    "where not one some many most all both each another such then now thus let to of during until once even only " +
    "der die das den dem ein eine er sie es wir ich im am auf bei und aber doch dann wenn als da dies diese dieser man " +
    "auch nach seit mit zu ihr sein le la les un une il elle ils elles on nous vous je ce cette ces dans en mais et donc " +
    "puis pour au aux el los las uno una ella ellos por para pero y no se su i gli lo nel ma e het de een hij zij wij " +
    "в на и но он она они это как что с по из у а для при если когда",
);

/** Whether a capitalised word is more likely to begin a sentence than to go on with one. */
export const opensSentence = (word: string): boolean => openers.has(word.toLowerCase());

/** Languages that write an ordinal as a number with a full stop: "3. Oktober", "2. světová válka". */
const ordinalLanguages = wordsOf("de da nb nn no is fo fi et lv cs sk sl hr bs sr hu pl tr lb gsw");

/** Whether "3." may be "third" in this language (BCP 47; null when unknown). */
export const writesOrdinals = (language: string | null): boolean =>
  language !== null && ordinalLanguages.has((/^\w+/.exec(language)?.[0] ?? "").toLowerCase());
