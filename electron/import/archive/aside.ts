/** What lies beside articles and is none: ingredients of saved pages, and the system's own files. */

const companion = /^(.+?)(?:_files|-files|\.files|_Dateien|-Dateien|_fichiers|_archivos|_file)$/i;

/** What pages are made of and nobody reads as an article; a file chosen by hand is tried all the same. */
const ingredient =
  /\.(?:png|jpe?g|gif|webp|avif|svg|ico|bmp|tiff?|css|m?js|map|json|woff2?|ttf|otf|eot|mp[34]|m4[av]|ogg|wav|webm|mov|avi)$/i;

/** Hidden files and those that systems leave in folders and archives. */
export function isSystems(name: string): boolean {
  return name.startsWith(".") || ["Thumbs.db", "desktop.ini", "__MACOSX"].includes(name);
}

/** Hidden files, the system's own, and the folder of pictures that a browser saves beside a page. */
export function isAside(name: string, siblings: ReadonlySet<string>): boolean {
  if (isSystems(name) || ingredient.test(name)) return true;
  const page = companion.exec(name)?.[1];
  return (
    page !== undefined &&
    [".html", ".htm", ".xhtml"].some((extension) => siblings.has(page + extension))
  );
}
