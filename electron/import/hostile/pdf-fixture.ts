/** PDFs made to hurt their reader: circles, bombs, huge sheets, floods of letters and links. */
import { deflateSync } from "node:zlib";
import { attack, deep, type Attack } from "./attack-fixture.ts";
import { line, makePdf, stream, type Made } from "../pdf/fixture.ts";

/** In a fixed order. */
export function pdfAttacks(): readonly Attack[] {
  const words = line("It cools for two days.", 60, 700);
  const pdf = (what: string, made: () => Made, change?: (text: string) => string): Attack =>
    attack(what, "a.pdf", () => {
      const bytes = makePdf(made());
      if (change === undefined) return new Uint8Array(bytes);
      return new Uint8Array(Buffer.from(change(bytes.toString("latin1")), "latin1"));
    });
  const one = (): Made => ({ pages: [words] });
  return [
    pdf("pages in a circle", one, (text) => text.replace(/\/Kids \[.*?\]/, "/Kids [2 0 R]")),
    pdf("a page that is its own parent", one, (text) =>
      text.replaceAll("/Parent 2 0 R", "/Parent 10 0 R"),
    ),
    pdf("a billion pages", one, (text) => text.replace("/Count 1", "/Count 1000000000")),
    pdf("fewer pages than none", one, (text) => text.replace("/Count 1", "/Count -5")),
    pdf("an outline in a circle", () => ({
      ...one(),
      catalog: "/Outlines 10 0 R",
      objects: [
        "<< /First 11 0 R /Last 11 0 R >>",
        "<< /Title (A) /Next 11 0 R /First 10 0 R /Parent 10 0 R >>",
      ],
    })),
    pdf("an outline without end", () => ({
      ...one(),
      catalog: "/Outlines 10 0 R",
      objects: [
        "<< /First 11 0 R >>",
        ...Array.from(
          { length: 20_000 },
          (_, n) => `<< /Title (A${n}) ${n % 2 === 0 ? "/Next" : "/First"} ${n + 12} 0 R >>`,
        ),
      ],
    })),
    pdf("arrays within arrays", () => ({ ...one(), catalog: `/X ${"[".repeat(deep)}` })),
    pdf("dictionaries within dictionaries", () => ({
      pages: [`${words} /A ${"<< /B ".repeat(deep)} BDC`],
    })),
    pdf("a form within itself", () => ({
      objects: [
        stream(
          "/Fm1 Do /Fm1 Do",
          "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Fm1 10 0 R >> >>",
        ),
      ],
      resources: "/XObject << /Fm1 10 0 R >>",
      pages: [`/Fm1 Do ${words}`],
    })),
    pdf("forms that double", () => ({
      objects: Array.from({ length: 40 }, (_, n) =>
        stream(
          "/F Do /F Do",
          `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F ${n + 11} 0 R >> >>`,
        ),
      ),
      resources: "/XObject << /F 10 0 R >>",
      pages: [`/F Do ${words}`],
    })),
    pdf("labels in a circle", () => ({
      ...one(),
      catalog: "/PageLabels 10 0 R",
      objects: ["<< /Kids [10 0 R] >>"],
    })),
    pdf(
      "huge letters, sheets and turns",
      () => ({ pages: [`${line("Vast", 1e30, -1e30, 1e38)} ${words}`] }),
      (text) =>
        text.replace("[0 0 600 800]", "[-1e38 0 1e38 1e38] /Rotate 123456789 /UserUnit 1e30"),
    ),
    pdf("a picture of a terabyte", () => ({
      objects: [
        stream(
          "x",
          "/Type /XObject /Subtype /Image /Width 1000000 /Height 1000000 /ColorSpace /DeviceRGB /BitsPerComponent 8",
        ),
      ],
      resources: "/XObject << /I 10 0 R >>",
      pages: [`q 400 0 0 400 0 0 cm /I Do Q ${words}`],
    })),
    pdf("a picture that masks itself", () => ({
      objects: [
        stream(
          "xxxx",
          "/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 /SMask 10 0 R",
        ),
      ],
      resources: "/XObject << /I 10 0 R >>",
      pages: [`q 400 0 0 400 0 0 cm /I Do Q ${words}`],
    })),
    pdf(
      "a stream that unpacks to 600 MB",
      () => ({
        pages: [words, ""],
        objects: [
          stream(
            deflateSync(Buffer.alloc(600_000_000, 0x20), { level: 1 }),
            "/Filter /FlateDecode",
          ),
        ],
      }),
      (text) => text.replace("/Contents 14 0 R", "/Contents 10 0 R"),
    ),
    pdf("letters without end", () => ({ pages: [line("a ", 60, 700).repeat(200_000)] })),
    pdf("one letter a line without end", () => ({
      pages: [
        Array.from({ length: 50_000 }, (_, n) => line("a", (n * 37) % 600, (n * 91) % 800)).join(
          "\n",
        ),
      ],
    })),
    pdf(
      "a filter chain without end",
      () => ({ ...one(), objects: [stream("x", `/Filter [${"/FlateDecode ".repeat(20_000)}]`)] }),
      (text) => text.replace(/\/Contents \d+ 0 R/, "/Contents 10 0 R"),
    ),
    pdf(
      "a link without end",
      () => ({
        ...one(),
        objects: [
          `<< /Type /Annot /Subtype /Link /Rect [0 0 1e38 -1e38] /A << /S /URI /URI (javascript:${"a".repeat(500_000)}) >> >>`,
        ],
      }),
      (text) => text.replace("/MediaBox", "/Annots [10 0 R 10 0 R 10 0 R] /MediaBox"),
    ),
    pdf(
      "links without end",
      () => ({
        ...one(),
        objects: [
          "<< /Type /Annot /Subtype /Link /Rect [0 0 600 800] /A << /S /URI /URI (https://a.example/) >> >>",
        ],
      }),
      (text) => text.replace("/MediaBox", `/Annots [${"10 0 R ".repeat(50_000)}] /MediaBox`),
    ),
    pdf("properties without end", () => ({
      ...one(),
      info: `/Title (${"A title ".repeat(200_000)})`,
    })),
    attack(
      "an index in a circle",
      "a.pdf",
      () =>
        `%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Prev 55/Size 3>>\nstartxref\n55\n%%EOF`,
    ),
    attack(
      "objects without end",
      "a.pdf",
      () =>
        `%PDF-1.5\n${Array.from({ length: 200_000 }, (_, n) => `${n} 0 obj null endobj`).join("\n")}\ntrailer<</Root 1 0 R>>`,
    ),
  ];
}
