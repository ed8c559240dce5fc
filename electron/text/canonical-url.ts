/**
 * Addresses as they are compared: two spellings of where an article stands become one, and an address
 * that names no article (the front page of a site) becomes none.
 */

/** Parameters that say where a reader came from, never what is read. */
const tracking =
  /^(?:utm_.*|mtm_.*|pk_.*|piwik_.*|hsa_.*|_hs.*|mc_[ce]id|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|li_fat_id|s_cid|cmpid|ncid|ocid|spm|ref_src|ref_url|smid|smtyp|at_(?:medium|campaign|custom\d*|link.*|format|ptr_name|bbc_team)|ns_.*|ito|guccounter|guce_.*|_ga|_gl|__twitter_impression|amp|outputtype|mkt_tok|vero_id|wt_.*|xtor|fb_.*)$/i;
/** Hosts of the same pages for other screens. */
const otherScreens = /^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)/;
const frontPage = /^\/(?:(?:index|default|home)\.[a-z]{3,5})?$/i;

/**
 * The address without scheme, `www.`, trailing slash, fragment and tracking parameters, with the other
 * parameters in order: for comparing only, never for opening. Null when it names no article: it is no
 * http address, or leads to the front page of its host.
 */
export function canonicalUrl(address: string): string | null {
  const url = URL.parse(address.trim());
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === "") return null;
  const parameters = [...url.searchParams]
    .filter(([name]) => !tracking.test(name))
    .toSorted(([a, x], [b, y]) => order(a, b) || order(x, y));
  // Pages drawn by a program in one address tell themselves apart behind "#!" or "#/".
  const route = /^#!?\/./.test(url.hash) ? url.hash.replace(/^#!?/, "#") : "";
  if (frontPage.test(url.pathname) && parameters.length === 0 && route === "") return null;
  const port = url.port === "" ? "" : `:${url.port}`;
  const query = parameters.length === 0 ? "" : `?${new URLSearchParams(parameters).toString()}`;
  return `${hostOf(url)}${port}${pathOf(url)}${query}${route}`;
}

function hostOf({ hostname }: URL): string {
  const host = hostname.toLowerCase().replace(/\.$/, "").replace(otherScreens, "");
  return host.replace(/^([a-z]{2,3})\.m\.(?=wikipedia\.org$)/, "$1.");
}

function pathOf({ pathname }: URL): string {
  const path = pathname.replace(/\/{2,}/g, "/").replace(/(?:\/index\.(?:html?|php))?\/?$/i, "");
  // What may be written plainly or by its number is written by one rule.
  return path.replace(/%[0-9a-f]{2}/gi, (code) => {
    const letter = String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return /[A-Za-z0-9\-._~]/.test(letter) ? letter : code.toUpperCase();
  });
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
